import Primitives

/// A judge or a nominee as far as conflicts go.
public struct ConflictParty: Sendable {
  /// The judge's code or the nomination's number.
  public var key: ByteText
  /// The name.
  public var name: String
  /// The employer's credit code; may be empty.
  public var employerCreditCode: String
  /// The phone as it was written; may be empty.
  public var phone: String
  /// The address as it was written; may be empty.
  public var address: String

  /// Describes a party.
  public init(key: ByteText, name: String, employerCreditCode: String, phone: String = "", address: String = "") {
    self.key = key
    self.name = name
    self.employerCreditCode = employerCreditCode
    self.phone = phone
    self.address = address
  }
}

/// A person as the mentorship table names one: by name and employer.
public struct MentorshipPerson: Sendable, Hashable {
  /// The name, without spaces.
  public let name: ByteText
  /// The employer's credit code in capitals.
  public let employerCreditCode: ByteText

  /// Names a person.
  public init(name: String, employerCreditCode: String) {
    self.name = ByteText(FoldedText.text(name.unicodeScalars.filter { !$0.properties.isWhitespace }))
    self.employerCreditCode = ByteText(MentorshipPerson.code(employerCreditCode))
  }

  /// A credit code as it is compared: full-width signs as ASCII, capitals, no spaces.
  static func code(_ text: String) -> String {
    FoldedText.text(FoldedText.scalars(text).filter { !$0.properties.isWhitespace })
  }
}

/// A master and an apprentice.
public struct Mentorship: Sendable, Hashable {
  /// The master.
  public let master: MentorshipPerson
  /// The apprentice.
  public let apprentice: MentorshipPerson

  /// Joins a master and an apprentice.
  public init(master: MentorshipPerson, apprentice: MentorshipPerson) {
    self.master = master
    self.apprentice = apprentice
  }
}

/// A conflict that the data suggests.
public struct Conflict: Sendable, Hashable {
  /// The judge's code.
  public let judge: ByteText
  /// The nomination's number.
  public let nomination: ByteText
  /// The kind.
  public let kind: ConflictKind
  /// What matched, in words; personal values are masked.
  public let matched: Bilingual
}
