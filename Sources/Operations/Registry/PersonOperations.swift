import Primitives
import Sealing
import Store

/// `qilu person register NAME --citizen-number NUMBER`.
struct PersonRegister: WriteOperation {
  typealias Output = PersonList.Output

  struct Input: Codable, Sendable {
    var name: String
    var citizenNumber: String
    var employer: String?
  }

  static let name = "person register"
  static let summary = Bilingual("登记一人（一人一条）", "register a person, once each")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("name", "NAME", "姓名", "the name"),
    .personal(
      "citizenNumber", "NUMBER", "公民身份号码；写 - 则从标准输入读取，不留在命令历史中",
      "the citizen ID; - reads it from standard input, so that no command history keeps it"),
    .option("employer", "CODE", "用人单位统一社会信用代码", "the employer's credit code"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> PersonList.Output {
    guard !input.name.isEmpty else { throw ActorRefusals.empty }
    let citizenID = try CitizenID(input.citizenNumber, today: call.environment.today())
    let employer = try input.employer.map { code in
      guard let found = try EmployerStore.find(creditCode: code, in: call.connection) else {
        throw RegistryRefusals.unknownEmployer(code)
      }
      return found.id
    }
    let person = try PersonRegistrar(call).person(name: input.name, citizenID: citizenID, employer: employer)
    guard ByteText(person.name) == ByteText(input.name) else { throw RegistryRefusals.otherName }
    call.record("person", person.id.text)
    return PersonList.Output(people: [
      PersonList.Output.Item(person, citizenID: citizenID.masked(.internal))
    ])
  }
}

/// `qilu person list`: citizen IDs masked.
struct PersonList: ReadOperation {
  struct Input: Codable, Sendable {}

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var id: String
      var name: String
      var citizenID: String
      /// Whether the person's values were erased by law: name and number are gone.
      var isErased: Bool

      init(_ person: PersonRow, citizenID: String?) {
        id = person.id.text
        name = person.name
        self.citizenID = citizenID ?? ""
        isErased = person.dataKey == nil
      }
    }

    var people: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("标识", "id"), TableBlock.text("姓名", "name"), TableBlock.text("身份号码", "citizen ID"),
      ]
      let rows = people.map { item in
        [
          Bilingual(item.id, item.id), Erased.shown(item.name),
          item.isErased ? Erased.words : Bilingual(item.citizenID, item.citizenID),
        ]
      }
      return [.table(TableBlock(columns, bilingual: rows))]
    }
  }

  static let name = "person list"
  static let summary = Bilingual("列出人员（身份号码遮蔽）", "list people, citizen IDs masked")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = []

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let keys = try call.keyRing()
    return Output(
      people: try PersonStore.all(in: call.connection).map { person in
        let citizenID = try PersonRegistrar.citizenID(of: person, keys, today: call.environment.today())
        return Output.Item(person, citizenID: citizenID?.masked(.internal))
      })
  }
}

/// `qilu person reveal ID --reason TEXT`: shows a whole citizen ID; the view itself is an audit event.
struct PersonReveal: WriteOperation {
  typealias Output = PersonList.Output

  struct Input: Codable, Sendable {
    var person: String
    var reason: String
  }

  static let name = "person reveal"
  static let summary = Bilingual("查看完整身份号码（每次查看都记入审计）", "show a whole citizen ID; each view is an audit event")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("person", "ID", "人员标识", "the person's id"),
    .option("reason", "TEXT", "查看理由", "why it is needed"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> PersonList.Output {
    try Reason.require(input.reason, rule: "R-822")
    let person = try PersonFinding.person(input.person, in: call)
    let citizenID = try PersonRegistrar.citizenID(of: person, try call.keyRing(), today: call.environment.today())
    call.record("person", person.id.text, ["field": "citizen-id", "reason": input.reason])
    return PersonList.Output(people: [
      PersonList.Output.Item(person, citizenID: citizenID?.number)
    ])
  }
}

/// Finding people.
enum PersonFinding {
  static func person(_ id: String, in call: ReadCall) throws -> PersonRow {
    guard !id.isEmpty, let person = try PersonStore.find(PersonID(id), in: call.connection) else {
      throw RegistryRefusals.unknownPerson
    }
    return person
  }

  /// The same for what cannot be done to somebody whose values are erased.
  static func known(_ id: String, in call: ReadCall) throws -> PersonRow {
    let person = try person(id, in: call)
    guard person.dataKey != nil else { throw ErasureRefusals.done }
    return person
  }
}
