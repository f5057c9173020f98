import Foundation
import Primitives
import Sealing
import SelectionRules
import Store
import Testing

@testable import Operations

@Suite("Conflicts and recusals")
struct ConflictOperationTests {
  private func detect(_ house: Installation) throws -> [ConflictDetect.Output.Item] {
    try house.run(ConflictDetect.self, house.nominees, as: .head).conflicts
  }

  @Test("R-227 master and apprentice are found from the table, ruled on once, and upheld becomes a recusal")
  func upheld() throws {
    let house = try Station.judging.installation()
    let before = try detect(house).count
    let pair = try house.plantMentorship()
    let found = try #require(try detect(house).first { $0.kind == .mentorship })
    #expect(try detect(house).count == before + 1)
    #expect(found.judge == pair.judge && found.nomination == pair.nomination && found.ruling == nil)
    try house.run(ConflictRule.self, house.ruling(pair, .upheld), as: .head)
    #expect(try detect(house).first { $0.kind == .mentorship }?.ruling == .upheld)
    let recusals = try house.run(RecusalList.self, house.nominees, as: .auditor).recusals
    #expect(recusals.map(\.judge) == [pair.judge] && recusals.map(\.kind) == ["mentorship"])
    #expect(try house.refusal(ConflictRule.self, house.ruling(pair, .dismissed), as: .head).code == "conflict.ruled")
    #expect(try house.refusal(RecusalDeclare.self, house.recusal(pair), as: .head).code == "recusal.exists")
    #expect(try house.faults() == [])
  }

  @Test("R-227 what nobody detected is not ruled on, and a common employer is never dismissed")
  func notDetected() throws {
    let house = try Station.judging.installation()
    let pair = try house.strangers()
    #expect(
      try house.refusal(ConflictRule.self, house.ruling(pair, .upheld), as: .head).code == "conflict.not-detected")
    let code = try #require(
      try house.texts("SELECT employer_credit_code FROM panel_expert WHERE expert = '\(pair.judge)'").first)
    try house.plant("UPDATE nomination SET employer_credit_code = '\(code)' WHERE number = '\(pair.nomination)'")
    let found = try detect(house).first { $0.judge == pair.judge && $0.nomination == pair.nomination }
    #expect(found?.kind == .employer)
    #expect(found?.matched.zh.contains(code) == true)
    let dismissal = house.ruling(pair, .dismissed, match: .employer)
    #expect(try house.refusal(ConflictRule.self, dismissal, as: .head).code == "conflict.employer-stands")
    #expect(try house.refusal(ConflictRule.self, dismissal, as: .office).code == "access.role-missing")
  }

  private static let phone = "13900001234"
  private static let address = "山东省济南市历下区经十路12号3号楼2单元501室"

  /// An expert with a contact on the panel, and a candidate's form that has the same in other wording.
  private func plantContacts(_ house: Installation) throws -> ByteText {
    let pool = try house.write(
      "x.csv",
      "expert,name,employer_credit_code,phone,address\nX9,样本·甲子,,+86 139 0000 1234,济南历下经十路十二号3栋2单元501\n")
    try house.run(ExpertImport.self, RegistryImportInput(file: pool), as: .office)
    let panel = try house.write("p.csv", "expert,name,employer_credit_code\nX9,样本·甲子,\n")
    try #require(try house.importing(PanelImport.self, panel).isApplied)
    let number = try house.strangers().nomination
    let edition = EditionID(try #require(try house.texts("SELECT id FROM edition").first))
    let unit = UnionUnitID(try #require(try house.texts("SELECT id FROM union_unit ORDER BY code").first))
    let actor = ActorID(try #require(try house.texts("SELECT id FROM actor WHERE name = 'clerk'").first))
    let form = NominationForm(texts: [.mobile: Self.phone, .address: Self.address, .industry: "装备制造"])
    let content = try KeyFile.load(from: house.paths.key).seal(
      form.jsonBytes, context: "nomination-form/\(edition.text)/\(number)")
    let row = FormRow(
      number: number, unit: unit, channel: "unit", state: "DRAFT", revision: 1, name: "", employerCreditCode: "",
      region: "", person: nil, content: content)
    try house.withDatabase { database in
      try database.write {
        try FormStore.insert(
          row, edition: edition, by: actor, at: "2026-06-01T00:00:00.000Z", historyID: "history", in: $0)
      }
    }
    return number
  }

  @Test("R-227 R-820 a shared phone and address are found in sealed contacts and forms, and told without their values")
  func contacts() throws {
    let house = try Station.judging.installation()
    let number = try plantContacts(house)
    let output = try house.run(ConflictDetect.self, house.nominees, as: .office)
    let own = output.conflicts.filter { $0.judge == "X9" }
    #expect(own.map(\.kind) == [.phone, .address])
    #expect(own.allSatisfy { $0.nomination == number })
    #expect(own.first?.matched.en.contains("139****1234") == true)
    let text = "\(output) \(output.presentation)"
    #expect(!text.contains(Self.phone) && !text.contains("经十路"))
    let stored = try house.texts("SELECT content_sealed FROM expert_contact").joined()
    #expect(!stored.isEmpty)
    // Dismissed with a reason, it forbids nothing.
    for kind in [ConflictKind.phone, .address] {
      try house.run(
        ConflictRule.self, house.ruling((judge: "X9", nomination: number), .dismissed, match: kind), as: .head)
    }
    #expect(try house.count("recusal_declaration") == 0)
  }

  @Test("R-227 judges declare their own recusals, the committee's head anybody's")
  func own() throws {
    let house = try Station.judging.installation()
    let pair = try house.strangers()
    #expect(try house.refusal(RecusalDeclare.self, house.recusal(pair), as: .expert).code == "recusal.not-own")
    try house.run(ActorBind.self, DutyInput(actor: "expert", expert: pair.judge.string), as: .administrator)
    try house.run(RecusalDeclare.self, house.recusal(pair), as: .expert)
    let unknown = house.recusal((judge: "none", nomination: pair.nomination))
    #expect(try house.refusal(RecusalDeclare.self, unknown, as: .head).code == "panel.unknown-judge")
    let none = house.recusal((judge: pair.judge, nomination: "none"))
    #expect(try house.refusal(RecusalDeclare.self, none, as: .head).code == "panel.unknown-nomination")
  }

  @Test("R-227 a mentorship is recorded once, between two people")
  func mentorships() throws {
    let house = try Station.founded.installation()
    let header = MentorshipImport.columns.joined(separator: ",") + "\n"
    let row = "样本·师,91370100MA3T123411,样本·徒,91370100MA3T123411,样例\n"
    let same = "样本·师,91370100MA3T123411,样本·师,91370100MA3T123411,样例\n"
    for rows in [row + row, same, ",91370100MA3T123411,样本·徒,91370100MA3T123411,样例\n"] {
      let file = try house.write("m.csv", header + rows)
      #expect(try !house.run(MentorshipImport.self, RegistryImportInput(file: file), as: .office).isApplied)
    }
    let file = try house.write("m.csv", header + row)
    #expect(try house.run(MentorshipImport.self, RegistryImportInput(file: file), as: .office).isApplied)
    let listed = try house.run(MentorshipList.self, MentorshipList.Input(), as: .head).mentorships
    #expect(listed.map(\.apprenticeName) == ["样本·徒"])
  }
}
