import Testing

/// A command that is killed at some moment, again and again.
struct Killing: Sendable, CustomTestStringConvertible {
  let command: String
  let actor: String
  /// When in the year; nil for a folder in which nothing was initialised.
  let moment: SampleYear.Moment?
  /// The folder that the command writes.
  let folder: String?

  var testDescription: String { command }

  init(_ command: String, by actor: String = "", at moment: SampleYear.Moment?, writes folder: String? = nil) {
    self.command = command
    self.actor = actor
    self.moment = moment
    self.folder = folder
  }

  static let thousands = "--nominations 2000 --seed 5"

  /// The acts on a database; `many` is a sample of thousands of rows.
  static let acts = [
    Killing("init admin --display-name 示例", at: nil),
    Killing("nomination import 2026 many/nominations.csv", by: "clerk", at: .opened),
    Killing("list compute 2026 candidate", by: "clerk", at: .scored),
    Killing("edition name 2026 --document 样例〔2026〕1号 --date 2026-05-29", by: "head", at: .confirmed),
    Killing("key rotate --reason 样例", by: "admin", at: .named),
  ]

  /// The commands that write a folder.
  static let folders = [
    Killing("edition compute edition --output out", at: .opened, writes: "out/results"),
    Killing("edition export 2026 --output out", by: "clerk", at: .named, writes: "out"),
    Killing("sample edition --output out \(thousands)", at: .opened, writes: "out"),
  ]
}
