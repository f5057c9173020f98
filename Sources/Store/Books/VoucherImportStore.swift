import Database
import Primitives

/// A file of vouchers that was brought in.
public struct VoucherImportRow: Sendable, Hashable {
  /// The identifier.
  public let id: VoucherImportID
  /// The ledger.
  public let ledger: LedgerID
  /// The file's name.
  public let fileName: String
  /// The SHA-256 of its bytes.
  public let fileDigest: String
  /// The SHA-256 of what it says, however it was saved.
  public let contentDigest: String
  /// How many vouchers it has.
  public let vouchers: Int
  /// How many lines they have.
  public let lines: Int
  /// Who brought it in.
  public let by: ActorID
  /// When.
  public let at: String

  /// Makes a row.
  public init(
    id: VoucherImportID, ledger: LedgerID, fileName: String, fileDigest: String, contentDigest: String, vouchers: Int,
    lines: Int, by: ActorID, at: String
  ) {
    self.id = id
    self.ledger = ledger
    self.fileName = fileName
    self.fileDigest = fileDigest
    self.contentDigest = contentDigest
    self.vouchers = vouchers
    self.lines = lines
    self.by = by
    self.at = at
  }
}

/// The files of vouchers that were brought in, and which voucher came by which.
public enum VoucherImportStore {
  private static let select = """
    SELECT id, ledger_id, file_name, file_digest, content_digest, vouchers, lines, imported_by, imported_at
    FROM voucher_import
    """

  /// The file of a ledger that says the same.
  public static func find(
    content digest: String, of ledger: LedgerID, in connection: ReadConnection
  ) throws -> VoucherImportRow? {
    try connection.first("\(select) WHERE ledger_id = ? AND content_digest = ?", [ledger, digest], row)
  }

  /// The file by which a voucher came, and its key there.
  public static func origin(
    of voucher: VoucherID, in connection: ReadConnection
  ) throws -> (file: String, key: String, at: String)? {
    try connection.first(
      """
      SELECT i.file_name, t.file_key, i.imported_at FROM voucher_import_item t JOIN voucher_import i ON i.id = t.import_id
      WHERE t.voucher_id = ?
      """, [voucher]
    ) { (try $0.text(0), try $0.text(1), try $0.text(2)) }
  }

  /// Records a file.
  public static func insert(_ file: VoucherImportRow, in connection: WriteConnection) throws {
    try connection.execute(
      """
      INSERT INTO voucher_import (id, ledger_id, file_name, file_digest, content_digest, vouchers, lines, imported_by,
        imported_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        file.id, file.ledger, file.fileName, file.fileDigest, file.contentDigest, file.vouchers, file.lines, file.by,
        file.at,
      ])
  }

  /// Records that a voucher came by a file.
  public static func add(
    _ voucher: VoucherID, key: String, of file: VoucherImportID, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "INSERT INTO voucher_import_item (voucher_id, import_id, file_key) VALUES (?, ?, ?)", [voucher, file, key])
  }

  private static func row(_ row: Row) throws -> VoucherImportRow {
    VoucherImportRow(
      id: try row.identifier(0), ledger: try row.identifier(1), fileName: try row.text(2), fileDigest: try row.text(3),
      contentDigest: try row.text(4), vouchers: try row.int(5), lines: try row.int(6), by: try row.identifier(7),
      at: try row.text(8))
  }
}
