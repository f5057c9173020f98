import Primitives

/// The faults of a table as refusals, each with file, physical line and column.
enum TableFault {
  /// Whether reading can go on with the next row after the fault.
  static func isRecoverable(_ refusal: Refusal) -> Bool {
    ["table.blank-line", "table.field-count", "table.encoding"].contains(refusal.code)
  }

  static func badQuote(_ location: Refusal.Location) -> Refusal {
    make(
      "table.bad-quote", location,
      Bilingual("引号或回车的用法不符合 RFC 4180", "a quote or a carriage return breaks RFC 4180"),
      Bilingual(
        "含逗号、引号或换行的字段整体加引号，字段内的引号写成两个；请用表格软件另存为 CSV（UTF-8）",
        "quote the whole field and double the quotes inside it; saving as CSV (UTF-8) from a spreadsheet does so"))
  }

  static func blankLine(_ location: Refusal.Location) -> Refusal {
    make(
      "table.blank-line", location, Bilingual("这一行是空行", "the line is blank"),
      Bilingual("删除空行", "delete the blank line"))
  }

  static func fieldCount(_ location: Refusal.Location, expected: Int, found: Int) -> Refusal {
    make(
      "table.field-count", location,
      Bilingual("这一行有 \(found) 个字段，表头有 \(expected) 个", "the row has \(found) fields, the header \(expected)"),
      Bilingual(
        "检查是否多了或少了逗号；含逗号的内容要加引号",
        "look for a comma too many or too few; a text that holds a comma must be quoted"))
  }

  static func encoding(_ location: Refusal.Location) -> Refusal {
    make(
      "table.encoding", location, Bilingual("内容不是 UTF-8 编码", "the bytes are not UTF-8"),
      Bilingual("请另存为“CSV UTF-8（逗号分隔）”", "save the file as “CSV UTF-8 (comma delimited)”"))
  }

  static func rowTooLong(_ location: Refusal.Location, limit: Int) -> Refusal {
    make(
      "table.row-too-long", location,
      Bilingual("一行超过 \(limit) 字节", "a row is longer than \(limit) bytes"),
      Bilingual(
        "检查该行起是否有没有闭合的引号，或文件是否为 CSV",
        "look for a quote that is never closed from this line on, or a file that is no CSV"))
  }

  static func tooManyColumns(_ location: Refusal.Location, limit: Int) -> Refusal {
    make(
      "table.too-many-columns", location,
      Bilingual("表头超过 \(limit) 列", "the header has more than \(limit) columns"),
      Bilingual("删除多余的列", "remove the columns that are not needed"))
  }

  static func missingColumn(_ location: Refusal.Location) -> Refusal {
    let name = location.column ?? ""
    return make(
      "table.missing-column", location, Bilingual("表头缺少列 \(name)", "the header lacks the column \(name)"),
      Bilingual(
        "在第一行补上该列名（区分大小写，前后不留空格）", "add the column's name to the first line, exactly as written here"))
  }

  static func repeatedColumn(_ location: Refusal.Location) -> Refusal {
    let name = location.column ?? ""
    return make(
      "table.repeated-column", location,
      Bilingual("表头中列 \(name) 出现两次", "the header names the column \(name) twice"),
      Bilingual("只保留一列", "keep one of the two"))
  }

  private static func make(
    _ code: String, _ location: Refusal.Location, _ message: Bilingual, _ remedy: Bilingual
  ) -> Refusal {
    Refusal(
      code, citation: Citation("CSV", Citation.editionPackage, "CSV"), message: message, remedy: remedy,
      location: location)
  }
}
