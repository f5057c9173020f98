import Primitives
import Tables
import Testing

@testable import SelectionRules

@Suite("Reading the tables of a package")
struct InputsReaderTests {
  /// A line of a file of the sample package, replaced, and what must be told.
  struct Fault: Sendable, CustomTestStringConvertible {
    let file: String
    let line: Int
    let text: String
    let code: String
    let column: String
    var testDescription: String { "\(file):\(line) \(text)" }

    init(_ file: String, _ line: Int, _ text: String, _ code: String, _ column: String) {
      (self.file, self.line, self.text, self.code, self.column) = ("\(file).csv", line, text, "edition.\(code)", column)
    }
  }

  static let forms: [Fault] =
    [
      "100.001", "100.01", "101", "NaN", "8e1", "-1", "+1", " 80", "80 ", "", ".5", "80.", "80.123", "0080", "1000",
      "８０",
      "80,5", "0x50", "inf", "1/2", "80.0.0",
    ].filter { !$0.contains(",") }.map { Fault("preliminary", 3, "N01,R2,\($0)", "score", "score") }
    + ["spirit", "craft", "leading", "contribution"].enumerated().map { index, column in
      let scores = (0..<4).map { $0 == index ? "100.001" : "80" }.joined(separator: ",")
      return Fault("scores", 4, "E3,N02,\(scores)", "score", column)
    }
    + ["", "-1", "+1", "1.0", "1e3", "1234567890123", " 1", "１", "NaN"].map {
      Fault("votes", 3, "N02,web,\($0)", "votes", "votes")
    }
    + ["", "0", "01", "-1", "1.0", "1234567890", "a"].map {
      Fault("decisions", 3, "candidate,N02,order,\($0),D1,vote", "position", "position")
    }
    + ["remove", "substitute"].map { Fault("decisions", 3, "candidate,N02,\($0),1,D1,vote", "position", "position") }

  @Test("a number of the wrong form or out of range is refused by file, line and column", arguments: forms)
  func numbers(fault: Fault) { expect(fault) }

  static let keys: [Fault] = [
    Fault("nominations", 3, ",乙,,3702,self,qualified,", "empty-key", "nomination"),
    Fault("experts", 3, ",戊,", "empty-key", "expert"), Fault("preliminary", 3, ",R2,90", "empty-key", "nomination"),
    Fault("preliminary", 3, "N01,,90", "empty-key", "reviewer"), Fault("votes", 3, "N02,,20", "empty-key", "channel"),
    Fault("nominations", 3, "N01,乙,,3702,self,qualified,", "duplicate-key", "nomination"),
    Fault("experts", 4, "E1,己,C9", "duplicate-key", "expert"),
    Fault("preliminary", 3, "N01,R1,90", "duplicate-key", "reviewer"),
    Fault("scores", 4, "E2,N02,75,75,75,75", "duplicate-key", "nomination"),
    Fault("votes", 3, "N01,web,20", "duplicate-key", "channel"),
    Fault("decisions", 3, "candidate,N01,order,2,D2,vote", "duplicate-key", "nomination"),
    Fault("preliminary", 4, "N04,R1,70", "unknown-nomination", "nomination"),
    Fault("preliminary", 4, "n02,R1,70", "unknown-nomination", "nomination"),
    Fault("preliminary", 4, "N02 ,R1,70", "unknown-nomination", "nomination"),
    Fault("recusals", 2, "E2,N09,kinship", "unknown-nomination", "nomination"),
    Fault("recusals", 2, "E9,N01,kinship", "unknown-expert", "expert"),
    Fault("scores", 2, "E4,N01,80,80,80,80", "unknown-expert", "expert"),
    Fault("scores", 2, "E1,N04,80,80,80,80", "unknown-nomination", "nomination"),
    Fault("votes", 2, "N04,web,10", "unknown-nomination", "nomination"),
    Fault("decisions", 2, "candidate,N04,order,1,D1,vote", "unknown-nomination", "nomination"),
  ]

  @Test("an empty, repeated or unknown key is refused by file, line and column", arguments: keys)
  func wrongKeys(fault: Fault) { expect(fault) }

  static let choices: [Fault] = [
    Fault("nominations", 3, "N02,乙,,3702,Self,qualified,", "choice", "channel"),
    Fault("nominations", 3, "N02,乙,,3702,self,yes,", "choice", "qualification"),
    Fault("nominations", 4, "N03,丙,C2,3703,joint,unqualified,", "missing-reason", "reason"),
    Fault("recusals", 2, "E2,N01,friend", "choice", "kind"), Fault("recusals", 2, "E2,N01,", "choice", "kind"),
    Fault("decisions", 2, "winner,N01,order,1,D1,vote", "choice", "stage"),
    Fault("decisions", 2, "candidate,N01,delete,,D1,vote", "choice", "decision"),
    Fault("decisions", 2, "candidate,N01,order,1,,vote", "missing-document", "document"),
    Fault("decisions", 2, "candidate,N01,order,1,D1,", "missing-reason", "reason"),
  ]

  @Test("a word outside the list and a text that is missing are refused by file, line and column", arguments: choices)
  func wrongWords(fault: Fault) { expect(fault) }

  private func expect(_ fault: Fault, sourceLocation: SourceLocation = #_sourceLocation) {
    var package = SamplePackage.package
    package.replaceLine(fault.line, of: fault.file, by: fault.text)
    let found = refusal { try package.read() }
    #expect(found?.code == fault.code, sourceLocation: sourceLocation)
    #expect(
      found?.location == Refusal.Location(file: fault.file, line: fault.line, column: fault.column),
      sourceLocation: sourceLocation)
  }

  @Test("the lawful forms of numbers are read exactly")
  func lawfulNumbers() throws {
    var package = SamplePackage.package
    let forms = ["0", "000", "100", "100.0", "100.00", "099.9", "7.05", "0.01"]
    package["preliminary.csv"] = "nomination,reviewer,score\n" + forms.map { "N01,\($0),\($0)\n" }.joined()
    package["votes.csv"] = "nomination,channel,votes\nN01,web,000000000007\nN02,web,999999999999\n"
    let inputs = try package.read()
    #expect(inputs.preliminary.map(\.hundredths) == [0, 0, 10_000, 10_000, 10_000, 9_990, 705, 1])
    #expect(inputs.votes.map(\.votes) == [7, 999_999_999_999])
  }

  @Test("a recusal, sheet or vote that is written twice is refused, also by other kinds and scores")
  func pairs() {
    for (file, row) in [
      ("recusals.csv", "E2,N01,other\n"), ("scores.csv", "E1,N01,1,1,1,1\n"), ("votes.csv", "N01,web,0\n"),
    ] {
      var package = SamplePackage.package
      package[file] += row
      #expect(refusal { try package.read() }?.code == "edition.duplicate-key")
    }
  }

  @Test("the same nomination may be decided about in other stages and by other kinds")
  func decisionKeys() throws {
    var package = SamplePackage.package
    package["decisions.csv"] += "candidate,N01,remove,,D,r\nnominee,N01,order,1,D,r\n"
    #expect(try package.read().decisions.count == 4)
  }

  @Test("keys that look the same and differ in their bytes are different keys")
  func canonicalEquivalence() throws {
    var package = SamplePackage.package
    let spellings = ["\u{E9}", "e\u{301}"]
    for key in spellings { package["nominations.csv"] += "\(key),名,,3701,unit,qualified,\n" }
    for key in spellings { package["experts.csv"] += "\(key),名,\n" }
    for key in spellings { package["preliminary.csv"] += "\(key),R,80\nN02,\(key),80\n" }
    for key in spellings { package["votes.csv"] += "\(key),web,1\nN02,\(key),1\n" }
    for key in spellings { package["scores.csv"] += "\(key),\(key),80,80,80,80\n" }
    let inputs = try package.read()
    #expect(inputs.nominations.count == 5)
    #expect(inputs.sheets.suffix(2).map(\.nomination) == [3, 4])
    var unknown = SamplePackage.package
    unknown["nominations.csv"] += "\u{E9},名,,3701,unit,qualified,\n"
    unknown["votes.csv"] += "e\u{301},web,1\n"
    #expect(refusal { try unknown.read() }?.code == "edition.unknown-nomination")
  }

  @Test("byte order is the order of the UTF-8 bytes, not of UTF-16 and not of a language")
  func byteOrder() throws {
    // U+1F9F5 lies behind U+FF5A in UTF-8 and before it in UTF-16; Z before a; é in one scalar behind e and z.
    let keys = ["\u{1F9F5}", "\u{FF5A}", "\u{E9}", "e\u{301}", "z", "a", "Z", "10", "9"]
    let computed = try SmallEdition(keys).compute()
    let sorted = ["10", "9", "Z", "a", "e\u{301}", "z", "\u{E9}", "\u{FF5A}", "\u{1F9F5}"]
    #expect(computed.passed(.candidate).map { Array($0.utf8) } == sorted.map { Array("1 \($0)".utf8) })
  }

  @Test(
    "a file that is missing is named",
    arguments: ["rules.json"] + PackageTable.allCases.map(\.file))
  func missingFile(name: String) {
    var package = SamplePackage.package
    package.files[name] = nil
    let found = refusal { try package.read() }
    #expect(found?.code == "edition.missing-file")
    #expect(found?.location == Refusal.Location(file: name))
  }

  @Test("each column of each table is required", arguments: PackageTable.allCases)
  func missingColumn(table: PackageTable) {
    for column in table.columns {
      var package = SamplePackage.package
      package[table.file] = table.columns.filter { $0 != column }.joined(separator: ",") + "\n"
      let found = refusal { try package.read() }
      #expect(found?.code == "table.missing-column")
      #expect(found?.location == Refusal.Location(file: table.file, line: 1, column: column))
    }
  }

  @Test("OP-25 with the vote off votes.csv may be absent or without rows, and a row is refused")
  func voteOff() throws {
    var package = SamplePackage.package
    package["rules.json"] = SamplePackage.rules.replacing("true", with: "false")
    let found = refusal { try package.read() }
    #expect(found?.code == "edition.votes-while-off")
    #expect(found?.location?.line == 2)
    package["votes.csv"] = "nomination,channel,votes\n"
    #expect(try package.read().votes.isEmpty)
    package.files["votes.csv"] = nil
    #expect(try package.read().votes.isEmpty)
  }

  @Test("tables without rows are lawful")
  func noRows() throws {
    var package = SamplePackage.package
    for table in PackageTable.allCases { package[table.file] = table.columns.joined(separator: ",") + "\n" }
    let computed = try package.compute()
    #expect(computed.text("results/candidates.csv") == "rank,nomination,preliminary\n")
  }

  @Test("a byte order mark, CRLF, turned and unknown columns and quotes change no result")
  func lawfulForms() throws {
    let package = try MemoryPackage.example()
    var dressed = package
    for table in PackageTable.allCases {
      let lines = package[table.file].split(separator: "\n").enumerated().map { index, line in
        let fields = line.split(separator: ",", omittingEmptySubsequences: false).reversed().map { "\"\($0)\"" }
        return ([index == 0 ? "备注" : "x"] + fields).joined(separator: ",")
      }
      dressed[table.file] = "\u{FEFF}" + lines.joined(separator: "\r\n")
    }
    #expect(try dressed.compute().files == package.compute().files)
  }

  @Test("the line of a fault is that of the row's beginning, behind fields of several lines too")
  func physicalLines() {
    var package = SamplePackage.package
    package.replaceLine(2, of: "nominations.csv", by: "N01,\"甲\n\n\",C1,3701,unit,qualified,")
    package["nominations.csv"] = package["nominations.csv"].replacing(",self,", with: ",none,")
    #expect(refusal { try package.read() }?.location?.line == 5)
  }

  @Test("with onFault all faults of all rows are told and the good rows are taken")
  func allFaults() throws {
    let text = "nomination,reviewer,score\nN01,R1,80\nN09,R1,80\nN01\nN01,R1,81\n\nN01,R2,x\nN02,R1,70\n"
    let package = SamplePackage.package
    var known = EditionInputs(rules: .plain)
    known.nominations = try package.read().nominations
    var reader = InputsReader(known: known)
    var told: [String] = []
    var taken: [Int] = []
    try reader.read(
      .preliminary, from: ByteSource(Array(text.utf8)), file: "preliminary.csv",
      onFault: { told.append("\($0.location?.line ?? 0) \($0.code)") }, onRow: { taken.append($0) })
    #expect(
      told == [
        "3 edition.unknown-nomination", "4 table.field-count", "5 edition.duplicate-key", "6 table.blank-line",
        "7 edition.score",
      ])
    #expect(taken == [2, 8])
    #expect(reader.inputs.preliminary.map(\.hundredths) == [8_000, 7_000])
  }

  @Test("rows that are known already are repeated by a new row with their key", arguments: PackageTable.allCases)
  func knownRows(table: PackageTable) throws {
    let package = SamplePackage.package
    var reader = InputsReader(known: try package.read())
    let found = refusal { try reader.read(table, from: ByteSource(Array(package[table.file].utf8)), file: table.file) }
    #expect(found?.code == "edition.duplicate-key")
    #expect(found?.location?.line == 2)
  }

  @Test("a rules file beyond its limit is refused without being held")
  func hugeRules() {
    var delivered = 0
    let files = PackageFiles { _ in
      ByteSource { buffer in
        for offset in buffer.indices { buffer[offset] = UInt8(ascii: " ") }
        delivered += buffer.count
        return buffer.count
      }
    }
    #expect(refusal { try EditionPackage.read(files) }?.code == "rules.too-large")
    #expect(delivered <= 2 * PackageFiles.rulesBytes)
  }
}
