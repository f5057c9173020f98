import Foundation
import Operations
import Primitives

/// The names of the person's own files and folders, put where a server's answer could not have them: it knows a file by
/// its last component, and the folder for its answer not at all.
struct AnswerNames {
  private let files: [(shown: String, path: String)]
  private let folder: (placeholder: String, path: String)?

  init(_ form: RequestForm) {
    // The rules of an edition bear one name in every message, whatever file they were read from.
    files = form.files.filter { $0.name != "rules" }.map { ($0.path.fileName, $0.path.text) }
      .filter { $0.shown != $0.path }
    folder = form.result.map { (JobForm.placeholder(of: $0.field), $0.folder.text) }
  }

  /// An answer with the names that an operation here would have told. The server writes JSON without spaces, in which a
  /// quotation mark within a text is escaped, so that what is looked for is a member and nothing else.
  func local(_ body: [UInt8]) -> Data {
    guard !files.isEmpty || folder != nil else { return Data(body) }
    var text = String(decoding: body, as: UTF8.self)
    for file in files { text = text.replacing("\"file\":" + json(file.shown), with: "\"file\":" + json(file.path)) }
    if let folder {
      let path = String(json(folder.path).dropFirst().dropLast())
      let below = path.hasSuffix("/") ? path : path + "/"
      text = text.replacing(folder.placeholder + "/", with: below).replacing(folder.placeholder, with: path)
    }
    return Data(text.utf8)
  }

  /// A refusal that stands at the file as the person named it.
  func local(_ refusal: Refusal) -> Refusal {
    guard let place = refusal.location, let file = files.first(where: { $0.shown == place.file }) else {
      return refusal
    }
    return refusal.at(Refusal.Location(file: file.path, line: place.line, column: place.column))
  }

  private func json(_ text: String) -> String { String(decoding: JSONValue.string(text).compactBytes, as: UTF8.self) }
}
