import Primitives

/// The divisions before the place of an address, as far as it gives them.
struct AddressDivision: Sendable, Hashable {
  /// The city's code.
  var city: String?
  /// The county's name.
  var county: String?
  /// The subdistrict's name, without 街道.
  var town: String?

  /// Whether no division that both give differs.
  func agrees(with other: AddressDivision) -> Bool {
    func agree(_ one: String?, _ two: String?) -> Bool { one == nil || two == nil || one == two }
    return agree(city, other.city) && agree(county, other.county) && agree(town, other.town)
  }

  /// Reads the divisions at the beginning; answers them and what follows.
  static func read(_ scalars: [Unicode.Scalar]) -> (AddressDivision, [Unicode.Scalar]) {
    var rest = scalars[...]
    var division = AddressDivision()
    for name in ["中国", "山东省", "山东"] { skip(name, &rest, isWhole: name != "山东") }
    for city in cities where division.city == nil {
      if skip(city.name, &rest) || skip(String(city.name.dropLast()), &rest, isWhole: false) {
        division.city = city.code
      }
    }
    readCounty(&division, &rest)
    readTown(&division, &rest)
    return (division, Array(rest))
  }

  private static func readCounty(_ division: inout AddressDivision, _ rest: inout ArraySlice<Unicode.Scalar>) {
    let all = counties.filter { division.city == nil || $0.parentCode == division.city }
    if let county = all.first(where: { skip($0.name, &rest) }) {
      division.county = county.name
      let namesakes = all.filter { $0.name == county.name }
      if division.city == nil, namesakes.count == 1 { division.city = county.parentCode }
    } else if division.city != nil {
      let long = all.filter { $0.name.count > 2 }
      division.county = long.first { skip(String($0.name.dropLast()), &rest, isWhole: false) }?.name
    }
  }

  /// 姚家街道(办事处), where it stands at the beginning.
  private static func readTown(_ division: inout AddressDivision, _ rest: inout ArraySlice<Unicode.Scalar>) {
    let head = Array(rest.prefix(8))
    guard let end = head.indices.dropLast().first(where: { head[$0] == "街" && head[$0 + 1] == "道" }), end >= 2,
      !head[..<end].contains(where: { $0.isASCII || "路街巷村区号".unicodeScalars.contains($0) })
    else { return }
    division.town = FoldedText.text(head[..<end])
    rest = rest.dropFirst(end + 2)
    skip("办事处", &rest)
  }

  /// Drops a name at the beginning; one without its last word (济南 for 济南市) only where no street or house goes on with
  /// it (济南路, 泰山大街).
  @discardableResult
  private static func skip(_ name: String, _ rest: inout ArraySlice<Unicode.Scalar>, isWhole: Bool = true) -> Bool {
    let scalars = Array(name.unicodeScalars)
    guard rest.starts(with: scalars) else { return false }
    let following = rest.dropFirst(scalars.count)
    guard isWhole || following.first.map({ !continuations.contains($0) }) ?? false else { return false }
    rest = following.first == "-" ? following.dropFirst() : following
    return true
  }

  private static let cities = Region.all.filter { $0.level == .city }
  private static let counties = Region.all.filter { $0.level == .county }
  private static let continuations = Set(
    "路街道大东西南北中巷里花小新国家山村镇乡湖河城庄园商科工医学广火站机港湾桥门口街苑府院楼市区县省".unicodeScalars)
}
