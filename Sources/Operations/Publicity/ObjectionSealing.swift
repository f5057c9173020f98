import Primitives
import Sealing
import SelectionRules
import Store

/// Who objects, sealed: nobody reads it but the handler.
enum ObjectionSealing {
  static func seal(_ objector: Objector, receipt: String, _ call: WriteCall) throws -> SealedValue {
    let value = JSONValue.object([
      member("kind", objector.kind.rawValue), member("name", objector.name), member("address", objector.address),
      member("phone", objector.phone),
    ])
    return try call.keyRing().seal(value.pythonBytes, context: context(receipt))
  }

  static func open(_ row: ObjectionRow, _ call: ReadCall) throws -> Objector {
    let bytes = try call.keyRing().open(row.objector, context: context(row.receipt))
    let value = try JSONValue(reading: bytes, file: "objector")
    func text(_ key: ByteText) -> String { value[key]?.string ?? "" }
    return Objector(
      kind: Objector.Kind(rawValue: text("kind")) ?? .anonymous, name: text("name"), address: text("address"),
      phone: text("phone"), hasSeal: row.seal != nil)
  }

  static func context(_ receipt: String) -> String { "objection/\(receipt)" }

  private static func member(_ key: ByteText, _ value: String) -> JSONValue.Member {
    JSONValue.Member(key, .string(value))
  }
}

/// Finding objections.
enum ObjectionFinding {
  static func objection(_ receipt: String, _ call: ReadCall) throws -> (row: ObjectionRow, state: ObjectionState) {
    guard let row = try ObjectionStore.find(receipt: receipt, in: call.connection),
      let state = ObjectionState(rawValue: row.state)
    else { throw ObjectionRefusals.unknown(receipt) }
    return (row, state)
  }

  /// The same for what the handler alone may do.
  static func handled(_ receipt: String, _ call: ReadCall) throws -> (row: ObjectionRow, state: ObjectionState) {
    let found = try objection(receipt, call)
    guard found.row.handler == call.actor.id else { throw ObjectionRefusals.notHandler(receipt) }
    return found
  }

  /// The edition of an objection.
  static func edition(of row: ObjectionRow, _ call: ReadCall) throws -> EditionContext {
    guard let edition = try EditionStore.all(in: call.connection).first(where: { $0.id == row.edition }) else {
      throw EditionRefusals.unknown(row.receipt)
    }
    return try EditionContext(named: edition.name, in: call.connection)
  }
}

/// What is refused about objections; never who objects.
enum ObjectionRefusals {
  static func unknown(_ receipt: String) -> Refusal {
    make(
      "objection.unknown", .notFound, "R-229",
      Bilingual("没有受理号为 \(receipt) 的异议", "there is no objection \(receipt)"),
      Bilingual("objection list 列出异议", "objection list shows them"))
  }

  static func notHandler(_ receipt: String) -> Refusal {
    make(
      "objection.not-handler", .notPermitted, "R-229",
      Bilingual("\(receipt) 只能由其受理人处理和查看", "\(receipt) is its handler's alone"),
      Bilingual("由受理人操作；受理人由 objection assign 指定", "let the handler act; objection assign says who it is"))
  }

  static func noHandlerRole(_ actor: String) -> Refusal {
    make(
      "objection.no-handler-role", .refused, "R-229",
      Bilingual("\(actor) 没有异议受理人角色", "\(actor) has not the role of objection handler"),
      Bilingual("先请系统管理员授予角色，或指定他人", "ask an administrator for the role, or name another one"))
  }

  static func decided(_ receipt: String) -> Refusal {
    make(
      "objection.decided", .refused, "SM-5",
      Bilingual("\(receipt) 已办结", "\(receipt) is decided"),
      Bilingual("objection show 查看处理结果", "objection show tells the outcome"))
  }

  static func future(_ day: CalendarDay) -> Refusal {
    make(
      "objection.in-future", .wrongUse, "R-229",
      Bilingual("收到日期 \(day.text) 晚于今天", "the day of receipt \(day.text) is after today"),
      Bilingual("核对日期", "check the day"))
  }

  static let anonymousNamed = make(
    "objection.anonymous-named", .wrongUse, "R-229",
    Bilingual("匿名异议不填写姓名、单位、地址、电话或印章", "an anonymous objection has no name, address, phone or seal"),
    Bilingual("有姓名的用 person 或 unit", "use person or unit where there is a name"))

  private static func make(
    _ code: String, _ kind: Refusal.Kind, _ rule: String, _ message: Bilingual, _ remedy: Bilingual
  ) -> Refusal {
    Refusal(code, kind: kind, citation: Citation(rule, Citation.houseRules), message: message, remedy: remedy)
  }
}
