import Primitives

/// What a sheet asks of a judge: the four dimensions of an expert, or the edition's rubric of a reviewer
///
public struct SheetForm: Sendable, Hashable {
  /// One thing that is scored.
  public struct Item: Sendable, Hashable {
    /// The code by which it is called.
    public let code: ByteText
    /// What it is.
    public let label: Bilingual
    /// The most that it can be given, in hundredths of a point.
    public let maximumHundredths: Int

    /// Makes an item.
    public init(code: ByteText, label: Bilingual, maximumHundredths: Int) {
      self.code = code
      self.label = label
      self.maximumHundredths = maximumHundredths
    }
  }

  /// The items in the order of the form.
  public let items: [Item]
  /// The rule that the form rests on.
  private let rule: String

  /// The experts' form: each dimension 0 to 100.
  public static let dimensions = SheetForm(
    items: Dimension.allCases.map {
      Item(
        code: ByteText($0.rawValue), label: Bilingual($0.chinese, $0.rawValue),
        maximumHundredths: Score.maximumHundredths)
    }, rule: "R-220")

  private init(items: [Item], rule: String) {
    self.items = items
    self.rule = rule
  }

  /// Makes the reviewers' form of an edition.
  ///
  /// - Throws: a ``Refusal`` where a code stands twice, an item has no points, or the maxima do not sum to exactly 100.
  public init(rubric items: [Item]) throws {
    var codes: Set<ByteText> = []
    for item in items {
      guard codes.insert(item.code).inserted else { throw SheetRefusals.repeatedItem(item.code) }
      guard item.maximumHundredths > 0 else { throw SheetRefusals.emptyItem(item.code) }
    }
    let sum = items.reduce(0) { $0 + $1.maximumHundredths }
    guard sum == Score.maximumHundredths else { throw SheetRefusals.rubricSum(sum) }
    self.init(items: items, rule: "R-219")
  }

  /// A value as a judge gave it, in hundredths.
  ///
  /// - Throws: a ``Refusal`` for an item that the form lacks, a text that is no score, and one above the item's maximum.
  public func value(of code: ByteText, _ text: String) throws -> Int {
    guard let item = items.first(where: { $0.code == code }) else {
      throw SheetRefusals.unknownItem(code, items.map(\.code), rule)
    }
    let score = try Score(text)
    guard score.hundredths <= item.maximumHundredths else { throw SheetRefusals.aboveMaximum(item, rule) }
    return score.hundredths
  }

  /// The longest comment, in characters: two pages, so that nobody stores a file in it.
  public static let commentLimit = 2000

  /// Passes if a comment is not too long.
  public static func checkComment(_ text: String) throws {
    guard text.count <= commentLimit else { throw SheetRefusals.longComment(commentLimit) }
  }

  /// The values of items that are given together, each once, in hundredths.
  public func values(_ given: [(item: ByteText, score: String)]) throws -> [ByteText: Int] {
    var values: [ByteText: Int] = [:]
    for (item, score) in given {
      let known = values.updateValue(try value(of: item, score), forKey: item)
      guard known == nil else { throw SheetRefusals.repeatedValue(item, rule) }
    }
    return values
  }

  /// The items that have no value yet, in the order of the form.
  public func missing(_ values: [ByteText: Int]) -> [Item] { items.filter { values[$0.code] == nil } }

  /// Passes if every item has its value.
  ///
  /// - Throws: a ``Refusal`` `sheet.incomplete` that names all that is missing.
  public func checkComplete(_ values: [ByteText: Int]) throws {
    let missing = missing(values)
    guard missing.isEmpty else { throw SheetRefusals.incomplete(missing, rule) }
  }

  /// The sum of all items, which is a review's score.
  public func sum(_ values: [ByteText: Int]) -> Int { items.reduce(0) { $0 + (values[$1.code] ?? 0) } }
}
