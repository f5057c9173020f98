import Primitives
import Sealing
import SelectionRules
import Store

/// `qilu edition export EDITION --output FOLDER`: inputs, results and manifest, which verify.
struct EditionExport: ReadOperation {
  struct Input: Codable, Sendable {
    var name: String
    var output: ResultFolder
    var `public`: Bool?
    var ballots: Bool?
  }

  struct Output: OperationOutput {
    struct File: Codable, Sendable {
      var path: String
      var bytes: Int
      var sha256: String
    }

    var folder: FilePath
    var files: [File]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("文件", "file"), TableBlock.number("字节", "bytes"), TableBlock.text("SHA-256", "SHA-256"),
      ]
      return [
        .table(TableBlock(columns, files.map { [$0.path, "\($0.bytes)", $0.sha256] })),
        .line("数据包已写入 \(folder.text)", "the package was written to \(folder.text)"),
      ]
    }
  }

  static let name = "edition export"
  static let summary = Bilingual("导出一届的数据包（可独立核验）", "export an edition's package, which anyone can verify")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("name", "EDITION", "届次名称", "the edition's name"),
    .option("output", "FOLDER", "写入的新文件夹", "the new folder to write"),
    .option("public", "", "公开版：评委匿名，代码和理由隐去", "for the public: judges renamed, codes and reasons withheld"),
    .option(
      "ballots", "", "附上原始选票和计票规则（公布之后，不与 --public 同用）",
      "with the raw ballots and the rules of their count: once released, and not with --public"),
  ]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let edition = try EditionContext(named: input.name, in: call.connection)
    let ballots = input.ballots == true ? try PackagedBallots(edition, isPublic: input.public == true, call) : nil
    var inputs = try edition.readableInputs(in: call.connection)
    if input.public ?? false {
      inputs = PublicPackage.inputs(inputs, published: try published(edition, call))
    }
    let calculation = try EditionCalculation(inputs)
    let tables = InputFiles.files(of: inputs).filter { $0.path != "rules.json" }
    let rules = PackageFile(path: "rules.json", bytes: Array(edition.rulesContent.utf8))
    let files =
      [rules] + tables + ResultFiles(calculation, try calculation.outcome()).files + (ballots.map { [$0.rules] } ?? [])
    let listed =
      files.map { Output.File(path: $0.path, bytes: $0.bytes.count, sha256: Digest.sha256(of: $0.bytes).hex) }
      + (ballots?.files.map { Output.File(path: $0.path, bytes: $0.row.bytes, sha256: $0.row.digest.hex) } ?? [])
    let manifest = PackageManifest(listed.map { (ByteText($0.path), $0.sha256) })
    try PackageFolder.write(
      files + [PackageFile(path: PackageManifest.path, bytes: manifest.jsonBytes)], to: input.output.path
    ) { try ballots?.copy(into: $0, call.evidence) }
    return Output(folder: input.output.path, files: listed)
  }

  /// The nominations whose nomination or naming was published: those on a confirmed list of nominees, and the named.
  private static func published(_ edition: EditionContext, _ call: ReadCall) throws -> Set<ByteText> {
    var published = Set(try NamingStore.all(of: edition.id, in: call.connection).map(\.nomination))
    if let list = try StageListStore.current(.nominee, of: edition.id, in: call.connection),
      list.state == ListState.confirmed.rawValue
    {
      published.formUnion(try StageListStore.entries(of: list.id, in: call.connection).map(\.nomination))
    }
    return published
  }
}
