import Foundation
import Primitives
import Testing

@testable import Operations

@Suite("Registrations")
struct RegistrationTests {
  private static func input(
    _ name: String = "applicant", kind: RegistrationKind = .individual, role: WishedRole = .nominatingClerk,
    unit: String = "3701", code: String? = nil, phone: String = "13800001999",
    password: String = Installation.password
  ) -> RegistrationSubmit.Input {
    RegistrationSubmit.Input(
      name: name, kind: kind, displayName: "样本·申请人", employer: "示例厂", creditCode: code, phone: phone, unit: unit,
      role: role, password: password)
  }

  @discardableResult
  private func submit(
    _ house: Installation, _ input: RegistrationSubmit.Input = input(),
    from address: String = Installation.officeAddress
  ) throws -> RegistrationConfirm.Input {
    let output = try house.run(RegistrationSubmit.self, input, in: house.session(.nobody, from: address))
    return RegistrationConfirm.Input(registration: output.registration)
  }

  private func refusal(_ house: Installation, _ input: RegistrationSubmit.Input) throws -> String {
    try house.refusal(RegistrationSubmit.self, input, in: house.session(.nobody)).code
  }

  private func bound(_ unit: String) throws -> Installation {
    let house = try Station.registered.installation()
    try house.run(ActorBind.self, DutyInput(actor: "union", unit: unit), as: .administrator)
    return house
  }

  @Test("R-001 the union above confirms, and actor, role, duty and password are there in one act")
  func confirmed() throws {
    let house = try bound("37")
    let before = try house.count("audit_event")
    let registration = try submit(house)
    #expect(try house.signInRefusal("applicant", Installation.password).code == "sign-in.failed")
    let events = try house.count("audit_event")
    #expect(events == before + 2)
    try house.run(RegistrationConfirm.self, registration, as: .union)
    #expect(try house.count("audit_event") == events + 1)
    let actors = try house.run(ActorList.self, ActorList.Input(), as: .auditor).actors
    let actor = try #require(actors.first { $0.name == "applicant" })
    #expect(actor.roles == [.nominatingClerk])
    #expect(actor.units == ["3701"])
    let start = SessionStart.Input(name: "applicant", password: Installation.password)
    let output = try house.run(SessionStart.self, start, in: house.session(.nobody, from: "198.51.100.1"))
    #expect(!output.mustSetPassword)
    #expect(try house.refusal(RegistrationConfirm.self, registration, as: .union).code == "registration.decided")
    #expect(try house.faults().isEmpty)
  }

  @Test("R-001 a union beside or below neither sees nor decides it")
  func otherUnion() throws {
    let house = try bound("370102")
    let registration = try submit(house)
    #expect(try house.run(RegistrationList.self, RegistrationList.Input(), as: .union).registrations.isEmpty)
    #expect(try house.refusal(RegistrationConfirm.self, registration, as: .union).code == "access.other-unit")
    let refuse = RegistrationRefuse.Input(registration: registration.registration, reason: "x")
    #expect(try house.refusal(RegistrationRefuse.self, refuse, as: .union).code == "access.other-unit")
  }

  @Test("The answer does not tell whether the name is somebody's; who confirms is told")
  func taken() throws {
    let house = try bound("37")
    let taken = try house.run(RegistrationSubmit.self, Self.input("office"), in: house.session(.nobody))
    let free = try house.run(RegistrationSubmit.self, Self.input(), in: house.session(.nobody))
    #expect([taken.unit, "\(taken.voidAfterDays)"] == [free.unit, "\(free.voidAfterDays)"])
    let input = RegistrationConfirm.Input(registration: taken.registration)
    #expect(try house.refusal(RegistrationConfirm.self, input, as: .union).code == "registration.name-taken")
    let list = try house.run(RegistrationList.self, RegistrationList.Input(), as: .union).registrations
    #expect(
      Dictionary(uniqueKeysWithValues: list.map { ($0.name, $0.isNameTaken) }) == ["office": true, "applicant": false])
  }

  @Test(
    "R-820 the phone number is masked in the list and stands nowhere in the database",
    .enabled(if: Installation.hasFile))
  func phone() throws {
    let house = try bound("37")
    try submit(house)
    let list = try house.run(RegistrationList.self, RegistrationList.Input(), as: .union).registrations
    #expect(list.map(\.phone) == ["138****1999"])
    let stored = ["", "-wal"].reduce(into: Data()) {
      $0 += (try? Data(contentsOf: URL(fileURLWithPath: house.paths.database + $1))) ?? Data()
    }
    #expect(stored.range(of: Data("applicant".utf8)) != nil)
    #expect(stored.range(of: Data("13800001999".utf8)) == nil)
  }

  @Test("A registration that nobody decided in 30 days is void")
  func void() throws {
    let house = try bound("37")
    let registration = try submit(house)
    func states() throws -> [RegistrationState] {
      try house.run(RegistrationList.self, RegistrationList.Input(), as: .union).registrations.map(\.state)
    }
    house.wait(minutes: 30 * 24 * 60 - 1)
    #expect(try states() == [.submitted])
    house.wait(minutes: 1)
    #expect(try states() == [.void])
    #expect(try house.refusal(RegistrationConfirm.self, registration, as: .union).code == "registration.decided")
  }

  @Test("A refusal needs a reason and ends the registration")
  func refused() throws {
    let house = try bound("3701")
    let id = try submit(house).registration
    let empty = RegistrationRefuse.Input(registration: id, reason: " ")
    #expect(try house.refusal(RegistrationRefuse.self, empty, as: .union).code == "reason.missing")
    try house.run(RegistrationRefuse.self, RegistrationRefuse.Input(registration: id, reason: "不属本单位"), as: .union)
    let confirm = RegistrationConfirm.Input(registration: id)
    #expect(try house.refusal(RegistrationConfirm.self, confirm, as: .office).code == "registration.decided")
    #expect(try house.faults().isEmpty)
  }

  @Test("Of one address 5 are taken a day, and others are not in its way")
  func limited() throws {
    let house = try bound("37")
    for index in 0..<5 { try submit(house, Self.input("applicant\(index)")) }
    let sixth = try house.refusal(RegistrationSubmit.self, Self.input("applicant5"), in: house.session(.nobody))
    #expect(sixth.code == "registration.too-many")
    #expect(sixth.kind == .tooMany && sixth.retryAfter != nil)
    try submit(house, Self.input("applicant6"), from: "198.51.100.1")
    house.wait(minutes: 24 * 60)
    try submit(house, Self.input("applicant5"))
  }

  @Test("What has not its form or size is refused")
  func forms() throws {
    let house = try bound("37")
    for name in ["", "x", "a b", "a\u{0}b", "nobody", String(repeating: "a", count: 33), "x/y"] {
      #expect(try refusal(house, Self.input(name)) == "registration.name")
    }
    #expect(try refusal(house, Self.input(kind: .enterprise)) == "registration.credit-code")
    #expect(try refusal(house, Self.input(code: "x")) == "credit-code.form")
    #expect(try refusal(house, Self.input(role: .enterpriseContact)) == "registration.role")
    #expect(
      try refusal(house, Self.input(kind: .enterprise, role: .craftsman, code: "91370100MA3T123411"))
        == "registration.role")
    #expect(try refusal(house, Self.input(phone: "1380000")) == "phone-number.form")
    #expect(try refusal(house, Self.input(password: "12345678")) == "password.common")
    #expect(try refusal(house, Self.input(unit: "none")) == "unit.unknown")
    var long = Self.input()
    long.employer = String(repeating: "厂", count: 101)
    #expect(try refusal(house, long) == "registration.text")
    #expect(try house.count("registration") == 0)
  }
}
