import Primitives

/// A piece of an answer as people see it; each door prints it its own way.
public enum Block: Sendable, Hashable {
  /// A heading.
  case heading(Bilingual)
  /// A sentence.
  case line(Bilingual)
  /// Names with their values.
  case facts([Fact])
  /// A table.
  case table(TableBlock)

  /// A name with its value.
  public struct Fact: Sendable, Hashable {
    /// What it is.
    public let name: Bilingual
    /// The value.
    public let value: Bilingual

    /// Makes a fact whose value reads differently in the two languages.
    public init(_ zh: String, _ en: String, _ value: Bilingual) {
      name = Bilingual(zh, en)
      self.value = value
    }

    /// Makes a fact whose value is the same in both languages.
    public init(_ zh: String, _ en: String, _ value: String) {
      self.init(zh, en, Bilingual(value, value))
    }
  }

  /// A sentence of its two wordings.
  public static func line(_ zh: String, _ en: String) -> Block { .line(Bilingual(zh, en)) }

  /// A heading of its two wordings.
  public static func heading(_ zh: String, _ en: String) -> Block { .heading(Bilingual(zh, en)) }
}

/// A table as people see it.
public struct TableBlock: Sendable, Hashable {
  /// A column's heading, and on which side its values stand.
  public struct Column: Sendable, Hashable {
    /// The heading.
    public let heading: Bilingual
    /// Whether values stand on the right, as numbers do.
    public let isNumber: Bool
  }

  /// The columns.
  public let columns: [Column]
  /// The rows, as many values as columns.
  public let rows: [[Bilingual]]

  /// Makes a table whose values read the same in both languages.
  public init(_ columns: [Column], _ rows: [[String]]) {
    self.init(columns, bilingual: rows.map { $0.map { Bilingual($0, $0) } })
  }

  /// Makes a table whose values read differently in the two languages.
  public init(_ columns: [Column], bilingual rows: [[Bilingual]]) {
    self.columns = columns
    self.rows = rows
  }

  /// A column of texts.
  public static func text(_ zh: String, _ en: String) -> Column { Column(heading: Bilingual(zh, en), isNumber: false) }

  /// A column of numbers.
  public static func number(_ zh: String, _ en: String) -> Column { Column(heading: Bilingual(zh, en), isNumber: true) }
}
