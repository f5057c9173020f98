import Primitives
import SelectionRules

/// Invented judges and nominees between whom conflicts are planted, in varied wordings, beside near misses.
struct PlantedConflicts {
  /// A judge and a nominee, and what must be found between them; nil for a near miss.
  struct Pair {
    let judge: ConflictParty
    let nominee: ConflictParty
    let kind: ConflictKind?
    let what: String
  }

  private var random = SeededNumbers(seed: 2027)
  private(set) var pairs: [Pair] = []
  private(set) var mentorships: [Mentorship] = []

  /// Plants so many pairs of each kind, and as many near misses of each.
  init(each count: Int) {
    for number in 0..<count {
      plantEmployer(number)
      plantMentorship(number)
      plantPhone(number)
      plantAddress(number)
    }
  }

  private mutating func party(_ side: String, phone: String = "", address: String = "", code: String? = nil)
    -> ConflictParty
  {
    let number = pairs.count
    return ConflictParty(
      key: ByteText("\(side)\(number)"), name: "样本·\(side)\(number)",
      employerCreditCode: code ?? "91370100\(side == "E" ? "MA" : "MB")\(10_000_000 + number)", phone: phone,
      address: address)
  }

  private mutating func add(_ judge: ConflictParty, _ nominee: ConflictParty, _ kind: ConflictKind?, _ what: String) {
    pairs.append(Pair(judge: judge, nominee: nominee, kind: kind, what: what))
  }

  // MARK: Employers and mentorships

  private mutating func plantEmployer(_ number: Int) {
    let code = "91370100MC\(10_000_000 + number)"
    let other = [code, code.lowercased(), code.prefix(8) + " " + code.dropFirst(8)][number % 3]
    add(party("E", code: code), party("N", code: other), .employer, "employer")
    add(party("E", code: code), party("N", code: String(code.dropLast()) + "X"), nil, "another last digit")
    add(party("E", code: ""), party("N", code: ""), nil, "two without a code")
  }

  private mutating func plantMentorship(_ number: Int) {
    let (judge, nominee) = (party("E"), party("N"))
    let (first, second) = (person(judge), person(nominee))
    let middle = MentorshipPerson(name: "样本·中\(number)", employerCreditCode: "91370100MD10000001")
    switch number % 4 {
    case 0: mentorships.append(Mentorship(master: first, apprentice: second))
    case 1: mentorships.append(Mentorship(master: second, apprentice: first))
    case 2:
      mentorships += [Mentorship(master: first, apprentice: middle), Mentorship(master: middle, apprentice: second)]
    default:
      mentorships += [Mentorship(master: second, apprentice: middle), Mentorship(master: middle, apprentice: first)]
    }
    add(judge, nominee, number % 4 < 2 ? .mentorship : .secondMentorship, "mentorship")
    // A namesake at another employer, and two apprentices of one master.
    var namesake = party("N")
    namesake.name = nominee.name
    add(judge, namesake, nil, "namesake elsewhere")
    let siblings = (party("E"), party("N", code: "91370100MF\(10_000_000 + number)"))
    let master = MentorshipPerson(name: "样本·师\(number)", employerCreditCode: "91370100MD10000002")
    mentorships += [siblings.0, siblings.1].map { Mentorship(master: master, apprentice: person($0)) }
    add(siblings.0, siblings.1, nil, "two apprentices of one master")
  }

  private func person(_ party: ConflictParty) -> MentorshipPerson {
    MentorshipPerson(name: party.name, employerCreditCode: party.employerCreditCode)
  }

  // MARK: Phones

  private mutating func plantPhone(_ number: Int) {
    let tail = "\(10_000_000 + number * 7)"
    let mobile = "139" + tail
    let mobiles = [
      mobile, "+86 139 \(tail.prefix(4)) \(tail.suffix(4))", "0086-139-\(tail.prefix(4))-\(tail.suffix(4))",
      Self.wide(mobile), "86139\(tail)", "（手机）\(mobile)", "0531-87654321、\(mobile)",
    ]
    let landlines = [
      "0531-\(tail)", "(0531)\(tail)", "0531 \(tail)", "+86-531-\(tail)", Self.wide("0531－\(tail)"), "0531\(tail)",
    ]
    let wordings = number.isMultiple(of: 2) ? mobiles : landlines
    let one = wordings[random.next(below: wordings.count)]
    let other = wordings[number / 2 % wordings.count]
    add(party("E", phone: one), party("N", phone: other), .phone, "\(one) | \(other)")
    let near = [
      "138\(tail)", "139\(10_000_001 + number * 7)", String(mobile.suffix(8)), String(mobile.dropLast()),
      "0532-\(tail)", "0531-\(tail)-801", tail,
    ][number % 7]
    let base = near.contains("-") ? "0531-\(tail)" : mobile
    add(party("E", phone: base), party("N", phone: near), nil, "\(base) | \(near)")
  }

  static func wide(_ text: String) -> String {
    var wide = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      wide.append((0x30...0x39).contains(scalar.value) ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar)
    }
    return String(wide)
  }

  // MARK: Addresses

  private mutating func plantAddress(_ number: Int) {
    let place = PlantedAddress(number: number, random: &random)
    let one = place.wording(random.next(below: PlantedAddress.wordings))
    let other = place.wording(number % PlantedAddress.wordings)
    add(party("E", address: one), party("N", address: other), .address, "\(one) | \(other)")
    let near = place.nearMiss(number)
    let wording = near.wording(random.next(below: PlantedAddress.wordings))
    add(party("E", address: one), party("N", address: wording), nil, "\(one) | \(wording)")
    let house = place.house
    add(party("E", address: one), party("N", address: house), nil, "\(one) | \(house)")
  }
}

/// An invented address that can be worded in several ways.
struct PlantedAddress {
  static let wordings = 8

  var city: String
  var county: String
  var street: String
  var door: Int
  var building: Int
  var unit: Int
  var room: Int

  private static let places = [("济南", "历下"), ("青岛", "崂山"), ("淄博", "张店"), ("济南", "章丘")]
  private static let streets = ["经十路", "样本北路", "二环东路", "示例大街", "样本花园", "八一示例路", "示例泰山路"]

  init(number: Int, random: inout SeededNumbers) {
    (city, county) = Self.places[number % Self.places.count]
    street = Self.streets[number % Self.streets.count]
    door = Int.random(in: 1...9999, using: &random)
    building = Int.random(in: 1...40, using: &random)
    unit = Int.random(in: 1...9, using: &random)
    room = Int.random(in: 1...29, using: &random) * 100 + Int.random(in: 1...9, using: &random)
  }

  /// The address in one of the wordings.
  func wording(_ number: Int) -> String {
    switch number {
    case 0: "山东省\(city)市\(county)区\(street)\(door)号\(building)号楼\(unit)单元\(room)室"
    case 1: "\(city)市\(county)区\(street)\(door)号\(building)栋\(unit)单元\(room)"
    case 2: "\(county)区\(street)\(door)号 \(building)幢\(unit)单元\(room)房"
    case 3: PlantedConflicts.wide("山东\(city)\(county)\(street)\(door)号，\(building)号楼，\(unit)单元，\(room)户")
    case 4: "\(street)门牌\(door)号\(building)-\(unit)-\(room)"
    case 5: "\(city)市\(street)\(Self.chinese(door))号\(Self.chinese(building))号楼\(Self.chinese(unit))单元\(room)室"
    case 6: "\(city)市\(county)区示例街道\(street)\(door)号\(building)#楼\(unit)单元\(room / 100)层\(room)号"
    default: "山东省 \(city)市 \(county)区 \(street) \(door) 号 \(building)号楼\(unit)-\(room)"
    }
  }

  /// The house alone.
  var house: String { "山东省\(city)市\(county)区\(street)\(door)号" }

  /// Another place that looks much like this one.
  func nearMiss(_ number: Int) -> PlantedAddress {
    var near = self
    switch number % 6 {
    case 0: near.room += 1
    case 1: near.door += 1
    case 2: near.unit += 1
    case 3: near.building += 1
    case 4: near.street = street == "经十路" ? "经十一路" : "新" + street
    default: near.door = door * 10 + 1
    }
    return near
  }

  /// A number below 10,000 in Chinese numerals: 一百零二.
  static func chinese(_ number: Int) -> String {
    let digits = Array("零一二三四五六七八九")
    var text = ""
    var isGap = false
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
      let digit = number / unit % 10
      if digit == 0 {
        isGap = !text.isEmpty
      } else {
        if isGap { text += "零" }
        isGap = false
        if !(digit == 1 && unit == 10 && text.isEmpty) { text.append(digits[digit]) }
        text += name
      }
    }
    return text
  }
}

extension SeededNumbers {
  /// A number below a bound.
  mutating func next(below bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
}
