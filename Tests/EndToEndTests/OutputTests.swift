import Foundation
import Glibc
import Testing

@Suite("Output")
struct OutputTests {
  /// The reading operations that answer about the sample's year; it has no nomination form, no job and no
  /// voucher to ask about.
  private static let reading = ListedOperation.all.filter {
    $0.effect != "writes"
      && ![
        "form check", "form show", "eligibility show", "job show", "voucher show", "studio show", "grant show",
        "grant register", "bank statements", "bank matched", "bank unmatched", "bank reconciliation", "bank export",
      ].contains($0.name)
  }

  private let installation: Installation

  init() throws { installation = try SampleYear.shared().installation(at: .named) }

  /// The form of a reading command with the identifiers in it looked up.
  private func words(_ operation: ListedOperation) throws -> [String] {
    if operation.name == "edition verify", !installation.folder.exists("package") {
      try installation.done("edition export 2026 --output package", as: "head")
    }
    if operation.name == "ballots count" { return try ballots() }
    let craftsmen = try installation.done("craftsman list --json", as: "clerk").json()
    let person = try #require((craftsmen["craftsmen"] as? [[String: Any]])?.first?["person"] as? String)
    return try #require(CommandForm.words(of: operation)).map { $0 == "PERSON" ? person : $0 }
  }

  /// Two ballots, of which the second one is for a nominee that there is not; the year itself has totals alone.
  private func ballots() throws -> [String] {
    let rules =
      #"{"candidates": 2, "channels": ["app"], "oncePer": "edition", "opens": "2026-05-01T00:00:00Z","#
      + #" "closes": "2026-05-08T00:00:00Z"}"#
    let rows = (1...2).map {
      "B000000000\($0),\(String(repeating: "0", count: 31))1,\($0 * 2),app,2026-05-02T00:00:00Z\n"
    }
    try installation.folder.write(Array(rules.utf8), to: "ballot-rules.json")
    try installation.folder.write(
      Array(("ballot_id,voter_hash,candidate_no,channel,timestamp\n" + rows.joined()).utf8), to: "ballots.csv")
    return ["ballots", "count", "ballots.csv", "--rules", "ballot-rules.json", "--output", "counted"]
  }

  @Test("Every reading command prints valid JSON where it is asked for", arguments: reading)
  func validJSON(operation: ListedOperation) throws {
    let outcome = try installation.run(try words(operation) + ["--json"], as: CommandForm.actor(for: operation))
    #expect(outcome.code == 0 && outcome.errorBytes.isEmpty, "\(outcome.told)")
    #expect(try !outcome.json().isEmpty)
    #expect(outcome.output.hasSuffix("}\n"))
  }

  @Test("Every refusal is valid JSON on standard error where it is asked for", arguments: ListedOperation.all)
  func validRefusals(operation: ListedOperation) throws {
    let outcome = try installation.run(operation.words + ["--json", "--no-such-option"])
    #expect(outcome.outputBytes.isEmpty)
    #expect(try outcome.refusalCode() == "usage.unknown-option")
  }

  @Test("Every table lines up, in both languages", arguments: reading)
  func tablesLineUp(operation: ListedOperation) throws {
    for language in ["zh", "en"] {
      let command = try words(operation).map {
        ["fresh", "computed", "exported", "copied", "counted"].contains($0) ? $0 + language : $0
      }
      let outcome = try installation.run(command + ["--lang", language], as: CommandForm.actor(for: operation))
      #expect(outcome.code == 0, "\(outcome.told)")
      for block in PrintedTable.blocks(in: outcome.output) {
        #expect(PrintedTable.isAligned(block), "\(block.prefix(20).joined(separator: "\n"))")
      }
    }
  }

  @Test("A table of which one row is shifted is seen not to line up")
  func shiftedRowIsSeen() throws {
    let blocks = PrintedTable.blocks(in: try installation.done("actor list", as: "admin").output)
    let table = try #require(blocks.first)
    #expect(blocks.count == 1 && table.count > 4 && PrintedTable.isAligned(table))
    for row in table.indices {
      var shifted = table
      shifted[row] = "工匠" + shifted[row]
      #expect(!PrintedTable.isAligned(shifted))
    }
  }

  @Test("A reader that leaves early ends nothing by a signal, and the code tells of it")
  func closedPipe() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    _ = ends.map { fcntl($0, F_SETFD, FD_CLOEXEC) }
    close(ends[0])
    let error = try OutputFile()
    let files = ChildProcess.Files(output: ends[1], error: error.descriptor)
    let words = ["operation", "list"].map { Array($0.utf8) }
    let ending = try installation.start(words, files).wait()
    close(ends[1])
    #expect(ending == .exit(5))
    #expect(error.bytes.isEmpty)
  }

  @Test("An answer that a full disk did not take is told, and the act is done all the same")
  func fullDevice() throws {
    let full = open("/dev/full", O_WRONLY | O_CLOEXEC)
    defer { close(full) }
    let error = try OutputFile()
    let words = ["actor", "create", "another", "--display-name", "示例", "--json"].map { Array($0.utf8) }
    let files = ChildProcess.Files(output: full, error: error.descriptor)
    #expect(try installation.start(words, as: "admin", files).wait() == .exit(5))
    #expect(String(decoding: error.bytes, as: UTF8.self).contains("output.not-written"))
    #expect(try installation.done("actor list", as: "admin").output.contains("another"))
  }

  @Test("A command whose standard output and error are closed does its act and damages nothing")
  func closedOutput() throws {
    let opened = try SampleYear.shared().installation(at: .opened)
    let words = ["nomination", "import", "2026", "edition/nominations.csv"].map { Array($0.utf8) }
    let ending = try opened.start(words, as: "clerk", ChildProcess.Files()).wait()
    #expect(ending == .exit(5))
    #expect(try opened.done("nomination list 2026", as: "clerk").output.contains("2026-0060"))
    try opened.expectSound()
  }
}
