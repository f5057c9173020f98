import Primitives
import Testing

@testable import SelectionRules

@Suite("Writing packages")
struct PackageTests {
  @Test("inputs that are written to files are read back as the same inputs and give the same results")
  func roundTrip() throws {
    var numbers = SeededNumbers(seed: 11)
    for _ in 0..<300 {
      var inputs = RandomEdition.inputs(&numbers)
      RandomEdition.decide(&inputs, &numbers)
      let package = MemoryPackage(inputs)
      let again = try package.read()
      #expect(MemoryPackage(again).files == package.files)
      #expect(again.rules == inputs.rules)
      #expect(again.decisions.count == inputs.decisions.count && again.sheets.count == inputs.sheets.count)
      let found = Result { try Computed(inputs).files }.mapError { ($0 as? Refusal)?.code }
      let reread = Result { try Computed(again).files }.mapError { ($0 as? Refusal)?.code }
      #expect(found == reread)
    }
  }

  @Test("the rows of a table are written in byte order of its key, decisions in their own order")
  func rowOrder() {
    var edition = SmallEdition("b", "B", "a")
    edition.panel("b", 100)
    edition.panel("a", 200, 300)
    edition.decide(.candidate, .remove, "b", "a")
    let package = MemoryPackage(edition.inputs)
    #expect(package["nominations.csv"].split(separator: "\n").map { $0.prefix(2) } == ["no", "B,", "a,", "b,"])
    let scores = "E1,a,2.00,2.00,2.00,2.00\nE1,b,1.00,1.00,1.00,1.00\nE2,a,3.00,3.00,3.00,3.00\n"
    #expect(package["scores.csv"] == "expert,nomination,spirit,craft,leading,contribution\n" + scores)
    #expect(package["decisions.csv"].contains("candidate,b,remove,,D,R\ncandidate,a,remove,,D,R\n"))
  }

  // MARK: The public package

  /// An edition with everything that must not be published.
  private static func secretEdition() -> SmallEdition {
    var edition = SmallEdition([])
    edition.nominate("N1", code: "SECRET-CODE-1")
    edition.nominate("N2", code: "SECRET-CODE-2", unqualified: "SECRET-REASON")
    edition.nominate("N3")
    for index in edition.inputs.nominations.indices { edition.inputs.nominations[index].name = "SECRET-NAME" }
    edition.expert("SECRET-E2", code: "SECRET-CODE-1")
    edition.expert("SECRET-E1", code: "SECRET-CODE-3")
    edition.inputs.experts[0].name = "SECRET-NAME"
    edition.recuse("SECRET-E1", from: "N1", .kinship)
    edition.sheet("SECRET-E1", "N3", 100, 200, 300, 400)
    edition.review("N1", 8_000, 9_000)
    for index in edition.inputs.preliminary.indices {
      edition.inputs.preliminary[index].reviewer = ByteText("SECRET-R\(index)")
    }
    edition.decide(.candidate, .remove, "N3")
    edition.inputs.decisions[0].reason = "SECRET-REASON"
    return edition
  }

  @Test("the public package holds no name, code, reason or kind of recusal, and keeps the document")
  func nothingSecret() throws {
    let open = MemoryPackage(PublicPackage.inputs(Self.secretEdition().inputs, published: []))
    for (file, bytes) in open.files {
      #expect(!String(decoding: bytes, as: UTF8.self).contains("SECRET"), "\(file)")
    }
    #expect(open["recusals.csv"] == "expert,nomination,kind\nE1,N1,other\n")
    #expect(open["experts.csv"] == "expert,name,employer_credit_code\nE1,,U3\nE2,,U1\n")
    #expect(open["decisions.csv"].hasSuffix("candidate,N3,remove,,D,withheld\n"))
    #expect(open["nominations.csv"].contains("N2,,U2,3701,unit,unqualified,withheld\n"))
    #expect(open["nominations.csv"].contains("N3,,,3701,unit,qualified,\n"))
    #expect(open["preliminary.csv"] == "nomination,reviewer,score\nN1,R1,80.00\nN1,R2,90.00\n")
  }

  @Test("names stay of people whose nomination or naming was published")
  func publishedNames() {
    var inputs = Self.secretEdition().inputs
    inputs.nominations[2].name = "公示人"
    let open = PublicPackage.inputs(inputs, published: ["N3"])
    #expect(open.nominations.map(\.name) == ["", "", "公示人"])
    #expect(open.experts.allSatisfy { $0.name.isEmpty })
  }

  @Test("new ids of experts and reviewers stand in the byte order of the old ones, also beyond nine and ninety-nine")
  func idOrder() {
    var edition = SmallEdition("A")
    for number in 1...120 { edition.expert("x\(number)") }
    edition.expert("\u{1F9F5}")
    edition.expert("\u{FF5A}")
    let open = PublicPackage.inputs(edition.inputs, published: [])
    let old = edition.inputs.experts.indices.sorted { edition.inputs.experts[$0].key < edition.inputs.experts[$1].key }
    let new = open.experts.indices.sorted { open.experts[$0].key < open.experts[$1].key }
    #expect(old == new)
    #expect(Set(open.experts.map(\.key)).count == 122)
  }

  @Test(
    "the results of the public package are the same bytes, also where equal totals are trimmed by the experts' order")
  func sameResults() throws {
    var numbers = SeededNumbers(seed: 5)
    var computed = 0
    for _ in 0..<400 {
      var inputs = RandomEdition.inputs(&numbers)
      RandomEdition.decide(&inputs, &numbers)
      guard let expected = try? Computed(inputs).files else { continue }
      let open = PublicPackage.inputs(inputs, published: Set(inputs.nominations.prefix(2).map(\.key)))
      #expect(try MemoryPackage(open).compute().files == expected)
      computed += 1
    }
    #expect(computed > 300)
    let example = try MemoryPackage.example().read()
    #expect(try Computed(PublicPackage.inputs(example, published: [])).files == Computed(example).files)
  }
}

extension Result {
  /// The same result with another account of the failure, comparable where both sides are.
  fileprivate func mapError<Other>(_ change: (Failure) -> Other?) -> ComparableResult<Success, Other> {
    switch self {
    case .success(let value): ComparableResult(value: value, fault: nil)
    case .failure(let error): ComparableResult(value: nil, fault: change(error))
    }
  }
}

private struct ComparableResult<Value, Fault> {
  let value: Value?
  let fault: Fault?
}

extension ComparableResult: Equatable where Value: Equatable, Fault: Equatable {}
