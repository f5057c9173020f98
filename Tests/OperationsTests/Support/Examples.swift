import Foundation
import Primitives
import SelectionRules

@testable import Operations

/// The smallest input that decodes, made of an operation's schema.
extension Schema {
  var example: JSONValue {
    switch self {
    // A path at which nothing can be read or made.
    case .string("path"), .string("result-folder"): .string("/dev/null/x")
    case .string: .string("x")
    case .integer: .integer(2026)
    case .boolean: .bool(false)
    case .choice(let values): .string(values.first ?? "")
    case .array: .array([])
    case .map: .object([])
    case .object(let fields):
      .object(fields.filter(\.isRequired).map { JSONValue.Member(ByteText($0.name), $0.schema.example) })
    }
  }
}

extension CatalogueEntry {
  /// An input that decodes, with the values that are given by field.
  func json(_ values: [String: String] = [:]) throws -> Data {
    guard case .object(let members) = input.example else { return Data("{}".utf8) }
    let filled = members.map { member in
      guard let value = values[member.key.string], case .string = member.value else { return member }
      return JSONValue.Member(member.key, .string(value))
    }
    return Data(JSONValue.object(filled).pythonBytes)
  }
}

extension Refusal {
  /// What is wrong with its texts; empty where both languages say what is wrong and what to do.
  var textFaults: [String] {
    var faults: [String] = []
    if code.wholeMatch(of: #/[a-z][a-z0-9-]*(\.[a-z0-9-]+)*/#) == nil { faults.append("code \(code)") }
    for (name, text) in [("message", message), ("remedy", remedy)] {
      faults += text.faults.map { "\(code) \(name): \($0)" }
    }
    return faults
  }
}

extension Bilingual {
  /// What is wrong with a sentence in two languages.
  var faults: [String] {
    var faults: [String] = []
    if !zh.unicodeScalars.contains(where: \.isHan) { faults.append("no Chinese") }
    if !en.contains(where: { $0.isASCII && $0.isLetter }) { faults.append("no English") }
    return faults
  }

  /// Whether the English has Chinese in it, which only what a person typed may bring.
  var isMixed: Bool { en.unicodeScalars.contains(where: \.isHan) }
}

extension Unicode.Scalar {
  var isHan: Bool { (0x4E00...0x9FFF).contains(value) }
}
