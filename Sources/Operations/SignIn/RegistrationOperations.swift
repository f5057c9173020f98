import Database
import Primitives
import Sealing
import Store

/// `qilu registration submit NAME`: somebody who is nobody yet asks for an account.
struct RegistrationSubmit: StagedOperation {
  struct Input: Codable, Sendable {
    var name: String
    var kind: RegistrationKind
    var displayName: String
    var employer: String
    var creditCode: String?
    var phone: String
    var unit: String
    var role: WishedRole
    var password: String
  }

  /// The same whether or not the name is somebody else's: that is told to who confirms.
  struct Output: OperationOutput {
    var registration: String
    var unit: String
    var voidAfterDays: Int

    var presentation: [Block] {
      [
        .line(
          "已提交 \(unit) 工会确认，\(voidAfterDays) 天内未确认的自动失效。",
          "The union \(unit) was asked to confirm; without an answer in \(voidAfterDays) days it is void."),
        .facts([Block.Fact("注册编号", "registration", registration)]),
      ]
    }
  }

  static let name = "registration submit"
  static let summary = Bilingual("个人或企业注册，由工会确认", "ask for an account, which the union confirms")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("name", "NAME", "登录名", "the sign-in name"),
    .option("kind", "KIND", "个人或企业", "an individual or an enterprise"),
    .personal("displayName", "NAME", "姓名", "the name that people read"),
    .option("employer", "NAME", "工作单位或企业名称", "the employer's or the enterprise's name"),
    .option("creditCode", "CODE", "统一社会信用代码", "its unified social credit code"),
    .personal("phone", "NUMBER", "联系电话", "a phone number"),
    .option("unit", "CODE", "受理工会的编码", "the code of the union that is asked"),
    .option("role", "ROLE", "申请的角色", "the role that is wished"),
    .personal("password", "PASSWORD", "密码，至少 8 个字符", "a password of 8 characters at least"),
  ]

  static func stage(_ input: Input, _ session: Session) throws -> PasswordHash {
    let (address, now) = try session.withDatabase { database in
      // Before the key: without a database there is nothing to be opened.
      try database.read { _ = try unit(input.unit, in: $0) }
      return (ClientAddress.hash(session.address, try session.keyRing()), session.environment.now())
    }
    try RegistrationLimits.check(input)
    _ = try PhoneNumber(input.phone)
    // Before the hash, so that nobody makes the program work who is refused anyway.
    try session.withDatabase { try $0.read { try checkRoom(address, now: now, in: $0) } }
    return try PasswordGate.hash(input.password)
  }

  static func run(_ input: Input, _ hash: PasswordHash, _ call: WriteCall) throws -> Output {
    let keys = try call.keyRing()
    let address = ClientAddress.hash(call.session.address, keys)
    let now = call.environment.now()
    try checkRoom(address, now: now, in: call.connection)
    let id: RegistrationID = call.newIdentifier()
    let row = RegistrationRow(
      id: id, kind: input.kind.rawValue, name: input.name, displayName: input.displayName, employer: input.employer,
      creditCode: input.creditCode, phone: RegistrationPhone.seal(try PhoneNumber(input.phone), of: id, keys),
      unit: try unit(input.unit, in: call.connection), role: input.role.role.rawValue, hash: hash, submitted: now)
    try RegistrationStore.insert(row, address: address, at: call.environment.instant, in: call.transaction)
    call.record("registration", id.text, ["unit": input.unit, "role": row.role])
    return Output(
      registration: id.text, unit: input.unit, voidAfterDays: Int(RegistrationLimits.lifetime / GuessLimits.day))
  }

  private static func unit(_ code: String, in connection: ReadConnection) throws -> UnionUnitID {
    guard let unit = try UnionUnitStore.find(code: code, in: connection) else {
      throw RegistryRefusals.unknownUnit(code)
    }
    return unit.id
  }

  private static func checkRoom(_ address: [UInt8], now: Int64, in connection: ReadConnection) throws {
    let since = now - GuessLimits.day
    guard try RegistrationStore.count(from: address, since: since, in: connection) < RegistrationLimits.anAddressADay,
      try RegistrationStore.count(from: nil, since: since, in: connection) < RegistrationLimits.aDay
    else { throw RegistrationRefusals.tooMany }
  }
}

/// The phone number of somebody who registers: sealed, shown masked.
enum RegistrationPhone {
  static func seal(_ phone: PhoneNumber, of id: RegistrationID, _ keys: KeyRing) -> SealedValue {
    keys.seal(Array(phone.text.utf8), context: context(id.text))
  }

  static func masked(_ row: RegistrationRow, _ keys: KeyRing) throws -> String {
    try PhoneNumber(String(decoding: keys.open(row.phone, context: context(row.id.text)), as: UTF8.self)).masked
  }

  static func context(_ id: String) -> String { "registration/\(id)" }
}

/// `qilu registration list`: of the units that one acts for and those below them.
struct RegistrationList: ReadOperation {
  struct Input: Codable, Sendable {}

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var registration: String
      var kind: String
      var name: String
      var displayName: String
      var employer: String
      var creditCode: String?
      var phone: String
      var unit: String
      var role: String
      var submittedAt: String
      var state: RegistrationState
      /// Whether the sign-in name is somebody else's.
      var isNameTaken: Bool
    }

    var registrations: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("编号", "registration"), TableBlock.text("登录名", "name"), TableBlock.text("姓名", "display name"),
        TableBlock.text("单位", "employer"), TableBlock.text("电话", "phone"), TableBlock.text("工会", "union"),
        TableBlock.text("角色", "role"), TableBlock.text("状态", "state"),
      ]
      let rows = registrations.map {
        [$0.registration, $0.name, $0.displayName, $0.employer, $0.phone, $0.unit, $0.role, $0.state.rawValue]
      }
      return [.table(TableBlock(columns, rows))]
    }
  }

  static let name = "registration list"
  static let summary = Bilingual("列出注册", "list registrations")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = []

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let rows = try RegistrationStore.all(in: call.connection).filter { try UnitScope.covers($0.unit, call) }
    guard !rows.isEmpty else { return Output(registrations: []) }
    let keys = try call.keyRing()
    return Output(registrations: try rows.map { try item($0, keys, call) })
  }

  private static func item(_ row: RegistrationRow, _ keys: KeyRing, _ call: ReadCall) throws -> Output.Item {
    let state = RegistrationState(row, now: call.environment.now())
    let isTaken = try state == .submitted && ActorStore.find(name: row.name, in: call.connection) != nil
    return Output.Item(
      registration: row.id.text, kind: row.kind, name: row.name, displayName: row.displayName, employer: row.employer,
      creditCode: row.creditCode, phone: try RegistrationPhone.masked(row, keys),
      unit: try UnionUnitStore.find(row.unit, in: call.connection)?.code ?? "", role: row.role,
      submittedAt: InstantText.text(milliseconds: row.submitted), state: state, isNameTaken: isTaken)
  }
}

/// `qilu registration confirm ID`: actor, role and duty in one act.
struct RegistrationConfirm: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var registration: String
  }

  static let name = "registration confirm"
  static let summary = Bilingual("确认注册，开通帐号", "confirm a registration: the account is open")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.argument("registration", "ID", "注册编号", "the registration")]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let row = try open(input.registration, call)
    guard let wished = WishedRole(rawValue: row.role) else { throw RegistrationRefusals.role }
    guard try ActorStore.find(name: row.name, in: call.connection) == nil else { throw RegistrationRefusals.nameTaken }
    let actor = ActorRow(
      id: call.newIdentifier(), name: row.name, displayName: row.displayName, systemUser: nil, isActive: true)
    let instant = call.environment.instant
    try ActorStore.insert(actor, at: instant, in: call.transaction)
    try PasswordStore.set(
      row.hash, of: actor.id, startEnds: nil, by: call.actor.id, at: instant, in: call.transaction)
    try ActorStore.grant(
      row.role, to: actor.id, by: call.actor.id, grant: call.newIdentifier(), at: instant, in: call.transaction)
    if wished.hasUnit {
      try DutyStore.grant(
        actor.id, .unit(row.unit), id: call.environment.newIdentifier(), by: call.actor.id, at: instant,
        in: call.transaction)
    }
    try RegistrationStore.confirm(row.id, as: actor.id, by: call.actor.id, at: instant, in: call.transaction)
    call.record("actor", actor.id.text, ["registration": row.id.text, "role": row.role])
    return DoneOutput(subject: actor.id.text, done: Bilingual("已开通 \(row.name)", "\(row.name) has an account"))
  }

  /// A registration that waits, of a unit that the actor acts for or of one below it.
  static func open(_ id: String, _ call: ReadCall) throws -> RegistrationRow {
    guard let row = try RegistrationStore.find(RegistrationID(id), in: call.connection) else {
      throw RegistrationRefusals.unknown
    }
    try UnitScope.checkAbove(row.unit, call)
    guard RegistrationState(row, now: call.environment.now()) == .submitted else { throw RegistrationRefusals.decided }
    return row
  }
}

/// `qilu registration refuse ID --reason TEXT`.
struct RegistrationRefuse: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var registration: String
    var reason: String
  }

  static let name = "registration refuse"
  static let summary = Bilingual("拒绝注册", "refuse a registration")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("registration", "ID", "注册编号", "the registration"),
    .option("reason", "TEXT", "理由", "the reason"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    try Reason.require(input.reason)
    let row = try RegistrationConfirm.open(input.registration, call)
    try RegistrationStore.refuse(
      row.id, reason: input.reason, by: call.actor.id, at: call.environment.instant, in: call.transaction)
    call.record("registration", row.id.text)
    return DoneOutput(subject: row.id.text, done: Bilingual("已拒绝", "the registration is refused"))
  }
}
