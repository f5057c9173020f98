import Primitives
import SelectionRules
import Store
import Tables

/// A ranked list as a union hands it over, with the forms that it names.
struct RankedList {
  private static let fileBytes = 4 << 20

  struct Entry {
    var line: Int
    var rank: Int
    var kind: Forwarding.Kind
    var context: FormContext?
    var isBelow: Bool
    /// Where the nominee does not consent to processing.
    var consent: Refusal?
  }

  let bytes: [UInt8]
  private(set) var entries: [Entry] = []
  private var faults = ImportVerdicts()
  private let file: String

  /// Reads the list; a line that cannot be read is told with the others.
  init(_ path: FilePath, edition: EditionContext, unit: UnionUnitID, _ call: ReadCall) throws {
    bytes = try FileSource.whole(path.text, limit: Self.fileBytes)
    file = path.text
    let reader = try TableReader(file: file, source: ByteSource(bytes), columns: ForwardSubmit.columns)
    var found = faults
    var entries: [Entry] = []
    try reader.forEachRow(onFault: { found.refuse($0) }) { row in
      do {
        entries.append(try Self.entry(row, edition, unit, call))
      } catch let refusal as Refusal {
        found.refuse(refusal.at(refusal.location ?? row.location(0)))
      }
    }
    self.entries = entries
    faults = found
    if entries.isEmpty && faults.refusals.isEmpty { throw ForwardRefusals.empty }
  }

  private static func entry(
    _ row: TableReader.Row, _ edition: EditionContext, _ unit: UnionUnitID, _ call: ReadCall
  ) throws -> Entry {
    let rank = try row.checked(0) { text in
      guard let rank = Int(text), rank > 0, "\(rank)" == text else { throw badValue }
      return rank
    }
    let kind = try row.checked(2) { text in
      guard let kind = Forwarding.Kind(rawValue: text) else { throw badValue }
      return kind
    }
    var entry = Entry(line: row.line, rank: rank, kind: kind, context: nil, isBelow: false, consent: nil)
    // A form of which the union may know nothing is told as one that there is not.
    guard let form = try FormStore.find(row.text(1), of: edition.id, in: call.connection),
      try UnitScope.sees(form.unit, call)
    else { return entry }
    let context = try FormContext(edition: edition.row.name, number: form.number, call)
    entry.context = context
    entry.isBelow = try UnionUnitStore.line(from: context.row.unit, in: call.connection).contains { $0.id == unit }
    do {
      try context.checkProcessing(call)
    } catch let refusal as Refusal {
      entry.consent = refusal
    }
    return entry
  }

  /// The verdict on each line.
  func checked(_ quota: Forwarding.Quota, standing: Forwarding.Standing) -> ImportVerdicts {
    var verdicts = faults
    let lines = entries.map { entry in
      let form = entry.context.map {
        Forwarding.Form(number: $0.row.number, state: $0.state, isBelow: entry.isBelow)
      }
      return Forwarding.Line(rank: entry.rank, kind: entry.kind, form: form)
    }
    for (index, refusal) in Forwarding.faults(lines, quota: quota, standing: standing) {
      verdicts.refuse(refusal.at(Refusal.Location(file: file, line: entries[index].line)))
    }
    for entry in entries {
      let place = Refusal.Location(file: file, line: entry.line)
      if entry.isBelow, let consent = entry.consent { verdicts.refuse(consent.at(place)) }
      verdicts.accept(entry.line)
    }
    return verdicts
  }

  private static let badValue = Refusal(
    "forward.value", citation: Citation("R-234", Citation.houseRules),
    message: Bilingual("该列的值不对", "the column has a wrong value"),
    remedy: Bilingual(
      "rank 为从 1 起的整数；kind 为 primary（正选）或 substitute（递补）", "rank is a number from 1; kind is primary or substitute"))
}
