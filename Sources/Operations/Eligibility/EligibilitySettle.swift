import Database
import Primitives
import SelectionRules
import Store
import Tables

/// `qilu eligibility settle EDITION [--replace REASON]`: the decided nominations enter the package in one act.
struct EligibilitySettle: WriteOperation {
  typealias Output = ImportOutput

  struct Input: Codable, Sendable {
    var edition: String
    var replace: String?
  }

  static let name = "eligibility settle"
  static let summary = Bilingual("把已作结论的推荐一次汇入本届", "bring the decided nominations into the edition in one act")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .option("replace", "REASON", "整体替换先前汇入的，写明理由", "replace what was brought in before as a whole, and say why"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> ImportOutput {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    let forms = try FormStore.all(of: edition.id, in: call.connection)
    let running = try EligibilityForms.primaries(of: edition.id, call)
    let open = forms.filter { running.contains($0.number) && $0.state == FormState.forwarded.rawValue }
    if let first = open.first { throw undecided(open.count, first.number) }
    let decided = forms.filter { [FormState.qualified.rawValue, FormState.unqualified.rawValue].contains($0.state) }
    guard !decided.isEmpty else { throw nothing }
    let reasons = try EligibilityStore.reasons(of: edition.id, in: call.connection)
    let filed = try input.replace == nil ? [] : Self.filed(edition, without: Set(forms.map(\.number)), call)
    let people = try InputWriter.people(of: edition.id, in: call.connection)
    let output = try TableImport(
      table: .nominations,
      input: ImportInput(
        edition: input.edition, file: FilePath(PackageTable.nominations.file), dryRun: nil, replace: input.replace),
      call: call, content: Self.table(decided, reasons, filed),
      facts: ["forms": "\(decided.count)"]
    ).run()
    guard output.isApplied else {
      throw output.lines.flatMap(\.refusals).first ?? nothing
    }
    let own = decided.compactMap { form in form.person.map { (form.number, $0) } }
    try link(own + filed.compactMap { entry in people[entry.key].map { (entry.key, $0) } }, edition.id, call)
    return output
  }

  /// The nominations that came by a file and have no form: settling the forms anew leaves them as they are.
  private static func filed(
    _ edition: EditionContext, without numbers: Set<ByteText>, _ call: ReadCall
  ) throws -> [NominationEntry] {
    try edition.inputs(in: call.connection).nominations.filter { !numbers.contains($0.key) }
  }

  private static func table(
    _ forms: [FormRow], _ reasons: [ByteText: RejectionReason], _ filed: [NominationEntry]
  ) -> [UInt8] {
    var writer = TableWriter(columns: PackageTable.nominations.columns)
    for form in forms {
      let isQualified = form.state == FormState.qualified.rawValue
      writer.row([
        form.number, ByteText(form.name), ByteText(form.employerCreditCode), ByteText(form.region),
        ByteText(form.channel), ByteText(isQualified ? "qualified" : "unqualified"),
        ByteText(isQualified ? "" : reasons[form.number]?.wording.zh ?? ""),
      ])
    }
    for entry in filed {
      writer.row([
        entry.key, entry.name, entry.employerCreditCode, entry.region, ByteText(entry.channel.rawValue),
        ByteText(entry.disqualification == nil ? "qualified" : "unqualified"), entry.disqualification ?? "",
      ])
    }
    return writer.bytes
  }

  private static func link(
    _ people: [(nomination: ByteText, person: PersonID)], _ edition: EditionID, _ call: WriteCall
  ) throws {
    for (nomination, person) in people {
      do {
        try InputWriter.link(nomination: nomination, to: person, edition: edition, in: call.transaction)
      } catch DatabaseFailure.unique {
        throw ImportRefusals.personTwice(nomination)
      }
    }
  }

  private static func undecided(_ count: Int, _ first: ByteText) -> Refusal {
    Refusal(
      "eligibility.undecided", citation: Citation("R-219", Citation.houseRules),
      message: Bilingual(
        "还有 \(count) 份正选未作资格结论，如 \(first)", "\(count) primaries are not decided yet, such as \(first)"),
      remedy: Bilingual("逐份用 eligibility decide 作结论", "decide each with eligibility decide"))
  }

  private static let nothing = Refusal(
    "eligibility.nothing", citation: Citation("R-219", Citation.houseRules),
    message: Bilingual("没有已作结论的推荐", "no nomination is decided"),
    remedy: Bilingual("先用 forward submit 上报，再用 eligibility decide 作出结论", "forward submit, then eligibility decide"))
}
