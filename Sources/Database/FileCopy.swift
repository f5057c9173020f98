extension SQLDatabase {
  /// Copies the file of the embedded engine as it stands at this moment to a new file, while others read and write.
  ///
  /// The copy is whole, for its owner alone (0600), without a log beside it, and durable when this returns; where it
  /// throws a ``DatabaseFailure`` there is none. Writers are not held up; their log grows by what they write until the
  /// copy is made, so `pace`, called after each mebibyte, waits for milliseconds rather than seconds.
  public static func copyFile(_ path: String, to target: String, pace: @escaping () -> Void = {}) throws {
    let engine = SQLiteEngine(path: path)
    try engine.requireStorage()
    try engine.copy(to: target, pace: pace)
  }
}
