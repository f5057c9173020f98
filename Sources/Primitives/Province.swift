/// A province of GB/T 2260, the first two digits of region codes and citizen IDs.
public struct Province: Sendable, Hashable {
  /// Two digits: `37`.
  public let code: String
  /// The Chinese name: 山东省.
  public let name: String

  /// All 34, by code.
  public static let all: [Province] = {
    do {
      let data = try ReferenceRows(PackageResources.provinces_csv, header: ["code", "name"], file: "provinces.csv")
      return data.rows.map { Province(code: $0.fields[0], name: $0.fields[1]) }
    } catch { preconditionFailure("the embedded provinces.csv is broken: \(error)") }
  }()

  private static let byCode = Dictionary(all.map { (ByteText($0.code), $0) }, uniquingKeysWith: { first, _ in first })

  /// The province of a code of two digits; nil if there is none.
  public static func of(code: String) -> Province? { byCode[ByteText(code)] }
}
