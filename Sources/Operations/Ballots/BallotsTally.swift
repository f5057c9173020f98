import Primitives
import SelectionRules
import Store

/// `qilu ballots tally EDITION`: the votes and what stands out in them, for the two roles that release them. Every look is an
/// audit event (`vote.interim`: secret).
struct BallotsTally: WriteOperation {
  struct Input: Codable, Sendable {
    var edition: String
  }

  struct Output: OperationOutput {
    struct Votes: Codable, Sendable {
      var nomination: ByteText
      var channel: ByteText
      var votes: Int64
    }

    struct Signal: Codable, Sendable {
      var kind: String
      var nomination: ByteText
      var subject: String
      var value: String
      var threshold: String
    }

    var votes: [Votes]
    var signals: [Signal]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("推荐编号", "nomination"), TableBlock.text("渠道", "channel"), TableBlock.number("得票", "votes"),
      ]
      let rows = votes.map { [$0.nomination.string, $0.channel.string, "\($0.votes)"] }
      return [.table(TableBlock(columns, rows))] + signalBlocks
    }

    private var signalBlocks: [Block] {
      guard !signals.isEmpty else { return [.line("没有信号。", "Nothing stands out.")] }
      let columns = [
        TableBlock.text("信号", "signal"), TableBlock.text("推荐编号", "nomination"),
        TableBlock.text("时段或渠道", "hour or channel"), TableBlock.number("数值", "figure"),
        TableBlock.number("界限", "threshold"),
      ]
      let rows = signals.map { signal in
        [BallotWords.words(signal: signal.kind)]
          + [signal.nomination.string, signal.subject, signal.value, signal.threshold].map { Bilingual($0, $0) }
      }
      return [
        .heading("供审计查看的信号（不等于排除）", "signals for auditors, which exclude nothing"),
        .table(TableBlock(columns, bilingual: rows)),
      ]
    }
  }

  static let name = "ballots tally"
  static let summary = Bilingual("查看得票和信号（每次都记入审计）", "show the votes and signals; each look is an audit event")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.argument("edition", "EDITION", "届次名称", "the edition's name")]

  static func run(_ input: Input, _ call: WriteCall) throws -> Output {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    guard let count = try BallotStore.lastCount(of: edition.id, in: call.connection) else {
      throw BallotActRefusals.none
    }
    let inputs = try edition.inputs(in: call.connection)
    call.record("edition", edition.id.text, ["hand-over": "\(count.handOver)", "count": "\(count.number)"])
    let rows = InputFiles.rows(.votes, inputs)
    let counts = Dictionary(
      uniqueKeysWithValues: inputs.votes.map { ([inputs.nominations[$0.nomination].key, $0.channel], $0.votes) })
    return Output(
      votes: rows.map { .init(nomination: $0[0], channel: $0[1], votes: counts[[$0[0], $0[1]]] ?? 0) },
      signals: try BallotStore.signals(of: count, edition: edition.id, in: call.connection).map {
        .init(
          kind: $0.kind, nomination: $0.nomination, subject: $0.subject, value: $0.value, threshold: $0.threshold)
      })
  }
}

extension BallotWords {
  /// A signal's name as people read it.
  static func words(signal kind: String) -> Bilingual {
    switch kind {
    case "burst": Bilingual("短时激增", "burst")
    case "single_choice": Bilingual("只投一人", "single choice")
    case "channel_share": Bilingual("渠道偏离", "channel share")
    default: Bilingual(kind, kind)
    }
  }
}
