import Primitives
import SelectionRules
import Store

/// `qilu date set EDITION NAME --day DAY`.
struct DateSet: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var edition: String
    var date: EditionDateName
    var day: String
  }

  static let name = "date set"
  static let summary = Bilingual("确定一届的日期（草稿阶段，或尚未确定时）", "set a date of an edition, in its draft or while it has none")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"), .argument("date", "NAME", "哪个日期", "which date"),
    .option("day", "DAY", "日期，当日仍有效", "the day, which is still in time"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    let day = try CalendarDay(input.day)
    let rows = try EditionDateStore.all(of: edition.id, in: call.connection)
    try EditionDates.checkSetting(input.date, to: day, state: try edition.state(), known: DateRows.days(rows))
    try DateRows.add(input.date, day, nil, nil, rows, edition.id, call)
    call.record("edition", edition.id.text, ["date": input.date.rawValue, "day": day.text])
    let name = input.date.displayName
    return DoneOutput(
      subject: edition.id.text,
      done: Bilingual("\(name.zh)定为 \(day.text)", "the \(name.en) is \(day.text)"))
  }
}

/// `qilu date extend EDITION NAME --day DAY --document NUMBER --reason TEXT`.
struct DateExtend: WriteOperation {
  struct Input: Codable, Sendable {
    var edition: String
    var date: EditionDateName
    var day: String
    var document: String
    var reason: String
  }

  struct Output: OperationOutput {
    var edition: String
    var date: EditionDateName
    var oldDay: String
    var newDay: String
    var document: String
    /// Who was refused for lateness against the date before.
    var late: [DateList.Output.Late]

    var presentation: [Block] {
      let name = date.displayName
      let told = Block.line(
        "\(name.zh)由 \(oldDay) 延至 \(newDay)（\(document)）",
        "the \(name.en) moves from \(oldDay) to \(newDay), by the notice recorded")
      guard !late.isEmpty else { return [told] }
      return [told, .heading("此前因迟到未予办理", "refused for lateness before"), DateList.Output.table(late)]
    }
  }

  static let name = "date extend"
  static let summary = Bilingual("凭有文号的通知延后一个日期", "extend a date by a notice with a document number")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"), .argument("date", "NAME", "哪个日期", "which date"),
    .option("day", "DAY", "延后到的日期", "the later day"), .option("document", "NUMBER", "通知文号", "the notice's number"),
    .option("reason", "TEXT", "延期理由", "why"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> Output {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    try Reason.require(input.reason, rule: "SM-1")
    let document = try DocumentNumber(input.document)
    let day = try CalendarDay(input.day)
    let rows = try EditionDateStore.all(of: edition.id, in: call.connection)
    let known = DateRows.days(rows)
    try EditionDates.checkExtension(input.date, to: day, state: try edition.state(), known: known)
    try DateRows.add(input.date, day, document.text, input.reason, rows, edition.id, call)
    let old = known[input.date] ?? day
    call.record(
      "edition", edition.id.text,
      ["date": input.date.rawValue, "from": old.text, "day": day.text, "document": document.text])
    let late = try EditionDateStore.late(of: edition.id, in: call.connection).filter { $0.name == input.date }
    return Output(
      edition: input.edition, date: input.date, oldDay: old.text, newDay: day.text, document: document.text,
      late: late.map(DateList.Output.Late.init))
  }
}

/// What the operations on dates share.
private enum DateRows {
  static func days(_ rows: [EditionDateRow]) -> [EditionDateName: CalendarDay] {
    rows.reduce(into: [:]) { $0[$1.name] = $1.day }
  }

  static func add(
    _ name: EditionDateName, _ day: CalendarDay, _ document: String?, _ reason: String?, _ rows: [EditionDateRow],
    _ edition: EditionID, _ call: WriteCall
  ) throws {
    let last = rows.filter { $0.name == name }.map(\.number).max() ?? 0
    try EditionDateStore.insert(
      EditionDateRow(
        name: name, number: last + 1, day: day, document: document, reason: reason,
        recordedAt: call.environment.instant),
      edition: edition, by: call.actor.id, id: call.environment.newIdentifier(), in: call.transaction)
  }
}

/// `qilu date list EDITION`.
struct DateList: ReadOperation {
  struct Input: Codable, Sendable {
    var edition: String
  }

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var date: EditionDateName
      var number: Int
      var day: String
      var document: String?
      var reason: String?
      var isInForce: Bool
    }

    struct Late: Codable, Sendable {
      var date: EditionDateName
      var day: String
      var attemptedOn: String
      var operation: String
      var subject: String
      var by: String

      init(_ row: LateAttemptRow) {
        date = row.name
        day = row.day.text
        attemptedOn = row.attemptedOn.text
        operation = row.operation
        subject = row.subject
        by = row.byName
      }
    }

    var dates: [Item]
    /// Who was refused for lateness.
    var late: [Late]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("日期", "date"), TableBlock.text("为", "day"), TableBlock.text("通知", "notice"),
        TableBlock.text("理由", "why"), TableBlock.text("有效", "in force"),
      ]
      let rows = dates.map { item in
        [item.date.displayName]
          + [item.day, item.document ?? "", item.reason ?? ""].map { Bilingual($0, $0) }
          + [item.isInForce ? Bilingual("是", "yes") : Bilingual("否", "no")]
      }
      let heading = Block.heading("因迟到未予办理", "refused for lateness")
      return [.table(TableBlock(columns, bilingual: rows))] + (late.isEmpty ? [] : [heading, Self.table(late)])
    }

    static func table(_ late: [Late]) -> Block {
      let columns = [
        TableBlock.text("日期", "date"), TableBlock.text("截止", "was"), TableBlock.text("办理日", "attempted on"),
        TableBlock.text("操作", "operation"), TableBlock.text("对象", "of"), TableBlock.text("操作人", "by"),
      ]
      let rows = late.map { item in
        [item.date.displayName]
          + [item.day, item.attemptedOn, item.operation, item.subject, item.by].map { Bilingual($0, $0) }
      }
      return .table(TableBlock(columns, bilingual: rows))
    }
  }

  static let name = "date list"
  static let summary = Bilingual("列出一届的日期、延期通知和迟到记录", "list an edition's dates, their notices, and who came too late")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.argument("edition", "EDITION", "届次名称", "the edition's name")]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    let rows = try EditionDateStore.all(of: edition.id, in: call.connection)
    let last = rows.reduce(into: [EditionDateName: Int]()) { $0[$1.name] = $1.number }
    let seesAll = !call.actor.roles.isDisjoint(with: UnitScope.wide)
    let late = try EditionDateStore.late(of: edition.id, in: call.connection).filter {
      seesAll || $0.by == call.actor.id
    }
    return Output(
      dates: rows.map {
        Output.Item(
          date: $0.name, number: $0.number, day: $0.day.text, document: $0.document, reason: $0.reason,
          isInForce: last[$0.name] == $0.number)
      }, late: late.map(Output.Late.init))
  }
}
