import Primitives
import Testing

@testable import Operations

@Suite("The role table")
struct RoleTableTests {
  private static let money = Role.allCases.filter { RoleTable.row($0)?.sees.contains(.money) == true }

  @Test("R-822 an administrator holds no role that sees scores, tallies or money, nor one that judges")
  func administrator() {
    let excluded = RoleTable.excluded(by: .administrator)
    for row in RoleTable.rows where !row.sees.isDisjoint(with: [.scores, .tallies, .money]) {
      #expect(excluded.contains(row.role), "\(row.role)")
    }
    #expect(excluded.contains(.expert) && excluded.contains(.preliminaryReviewer))
    #expect(!excluded.contains(.unionClerk) && !excluded.contains(.dispatcher))
    #expect(RoleTable.row(.administrator)?.sees == [])
  }

  @Test(
    "R-421 preparer, reviewer and cashier of one ledger are three people; of two ledgers they may be one",
    arguments: [
      [Role.provinceFinancePreparer, .provinceFinanceReviewer, .provinceFinanceCashier],
      [.cityFinancePreparer, .cityFinanceReviewer, .cityFinanceCashier],
      [.baseFinancePreparer, .baseFinanceReviewer, .baseFinanceCashier],
    ])
  func ledgers(roles: [Role]) {
    for one in roles {
      for other in roles where one != other { #expect(RoleTable.exclusion(one, other) == .oneLedger) }
      #expect(RoleTable.exclusion(one, .auditor) == .examiner)
    }
    #expect(RoleTable.exclusion(.provinceFinancePreparer, .cityFinanceReviewer) == nil)
  }

  @Test("R-227 nobody decides his own case, and who judges neither runs nor confirms the edition")
  func ownCase() {
    for decider in [Role.officeOperator, .expert, .committeeHead, .objectionHandler, .qualificationReviewer] {
      #expect(RoleTable.exclusion(.individualNominee, decider) == .ownCase, "\(decider)")
      #expect(RoleTable.exclusion(decider, .coNominator) == .ownCase, "\(decider)")
    }
    #expect(RoleTable.exclusion(.expert, .officeOperator) == .judge)
    #expect(RoleTable.exclusion(.objectionHandler, .preliminaryReviewer) == .judge)
    #expect(RoleTable.exclusion(.expert, .committeeHead) == nil)
  }

  @Test("Exclusion is the same both ways, and no role excludes itself", arguments: Role.allCases)
  func symmetric(role: Role) {
    #expect(RoleTable.exclusion(role, role) == nil)
    for other in Role.allCases { #expect(RoleTable.exclusion(role, other) == RoleTable.exclusion(other, role)) }
  }

  @Test("A role for scores, money or release is given by two, and finance and release need a second factor")
  func grants() {
    for row in RoleTable.rows where !row.sees.isDisjoint(with: [.scores, .tallies, .money]) {
      #expect(row.needsSecondPerson, "\(row.role)")
    }
    for role in Self.money where role != .auditor { #expect(RoleTable.row(role)?.needsSecondFactor == true, "\(role)") }
    #expect(Self.money.count == 10)
    #expect(RoleTable.row(.secondConfirmer)?.needsSecondFactor == true)
  }

  @Test("A grant that does not go with a role that is held is refused with both roles and the rule, in either order")
  func refused() throws {
    let house = try Station.founded.installation()
    let administrator = RoleInput(actor: "office", role: .administrator)
    let refusal = try house.refusal(RoleGrant.self, administrator, as: .administrator)
    #expect(refusal.code == "role.excluded")
    #expect(refusal.citation?.rule == "R-822")
    #expect(refusal.textFaults.isEmpty)
    #expect(refusal.message.en.contains("administrator") && refusal.message.en.contains("office operator"))
    func grant(_ role: Role) throws {
      try house.run(RoleGrant.self, RoleInput(actor: "craftsman", role: role), as: .administrator)
    }
    try grant(.baseFinanceCashier)
    for role in [Role.baseFinancePreparer, .baseFinanceReviewer, .administrator] {
      #expect(throws: Refusal.self, "\(role)") { try grant(role) }
    }
    try house.run(RoleRevoke.self, RoleInput(actor: "craftsman", role: .baseFinanceCashier), as: .administrator)
    try grant(.baseFinancePreparer)
    #expect(try house.count("actor_role WHERE role = 'administrator' AND revoked_at IS NULL") == 1)
  }

  @Test("The words of every exclusion are there in both languages", arguments: RoleExclusion.allCases)
  func words(exclusion: RoleExclusion) {
    #expect(exclusion.reason.faults.isEmpty && !exclusion.reason.isMixed)
    #expect(exclusion.refusal(.expert, .auditor).textFaults.isEmpty)
  }
}
