/// The rows of one of the module's own data files: comma-separated, one header, no quotes.
///
/// The general reader of CSV files stands above this module; these files are so plain that a split by comma reads them.
struct ReferenceRows {
  /// A row with the physical line on which it stands.
  struct Row {
    let line: Int
    let fields: [String]
  }

  let file: String
  let rows: [Row]

  /// Reads rows under exactly this header; a BOM and CRLF are accepted. Throws `reference-data.…` with file and line.
  init(_ bytes: [UInt8], header: [String], file: String) throws {
    self.file = file
    let start = bytes.starts(with: ASCII.byteOrderMark) ? ASCII.byteOrderMark.count : 0
    guard let text = String(validating: bytes[start...], as: UTF8.self) else {
      throw Self.fault("encoding", "不是有效的 UTF-8 编码。", "The bytes are not valid UTF-8.", file, nil)
    }
    var lines = text.utf8.split(separator: ASCII.lineFeed, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    var read: [Row] = []
    for (index, line) in lines.enumerated() {
      let fields = try Self.fields(line, count: header.count, file: file, line: index + 1)
      if index > 0 {
        read.append(Row(line: index + 1, fields: fields))
      } else if fields != header {
        throw Self.headerFault(header, file)
      }
    }
    guard !lines.isEmpty else { throw Self.headerFault(header, file) }
    rows = read
  }

  /// A fault of the value in a row.
  func fault(_ code: String, _ zh: String, _ en: String, _ row: Row, _ column: String) -> Refusal {
    Self.fault(code, zh, en, file, row.line, column)
  }

  private static func fields(_ line: Substring.UTF8View, count: Int, file: String, line number: Int) throws -> [String]
  {
    var line = line
    if line.last == ASCII.carriageReturn { line.removeLast() }
    guard !line.contains(ASCII.quote) else {
      throw fault("quote", "此文件不使用引号。", "This file uses no quotes.", file, number)
    }
    let fields = line.split(separator: ASCII.comma, omittingEmptySubsequences: false).map { String(Substring($0)) }
    guard fields.count == count else {
      throw fault("fields", "本行应有 \(count) 列。", "The row should have \(count) fields.", file, number)
    }
    return fields
  }

  private static func headerFault(_ header: [String], _ file: String) -> Refusal {
    let names = header.joined(separator: ",")
    return fault("header", "第一行应为 \(names)。", "The first line should be \(names).", file, 1)
  }

  private static func fault(
    _ code: String, _ zh: String, _ en: String, _ file: String, _ line: Int?, _ column: String? = nil
  ) -> Refusal {
    Refusal(
      "reference-data.\(code)", message: Bilingual(zh, en),
      remedy: Bilingual("请改正数据文件的所指位置。", "Correct the data file at the place that is named."),
      location: Refusal.Location(file: file, line: line, column: column))
  }
}
