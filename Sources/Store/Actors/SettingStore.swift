import Database

/// Named settings of the installation.
public enum SettingStore {
  /// The identifier of the key with which values are sealed; its presence says that the installation is complete.
  public static let keyRing = "key-ring"

  /// A setting's content.
  public static func content(of name: String, in connection: ReadConnection) throws -> String? {
    try connection.first("SELECT content FROM setting WHERE name = ?", [name]) { try $0.text(0) }
  }

  /// Changes a setting; answers whether it had the content that was expected.
  public static func replace(
    _ name: String, _ old: String, with new: String, in connection: WriteConnection
  ) throws -> Bool {
    try connection.execute("UPDATE setting SET content = ? WHERE name = ? AND content = ?", [new, name, old]) > 0
  }

  /// Records a setting that is not there yet.
  public static func insert(_ name: String, _ content: String, in connection: WriteConnection) throws {
    try connection.execute("INSERT INTO setting (name, content) VALUES (?, ?)", [name, content])
  }
}
