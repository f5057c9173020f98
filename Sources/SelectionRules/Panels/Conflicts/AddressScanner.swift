/// Reads the parts of an address behind its divisions.
struct AddressScanner {
  private typealias Make = @Sendable (String) -> SharedAddress.Part

  private static let suffixes: [(text: [Unicode.Scalar], make: Make)] = {
    func suffix(_ texts: [String], _ make: @escaping Make) -> [([Unicode.Scalar], Make)] {
      texts.map { (Array($0.unicodeScalars), make) }
    }
    let all =
      suffix(["号住宅楼", "号楼", "号栋", "号幢", "栋楼", "栋", "幢", "座"]) { .building($0) }
      + suffix(["号大院", "号院"]) { .compound($0) } + suffix(["号单元", "单元"]) { .unit($0) }
      + suffix(["层楼", "层", "楼"]) { .floor($0) }
      + suffix(["号房间", "号房", "号室", "房间", "室", "房", "户"]) { .room($0) } + suffix(["号"]) { .door($0) }
    return all.sorted { $0.0.count > $1.0.count }.map { (text: $0.0, make: $0.1) }
  }()

  private let scalars: [Unicode.Scalar]
  private var place = 0
  private var parts: [SharedAddress.Part] = []

  private init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

  /// The text with every sign between words as one dash, and without spaces that part nothing.
  static func cleaned(_ text: String) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    var isSpaced = false
    for scalar in FoldedText.scalars(text) {
      if scalar == " " || scalar == "\t" {
        isSpaced = true
        continue
      }
      if isSpaced, let last = result.last, isSign(last), isSign(scalar) { result.append("-") }
      isSpaced = false
      if isSign(scalar) || scalar.value >= 0x3400 && !isPunctuation(scalar) {
        result.append(scalar)
      } else if scalar == "#" {
        result.append("号")
      } else if scalar == "〇" {
        result.append(scalar)
      } else if result.last != "-" {
        result.append("-")
      }
    }
    return result.first == "-" ? Array(result.dropFirst()) : result
  }

  private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
    FoldedText.isDigit(scalar) || FoldedText.isLetter(scalar)
  }

  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool { (0xFE00...0xFFFF).contains(scalar.value) }

  /// The parts of what stands behind the divisions.
  static func parts(_ scalars: [Unicode.Scalar]) -> [SharedAddress.Part] {
    var scanner = AddressScanner(scalars)
    while scanner.place < scalars.count { scanner.step() }
    return AddressNumbers.resolved(scanner.parts)
  }

  private mutating func step() {
    let scalar = scalars[place]
    if Self.isSign(scalar) {
      number()
    } else if scalar == "-" {
      place += 1
    } else if starts(with: "门牌号") {
      place += 3
    } else if starts(with: "门牌") {
      place += 2
    } else {
      words([scalar])
      place += 1
    }
  }

  /// A run of digits and letters with what follows it.
  private mutating func number() {
    let run = scalars[place...].prefix(while: Self.isSign)
    place += run.count
    let text = Self.plain(run)
    if let suffix = Self.suffixes.first(where: { scalars[place...].starts(with: $0.text) }) {
      place += suffix.text.count
      parts.append(suffix.make(text))
    } else if place == scalars.count || scalars[place] == "-" {
      parts.append(.bare(text))
    } else {
      words(Array(run))
    }
  }

  private mutating func words(_ scalars: [Unicode.Scalar]) {
    let text = FoldedText.text(scalars)
    if case .words(let begun)? = parts.last {
      parts[parts.count - 1] = .words(begun + text)
    } else {
      parts.append(.words(text))
    }
  }

  private func starts(with text: String) -> Bool { scalars[place...].starts(with: text.unicodeScalars) }

  /// The number without leading zeros.
  private static func plain(_ run: ArraySlice<Unicode.Scalar>) -> String {
    let text = FoldedText.text(run)
    guard run.allSatisfy(FoldedText.isDigit) else { return text }
    let short = text.drop { $0 == "0" }
    return short.isEmpty ? "0" : String(short)
  }
}
