import Primitives
import SelectionRules
import Store

/// `qilu form show EDITION NUMBER`: all of a form, personal values masked (R-820).
struct FormShow: ReadOperation {
  typealias Input = FormInput

  struct Output: OperationOutput {
    struct Change: Codable, Sendable {
      var state: FormState
      var reason: String
      var by: String
      var at: String
    }

    struct Opinion: Codable, Sendable {
      var party: String
      var revision: Int
      var opinion: String
      var givenOn: String
      var publicityFrom: String?
      var publicityTo: String?
      var seal: String
    }

    struct Attachment: Codable, Sendable {
      var id: String
      var kind: String
      var file: String
      var digest: String
      var isRemoved: Bool
    }

    struct Consent: Codable, Sendable {
      var purpose: ConsentPurpose
      var givenOn: String
      var withdrawnOn: String?
    }

    struct Confirmation: Codable, Sendable {
      var place: Int
      var confirmedOn: String
    }

    struct Title: Codable, Sendable {
      var kind: TitleKind
      var level: TitleLevel
      var year: Int
      var document: String
      /// The day from which it is revoked (R-237).
      var revokedOn: String?
    }

    var number: ByteText
    var unit: String
    var channel: NominationChannel
    var state: FormState
    var revision: Int
    var form: FormSight
    var history: [Change]
    var opinions: [Opinion]
    var attachments: [Attachment]
    var consents: [Consent]
    var confirmations: [Confirmation]
    /// What the registry says the person won before, at any level (R-212).
    var titles: [Title]
  }

  static let name = "form show"
  static let summary = Bilingual(
    "查看推荐表（个人信息遮蔽，本人看全部）和以往称号",
    "show a form, personal values masked but for the nominee himself, with the titles won before")
  static let reach = Reach.everywhere
  static let notes = FormInput.notes

  static func run(_ input: FormInput, _ call: ReadCall) throws -> Output {
    let context = try FormContext(edition: input.edition, number: input.number, call, as: .seen)
    guard context.nearness.seesAll || context.nearness.isNominee else { return try coNomination(context, call) }
    let (number, edition) = (input.number, context.edition.id)
    let connection = call.connection
    let unit = try UnionUnitStore.find(context.row.unit, in: connection)
    return Output(
      number: number, unit: unit?.code ?? "", channel: context.channel, state: context.state,
      revision: context.row.revision, form: sight(context),
      history: try FormPartStore.history(of: number, edition, in: connection).compactMap { change in
        FormState(rawValue: change.to).map {
          Output.Change(state: $0, reason: change.reason, by: change.by, at: change.at)
        }
      },
      opinions: try FormPartStore.opinions(of: number, edition, in: connection).map {
        Output.Opinion(
          party: $0.party, revision: $0.revision, opinion: $0.opinion, givenOn: $0.givenOn,
          publicityFrom: $0.publicity?.from, publicityTo: $0.publicity?.to, seal: $0.seal.hex)
      },
      attachments: try FormPartStore.attachments(of: number, edition, in: connection).map {
        Output.Attachment(
          id: $0.id, kind: $0.kind, file: $0.fileName, digest: $0.evidence.hex, isRemoved: $0.removedAt != nil)
      },
      consents: try ConsentStore.consents(of: number, edition, in: connection).compactMap { row in
        ConsentPurpose(rawValue: row.purpose).map {
          Output.Consent(purpose: $0, givenOn: row.givenOn, withdrawnOn: row.withdrawnOn)
        }
      },
      confirmations: try ConsentStore.confirmations(of: number, edition, in: connection).map {
        Output.Confirmation(place: $0.place, confirmedOn: $0.confirmedOn)
      },
      titles: try titles(context.row.person, call))
  }

  /// A person's own data is shown whole to that person; those of his co-nominators are theirs.
  private static func sight(_ context: FormContext) -> FormSight {
    FormSight(context.form, isWhole: context.nearness.isNominee, showsOthers: false)
  }

  /// R-235: what a co-nominator sees of the form, and nothing else.
  private static func coNomination(_ context: FormContext, _ call: ReadCall) throws -> Output {
    let places = context.nearness.places
    let confirmations = try ConsentStore.confirmations(
      of: context.row.number, context.edition.id, in: call.connection)
    let unit = try UnionUnitStore.find(context.row.unit, in: call.connection)
    return Output(
      number: context.row.number, unit: unit?.code ?? "", channel: context.channel, state: context.state,
      revision: context.row.revision, form: FormSight(context.form, coNominatorAt: places), history: [],
      opinions: [], attachments: [], consents: [],
      confirmations: confirmations.filter { places.contains($0.place) }.map {
        Output.Confirmation(place: $0.place, confirmedOn: $0.confirmedOn)
      }, titles: [])
  }

  private static func titles(_ person: PersonID?, _ call: ReadCall) throws -> [Output.Title] {
    guard let person else { return [] }
    return try CraftsmanStore.titles(of: person, in: call.connection).compactMap { row in
      guard let kind = TitleKind(rawValue: row.kind), let level = TitleLevel(rawValue: row.level) else { return nil }
      return Output.Title(
        kind: kind, level: level, year: row.year, document: row.document, revokedOn: row.revokedOn)
    }
  }
}

extension FormShow.Output {
  var presentation: [Block] {
    [
      .heading("推荐表 \(number)", "form \(number)"),
      .facts([
        Block.Fact("状态", "state", state.displayName), Block.Fact("版次", "revision", "\(revision)"),
        Block.Fact("渠道", "channel", ChannelWords.words(channel)), Block.Fact("填报单位", "unit", unit),
      ]),
    ] + form.blocks + [titleTable, opinionTable, attachmentTable, consentTable, historyTable]
  }

  private var titleTable: Block {
    let columns = [
      TableBlock.text("以往称号", "title won before"), TableBlock.text("级别", "level"),
      TableBlock.number("年度", "year"), TableBlock.text("文号", "document"), TableBlock.text("撤销", "revoked"),
    ]
    let rows = titles.map {
      [
        $0.kind.displayName, $0.level.displayName, Bilingual("\($0.year)", "\($0.year)"),
        Bilingual($0.document, $0.document), Bilingual($0.revokedOn ?? "", $0.revokedOn ?? ""),
      ]
    }
    return .table(TableBlock(columns, bilingual: rows))
  }

  private var opinionTable: Block {
    let columns = [
      TableBlock.text("意见方", "party"), TableBlock.number("版次", "revision"), TableBlock.text("意见", "opinion"),
      TableBlock.text("日期", "day"), TableBlock.text("公示", "publicity"),
    ]
    let rows = opinions.map { opinion in
      let days = opinion.publicityFrom.map { "\($0) – \(opinion.publicityTo ?? "")" } ?? ""
      let party = EligibilityFacts.Seal(rawValue: opinion.party)?.displayName
      return [party ?? Bilingual(opinion.party, opinion.party)]
        + ["\(opinion.revision)", opinion.opinion, opinion.givenOn, days].map { Bilingual($0, $0) }
    }
    return .table(TableBlock(columns, bilingual: rows))
  }

  private var attachmentTable: Block {
    let columns = [
      TableBlock.text("附件", "attachment"), TableBlock.text("类别", "kind"), TableBlock.text("摘要", "digest"),
      TableBlock.text("状态", "state"),
    ]
    let rows = attachments.map { item in
      [
        Bilingual(item.id, item.id),
        AttachmentKind(rawValue: item.kind)?.displayName ?? Bilingual(item.kind, item.kind),
        Bilingual(item.digest, item.digest),
      ] + [item.isRemoved ? Bilingual("已取消", "removed") : Bilingual("有效", "attached")]
    }
    return .table(TableBlock(columns, bilingual: rows))
  }

  private var consentTable: Block {
    let columns = [
      TableBlock.text("同意、确认", "consent or confirmation"), TableBlock.text("日期", "given"),
      TableBlock.text("撤回", "withdrawn"),
    ]
    let given = consents.map { item in
      [
        item.purpose.displayName, Bilingual(item.givenOn, item.givenOn),
        Bilingual(item.withdrawnOn ?? "", item.withdrawnOn ?? ""),
      ]
    }
    let confirmed = confirmations.map { item in
      [
        Bilingual("联名推荐人 \(item.place)", "co-nominator \(item.place)"),
        Bilingual(item.confirmedOn, item.confirmedOn), Bilingual("", ""),
      ]
    }
    return .table(TableBlock(columns, bilingual: given + confirmed))
  }

  private var historyTable: Block {
    let columns = [
      TableBlock.text("时间", "time"), TableBlock.text("状态", "state"), TableBlock.text("操作人", "by"),
      TableBlock.text("理由", "reason"),
    ]
    let rows = history.map {
      [Bilingual($0.at, $0.at), $0.state.displayName, Bilingual($0.by, $0.by), Bilingual($0.reason, $0.reason)]
    }
    return .table(TableBlock(columns, bilingual: rows))
  }
}

/// `qilu form reveal EDITION NUMBER --reason TEXT`: the whole values, each view an audit event (R-822).
struct FormReveal: WriteOperation {
  struct Input: Codable, Sendable {
    var edition: String
    var number: ByteText
    var reason: String
  }

  struct Output: OperationOutput {
    var number: ByteText
    /// 出生年月, from the citizen ID.
    var birthMonth: String
    var form: FormSight

    var presentation: [Block] {
      [.heading("推荐表 \(number)", "form \(number)"), .facts([Block.Fact("出生年月", "born", birthMonth)])] + form.blocks
    }
  }

  static let name = "form reveal"
  static let summary = Bilingual(
    "查看推荐表的完整个人信息（每次查看都记入审计）", "show a form with its whole personal values; each view is an audit event")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] =
    FormInput.notes + [.option("reason", "TEXT", "查看理由", "why it is needed")]

  static func run(_ input: Input, _ call: WriteCall) throws -> Output {
    try Reason.require(input.reason, rule: "R-822")
    let isReviewer = call.actor.roles.contains(.qualificationReviewer)
    let context = try FormContext(
      edition: input.edition, number: input.number, call, as: isReviewer ? .known : .own)
    call.record("form", context.subject, ["field": "all", "reason": input.reason])
    return Output(
      number: input.number, birthMonth: String((context.form.citizenID?.birthDay.text ?? "").prefix(7)),
      form: FormSight(context.form, isWhole: true))
  }
}
