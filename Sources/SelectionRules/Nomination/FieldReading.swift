import Primitives

extension FormField {
  /// A value as it is stored: without spaces around it, a code of a list in place of its Chinese name.
  ///
  /// An empty text clears the field and is no fault.
  /// - Throws: a ``Refusal`` that never repeats the value.
  public func stored(_ text: String, today: CalendarDay) throws -> String {
    let text = text.trimmed
    guard !text.isEmpty else { return "" }
    try checkShape(text)
    switch self {
    case .sex: return try code(Sex.self, text, "R-816")
    case .ethnicity: return try code(Ethnicity.self, text, "R-816")
    case .political: return try code(PoliticalStatus.self, text, "R-816")
    case .education: return try code(Education.self, text, "R-816")
    case .skillGrade: return try code(SkillGrade.self, text, "R-814")
    case .title: return try code(ProfessionalTitle.self, text, "R-815")
    case .ownership: return try code(EmployerKind.self, text, "OP-21")
    case .industry: return try code(IndustrySection.self, text, "OP-21")
    case .citizenID: return try CitizenID(text, today: today).number
    case .creditCode: return try CreditCode(text).text
    case .city: return try city(text)
    case .mobile: return try PhoneNumber(text).text
    case .careerStart: return try FormDate(text, displayName, forms: [.month, .day], today: today).text
    case .declaration: return try FormDate(text, displayName, forms: [.day], today: today).text
    case .isFrontline, .inService, .isLeadingCadre: return try yesOrNo(text)
    case .name, .employer, .post, .position, .address, .spirit, .craft, .leading, .contribution, .deeds, .apprentices:
      return text
    }
  }

  /// What a value that is accepted still deserves to be told; the check character of a credit code.
  public func warning(_ text: String) -> Refusal? {
    guard self == .creditCode, let code = try? CreditCode(text) else { return nil }
    return code.checkDigitWarning
  }

  private var isLong: Bool { [.spirit, .craft, .leading, .contribution, .deeds, .apprentices].contains(self) }

  private func checkShape(_ text: String) throws {
    try FormText.check(text, displayName, limit: FormLimits.length(of: self), isLong: isLong)
    guard self == .deeds, FormText.chineseCharacters(text) > FormLimits.deeds.upperBound else { return }
    throw FormRefusals.tooLong(displayName, FormLimits.deeds.upperBound)
  }

  private func code<Choice: ChineseNamed & RawRepresentable>(
    _ type: Choice.Type, _ text: String, _ rule: String
  ) throws -> String where Choice.RawValue == String {
    if let choice = Choice(chinese: text) ?? Choice(rawValue: text) { return choice.rawValue }
    let all = Array(Choice.allCases)
    throw FormRefusals.notInList(displayName, rule: rule, all.map(\.rawValue), all.map(\.chinese))
  }

  private func city(_ text: String) throws -> String {
    let region = try Region(text)
    guard region.level == .city else { throw FormRefusals.notACity }
    return region.code
  }

  private func yesOrNo(_ text: String) throws -> String {
    switch ByteText(text) {
    case "yes", "是": return "yes"
    case "no", "否": return "no"
    default: throw FormRefusals.yesOrNo(displayName)
    }
  }
}

/// Texts of the form.
enum FormText {
  static func check(_ text: String, _ name: Bilingual, limit: Int, isLong: Bool = false) throws {
    guard text.unicodeScalars.count <= limit else { throw FormRefusals.tooLong(name, limit) }
    let isClean = text.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control: isLong && (scalar == "\n" || scalar == "\r" || scalar == "\t")
      case .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: false
      default: true
      }
    }
    guard isClean else { throw FormRefusals.control(name) }
  }

  /// How many Chinese characters a text has; marks, digits and letters do not count.
  static func chineseCharacters(_ text: String) -> Int { text.unicodeScalars.count(where: \.properties.isIdeographic) }
}

extension String {
  /// The text without white space around it.
  var trimmed: String {
    let start = drop(while: \.isWhitespace)
    return String(start.reversed().drop(while: \.isWhitespace).reversed())
  }
}

/// A date of the form, as exact as people know it; never after today.
struct FormDate {
  enum Exactness { case year, month, day }

  let text: String
  /// The first day that it can mean.
  let first: CalendarDay

  init(_ text: String, _ name: Bilingual, forms: [Exactness], today: CalendarDay) throws {
    let exactness: Exactness = text.utf8.count == 4 ? .year : text.utf8.count == 7 ? .month : .day
    let filled = exactness == .year ? text + "-01-01" : exactness == .month ? text + "-01" : text
    guard forms.contains(exactness), let day = try? CalendarDay(filled) else {
      throw FormRefusals.date(name, forms.map(\.pattern).joined(separator: " / "))
    }
    guard day <= today else { throw FormRefusals.future(name) }
    self.text = text
    first = day
  }
}

extension FormDate.Exactness {
  fileprivate var pattern: String {
    switch self {
    case .year: "YYYY"
    case .month: "YYYY-MM"
    case .day: "YYYY-MM-DD"
    }
  }
}
