/// The number of an official document (发文字号): issuer, year, number, as in `鲁会〔2026〕2号`.
public struct DocumentNumber: Sendable, Hashable {
  /// The issuer's code (机关代字), Chinese characters: `鲁会`.
  public let issuer: String
  /// The year, written with 4 digits.
  public let year: Int
  /// The number within issuer and year, from 1.
  public let number: Int
}

extension DocumentNumber: CanonicalText {
  /// Reads `^[\u4e00-\u9fff]+〔\d{4}〕[1-9]\d*号$`.
  ///
  /// Throws `document-number.brackets` for other brackets than 〔〕, `.leading-zero`, `.ordinal` (第), or `.form`.
  public init(_ text: String) throws {
    let scalars = Array(text.unicodeScalars)
    guard !scalars.contains(where: { "[]()（）［］【】〖〗".unicodeScalars.contains($0) }) else { throw Self.brackets }
    guard let open = scalars.firstIndex(of: "〔"), let close = scalars.firstIndex(of: "〕"), open < close,
      scalars.last == "号", open > 0, scalars[..<open].allSatisfy({ (0x4E00...0x9FFF).contains($0.value) })
    else { throw Self.form }
    let year = Self.bytes(scalars[(open + 1)..<close])
    let number = Self.bytes(scalars[(close + 1)...].dropLast())
    guard !scalars[(close + 1)...].starts(with: ["第"]) else { throw Self.ordinal }
    guard number.first != ASCII.zero else { throw Self.leadingZero }
    guard year.count == 4, let yearNumber = ASCII.number(year), let serial = ASCII.number(number) else {
      throw Self.form
    }
    issuer = String(String.UnicodeScalarView(scalars[..<open]))
    self.year = yearNumber
    self.number = serial
  }

  /// `鲁会〔2026〕2号`.
  public var text: String { "\(issuer)〔\(ASCII.padded(year, width: 4))〕\(number)号" }

  private static func bytes(_ scalars: ArraySlice<Unicode.Scalar>) -> [UInt8] {
    Array(String(String.UnicodeScalarView(scalars)).utf8)
  }

  private static func refusal(_ code: String, _ message: Bilingual) -> Refusal {
    Refusal(
      "document-number.\(code)", citation: Citation("R-812", Citation.officialDocuments), message: message,
      remedy: Bilingual(
        "请按“机关代字〔年份〕序号号”填写，例如 鲁会〔2026〕2号。",
        "Write the issuer's code, the year in 〔〕, the number and 号, such as 鲁会〔2026〕2号."))
  }

  private static let form = refusal(
    "form", Bilingual("发文字号格式不正确。", "This is not the number of an official document."))
  private static let brackets = refusal(
    "brackets", Bilingual("发文字号的年份应用六角括号〔〕括起。", "The year of a document number stands in 〔〕."))
  private static let leadingZero = refusal(
    "leading-zero", Bilingual("发文字号的序号不编虚位，不能以 0 开头。", "The number of a document begins with no zero."))
  private static let ordinal = refusal(
    "ordinal", Bilingual("发文字号的序号前不加“第”字。", "No 第 stands before the number of a document."))
}
