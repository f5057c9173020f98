import Primitives
import Tables

/// A package as its files: the rules and the seven tables, read from wherever they lie.
public struct PackageFiles {
  /// Opens a file of the package by its name; nil where it is missing.
  public let open: (String) throws -> ByteSource?

  /// Makes a package of a closure that opens its files.
  public init(open: @escaping (String) throws -> ByteSource?) { self.open = open }

  /// The largest rules.json: it holds a page of numbers; a larger one is no rules file.
  public static let rulesBytes = 1 << 20
}

/// Reads a whole package (source: the edition package, "Inputs").
public enum EditionPackage {
  /// Reads the rules and every table.
  ///
  /// - Throws: a ``Refusal`` with file, line and column for the first fault.
  public static func read(_ files: PackageFiles) throws -> EditionInputs {
    let rules = try rules(files)
    var reader = InputsReader(rules: rules)
    let order: [PackageTable] = [.nominations, .preliminary, .experts, .recusals, .scores, .votes, .decisions]
    for table in order {
      guard let source = try files.open(table.file) else {
        if table == .votes, !rules.vote.enabled { continue }
        throw ValueFault.missingFile(table.file)
      }
      try reader.read(table, from: source, file: table.file)
    }
    return reader.inputs
  }

  /// The warnings that a computation of the inputs gives: weighted channels without any row.
  public static func warnings(_ inputs: EditionInputs) -> [Bilingual] {
    guard inputs.rules.vote.enabled else { return [] }
    let present = Set(inputs.votes.map(\.channel))
    return inputs.rules.vote.channelWeights.keys.filter { !present.contains($0) }.sorted().map { channel in
      Bilingual(
        "rules.json 给渠道“\(channel)”规定了权重，但 votes.csv 中没有该渠道的票",
        "rules.json weighs the channel “\(channel)”, but votes.csv has no row of it")
    }
  }

  /// Reads the rules alone.
  ///
  /// - Throws: a ``Refusal`` with the path of the key that is wrong.
  public static func rules(_ files: PackageFiles) throws -> EditionRules {
    guard let source = try files.open("rules.json") else { throw ValueFault.missingFile("rules.json") }
    return try EditionRules(json: try readAll(source, file: "rules.json"), file: "rules.json")
  }

  /// The bytes of a small file, refused beyond a limit.
  static func readAll(_ source: ByteSource, file: String, limit: Int = PackageFiles.rulesBytes) throws -> [UInt8] {
    var bytes: [UInt8] = []
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
    defer { piece.deallocate() }
    while true {
      let count = try source.fill(piece)
      if count == 0 { return bytes }
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: piece[0..<count]))
      guard bytes.count <= limit else { throw RulesFault.tooLarge(file, limit) }
    }
  }
}
