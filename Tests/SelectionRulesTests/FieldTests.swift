import Primitives
import Testing

@testable import SelectionRules

@Suite("What decides and what never does")
struct FieldTests {
  /// The seven fields of R-205 under the names that files might give them.
  static let forbidden = [
    "age", "birth_date", "birth_ym", "sex", "education", "position_rank", "rank_level", "title", "career_start",
    "service_years", "honours", "honour_base", "年龄", "性别", "学历", "职级", "职称", "工龄", "荣誉",
  ]

  @Test("R-205 none of the seven fields is a column of any input")
  func noForbiddenColumn() {
    let columns = Set(PackageTable.allCases.flatMap(\.columns))
    #expect(columns.isDisjoint(with: Self.forbidden))
  }

  @Test("R-205 the seven fields decide nothing, even where a file brings them")
  func forbiddenFieldsIgnored() throws {
    let package = try MemoryPackage.example()
    var extended = package
    let names = Self.forbidden.joined(separator: ",")
    let lines = package["nominations.csv"].split(separator: "\n")
    let rows = lines.enumerated().map { index, line in
      index == 0 ? "\(line),\(names)" : line + Self.forbidden.indices.map { ",\(($0 * 31 + index * 17) % 97)" }.joined()
    }
    extended["nominations.csv"] = rows.joined(separator: "\n") + "\n"
    #expect(try extended.compute().files == package.compute().files)
  }

  @Test("R-205 the keys by which a stage ranks are scores and nothing else")
  func keysAreScores() {
    let keys = Stage.allCases.map { RankingKey.keys(of: $0).map(\.rawValue) }
    let named = ["composite", "expert", "contribution", "craft"]
    #expect(keys == [["preliminary"], ["expert", "contribution", "craft"], named, named])
  }

  @Test("R-206 nominations come by unit, self or joint recommendation and no other way")
  func channels() throws {
    #expect(NominationChannel.allCases.map(\.rawValue) == ["unit", "self", "joint"])
    for text in ["Unit", "", "unit ", "recommendation"] {
      var package = SamplePackage.package
      package.replaceLine(3, of: "nominations.csv", by: "N02,乙,,3701,\(text),qualified,")
      #expect(refusal { try package.read() }?.code == "edition.choice")
    }
  }

  @Test("R-206 the channel of a nomination decides nothing")
  func channelDecidesNothing() throws {
    let inputs = try MemoryPackage.example().read()
    var changed = inputs
    for index in changed.nominations.indices {
      changed.nominations[index].channel = NominationChannel.allCases[index % 3]
    }
    #expect(try Computed(changed).files == Computed(inputs).files)
  }

  @Test("R-207 a sheet has the four dimensions of the Opinion, all of them required")
  func dimensions() throws {
    #expect(Dimension.allCases.map(\.chinese) == ["工匠精神", "工艺专长", "领军作用", "突出贡献"])
    #expect(Dimension.allCases.map(\.order) == [0, 1, 2, 3])
    for empty in 0..<4 {
      var package = SamplePackage.package
      let scores = (0..<4).map { $0 == empty ? "" : "80" }.joined(separator: ",")
      package.replaceLine(2, of: "scores.csv", by: "E1,N01,\(scores)")
      let refusal = refusal { try package.read() }
      #expect(refusal?.code == "edition.score")
      #expect(refusal?.location?.column == Dimension.allCases[empty].rawValue)
    }
  }

  @Test("R-226 the order of the rows of any file changes no result")
  func rowOrder() throws {
    let package = try MemoryPackage.example()
    let expected = try package.compute().files
    var numbers = SeededNumbers(seed: 7)
    for _ in 0..<5 {
      var shuffled = package
      for table in PackageTable.allCases where table != .decisions {
        let lines = package[table.file].split(separator: "\n")
        let rows = lines.dropFirst().shuffled(using: &numbers)
        shuffled[table.file] = ([lines[0]] + rows).joined(separator: "\n") + "\n"
      }
      #expect(try shuffled.compute().files == expected)
    }
  }
}
