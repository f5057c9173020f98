import Primitives
import SelectionRules
import Store

/// What is told of one check of one nomination.
struct CheckLine: Codable, Sendable {
  var nomination: String
  var name: String
  var check: EligibilityCheck
  /// What the facts say.
  var facts: CheckVerdict
  /// What the program proposes where a person decides.
  var proposal: CheckVerdict?
  var finding: Bilingual
  var override: OverrideRight
  /// The verdict in force.
  var verdict: CheckVerdict

  init(_ result: CheckResult, of reading: EligibilityReading) {
    nomination = reading.form.number.string
    name = reading.form.name
    check = result.check
    facts = result.verdict
    proposal = result.proposal
    finding = result.finding
    override = result.override
    verdict = reading.verdict(result)
  }

  static let columns = [
    TableBlock.text("推荐编号", "nomination"), TableBlock.text("姓名", "name"), TableBlock.text("检查", "check"),
    TableBlock.text("依据", "rule"), TableBlock.text("自动判断", "by the facts"), TableBlock.text("发现", "finding"),
    TableBlock.text("现行结论", "verdict"), TableBlock.text("需要的证据", "evidence wanted"),
    TableBlock.text("谁可放行", "override"),
  ]

  var cells: [Bilingual] {
    let proposed = proposal.map {
      Bilingual(
        "\(facts.displayName.zh)，建议\($0.displayName.zh)", "\(facts.displayName.en), proposed: \($0.displayName.en)")
    }
    return [
      Bilingual(nomination, nomination), Bilingual(name, name), check.displayName,
      Bilingual(check.citation.rule, check.citation.rule), proposed ?? facts.displayName, finding, verdict.displayName,
      check.evidenceWanted, override.displayName,
    ]
  }
}

/// `qilu eligibility check EDITION [--number NUMBER]`: what the facts say, and what still needs a person.
struct EligibilityCheckOperation: ReadOperation {
  struct Input: Codable, Sendable {
    var edition: String
    var number: ByteText?
    var open: Bool?
  }

  struct Output: OperationOutput {
    var lines: [CheckLine]
    /// How many checks still need a person.
    var open: Int
    /// How many nominations can be decided.
    var ready: Int

    var presentation: [Block] {
      [
        .table(TableBlock(CheckLine.columns, bilingual: lines.map(\.cells))),
        .line("待人工判断 \(open) 项；可作结论 \(ready) 份。", "\(open) checks need a person; \(ready) nominations can be decided."),
      ]
    }
  }

  static let name = "eligibility check"
  static let summary = Bilingual(
    "逐项检查已上报推荐的资格，列出待人工判断的", "check the forwarded nominations, and tell what needs a person")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .option("number", "NUMBER", "只看一份推荐", "one nomination alone"),
    .option("open", "", "只列未通过的检查", "only the checks that have not passed"),
  ]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    let level = try EligibilityReading.level(of: edition, call)
    let numbers: [ByteText]
    if let number = input.number {
      numbers = [number]
    } else {
      let running = try EligibilityForms.primaries(of: edition.id, call)
      numbers = try FormStore.all(of: edition.id, in: call.connection).filter {
        running.contains($0.number) && $0.state == FormState.forwarded.rawValue
      }.map(\.number)
    }
    let readings = try numbers.map { number in
      try EligibilityReading(try FormContext(edition: input.edition, number: number, call), level: level, call)
    }
    let lines = readings.flatMap { reading in reading.results.map { CheckLine($0, of: reading) } }
    return Output(
      lines: lines.filter { input.open != true || $0.verdict != .pass },
      open: lines.count { $0.verdict == .unclear },
      ready: readings.count { !$0.verdicts.values.contains(.unclear) })
  }
}

/// `qilu eligibility show EDITION NUMBER`: the checks of one nomination with the history of people's verdicts.
struct EligibilityShow: ReadOperation {
  struct Input: Codable, Sendable {
    var edition: String
    var number: ByteText
  }

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var check: EligibilityCheck
      var byPerson: Bool
      var verdict: CheckVerdict
      var isOverride: Bool
      var reason: String
      var evidence: String?
      var at: String
      var isInForce: Bool
    }

    var number: ByteText
    var state: FormState
    var reason: RejectionReason?
    var checks: [CheckLine]
    var history: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("检查", "check"), TableBlock.text("来源", "by"), TableBlock.text("结论", "verdict"),
        TableBlock.text("放行", "override"), TableBlock.text("理由", "why"), TableBlock.text("时间", "when"),
        TableBlock.text("有效", "in force"),
      ]
      let yes = Bilingual("是", "yes")
      let no = Bilingual("否", "no")
      let rows = history.map { item in
        [
          item.check.displayName, item.byPerson ? Bilingual("审核员", "reviewer") : Bilingual("自动", "facts"),
          item.verdict.displayName, item.isOverride ? yes : no, Bilingual(item.reason, item.reason),
          Bilingual(item.at, item.at), item.isInForce ? yes : no,
        ]
      }
      var facts = [
        Block.Fact("推荐编号", "nomination", number.string), Block.Fact("状态", "state", state.displayName),
      ]
      if let reason { facts.append(Block.Fact("不合格原因", "reason of rejection", reason.wording)) }
      return [
        .facts(facts), .table(TableBlock(CheckLine.columns, bilingual: checks.map(\.cells))),
        .heading("人工结论历史", "verdicts in their order"), .table(TableBlock(columns, bilingual: rows)),
      ]
    }
  }

  static let name = "eligibility show"
  static let summary = Bilingual("查看一份推荐的资格检查及其历史", "show the checks of one nomination and their history")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .argument("number", "NUMBER", "推荐编号", "the nomination's number"),
  ]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let context = try FormContext(edition: input.edition, number: input.number, call)
    let level = try EligibilityReading.level(of: context.edition, call)
    let reading = try EligibilityReading(context, level: level, call)
    return Output(
      number: input.number, state: context.state,
      reason: try EligibilityStore.reasons(of: context.edition.id, in: call.connection)[input.number],
      checks: reading.results.map { CheckLine($0, of: reading) },
      history: reading.history.map {
        Output.Item(
          check: $0.check, byPerson: $0.isPerson, verdict: $0.verdict, isOverride: $0.isOverride, reason: $0.reason,
          evidence: $0.evidence, at: $0.at, isInForce: !$0.isSuperseded && $0.revision == context.row.revision)
      })
  }
}
