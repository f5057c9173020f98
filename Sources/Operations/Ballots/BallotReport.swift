import Ballots
import Primitives
import SelectionRules
import Store
import Tables

/// The files of the auditors' report beside those of the count.
struct BallotReport {
  let edition: String
  let kept: KeptBallots
  let result: BallotResult
  let inputs: EditionInputs

  var files: [BallotResult.File] {
    [
      .init(name: "turnout.csv", bytes: turnoutTable), .init(name: "turnout.svg", bytes: Array(chart.utf8)),
      .init(name: "excluded.csv", bytes: excludedTable), .init(name: "index.md", bytes: Array(text.utf8)),
    ]
  }

  private var chart: String { TurnoutChart(turnout: result.turnout, channels: result.rules.channels).svg }

  /// Every hour of the window and every channel.
  private var turnoutTable: [UInt8] {
    var writer = TableWriter(columns: ["hour", "beijing_time", "channel", "votes"])
    for (hour, votes) in result.turnout {
      let local = BallotInstant.text(hour + 8 * 3600)
      let beijing = "\(local.prefix(10)) \(local.dropFirst(11).prefix(5))"
      for (channel, count) in zip(result.rules.channels, votes) {
        writer.row([ByteText(BallotInstant.text(hour)), ByteText(beijing), channel, ByteText("\(count)")])
      }
    }
    return writer.bytes
  }

  private var excludedTable: [UInt8] {
    var writer = TableWriter(columns: ["voter", "document", "reason", "decided_by", "decided_at", "rows"])
    for (decision, excluded) in zip(kept.counted, result.excluded) {
      let texts = [decision.voter, decision.document, decision.reason, decision.by, decision.at, "\(excluded.rows)"]
      writer.row(texts.map { ByteText($0) })
    }
    return writer.bytes
  }

  // MARK: The text

  private var text: String {
    """
    # \(Self.plain(edition)) 公众投票审计报告

    本报告由留存的原始选票重新计票得出，与系统记录的票数逐项一致。

    - 移交：第 \(kept.handOver.number) 次，\(Self.plain(kept.handOver.by)) 于 \(kept.handOver.at) 导入\(replacement)
    - 计票：第 \(kept.lastCount.number) 次，\(Self.plain(kept.lastCount.by)) 于 \(kept.lastCount.at) 执行
    - 投票时段：\(Self.beijing(result.rules.opens)) 至 \(Self.beijing(result.rules.closes))（北京时间，不含截止时刻）
    - 规则：同一选民对同一人选\(period)\(picks)
    - 有票计入的选民：\(result.voters)

    ## 选票文件

    \(Self.table(["文件", "字节", "行数", "SHA-256"], fileRows))
    ## 各类行数

    每一行恰属一类，各类之和等于读入的行数。未计入的行见 rejected.csv（每类前 1000 行）。

    \(Self.table(["类别", "行数"], classRows))
    ## 投票走势

    ![各时段各渠道计入的票数](turnout.svg)

    逐时数据见 turnout.csv；各人选、渠道、日期的票数见 tally.csv，汇总见 votes.csv。

    ## 取消的选民

    \(exclusions)
    ## 信号

    信号只提示审计人员查看，不排除任何选票；排除须由具名的人作出决定。

    \(signals)
    ## 重新核对

    任何人取得上列文件和规则后，可用 `qilu ballots count 文件… --rules 规则 --output 文件夹` 得到相同的结果；规则的 SHA-256 为 \
    \(kept.handOver.rules.hex)，其中的 voidedVoters 按 excluded.csv 填写。

    """
  }

  private var replacement: String {
    kept.handOver.reason.isEmpty ? "" : "；替换先前票数的理由：\(Self.plain(kept.handOver.reason))"
  }
  private var period: String { result.rules.oncePer == .edition ? "全程只计一次" : "每日只计一次" }
  private var picks: String { result.rules.picksPerDay.map { "，每日最多计 \($0) 票" } ?? "" }

  private var fileRows: [[String]] {
    kept.files.map { [$0.name, "\($0.bytes)", "\($0.rows)", $0.digest.hex] }
  }

  private var classRows: [[String]] {
    BallotClass.allCases.map { [BallotWords.words($0).zh, "\(result.classes[$0] ?? 0)"] }
      + [["合计", "\(result.read)"]]
  }

  private var exclusions: String {
    guard !kept.counted.isEmpty else { return "没有取消任何选民。\n" }
    let rows = zip(kept.counted, result.excluded).map { decision, excluded in
      [decision.voter, decision.document, decision.reason, decision.by, "\(excluded.rows)"]
    }
    return Self.table(["选民", "决定文号", "理由", "决定人", "排除行数"], rows)
  }

  private var signals: String {
    let names = Dictionary(
      inputs.nominations.map { ($0.key, $0.name.string) }, uniquingKeysWith: { first, _ in first })
    let rows = result.signals.map { signal in
      let nomination = result.rules.nominations?[signal.candidate - 1] ?? ""
      return [
        BallotWords.words(signal: signal.kind.rawValue).zh, "\(signal.candidate)", nomination.string,
        names[nomination] ?? "", signal.subject, signal.value, signal.threshold,
      ]
    }
    guard !rows.isEmpty else { return "没有信号。\n" }
    return Self.table(["信号", "号码", "推荐编号", "姓名", "时段（UTC）或渠道", "数值", "界限"], rows)
  }

  // MARK: Markdown

  private static func table(_ columns: [String], _ rows: [[String]]) -> String {
    ([columns, columns.map { _ in "---" }] + rows).map { row in
      "| " + row.map(plain).joined(separator: " | ") + " |\n"
    }.joined()
  }

  /// A text that people entered, so that it stands in one cell and means nothing to Markdown.
  private static func plain(_ text: String) -> String {
    text.reduce(into: "") { plain, character in
      if character.isNewline {
        plain.append(" ")
      } else {
        if "\\`*_{}[]<>#|!".contains(character) { plain.append("\\") }
        plain.append(character)
      }
    }
  }

  private static func beijing(_ seconds: Int64) -> String {
    let local = BallotInstant.text(seconds + 8 * 3600)
    return "\(local.prefix(10)) \(local.dropFirst(11).prefix(8))"
  }
}
