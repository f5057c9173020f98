import Foundation
import Primitives
import SelectionRules
import Testing

@testable import Operations

/// The steps of an edition, as the people take them.
extension Installation {
  static let document = "鲁会〔2026〕2号"
  private var edition: String { SampleFiles.name }

  func found() throws {
    let input = Initialise.Input(name: Person.administrator.rawValue, displayName: "系统管理员")
    _ = try call("init", json: try JSONEncoder().encode(input), as: nil, systemUser: Self.systemUser)
    for person in Person.allCases where person != .administrator {
      try run(
        ActorCreate.self, ActorCreate.Input(name: person.rawValue, displayName: "样本·\(person.rawValue)"),
        as: .administrator)
      for role in person.roles {
        try run(RoleGrant.self, RoleInput(actor: person.rawValue, role: role), as: .administrator)
      }
    }
  }

  func register() throws {
    for file in try SampleFiles.files { try write("edition/" + file.path, bytes: file.bytes) }
    for stage in Stage.allCases {
      try write(
        "edition/decisions-\(stage.rawValue).csv",
        try SampleFiles.table("decisions.csv") { $0.first == stage.rawValue })
    }
    try enter(EmployerImport.self, "employers")
    try enter(UnitImport.self, "units")
    try enter(ExpertImport.self, "experts")
  }

  private func enter<Item: Operations.Operation>(_ type: Item.Type, _ table: String) throws
  where Item.Input == RegistryImportInput, Item.Output == ImportOutput {
    let output = try run(type, RegistryImportInput(file: path("edition/registry/\(table).csv")), as: .office)
    try #require(output.isApplied)
  }

  func create(rules: FilePath? = nil, organiser: String = "37") throws {
    try run(
      EditionCreate.self,
      EditionCreate.Input(
        name: edition, year: 2026, organiser: organiser, rules: rules ?? path("edition/rules.json")), as: .office)
  }

  func review() throws {
    try take(NominationImport.self, "nominations.csv")
    try advance(.preliminaryReview)
    try take(ReviewImport.self, "preliminary.csv")
    try take(PanelImport.self, "experts.csv")
    try decide(.candidate)
  }

  func judge() throws {
    try settle(.candidate)
    try advance(.expertReview)
    try take(RecusalImport.self, "recusals.csv")
    try take(ScoreImport.self, "scores.csv")
    try decide(.nominee)
  }

  func compose() throws {
    try settle(.nominee)
    try advance(.display)
    try publishDeeds()
    try advance(.voting)
    try take(VoteImport.self, "votes.csv")
    try advance(.composite)
    try decide(.named)
    try decide(.great)
  }

  func publish() throws {
    try compute(.named)
    try compute(.great)
    try submit(.named)
    try submit(.great)
    try advance(.publicity)
    try confirm(.named)
    try confirm(.great)
    try showNames()
    try answerObjection()
  }

  func name() throws {
    try run(
      EditionNaming.self, EditionNaming.Input(name: edition, document: Self.document, date: "2026-05-29"),
      as: .confirmer)
  }

  // MARK: Single steps

  /// Imports a file of the sample, which must be accepted.
  func take<Item: Operations.Operation>(_ type: Item.Type, _ file: String, replace: String? = nil) throws
  where Item.Input == ImportInput, Item.Output == ImportOutput {
    let output = try importing(type, path("edition/" + file), replace: replace)
    try #require(output.isApplied, "\(file)")
  }

  @discardableResult
  func importing<Item: Operations.Operation>(
    _ type: Item.Type, _ file: FilePath, dryRun: Bool? = nil, replace: String? = nil
  ) throws -> ImportOutput where Item.Input == ImportInput, Item.Output == ImportOutput {
    try run(
      type, ImportInput(edition: edition, file: file, dryRun: dryRun, replace: replace), as: .office)
  }

  private func decide(_ stage: Stage) throws {
    guard try SampleFiles.inputs.decisions.contains(where: { $0.stage == stage }) else { return }
    try take(DecisionImport.self, "decisions-\(stage.rawValue).csv")
  }

  func advance(_ state: EditionState, reason: String? = nil) throws {
    try run(
      EditionAdvance.self, EditionAdvance.Input(name: edition, to: state, reason: reason), as: .office)
  }

  func list(_ stage: Stage) -> ListInput { ListInput(edition: edition, stage: stage) }

  @discardableResult
  func compute(_ stage: Stage) throws -> ListOutput { try run(ListCompute.self, list(stage), as: .office) }

  func submit(_ stage: Stage, as person: Person = .office) throws {
    try run(ListSubmit.self, list(stage), as: person)
  }

  func confirm(_ stage: Stage, as person: Person = .confirmer) throws {
    try run(ListConfirm.self, list(stage), as: person)
  }

  func settle(_ stage: Stage) throws {
    try compute(stage)
    try submit(stage)
    try confirm(stage)
  }

  /// The states of a stage's lists, in order.
  func states(_ stage: Stage) throws -> [ListState] {
    try run(EditionShow.self, EditionShow.Input(name: edition), as: .office).lists.filter { $0.stage == stage }
      .map(\.state)
  }
}
