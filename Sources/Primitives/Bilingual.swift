/// A text for people, in the two languages of the system: Chinese for everyone, English beside it.
public struct Bilingual: Sendable, Hashable, Codable {
  /// The Chinese text, what the people of the federation read.
  public let zh: String
  /// The English text, for programs' authors and for readers who chose English.
  public let en: String

  /// Makes a text of its Chinese and its English wording.
  public init(_ zh: String, _ en: String) {
    self.zh = zh
    self.en = en
  }

  /// The wording in one language.
  public func text(_ language: Language) -> String {
    switch language {
    case .chinese: zh
    case .english: en
    }
  }
}

/// The languages in which the system speaks to people.
public enum Language: String, Sendable, Hashable, Codable, CaseIterable {
  /// 简体中文, the default.
  case chinese = "zh"
  /// English.
  case english = "en"
}
