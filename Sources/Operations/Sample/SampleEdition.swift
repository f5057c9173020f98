import Primitives
import SelectionRules
import Tables

/// A synthetic edition: the same parameters give the same bytes for ever, as long as the regions stay the same.
///
/// Nothing in it is real. People are called 样本·甲子0001, employers 示例机械0012有限公司; citizen IDs and credit codes
/// bear correct check characters over parts that are visibly invented (``SampleCodes``).
public struct SampleEdition: Sendable, Hashable {
  /// Who is scored and voted on.
  public enum Scope: Sendable, Hashable {
    /// As a year runs: the panel scores the candidates, the public votes on the 提名人选.
    case stages
    /// Every nomination is scored and voted on; what is beside the point is ignored by the calculation. For measuring.
    case everyone
  }

  /// The edition's year or name.
  public var name = "2026"
  /// What all chance comes from.
  public var seed = 20_260_601
  /// How many nominations: 1 to 100,000.
  public var nominations = 420
  /// How many score sheets for each nomination that is scored: 0 to 50, at most as many as experts.
  public var sheets = 7
  /// How many experts: 1 to 5,000.
  public var experts = 60
  /// The upper limits of the four stages.
  public var caps = EditionRules.Caps(candidate: 150, nominee: 100, named: 50, great: 10)
  /// Who is scored and voted on.
  public var scope = Scope.stages

  /// The sample year.
  public init() {}

  /// All files: the inputs of an edition package, nominations.csv with the columns `employer` and `citizen_id` besides,
  /// and registry/employers.csv, registry/units.csv, registry/experts.csv, registry/deeds.csv.
  ///
  /// - Throws: a ``Refusal`` of wrong use for a parameter out of range.
  public var files: [PackageFile] {
    get throws { try make().files }
  }

  /// The edition's inputs; computing them gives no error.
  ///
  /// - Throws: a ``Refusal`` of wrong use for a parameter out of range.
  public var inputs: EditionInputs {
    get throws { try make().inputs }
  }

  private func make() throws -> SampleYear {
    try check()
    return try SampleYear(self)
  }
}

/// A made sample edition.
private struct SampleYear {
  let inputs: EditionInputs
  private let people: [SamplePerson]
  private let registry: SampleRegistry

  init(_ edition: SampleEdition) throws {
    let seed = edition.seed
    let employers = SampleEmployers(nominations: edition.nominations, experts: edition.experts, seed: seed)
    let people = SamplePeople.make(count: edition.nominations, employers: employers, seed: seed)
    let experts = SampleExperts.make(count: edition.experts, employers: employers, seed: seed)
    var inputs = EditionInputs(rules: edition.rules)
    inputs.nominations = Self.nominations(people, employers, edition)
    inputs.experts = Self.experts(experts, employers)
    inputs.preliminary = SamplePreliminary.make(people, seed: seed)
    self.inputs = try Self.year(inputs, people, experts, edition)
    self.people = people
    registry = SampleRegistry(employers: employers, experts: Array(zip(inputs.experts, experts)))
  }

  /// Runs the year: each stage is decided before the next one's scores and votes are made.
  private static func year(
    _ inputs: EditionInputs, _ people: [SamplePerson], _ experts: [SampleExpert], _ edition: SampleEdition
  ) throws -> EditionInputs {
    let everyone = edition.scope == .everyone ? Array(people.indices) : nil
    var decisions = SampleDecisions(inputs, seed: edition.seed)
    try decisions.decideCandidates()
    let scored = try everyone ?? decisions.passed(.candidate)
    decisions.learn(SamplePanel(scored, sheets: edition.sheets, people, experts, seed: edition.seed))
    try decisions.decideNominees()
    let votedOn = try everyone ?? decisions.passed(.nominee)
    decisions.learn(SampleVotes.make(votedOn, people, seed: edition.seed))
    try decisions.decideNaming()
    return decisions.inputs
  }

  private static func nominations(
    _ people: [SamplePerson], _ employers: SampleEmployers, _ edition: SampleEdition
  ) -> [NominationEntry] {
    let width = max(4, String(people.count).utf8.count)
    return people.enumerated().map { index, person in
      let employer = employers.all[person.employer]
      return NominationEntry(
        key: ByteText("\(edition.name)-\(SampleCodes.padded(index + 1, width))"), name: ByteText(person.name),
        employerCreditCode: ByteText(employer.creditCode), region: ByteText(employer.city),
        channel: person.channel, disqualification: person.disqualification.map { ByteText($0) })
    }
  }

  private static func experts(_ experts: [SampleExpert], _ employers: SampleEmployers) -> [ExpertEntry] {
    let width = max(3, String(experts.count).utf8.count)
    return experts.enumerated().map { index, expert in
      ExpertEntry(
        key: ByteText("E" + SampleCodes.padded(index + 1, width)), name: ByteText(expert.name),
        employerCreditCode: ByteText(employers.all[expert.employer].creditCode))
    }
  }

  // MARK: Files

  var files: [PackageFile] {
    get throws {
      let package = InputFiles.files(of: inputs).map { file in
        file.path == PackageTable.nominations.file ? nominationFile : file
      }
      return package + registry.files + [try SampleDeeds(inputs: inputs).file()]
    }
  }

  /// The nominations as the package has them, and what only the register of people needs.
  private var nominationFile: PackageFile {
    var writer = TableWriter(columns: PackageTable.nominations.columns + ["employer", "citizen_id"])
    // Keys of one width in byte order are in the order of the people.
    for (row, person) in zip(InputFiles.rows(.nominations, inputs), people) {
      writer.row(row + [ByteText(registry.employers.all[person.employer].name), ByteText(person.citizenID)])
    }
    return PackageFile(path: PackageTable.nominations.file, bytes: writer.bytes)
  }
}
