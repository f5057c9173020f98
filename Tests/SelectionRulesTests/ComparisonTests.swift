import Primitives
import Testing

@testable import SelectionRules

@Suite("Comparing results")
struct ComparisonTests {
  /// The example with a file changed, and the differences that must be printed: exactly those.
  private func differences(_ change: (inout MemoryPackage) -> Void) throws -> [PackageDifference] {
    var package = try MemoryPackage.example()
    let expected = try package.compute().files
    change(&package)
    return try ResultComparison.differences(expected: expected, in: package.packageFiles)
  }

  private func difference(
    _ file: String, _ row: Int?, _ column: String?, _ expected: String?, _ found: String?
  ) -> PackageDifference {
    PackageDifference(file: "results/\(file)", row: row, column: column, expected: expected, found: found)
  }

  @Test("a changed cell is told with row, column, expected and found")
  func changedCell() throws {
    let found = try differences {
      $0.replaceLine(2, of: "results/named.csv", by: "1,2027-0027,90.06,19000,92.87,90.62,yes")
    }
    #expect(
      found == [
        difference("named.csv", 2, "public", "92.86", "92.87"), difference("named.csv", 2, "great", "no", "yes"),
      ])
  }

  @Test("fields are compared as text: 90.6 is not 90.60, and a space counts")
  func fieldsAsText() throws {
    let found = try differences {
      $0.replaceLine(3, of: "results/named.csv", by: "2,2027-0014,81.250,19000,92.86, 83.57,yes")
    }
    #expect(found.map(\.column) == ["expert", "composite"])
  }

  @Test("a row too many and a row too few are told whole")
  func rows() throws {
    let extra = try differences { $0["results/candidates.csv"] += "24,2027-0001,60.00\n" }
    #expect(extra == [difference("candidates.csv", 25, nil, nil, "24,2027-0001,60.00")])
    let missing = try differences {
      $0["results/candidates.csv"] = $0["results/candidates.csv"].replacing("23,2027-0015,70.00\n", with: "")
    }
    #expect(missing == [difference("candidates.csv", 24, nil, "23,2027-0015,70.00", nil)])
  }

  @Test("rows in another order are differences")
  func rowOrder() throws {
    let found = try differences {
      $0["results/not_passed.csv"] = $0["results/not_passed.csv"].replacing(
        "great,2027-0022,removed\ngreat,2027-0027,removed\n", with: "great,2027-0027,removed\ngreat,2027-0022,removed\n"
      )
    }
    #expect(found.map(\.column) == ["nomination", "nomination"])
  }

  @Test("an unknown column is a difference, and so is a missing one; the other columns are still compared")
  func columns() throws {
    let change: (inout MemoryPackage, (String, Int) -> String) -> Void = { package, line in
      let lines = package["results/named.csv"].split(separator: "\n").enumerated()
      package["results/named.csv"] = lines.map { line(String($1), $0) + "\n" }.joined()
    }
    let unknown = try differences { change(&$0) { line, index in line + (index == 0 ? ",note" : ",x") } }
    #expect(unknown == [difference("named.csv", 1, "note", nil, "note")])
    let missing = try differences {
      $0.replaceLine(2, of: "results/named.csv", by: "1,2027-0027,90.06,19000,92.86,90.63,no")
      change(&$0) { line, _ in line.split(separator: ",").dropLast().joined(separator: ",") }
    }
    #expect(
      missing == [
        difference("named.csv", 1, "great", "great", nil), difference("named.csv", 2, "composite", "90.62", "90.63"),
      ])
  }

  @Test("columns in another order, CRLF, quotes and a byte order mark are no difference")
  func harmless() throws {
    let found = try differences { package in
      for name in ["candidates", "nominees", "named", "not_passed"] {
        let lines = package["results/\(name).csv"].split(separator: "\n").map { line in
          line.split(separator: ",").reversed().map { "\"\($0)\"" }.joined(separator: ",")
        }
        package["results/\(name).csv"] = "\u{FEFF}" + lines.joined(separator: "\r\n") + "\r\n"
      }
      let summary = package["results/summary.json"]
      package["results/summary.json"] = summary.replacing("\n", with: "\r\n  ").replacing("\": ", with: "\"   :")
    }
    #expect(found.isEmpty)
  }

  @Test(
    "a missing result file is told",
    arguments: ["candidates.csv", "nominees.csv", "named.csv", "not_passed.csv", "summary.json"])
  func missingFile(name: String) throws {
    let found = try differences { $0.files["results/\(name)"] = nil }
    #expect(found == [difference(name, nil, nil, "file", nil)])
  }

  @Test("a row that is broken is told and does not hide or make other differences")
  func brokenRows() throws {
    let found = try differences {
      $0.replaceLine(3, of: "results/candidates.csv", by: "1,2027-0021")
      $0.replaceLine(5, of: "results/candidates.csv", by: "\n3,2027-0026,85.01")
    }
    #expect(found.map(\.row) == [3, 5, 6])
    #expect(found.first?.found?.contains("table.field-count") == true)
    #expect(found.last == difference("candidates.csv", 6, "preliminary", "85.00", "85.01"))
  }

  @Test("a file that is no table is one difference")
  func noTable() throws {
    let found = try differences { $0["results/named.csv"] = "rank,\"x" }
    #expect(found.count == 1)
    #expect(found.first?.found?.contains("table.bad-quote") == true)
  }

  @Test("a changed, unknown or missing key of the summary is told by its path")
  func summary() throws {
    let changed = try differences {
      $0["results/summary.json"] = $0["results/summary.json"].replacing("\"cap\": 24", with: "\"cap\": 25")
    }
    #expect(changed == [difference("summary.json", nil, "candidate.cap", "24", "25")])
    let unknown = try differences {
      $0["results/summary.json"] = $0["results/summary.json"].replacing("\"cap\": 24", with: "\"cap\": 24, \"note\": 1")
    }
    #expect(unknown == [difference("summary.json", nil, "candidate.note", nil, "1")])
    let missing = try differences {
      $0["results/summary.json"] = $0["results/summary.json"].replacing("\"cap\": 24,", with: "")
    }
    #expect(missing == [difference("summary.json", nil, "candidate.cap", "24", nil)])
  }

  @Test("keys of the summary in another order are no difference, 24.0 for 24 is one")
  func summaryForms() throws {
    let turned = try differences {
      $0["results/summary.json"] = $0["results/summary.json"].replacing(
        "\"entrants\": 44,\n    \"cap\": 24,", with: "\"cap\": 24, \"entrants\": 44,")
    }
    #expect(turned.isEmpty)
    let decimal = try differences {
      $0["results/summary.json"] = $0["results/summary.json"].replacing("\"cap\": 24", with: "\"cap\": 24.0")
    }
    #expect(decimal.map(\.found) == ["24.0"])
  }

  @Test("the list of unresolved ties is compared element by element")
  func unresolved() throws {
    let inputs = SmallEdition(["A", "B", "C"], rules: .caps(1)).inputs
    let files = try Computed(inputs).files
    var package = MemoryPackage()
    for file in files { package.files[file.path] = file.bytes }
    package["results/summary.json"] = package["results/summary.json"].replacing("\"B\"", with: "\"X\"").replacing(
      "\"C\"", with: "\"C\", \"D\"")
    #expect(
      try ResultComparison.differences(expected: files, in: package.packageFiles) == [
        difference("summary.json", nil, "candidate.unresolved[1]", "\"B\"", "\"X\""),
        difference("summary.json", nil, "candidate.unresolved[3]", nil, "\"D\""),
      ])
  }

  @Test("a summary that is no JSON is one difference with its line")
  func brokenSummary() throws {
    let found = try differences { $0["results/summary.json"] = "{\n\"candidate\": }" }
    #expect(found.count == 1)
    #expect(found.first?.row == 2)
  }

  // MARK: Manifest

  @Test("a file with another digest, one that is not listed and a listed one that is missing are told")
  func manifest() {
    let listed: [(path: ByteText, digest: String)] = [("b", "11"), ("a", "22"), ("c", "33")]
    let manifest = PackageManifest(listed)
    #expect(manifest.files.map(\.path) == ["a", "b", "c"])
    #expect(PackageManifest.differences(bytes: manifest.jsonBytes, present: listed).isEmpty)
    let present: [(path: ByteText, digest: String)] = [("a", "22"), ("b", "1A"), ("d", "44")]
    #expect(
      PackageManifest.differences(bytes: manifest.jsonBytes, present: present) == [
        PackageDifference(file: "b", expected: "11", found: "1A"),
        PackageDifference(file: "c", expected: "33", found: nil),
        PackageDifference(file: "d", expected: nil, found: "44"),
      ])
  }

  @Test("a manifest that is missing, is no JSON, lacks its list or holds an unknown key is told")
  func brokenManifest() {
    let differences: ([UInt8]?) -> [PackageDifference] = { PackageManifest.differences(bytes: $0, present: []) }
    #expect(differences(nil) == [PackageDifference(file: "manifest.json", expected: "file", found: nil)])
    #expect(differences(Array("{".utf8)).count == 1)
    #expect(differences(Array("[]".utf8)).map(\.column) == ["files"])
    #expect(differences(Array("{}".utf8)).map(\.column) == ["files"])
    #expect(differences(Array("{\"files\": {\"a\": 1}}".utf8)).map(\.column) == ["files.a"])
    #expect(differences(Array("{\"files\": {}, \"note\": 1}".utf8)).map(\.column) == ["note"])
  }
}
