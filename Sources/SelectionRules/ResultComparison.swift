import Primitives
import Tables

/// One difference between a package as it lies there and what recomputing it gives.
public struct PackageDifference: Sendable, Hashable, Codable {
  /// The file, as a path inside the package.
  public let file: String
  /// The physical line of the row in the file as it lies there, or the row's number where it is missing; nil where
  /// the file as a whole, or a JSON key, is meant.
  public let row: Int?
  /// The column, or the path of the JSON key.
  public let column: String?
  /// What recomputing gives, or the manifest says; nil for nothing.
  public let expected: String?
  /// What lies there; nil for nothing.
  public let found: String?

  /// Makes a difference.
  public init(file: String, row: Int? = nil, column: String? = nil, expected: String?, found: String?) {
    self.file = file
    self.row = row
    self.column = column
    self.expected = expected
    self.found = found
  }
}

/// Compares the results of a package with the recomputed ones (source: the edition package, "verify").
public enum ResultComparison {
  /// All differences of the five result files, in the order of the files.
  ///
  /// Rows are compared in order and fields as text; line ends, quoting and the order of columns do not matter.
  public static func differences(expected: [PackageFile], in files: PackageFiles) throws -> [PackageDifference] {
    try expected.flatMap { file -> [PackageDifference] in
      guard let source = try files.open(file.path) else {
        return [PackageDifference(file: file.path, expected: "file", found: nil)]
      }
      return file.path == ResultFiles.summaryPath
        ? try compareJSON(file, source) : try compareTable(file, source)
    }
  }

  // MARK: Tables

  private struct Line {
    let number: Int
    /// The fields in the order of the specification, nil where the column is missing; nil for a row whose fault is
    /// told already.
    let fields: [ByteText?]?
  }

  /// A table as it lies there, with the faults of rows after which reading went on.
  private struct FoundTable {
    let header: [String]
    let lines: [Line]
    let faults: [PackageDifference]

    init(_ source: ByteSource, _ file: String, _ columns: [String]) throws {
      let reader = try TableReader(file: file, source: source, columns: [], optional: columns)
      var lines: [Line] = []
      var faults: [PackageDifference] = []
      let onFault = { (refusal: Refusal) in
        faults.append(difference(refusal, file))
        // A blank line is no row; any other faulty row keeps its place, so that the rows behind it are compared rightly.
        if refusal.code != "table.blank-line" { lines.append(Line(number: refusal.location?.line ?? 0, fields: nil)) }
      }
      try reader.forEachRow(onFault: onFault) { row in
        let fields = columns.indices.map { row.has($0) ? row.text($0) : nil }
        lines.append(Line(number: row.line, fields: fields))
      }
      (header, self.lines, self.faults) = (reader.header, lines, faults)
    }
  }

  private static func compareTable(_ file: PackageFile, _ source: ByteSource) throws -> [PackageDifference] {
    let columns = ResultFiles.columns.first { $0.path == file.path }?.columns ?? []
    let expected = try FoundTable(ByteSource(file.bytes), file.path, columns)
    do {
      let found = try FoundTable(source, file.path, columns)
      return compareHeader(file.path, found.header, columns) + found.faults
        + compare(file.path, columns, expected.lines, found.lines)
    } catch let refusal as Refusal {
      return [difference(refusal, file.path)]
    }
  }

  private static func compareHeader(
    _ file: String, _ header: [String], _ columns: [String]
  ) -> [PackageDifference] {
    let known = Set(columns.map { ByteText($0) })
    let present = Set(header.map { ByteText($0) })
    return columns.filter { !present.contains(ByteText($0)) }.map {
      PackageDifference(file: file, row: 1, column: $0, expected: $0, found: nil)
    }
      + header.filter { !known.contains(ByteText($0)) }.map {
        PackageDifference(file: file, row: 1, column: $0, expected: nil, found: $0)
      }
  }

  private static func compare(
    _ file: String, _ columns: [String], _ expected: [Line], _ found: [Line]
  ) -> [PackageDifference] {
    (0..<max(expected.count, found.count)).flatMap { index -> [PackageDifference] in
      let want = index < expected.count ? expected[index] : nil
      let have = index < found.count ? found[index] : nil
      guard let want, let have else {
        if have?.fields == nil, have != nil { return [] }
        return [
          PackageDifference(
            file: file, row: have?.number ?? index + 2, expected: want.map(text), found: have.map(text))
        ]
      }
      return compare(file, columns, want, have)
    }
  }

  private static func compare(
    _ file: String, _ columns: [String], _ want: Line, _ have: Line
  ) -> [PackageDifference] {
    columns.indices.compactMap { place in
      guard let wanted = want.fields?[place], let found = have.fields?[place], wanted != found else { return nil }
      return PackageDifference(
        file: file, row: have.number, column: columns[place], expected: wanted.string, found: found.string)
    }
  }

  private static func text(_ line: Line) -> String {
    (line.fields ?? []).map { $0?.string ?? "" }.joined(separator: ",")
  }

  private static func difference(_ refusal: Refusal, _ file: String) -> PackageDifference {
    PackageDifference(
      file: file, row: refusal.location?.line, column: refusal.location?.column, expected: nil,
      found: "\(refusal.code): \(refusal.message.en)")
  }

  // MARK: JSON

  private static func compareJSON(_ file: PackageFile, _ source: ByteSource) throws -> [PackageDifference] {
    let expected = try JSONValue(reading: file.bytes, file: file.path)
    do {
      let bytes = try EditionPackage.readAll(source, file: file.path, limit: JSONLimits.bytes)
      let found = try JSONValue(reading: bytes, file: file.path)
      return compare(file.path, .root, expected, found)
    } catch let refusal as Refusal {
      return [difference(refusal, file.path)]
    }
  }

  private static func compare(
    _ file: String, _ path: JSONPath, _ expected: JSONValue?, _ found: JSONValue?
  ) -> [PackageDifference] {
    if expected == found { return [] }
    if let want = expected?.elements, let have = found?.elements {
      return (0..<max(want.count, have.count)).flatMap { index in
        compare(
          file, path.index(index), index < want.count ? want[index] : nil, index < have.count ? have[index] : nil)
      }
    }
    guard let want = expected?.members, let have = found?.members else {
      return [
        PackageDifference(
          file: file, column: path.text, expected: expected.map(compact), found: found.map(compact))
      ]
    }
    let known = Set(want.map(\.key))
    let unknown = have.filter { !known.contains($0.key) }
    return want.flatMap { compare(file, path.key($0.key), $0.value, found?[$0.key]) }
      + unknown.flatMap { compare(file, path.key($0.key), nil, $0.value) }
  }

  /// A value on one line, as far as a person wants to see it.
  private static func compact(_ value: JSONValue) -> String {
    let text = value.pythonText.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: " ")
    return text.count > 200 ? "\(text.prefix(200))…" : text
  }
}
