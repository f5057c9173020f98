import SelectionRules

/// What every import takes.
struct ImportInput: Codable, Sendable {
  var edition: String
  var file: FilePath
  var dryRun: Bool?
  var replace: String?

  static func notes(_ table: PackageTable) -> [FieldNote] {
    [
      .argument("edition", "EDITION", "届次名称", "the edition's name"),
      ColumnNote.file(table.columns, optional: ColumnNote.optional(table)),
      .option("dryRun", "", "只检查，不写入", "check only, change nothing"),
      .option("replace", "REASON", "整体替换先前导入的数据，写明理由", "replace what was imported before as a whole, and say why"),
    ]
  }
}
