import Primitives

/// An address as it is compared between two people, whatever its wording.
///
/// Two addresses are the same where their parts are equal one by one: the words (street, estate), the door, the compound,
/// the building, the unit, the floor and the room. 号楼, 栋, 幢 and 座 are the same, as are 室, 房, 户 and a last 号;
/// Chinese numerals and full-width digits are digits, `3-2-501` is building, unit and room, and a floor that the room's
/// number begins with says nothing. City, county and subdistrict (街道) may be left out; given on both sides they must agree.
/// A part that one side lacks is never guessed: a house is not a flat in it.
struct SharedAddress: Sendable, Hashable {
  /// A part of the address.
  enum Part: Sendable, Hashable {
    case words(String), door(String), compound(String), building(String), unit(String), floor(String), room(String)
    /// A number that says nothing of itself; only while the address is read.
    case bare(String)

    /// What it is, in words; nil for what has no name of its own.
    var name: Bilingual {
      switch self {
      case .words, .bare: Bilingual("路名或小区名", "street or estate")
      case .door: Bilingual("门牌号", "door number")
      case .compound: Bilingual("院号", "compound")
      case .building: Bilingual("楼号", "building")
      case .unit: Bilingual("单元", "unit")
      case .floor: Bilingual("楼层", "floor")
      case .room: Bilingual("室号", "room")
      }
    }

    fileprivate var isNumber: Bool {
      if case .words = self { false } else { true }
    }
  }

  /// City, county and subdistrict, as far as they are given.
  let division: AddressDivision
  /// The other parts, in order.
  let parts: [Part]

  /// Reads an address; nil for one that names no place with a number.
  init?(_ text: String) {
    let (division, rest) = AddressDivision.read(AddressScanner.cleaned(text))
    parts = AddressScanner.parts(ChineseNumeral.replaced(rest))
    self.division = division
    let words = parts.compactMap { part -> Int? in if case .words(let words) = part { words.count } else { nil } }
    guard words.contains(where: { $0 >= 2 }), parts.contains(where: \.isNumber) else { return nil }
  }

  /// Whether both name the same place.
  func isSame(as other: SharedAddress) -> Bool { parts == other.parts && division.agrees(with: other.division) }

  /// What is equal, in words, without a value of it.
  var matched: Bilingual {
    var names: [Bilingual] = []
    for part in parts where !names.contains(part.name) { names.append(part.name) }
    return Bilingual(names.map(\.zh).joined(separator: "、"), names.map(\.en).joined(separator: ", "))
  }
}
