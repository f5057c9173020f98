import Primitives
import SelectionRules

extension SampleEditionOperation {
  /// What `sample edition` answers.
  public struct Output: OperationOutput {
    /// One written file.
    public struct File: Codable, Sendable, Hashable {
      /// The path inside the folder.
      public let path: String
      /// How many rows a table has, the header not counted; nil for rules.json.
      public let rows: Int?

      init(_ file: PackageFile) {
        path = file.path
        // The sample puts no line break into a field, so that lines are rows.
        rows = file.path.hasSuffix(".csv") ? file.bytes.count { $0 == 0x0A } - 1 : nil
      }
    }

    /// The folder.
    public let folder: FilePath
    /// The edition's name.
    public let edition: String
    /// The files.
    public let files: [File]

    /// The folder, the files with their rows, and that nothing in them is real.
    public var presentation: [Block] {
      let columns = [TableBlock.text("文件", "file"), TableBlock.number("行数", "rows")]
      return [
        .line("样例届次 \(edition) 已写入 \(folder.text)", "The sample edition \(edition) was written to \(folder.text)"),
        .table(TableBlock(columns, files.map { [$0.path, $0.rows.map(String.init) ?? ""] })),
        .line(
          "其中的人员、单位、信用代码和身份证号码全部虚构，不对应任何真实的人或单位。",
          "All people, employers, credit codes and citizen IDs in it are invented and stand for nobody real."),
      ]
    }
  }
}
