/// What the text of a statement must be to run in a closure.
enum StatementText {
  private static let dataWords: Set<String> = ["SELECT", "WITH", "VALUES", "INSERT", "UPDATE", "DELETE"]

  /// Refuses what is not data: transactions belong to ``SQLDatabase``, definitions to migrations, settings to engines.
  static func requireData(_ sql: String) throws {
    let first = SQLPieces(sql).first { $0.isWord }?.text.uppercased() ?? ""
    guard dataWords.contains(first) else {
      throw DatabaseFailure.misuse("a closure runs SELECT, INSERT, UPDATE and DELETE, not \(first)")
    }
  }
}
