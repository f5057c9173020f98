import Foundation
import Primitives
import SelectionRules
import Testing

@testable import Operations

/// The steps between the expert review and the naming that face the public.
extension Installation {
  private var edition: String { SampleFiles.name }

  /// the deeds of every nominee, recorded by the office and approved by the second person.
  func publishDeeds() throws {
    let input = DeedImport.Input(edition: edition, file: path("edition/registry/deeds.csv"))
    try #require(try run(DeedImport.self, input, as: .office).isApplied)
    try run(DeedApprove.self, DeedApprove.Input(edition: edition, consentSeen: true), as: .confirmer)
  }

  /// the list in front of the public from 2026-05-20 through 2026-05-27.
  @discardableResult
  func showNames(from day: String = "2026-05-20", days: Int = 5) throws -> PublicityOpen.Output {
    try run(PublicityOpen.self, publicity(from: day, days: days), as: .office)
  }

  func publicity(from day: String = "2026-05-20", days: Int = 5) -> PublicityOpen.Input {
    PublicityOpen.Input(
      edition: edition, from: day, days: days, medium: "示例日报", link: "https://example.invalid/list",
      document: Self.document)
  }

  /// What an objection is made of; by default it is a person's, received inside the window, about the first of the list.
  func objection(
    _ nomination: String? = nil, objector: Objector.Kind = .person, name: String? = "示例·异议人",
    address: String? = nil, phone: String? = "13900000000", seal: Bool = false, on day: String = "2026-05-21"
  ) throws -> ObjectionReceive.Input {
    let about = try nomination ?? #require(try SampleFiles.passed(.named).first).string
    return ObjectionReceive.Input(
      edition: edition, nomination: about, channel: .letter, objector: objector, name: name, address: address,
      phone: phone, seal: seal ? try write("seal.png", "样例印章") : nil, on: day,
      content: try write("letter.txt", "样例异议内容"))
  }

  /// Receives an objection and gives it to its handler, who investigates it; answers the receipt.
  func investigated(_ input: ObjectionReceive.Input) throws -> String {
    let receipt = try run(ObjectionReceive.self, input, as: .office).receipt
    let assignment = ObjectionAssign.Input(receipt: receipt, handler: Person.handler.rawValue)
    try run(ObjectionAssign.self, assignment, as: .office)
    try run(ObjectionInvestigate.self, ObjectionInvestigate.Input(receipt: receipt), as: .handler)
    return receipt
  }

  func ruling(_ ruling: ObjectionDecide.Ruling, _ receipt: String) throws -> ObjectionDecide.Input {
    ObjectionDecide.Input(
      receipt: receipt, ruling: ruling, document: Self.document, reply: try write("reply.txt", "样例答复"), reason: "样例")
  }

  /// one objection that is dismissed.
  func answerObjection() throws {
    let receipt = try investigated(try objection())
    try run(ObjectionDecide.self, try ruling(.dismissed, receipt), as: .handler)
  }

  func inspection(_ nomination: String, _ result: InspectionResult) throws -> InspectionRecord.Input {
    InspectionRecord.Input(
      edition: edition, nomination: nomination, on: "2026-05-19", inspectors: "示例·考察组", result: result,
      report: try write("report.txt", "样例考察报告"), document: result == .failed ? Self.document : nil,
      reason: result == .failed ? "样例" : nil)
  }

  /// everybody on the list of the named passes the inspection.
  func inspectAll() throws {
    for nomination in try run(ListShow.self, list(.named), as: .office).items.map(\.nomination.string) {
      try run(InspectionRecord.self, try inspection(nomination, .passed), as: .office)
    }
  }
}
