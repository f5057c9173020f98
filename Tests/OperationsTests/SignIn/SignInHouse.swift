import Foundation
import Primitives
import Sealing
import Store
import Testing

@testable import Operations

/// The steps of signing in, as the people take them.
extension Installation {
  /// A password that no list holds.
  static let password = "一把好锤子 1953"
  static let officeAddress = "203.0.113.7"

  /// Calls an operation through a session of its own.
  @discardableResult
  func run<Item: Operations.Operation>(
    _ type: Item.Type, _ input: Item.Input, in session: Session
  ) throws -> Item.Output {
    let entry = try #require(Catalogue.all[Item.name])
    return try #require(try entry.run(json: try JSONEncoder().encode(input), in: session) as? Item.Output)
  }

  /// The refusal that a call meets; it must meet one.
  func refusal<Item: Operations.Operation>(
    _ type: Item.Type, _ input: Item.Input, in session: Session, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Refusal {
    try #require(throws: Refusal.self, sourceLocation: sourceLocation) { try run(type, input, in: session) }
  }

  /// A session of somebody who calls over the network.
  func session(_ principal: Principal, from address: String? = officeAddress) -> Session {
    Session(session(as: nil).environment, paths, principal, held: nil, address: address)
  }

  /// Who shows a secret; nil where it opens nothing.
  func principal(_ secret: String) throws -> Principal? {
    try withDatabase { database in
      try database.read {
        try SignInDesk().principal(forSecret: secret, address: nil, now: now, in: $0)?.0
      }
    }
  }

  /// Gives somebody a password of his own.
  func givePassword(_ person: Person, _ password: String = password) throws {
    let start = try run(
      PasswordReset.self, PasswordReset.Input(name: person.rawValue), as: .administrator
    ).startPassword
    try run(PasswordSet.self, PasswordSet.Input(old: start, new: password), as: person)
  }

  /// Signs somebody in and gives the secret.
  func secret(
    _ person: Person, _ password: String = password, code: String? = nil, from address: String? = officeAddress
  ) throws -> String {
    let input = SessionStart.Input(name: person.rawValue, password: password, code: code)
    return try run(SessionStart.self, input, in: session(.nobody, from: address)).token
  }

  /// Signs somebody in and gives the session in which he acts.
  func signIn(
    _ person: Person, _ password: String = password, code: String? = nil, from address: String? = officeAddress
  ) throws -> Session {
    session(try #require(try principal(secret(person, password, code: code, from: address))), from: address)
  }

  /// The refusal of a sign-in.
  func signInRefusal(
    _ name: String, _ password: String, code: String? = nil, from address: String? = officeAddress
  ) throws -> Refusal {
    let input = SessionStart.Input(name: name, password: password, code: code)
    return try refusal(SessionStart.self, input, in: session(.nobody, from: address))
  }

  /// Today's code of somebody's second factor, steps from now.
  func code(_ person: Person, steps: Int64 = 0) throws -> String {
    try withDatabase { database in
      try database.read { connection in
        let actor = try #require(try ActorStore.find(name: person.rawValue, in: connection)).id
        let row = try #require(try SecondFactorStore.find(actor, in: connection))
        let secret = try SecondFactor.open(row, of: actor, try KeyFile.load(from: paths.key))
        return secret.code(ofStep: OneTimeSecret.step(atMilliseconds: now) + steps)
      }
    }
  }

  /// Gives somebody a second factor, in a session of his.
  func enrol(_ person: Person, in session: Session) throws {
    try run(TotpEnrol.self, TotpEnrol.Input(password: Self.password), in: session)
    try run(TotpConfirm.self, TotpConfirm.Input(code: try code(person)), in: session)
  }

  /// Signs somebody in with a password and a second factor that he has from here on.
  func strongSignIn(_ person: Person) throws -> Session {
    try givePassword(person)
    let session = try signIn(person)
    try enrol(person, in: session)
    wait(minutes: 1)
    return try signIn(person, code: try code(person))
  }

  /// The details of the events of an operation.
  func details(_ operation: String) throws -> [String] {
    try texts("SELECT detail FROM audit_event WHERE operation = '\(operation)' ORDER BY id")
  }
}

extension Act {
  private static let applicant = RegistrationSubmit.Input(
    name: "applicant", kind: .individual, displayName: "样本·申请人", employer: "示例厂", creditCode: nil,
    phone: "13800001999", unit: "37", role: .craftsman, password: Installation.password)

  static let signIns = sessions + proofs + registrations

  private static func name(_ person: Person) -> ActorDisable.Input { ActorDisable.Input(name: person.rawValue) }

  private static func lastSession(_ house: Installation) throws -> Session {
    let id = try #require(try house.texts("SELECT max(id) FROM sign_in_session").first)
    let actor = try #require(try house.texts("SELECT id FROM actor WHERE name = 'office'").first)
    return house.session(
      .signedIn(SignIn(actor: ActorID(actor), credential: .session(id), isStrong: false, scopes: nil)))
  }

  private static let sessions = [
    Act(name: "session start", station: .founded, prepare: { try $0.givePassword(.office) }) {
      _ = try $0.secret(.office)
    },
    Act(
      name: "session end", station: .founded,
      prepare: { house in
        try house.givePassword(.office)
        _ = try house.secret(.office)
      }, run: { try $0.run(SessionEnd.self, SessionEnd.Input(), in: lastSession($0)) }),
    Act(name: "session end-all", station: .founded) {
      try $0.run(SessionEndAll.self, name(.office), as: .administrator)
    },
    Act(name: "role confirm", station: .founded, prepare: { try $0.askForRole() }) {
      try $0.run(RoleConfirm.self, RoleInput(actor: "guest", role: .expert), as: .confirmer)
    },
  ]

  private static let proofs = [
    Act(name: "password set", station: .founded, prepare: { try $0.givePassword(.office) }) {
      let input = PasswordSet.Input(old: Installation.password, new: "另一把好锤子 1953")
      try $0.run(PasswordSet.self, input, as: .office)
    },
    Act(name: "password reset", station: .founded) {
      try $0.run(PasswordReset.self, name(.office), as: .administrator)
    },
    Act(name: "totp enrol", station: .founded, prepare: { try $0.givePassword(.office) }) {
      try $0.run(TotpEnrol.self, TotpEnrol.Input(password: Installation.password), as: .office)
    },
    Act(
      name: "totp confirm", station: .founded,
      prepare: { house in
        try house.givePassword(.office)
        try house.run(TotpEnrol.self, TotpEnrol.Input(password: Installation.password), as: .office)
      }, run: { try $0.run(TotpConfirm.self, TotpConfirm.Input(code: $0.code(.office)), as: .office) }),
    Act(
      name: "totp remove", station: .founded,
      prepare: { house in
        try house.givePassword(.office)
        try house.enrol(.office, in: house.session(as: "office"))
      },
      run: {
        let input = TotpRemove.Input(name: "office", reason: "样例")
        try $0.run(TotpRemove.self, input, as: .administrator)
      }),
    Act(name: "token create", station: .founded) {
      try $0.run(TokenCreate.self, TokenCreate.Input(name: "样例", scope: ["read"], days: nil), as: .office)
    },
    Act(
      name: "token revoke", station: .founded,
      prepare: { try $0.run(TokenCreate.self, TokenCreate.Input(name: "样例", scope: ["read"]), as: .office) },
      run: { house in
        let id = try #require(try house.texts("SELECT id FROM api_token").first)
        try house.run(TokenRevoke.self, TokenRevoke.Input(id: id), as: .office)
      }),
  ]

  private static let registrations = [
    Act(name: "registration submit", station: .registered) {
      try $0.run(RegistrationSubmit.self, applicant, in: $0.session(.nobody))
    },
    Act(
      name: "registration confirm", station: .registered,
      prepare: { try $0.run(RegistrationSubmit.self, applicant, in: $0.session(.nobody)) },
      run: {
        try $0.run(RegistrationConfirm.self, RegistrationConfirm.Input(registration: $0.registration()), as: .office)
      }
    ),
    Act(
      name: "registration refuse", station: .registered,
      prepare: { try $0.run(RegistrationSubmit.self, applicant, in: $0.session(.nobody)) },
      run: {
        let input = RegistrationRefuse.Input(registration: try $0.registration(), reason: "样例")
        try $0.run(RegistrationRefuse.self, input, as: .office)
      }),
  ]
}

extension Installation {
  /// A grant of the expert's role to somebody new that waits, as it does with two administrators.
  func askForRole() throws {
    try addActor("second", .administrator)
    try addActor("guest")
    try run(RoleGrant.self, RoleInput(actor: "guest", role: .expert), as: .administrator)
  }

  /// Somebody new, with a role that is granted at once.
  func addActor(_ name: String, _ role: Role? = nil) throws {
    try run(
      ActorCreate.self, ActorCreate.Input(name: name, displayName: "样本", systemUser: nil), as: .administrator)
    if let role { try run(RoleGrant.self, RoleInput(actor: name, role: role), as: .administrator) }
  }

  /// The last registration.
  func registration() throws -> String { try #require(try texts("SELECT max(id) FROM registration").first) }
}
