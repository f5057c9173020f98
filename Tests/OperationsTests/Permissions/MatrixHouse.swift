import Foundation
import Primitives
import Sealing
import SelectionRules
import Store
import Testing

@testable import Operations

/// The moments at which the matrix is asked.
enum MatrixHouse {
  static let fixed: [String: String] = [
    "edition": SampleFiles.name, "name": SampleFiles.name, "reason": "样例", "document": Installation.document,
    "on": "2026-05-20", "day": "2026-06-20", "opinion": "同意", "handler": "handler", "actor": "both",
  ]

  static func all() throws -> [MatrixPhase] {
    [try nominating(), try reviewing(), try scoring(), try locked(), try bookkeeping(), try spending()]
  }

  private static func object(_ place: MatrixObject.Place, _ values: [String: String]) -> MatrixObject {
    MatrixObject(place: place, values: fixed.merging(values) { $1 })
  }

  // MARK: While nominations come in: the province, the city, the county, two base unions

  static let people: [Person: String] = [.nominee: "样本·自荐", .coNominator: "样本·联名", .craftsman: "样本·工匠"]

  static func nominating() throws -> MatrixPhase {
    let house = try Station.draft.installation()
    let units = ["37", "3701", "370102", "T1", "T2"]
    let forms = try units.enumerated().flatMap { index, unit in
      [
        try PlantedForm(index + 1) { ($0.number, $0.unit, $0.state) = ("D-\(unit)", unit, .draft) },
        try PlantedForm(index + 11) {
          ($0.number, $0.unit, $0.state, $0.parties) = ("S-\(unit)", unit, .submitted, [])
        },
      ]
    }
    try house.openForForwarding(forms: forms)
    try house.run(ActorBind.self, DutyInput(actor: "clerk", unit: "370102"), as: .administrator)
    let ids = try house.registerOwnPeople()
    let own = try house.ownForms(ids)
    try house.plantJobs()
    return MatrixPhase(name: "nominating", house: house, kinds: [.form, .unit, .person, .job, .edition]) {
      kind, role, operation in
      switch kind {
      case .form: formObjects(role, operation, own)
      case .unit: around(role).map { object($0.key, ["unit": $0.value, "channel": "self"]) }
      case .person:
        [
          object(.own, ["person": ids[.craftsman] ?? ""]), object(.neighbour, ["person": ids[.nominee] ?? ""]),
          object(.unknown, ["person": "none"]),
        ]
      case .job:
        [
          object(.own, ["job": "job-\(Person.holding(role)?.rawValue ?? "")"]),
          object(.neighbour, ["job": "job-both"]), object(.unknown, ["job": "job-none"]),
        ]
      case .edition: [object(.own, [:])]
      case .nomination, .objection, .ledger, .voucher, .grant, .studio, .matching, .expense, .finding: []
      }
    }
  }

  /// The units around the one for which a role acts.
  private static func around(_ role: Role) -> [(key: MatrixObject.Place, value: String)] {
    role == .unionClerk
      ? [(.own, "3701"), (.parent, "37"), (.child, "T1"), (.neighbour, "T2"), (.unknown, "none")]
      : [(.own, "370102"), (.parent, "3701"), (.child, "T1"), (.neighbour, "T2"), (.unknown, "none")]
  }

  private static func formObjects(_ role: Role, _ operation: String, _ own: [Role: String]) -> [MatrixObject] {
    let set = ["form endorse", "form return"].contains(operation) ? "S" : "D"
    return around(role).map { place, unit in
      let number = place == .own ? own[role] : nil
      return object(place, ["number": number ?? "\(set)-\(unit)"])
    }
  }

  // MARK: While books are kept: a base union beside another one, their cities, the province

  static func bookkeeping() throws -> MatrixPhase {
    let house = try Installation.withBooks()
    let vouchers = try ["37", "3701", "T1", "T2"].reduce(into: [String: String]()) { made, unit in
      made[unit] = try house.entered(unit, ["102,1,", "408,,1"])
      try house.keepBankAccounts(unit)
    }
    try house.plant(
      "UPDATE actor_duty SET revoked_at = granted_at WHERE unit_id = (SELECT id FROM union_unit WHERE code = 'T2')")
    return MatrixPhase(
      name: "books are kept", house: house, things: nil, kinds: [.ledger, .voucher]
    ) { kind, role, operation in
      let values = [
        "month": "2026-05", "from": "2026-05-01", "to": "2026-05-31", "account": "102", "code": "10203",
        "day": "2026-05-20", "firstMonth": "2026-01", "head": "样例", "bank": "样例银行", "tail": "1234", "line": "1/4",
        "words": "样例", "closing": "1", "bankLine": "1/5 1/6",
      ]
      return around(books: role).map { place, unit in
        let months = operation == "books balance" ? ["from": "2026-05", "to": "2026-05"] : [:]
        let own = kind == .ledger ? ["unit": unit] : ["voucher": vouchers[unit] ?? "none"]
        // An account that is not registered yet, and one of which there is no statement yet.
        let bank = ["bank open": ["account": "10204"], "bank import": ["account": "10201"]][operation] ?? [:]
        return object(place, values.merging(own) { $1 }.merging(months) { $1 }.merging(bank) { $1 })
      }
    }
  }

  // MARK: While grants are spent: one at the base union, one at its neighbour in another city

  static func spending() throws -> MatrixPhase {
    let house = try Installation.withGrants()
    let grants = try house.grants()
    try house.approve(grants[1], unit: "T2")
    try house.approve(grants[0])
    try house.payDown(grants[0])
    try house.match(grants[0], "50000", on: "2026-08-05")
    let waiting = try house.submitMatch(grants[0], "1", on: "2026-08-05")
    try house.settle(try #require(waiting.voucher), "T1")
    try house.spend(house.expense(grants[0], "1", on: "2026-08-05", purpose: "奖金样例"), reason: "样例")
    let expense = try house.submitExpense(house.expense(grants[0], "2", on: "2026-08-05"))
    try house.run(FindingDetect.self, FindingDetect.Input(), as: .provinceReviewer)
    let finding = try #require(try house.run(FindingList.self, FindingList.Input(), as: .auditor).findings.first)
      .finding
    let studios = try grants.prefix(2).map { try #require(try house.shown($0).studio) }
    try house.plant(
      "UPDATE actor_duty SET revoked_at = granted_at WHERE unit_id = (SELECT id FROM union_unit WHERE code = 'T2')")
    let own: [MatrixKind: String] = [
      .grant: grants[0], .studio: studios[0], .matching: waiting.matching, .expense: expense, .finding: finding,
    ]
    let values = [
      "on": "2026-08-05", "paidOn": "2026-08-05", "day": "2026-08-05", "amount": "1", "holder": "示例一厂工会",
      "account": "6222020000007654321", "founded": "2026-01-01", "words": "样例", "from": "2026-08-01",
      "through": "2026-08-04", "unit": "T1",
    ]
    return MatrixPhase(
      name: "grants are spent", house: house, things: nil, kinds: [.grant, .studio, .matching, .expense, .finding]
    ) { kind, role, _ in
      let other = [MatrixKind.grant: grants[1], .studio: studios[1]][kind]
      let isCity = [Role.cityFinancePreparer, .cityFinanceReviewer, .cityFinanceCashier].contains(role)
      let asked = [(isCity ? MatrixObject.Place.child : .own, own[kind]), (.neighbour, other), (.unknown, "none")]
      return asked.compactMap { place, id in
        id.map { object(place, values.merging([kind.rawValue: $0]) { $1 }) }
      }
    }
  }

  /// The ledgers around the one that a role keeps.
  private static func around(books role: Role) -> [(key: MatrixObject.Place, value: String)] {
    switch role {
    case .baseFinancePreparer, .baseFinanceReviewer, .baseFinanceCashier:
      [(.own, "T1"), (.parent, "3701"), (.neighbour, "T2"), (.unknown, "none")]
    case .cityFinancePreparer, .cityFinanceReviewer, .cityFinanceCashier:
      [(.own, "3701"), (.parent, "37"), (.child, "T1"), (.neighbour, "T2"), (.unknown, "none")]
    default: [(.own, "37"), (.child, "T1"), (.unknown, "none")]
    }
  }

  // MARK: While people judge

  static func reviewing() throws -> MatrixPhase {
    let house = try Installation.preliminaryReview()
    let nominations = Array(
      try SampleFiles.inputs.nominations.filter { $0.disqualification == nil }.map(\.key).prefix(3))
    let file = try house.write(
      "reviewers.csv", "code,name,employer_credit_code,fields,actor\nP1,样本·甲,,,preliminary\nP2,样本·乙,,,\n")
    try house.run(ReviewerImport.self, ReviewerImport.Input(edition: SampleFiles.name, file: file), as: .office)
    try house.assign(.candidate, [("P1", nominations[0]), ("P2", nominations[1]), ("P1", nominations[2])])
    try house.recuse(.candidate, "P1", nominations[2])
    let first = ReviewSave.Input(edition: SampleFiles.name, nomination: nominations[0], item: "skill", score: "50")
    try house.run(ReviewSave.self, first, as: .preliminary)
    return MatrixPhase(
      name: "reviewing", house: house, things: ["review", "reviewer", "rubric", "recusal", "conflict", "panel"],
      kinds: [.nomination, .edition]
    ) { kind, role, operation in
      judged(kind, role, nominations, ["judge": "P1", "reviewer": "P1", "item": "skill", "score": "40"])
    }
  }

  static func scoring() throws -> MatrixPhase { try judging("before the lock") { _ in } }
  static func locked() throws -> MatrixPhase { try judging("after the lock") { try $0.lockSheets() } }

  private static func judging(_ name: String, _ last: (Installation) throws -> Void) throws -> MatrixPhase {
    let house = try Installation.expertReview()
    let judges = Array(try SampleFiles.inputs.experts.map(\.key).sorted().prefix(2))
    let nominations = Array(try SampleFiles.passed(.candidate).prefix(3))
    try house.run(ActorBind.self, DutyInput(actor: "expert", expert: judges[0].string), as: .administrator)
    try house.actor(expert: judges[1])
    try house.assign(
      .nominee,
      [
        (judges[0], nominations[0]), (judges[1], nominations[1]), (judges[0], nominations[2]),
        (judges[1], nominations[0]),
      ])
    try house.recuse(.nominee, judges[0], nominations[2])
    try house.recuse(.nominee, judges[1], nominations[0])
    let full = SheetForm.dimensions.items.map { (item: $0.code, score: "50") }
    try house.run(SheetSave.self, Installation.save(nominations[0], full), as: .expert)
    try house.run(SheetSubmit.self, Installation.own(nominations[0]), as: .expert)
    try house.fill(expert: WantedSheet(judge: judges[1], nomination: nominations[1], scores: full))
    try last(house)
    let handled = try house.run(ObjectionReceive.self, house.objection(nominations[0].string), as: .office).receipt
    let other = try house.run(ObjectionReceive.self, house.objection(nominations[1].string), as: .office).receipt
    try house.run(ObjectionAssign.self, ObjectionAssign.Input(receipt: handled, handler: "handler"), as: .office)
    return MatrixPhase(name: name, house: house, kinds: [.nomination, .objection, .edition]) { kind, role, operation in
      guard kind == .objection else {
        return judged(kind, role, nominations, ["judge": judges[0].string, "expert": judges[0].string])
      }
      return [
        object(.own, ["receipt": handled]), object(.neighbour, ["receipt": other]),
        object(.unknown, ["receipt": "2026-YY-999"]),
      ]
    }
  }

  private static func judged(
    _ kind: MatrixKind, _ role: Role, _ nominations: [ByteText], _ values: [String: String]
  ) -> [MatrixObject] {
    guard kind == .nomination else { return [object(.own, values)] }
    func about(_ place: MatrixObject.Place, _ number: String) -> MatrixObject {
      object(place, values.merging(["nomination": number]) { $1 })
    }
    return [
      about(.own, nominations[0].string), about(.neighbour, nominations[1].string),
      about(.conflicted, nominations[2].string), about(.unknown, "2026-9999"),
    ]
  }
}

extension Installation {
  /// A bank account of a ledger with a statement of May and a match, another one without, and an account for a third.
  fileprivate func keepBankAccounts(_ unit: String) throws {
    let preparer = Self.preparer(of: unit)
    try run(AccountAdd.self, AccountAdd.Input(unit: unit, code: "10204", name: "专户"), as: preparer)
    for account in ["102", "10201"] { try openBank(unit, account: account, since: "2026-05") }
    let rows = [
      "1,2026-05-02,x,,5,5,", "2,2026-05-02,x,5,,0,", "3,2026-05-03,x,,1,1,", "4,2026-05-03,x,,2,3,",
      "5,2026-05-03,x,2,,1,",
    ]
    try takeStatement(unit, rows, to: "2026-05-31")
    let pair = BankPair.Input(unit: unit, bankLine: ["1/2", "1/3"], bookLine: [], reason: "样例", account: "102")
    try run(BankPair.self, pair, as: preparer)
  }

  /// Registers who acts as himself, and ties each to his actor.
  func registerOwnPeople() throws -> [Person: String] {
    var ids: [Person: String] = [:]
    for (index, person) in [Person.nominee, .coNominator, .craftsman].enumerated() {
      let input = PersonRegister.Input(
        name: try #require(MatrixHouse.people[person]), citizenNumber: try SampleFiles.citizenIDs[index + 30],
        employer: nil)
      let id = try #require(try run(PersonRegister.self, input, as: .office).people.first).id
      try run(ActorBind.self, DutyInput(actor: person.rawValue, person: id), as: .administrator)
      ids[person] = id
    }
    for person in [Person.craftsman, .nominee] {
      let entry = CraftsmanEnter.Input(person: try #require(ids[person]), reason: "样例")
      try run(CraftsmanEnter.self, entry, as: .office)
    }
    return ids
  }

  /// A self-recommendation of the nominee, and a joint one in which the co-nominator stands second.
  func ownForms(_ ids: [Person: String]) throws -> [Role: String] {
    let start = FormStart.Input(edition: SampleFiles.name, unit: "T1", channel: .selfRecommended)
    let own = try run(FormStart.self, start, as: .nominee).number
    let joint = try draft(FormSample(number: 1, channel: .joint))
    let (name, id) = (try #require(MatrixHouse.people[.coNominator]), try #require(ids[.coNominator]))
    try save(
      joint,
      """
      {"co_nominators": [{"name": "样本·甲", "unit": "示例一厂", "phone": "13700000001"},
        {"name": "\(name)", "unit": "示例二厂", "phone": "13700000002", "person": "\(id)"},
        {"name": "样本·乙", "unit": "示例三厂", "phone": "13700000003"}]}
      """)
    return [.individualNominee: own.string, .coNominator: joint.string]
  }

  /// A job that waits, of everybody.
  func plantJobs() throws {
    let keys = try KeyFile.load(from: paths.key)
    try withDatabase { database in
      try database.write { connection in
        for person in Person.allCases {
          let actor = try #require(try ActorStore.find(name: person.rawValue, in: connection)).id
          let input = keys.seal(Array("{}".utf8), context: "job")
          try JobStore.insert(
            JobID("job-\(person.rawValue)"), of: actor, operation: "check", input: input,
            at: "2026-05-20T02:00:00.000Z", in: connection)
        }
      }
    }
  }
}
