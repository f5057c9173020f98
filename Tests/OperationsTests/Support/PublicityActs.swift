import Primitives
import SelectionRules
import Testing

@testable import Operations

/// One successful call of each writing operation that faces the public.
extension Act {
  static let publicity = deeds + shown + objections

  private static let deeds = [
    Act(name: "decision record", station: .judging) { try $0.removeLast() },
    Act(name: "deed record", station: .judging, prepare: { try $0.display() }) { try $0.recordDeed() },
    Act(name: "deed import", station: .judging, prepare: { try $0.display() }) { house in
      let input = DeedImport.Input(edition: SampleFiles.name, file: house.path("edition/registry/deeds.csv"))
      try house.run(DeedImport.self, input, as: .office)
    },
    Act(
      name: "deed approve", station: .judging,
      prepare: {
        try $0.display()
        try $0.recordDeed()
      },
      run: {
        let input = DeedApprove.Input(edition: SampleFiles.name, consentSeen: true)
        try $0.run(DeedApprove.self, input, as: .confirmer)
      }),
  ]

  private static let shown = [
    Act(name: "publicity open", station: .published) { try $0.showNames() },
    Act(name: "inspection record", station: .published) { house in
      let nomination = try #require(try SampleFiles.passed(.named).first).string
      try house.run(InspectionRecord.self, try house.inspection(nomination, .passed), as: .office)
    },
  ]

  private static let receipt = "2026-YY-002"

  private static let objections = [
    Act(name: "objection receive", station: .published) { house in
      try house.run(ObjectionReceive.self, try house.objection(), as: .office)
    },
    Act(
      name: "objection assign", station: .published,
      prepare: { try $0.run(ObjectionReceive.self, try $0.objection(), as: .office) },
      run: {
        let input = ObjectionAssign.Input(receipt: receipt, handler: Person.handler.rawValue)
        try $0.run(ObjectionAssign.self, input, as: .office)
      }),
    Act(
      name: "objection investigate", station: .published,
      prepare: {
        try $0.run(ObjectionReceive.self, try $0.objection(), as: .office)
        let input = ObjectionAssign.Input(receipt: receipt, handler: Person.handler.rawValue)
        try $0.run(ObjectionAssign.self, input, as: .office)
      },
      run: { try $0.run(ObjectionInvestigate.self, ObjectionInvestigate.Input(receipt: receipt), as: .handler) }),
    Act(name: "objection decide", station: .published, prepare: { _ = try $0.investigated(try $0.objection()) }) {
      try $0.run(ObjectionDecide.self, try $0.ruling(.upheld, receipt), as: .handler)
    },
    Act(name: "objection reveal", station: .published) {
      let input = ObjectionReveal.Input(receipt: "2026-YY-001", reason: "样例")
      try $0.run(ObjectionReveal.self, input, as: .handler)
    },
    Act(name: "objection extract", station: .published) {
      let input = ObjectionExtract.Input(receipt: "2026-YY-001", output: $0.path("papers"), reason: "样例")
      try $0.run(ObjectionExtract.self, input, as: .handler)
    },
  ]
}

extension Installation {
  /// Comes from the expert review to the display.
  func display() throws {
    try settle(.nominee)
    try advance(.display)
  }

  func recordDeed(_ nomination: String? = nil, text: String? = "样例事迹") throws {
    let about = try nomination ?? #require(try SampleFiles.passed(.nominee).first).string
    let input = DeedRecord.Input(
      edition: SampleFiles.name, nomination: about, medium: "示例日报", date: "2026-05-11",
      link: "https://example.invalid/\(about)", text: text, post: "示例岗位")
    try run(DeedRecord.self, input, as: .office)
  }

  /// Strikes the last of the candidates out at the stage of the nominees.
  fileprivate func removeLast() throws {
    let input = DecisionRecord.Input(
      edition: SampleFiles.name, stage: .nominee,
      nomination: try #require(try SampleFiles.passed(.candidate).last).string,
      kind: .remove, document: Self.document, reason: "样例")
    try run(DecisionRecord.self, input, as: .office)
  }
}
