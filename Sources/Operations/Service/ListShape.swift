import Foundation
import Primitives
import Sealing

/// Which part of a list is wanted: filters, order, and a page of so many items behind a cursor.
///
/// Every list of the system is shaped here and in no operation, so that filters and pages work on what the person may
/// see and on nothing else: what was left out of a list for him moves no cursor, no total and no order.
public struct ListShape: Sendable, Hashable {
  /// One field by which is sorted.
  public struct Key: Sendable, Hashable {
    /// The field of an item.
    public let field: String
    /// Whether the largest comes first.
    public let isDescending: Bool

    /// Makes a key.
    public init(field: String, isDescending: Bool) {
      self.field = field
      self.isDescending = isDescending
    }
  }

  /// How many items a page has where nobody says.
  public static let defaultLimit = 100
  /// How many items a page has at most: a thousand rows are what a page or a sheet shows at once.
  public static let largestLimit = 1_000

  /// The page's size.
  public var limit = ListShape.defaultLimit
  /// Behind which item the page begins; nil for the first page.
  public var cursor: String?
  /// The order; empty for the list's own.
  public var order: [Key] = []
  /// Fields with the text that they must have.
  public var filters: [String: String] = [:]
  /// A text that one of the item's texts must contain.
  public var search: String?

  /// The first page in the list's own order.
  public init() {}
}

/// How a list's answer looks: where its items stand, and which of their fields can be filtered and sorted by.
public struct ListForm: Sendable, Hashable {
  /// The member of the answer that holds the items.
  public let member: String
  /// The fields that hold one value.
  public let fields: [Schema.Field]

  /// The form of an operation's answer, where it is a list: it stands at a collection, and one member holds objects.
  public init?(_ entry: CatalogueEntry) {
    guard let route = entry.route, route.method == .get, case .word = route.segments.last else { return nil }
    let lists = entry.output.fields.compactMap { field -> (String, [Schema.Field])? in
      guard case .array(.object(let fields)) = field.schema else { return nil }
      return (field.name, fields)
    }
    guard lists.count == 1, let (member, fields) = lists.first else { return nil }
    // An answer that has a total of its own tells figures; what stands beside them is no list to be cut into pages.
    guard !entry.output.fields.contains(where: { ["total", "next"].contains($0.name) }) else { return nil }
    self.member = member
    self.fields = fields.filter { $0.schema.isScalar }
  }

  /// The wanted part of an answer, with `total` (how many items pass the filters) and `next` (the cursor of the page
  /// behind this one) added.
  ///
  /// - Throws: a ``Refusal`` `list.cursor` where the cursor is none of this list.
  func shaped(_ answer: JSONValue, _ shape: ListShape) throws -> JSONValue {
    guard let members = answer.members else { return answer }
    let items = sorted((answer[ByteText(member)]?.elements ?? []).filter { passes($0, shape) }, shape.order)
    let start = try shape.cursor.map { try ListCursor(text: $0, shape).start(in: items) } ?? 0
    let page = items[min(start, items.count)...].prefix(shape.limit)
    var shaped = members.map { $0.key == ByteText(member) ? .init($0.key, .array(Array(page))) : $0 }
    shaped.append(.init("total", .integer(items.count)))
    if let last = page.last, start + page.count < items.count {
      shaped.append(.init("next", .string(ListCursor(start + page.count, behind: last, shape).text)))
    }
    return .object(shaped)
  }

  private func passes(_ item: JSONValue, _ shape: ListShape) -> Bool {
    for (field, text) in shape.filters {
      guard item[ByteText(field)]?.scalarText.map({ ByteText($0) }) == ByteText(text) else { return false }
    }
    guard let search = shape.search, !search.isEmpty else { return true }
    return (item.members ?? []).contains { $0.value.string?.range(of: search, options: .caseInsensitive) != nil }
  }

  /// Items that are alike by the keys keep the list's own order.
  private func sorted(_ items: [JSONValue], _ order: [ListShape.Key]) -> [JSONValue] {
    guard !order.isEmpty else { return items }
    let keyed = items.enumerated().map { offset, item in
      (offset, order.map { item[ByteText($0.field)]?.scalarText }, item)
    }
    return keyed.sorted { left, right in
      for (index, key) in order.enumerated() {
        if let isBefore = Self.isBefore(left.1[index], right.1[index], key.isDescending) { return isBefore }
      }
      return left.0 < right.0
    }.map(\.2)
  }

  /// Nil for equal ones. What has no value comes last either way.
  private static func isBefore(_ left: String?, _ right: String?, _ isDescending: Bool) -> Bool? {
    switch (left, right) {
    case (nil, nil): return nil
    case (nil, _): return false
    case (_, nil): return true
    case (let left?, let right?):
      guard let isLess = SortText.isLess(left, right) else { return nil }
      return isLess != isDescending
    }
  }
}

/// The order of values as texts: numbers by their value, everything else by its bytes.
enum SortText {
  /// Nil for equal ones.
  static func isLess(_ left: String, _ right: String) -> Bool? {
    if let left = Number(left), let right = Number(right) { return left.isLess(right) }
    let (left, right) = (ByteText(left), ByteText(right))
    return left == right ? nil : left < right
  }

  /// A plain decimal number, compared without being turned into anything that rounds.
  private struct Number {
    private let isNegative: Bool
    private let whole: [UInt8]
    private let fraction: [UInt8]

    init?(_ text: String) {
      var digits = Array(text.utf8)[...]
      isNegative = digits.first == ASCII.hyphen
      if isNegative { digits.removeFirst() }
      let parts = digits.split(separator: ASCII.point, maxSplits: 1, omittingEmptySubsequences: false)
      guard let first = parts.first, !first.isEmpty, parts.last?.isEmpty == false,
        parts.joined().allSatisfy({ (0x30...0x39).contains($0) })
      else { return nil }
      whole = Array(first.drop { $0 == ASCII.zero })
      var rest = parts.count > 1 ? Array(parts[1]) : []
      while rest.last == ASCII.zero { rest.removeLast() }
      fraction = rest
    }

    func isLess(_ other: Number) -> Bool? {
      if whole == other.whole, fraction == other.fraction {
        return isNegative == other.isNegative || whole.isEmpty && fraction.isEmpty ? nil : isNegative
      }
      guard isNegative == other.isNegative else { return isNegative }
      let isSmaller =
        whole.count == other.whole.count
        ? (whole + fraction).lexicographicallyPrecedes(other.whole + other.fraction)
        : whole.count < other.whole.count
      return isSmaller != isNegative
    }
  }
}

/// A place in a list: behind an item, found again by the item itself where the list has changed meanwhile.
struct ListCursor {
  private let index: Int
  private let item: [UInt8]
  private let list: [UInt8]

  init(_ index: Int, behind item: JSONValue, _ shape: ListShape) {
    self.index = index
    self.item = Self.mark(item.compactBytes)
    list = Self.mark(of: shape)
  }

  /// Reads a cursor that this list gave out.
  init(text: String, _ shape: ListShape) throws {
    let base = text.replacing("-", with: "+").replacing("_", with: "/")
    let padding = String(repeating: "=", count: (4 - base.count % 4) % 4)
    guard let data = Data(base64Encoded: base + padding), data.count == 20 else { throw Self.unknown }
    let bytes = Array(data)
    index = bytes[0..<4].reduce(0) { $0 << 8 | Int($1) }
    item = Array(bytes[4..<12])
    list = Array(bytes[12..<20])
    guard list == Self.mark(of: shape) else { throw Self.unknown }
  }

  var text: String {
    let place = (0..<4).map { UInt8(truncatingIfNeeded: index >> (24 - 8 * $0)) }
    return Data(place + item + list).base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  /// Where the page begins: behind the item, or where the item stood if it is gone.
  func start(in items: [JSONValue]) -> Int {
    if items.indices.contains(index - 1), Self.mark(items[index - 1].compactBytes) == item { return index }
    return items.firstIndex { Self.mark($0.compactBytes) == item }.map { $0 + 1 } ?? index
  }

  private static func mark(_ bytes: [UInt8]) -> [UInt8] { Array(Digest.sha256(of: bytes).bytes.prefix(8)) }

  /// What must be the same for the next page: everything but the page's size and its place.
  private static func mark(of shape: ListShape) -> [UInt8] {
    let order = shape.order.map { ($0.isDescending ? "-" : "") + $0.field }
    let filters = shape.filters.keys.sorted().map { "\($0)=\(shape.filters[$0] ?? "")" }
    return mark(Array((order + ["|"] + filters + ["|", shape.search ?? ""]).joined(separator: "\u{0}").utf8))
  }

  private static let unknown = Refusal(
    "list.cursor", kind: .wrongUse,
    message: Bilingual("游标不属于这个列表", "the cursor is none of this list"),
    remedy: Bilingual(
      "不带 cursor 从第一页重新开始，筛选和排序须与上一页相同", "begin at the first page; filters and order stay the same over the pages"))
}

extension JSONValue {
  /// A scalar's text as a query writes it; nil for null and what is no scalar.
  fileprivate var scalarText: String? {
    switch self {
    case .string(let text), .number(let text): text
    case .bool(let truth): truth ? "true" : "false"
    case .null, .array, .object: nil
    }
  }
}

extension Schema {
  /// Whether it is one value.
  public var isScalar: Bool {
    switch self {
    case .string, .integer, .boolean, .choice: true
    case .array, .map, .object: false
    }
  }
}
