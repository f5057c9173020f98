import Primitives
import SelectionRules

/// The explanation in words.
extension ExplanationOutput {
  var presentation: [Block] {
    [.heading("\(nomination) \(name)", "\(nomination) \(name)")] + qualification + stages.flatMap(\.blocks)
      + judgeBlocks
  }

  private var qualification: [Block] {
    guard let reason else { return [.line("资格审查：合格。", "Qualification: qualified.")] }
    return [.line("资格审查：不合格，理由：\(reason)。", "Qualification: unqualified, reason: \(reason).")]
  }

  private var judgeBlocks: [Block] {
    guard !judges.isEmpty else { return [] }
    let columns = [
      TableBlock.text("专家", "expert"), TableBlock.number("精神", "spirit"), TableBlock.number("专长", "craft"),
      TableBlock.number("领军", "leading"), TableBlock.number("贡献", "contribution"),
      TableBlock.number("合计", "total"), TableBlock.text("计入", "use"),
      TableBlock.number("去掉后专家分", "expert without"), TableBlock.text("去掉后止于", "passes without"),
      TableBlock.number("宽严", "severity"), TableBlock.number("共评", "common"),
    ]
    return [
      .heading("评委", "judges"), .table(TableBlock(columns, bilingual: judges.map(\.row))),
      .line(
        "宽严：该评委的合计与同一被评人其他评委均值之差的平均，负数为严。",
        "severity: the mean of the judge's totals less the other judges' mean on the same nominations; negative is severe."
      ),
    ]
  }
}

extension ExplanationOutput.StageFacts {
  var blocks: [Block] { [.heading(Bilingual("\(stage.chinese)阶段", "stage \(stage.rawValue)")), .facts(facts)] }

  private var facts: [Block.Fact] {
    var facts = [Block.Fact("结果", "result", FateWords.words(fate))]
    if let rank {
      let shared = tied > 1 ? Bilingual("，\(tied) 人并列", ", shared by \(tied)") : Bilingual("", "")
      facts.append(
        Block.Fact(
          "名次", "rank",
          Bilingual("\(ranked) 人中第 \(rank) 名\(shared.zh)，上限 \(cap)", "\(rank) of \(ranked)\(shared.en), at most \(cap)")
        ))
    }
    let list = keys.map { "\(KeyWords.words($0.key).zh) \($0.points)" }.joined(separator: "，")
    let english = keys.map { "\(KeyWords.words($0.key).en) \($0.points)" }.joined(separator: ", ")
    if !keys.isEmpty { facts.append(Block.Fact("依次比较", "compared in turn", Bilingual(list, english))) }
    facts += lineFacts
    if let floor { facts.append(Block.Fact("最低分数线", "floor", floor)) }
    facts += decisions.map { decision in
      let position = decision.position.map { " \($0)" } ?? ""
      let words = DecisionWords.words(decision.decision)
      let rest = "\(position) \(decision.document) \(decision.reason)"
      return Block.Fact("决定", "decision", Bilingual("\(words.zh)\(rest)", "\(words.en)\(rest)"))
    }
    return facts
  }

  private var lineFacts: [Block.Fact] {
    guard let neighbour, let distance, let decider else { return [] }
    return [
      Block.Fact(
        "与入选线另一侧", "across the line", Bilingual("\(neighbour)，相差 \(distance) 分", "\(neighbour), \(distance) points")),
      Block.Fact("决定先后的是", "decided by", KeyWords.decider(decider)),
    ]
  }
}

extension ExplanationOutput.JudgeFacts {
  fileprivate var row: [Bilingual] {
    let texts = [expert.string, spirit, craft, leading, contribution, total].map { Bilingual($0, $0) }
    let without = expertWithout ?? "–"
    let severity = severity ?? "–"
    let last: Bilingual =
      if let faultWithout {
        DecisionWords.broken(faultWithout)
      } else if let passesWithout {
        Bilingual(passesWithout.chinese, passesWithout.rawValue)
      } else {
        Bilingual("–", "–")
      }
    return texts + [
      FateWords.words(use), Bilingual(without, without), last, Bilingual(severity, severity),
      Bilingual("\(commonNominations)", "\(commonNominations)"),
    ]
  }
}
