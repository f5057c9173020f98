import Primitives
import Sealing
import SelectionRules
import Store

/// What names a form.
struct FormInput: Codable, Sendable {
  var edition: String
  var number: ByteText

  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .argument("number", "NUMBER", "推荐表编号", "the form's number"),
  ]
}

/// Files that belong to forms: kept sealed, under a name that tells nothing of the nominee.
enum FormEvidence {
  /// The most bytes of a scanned page: a seal, a consent, a letter.
  static let pageBytes = 16 << 20
  /// The kind under which the nominee's letter of withdrawal is attached.
  static let withdrawalLetter = "withdrawal_letter"

  /// Keeps a scanned page.
  static func keep(page path: FilePath, _ name: String, _ call: WriteCall) throws -> Digest {
    let bytes = try FileSource.whole(path.text, limit: pageBytes)
    try AttachmentKind.other.check(bytes)
    return try keep(bytes, fileName(name, path), call)
  }

  static func keep(_ bytes: [UInt8], _ name: String, _ call: WriteCall) throws -> Digest {
    try EvidenceKeeping.keep(bytes, name: name, isPersonal: true, call)
  }

  /// `photo.jpg`: the ending of the file that was given, behind a neutral name.
  static func fileName(_ name: String, _ path: FilePath) -> String {
    let file = path.text.split(separator: "/").last ?? ""
    guard let dot = file.lastIndex(of: ".") else { return name }
    let ending = file[file.index(after: dot)...]
    guard (1...8).contains(ending.utf8.count), ending.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }) else {
      return name
    }
    return "\(name).\(ending.lowercased())"
  }
}

/// Days that people give.
enum FormDay {
  /// A day that is not in the future.
  ///
  /// - Throws: a ``Refusal``.
  static func past(_ text: String, _ call: ReadCall) throws -> CalendarDay {
    let day = try CalendarDay(text)
    guard day <= (try call.environment.today()) else { throw FormFlowRefusals.future }
    return day
  }
}
