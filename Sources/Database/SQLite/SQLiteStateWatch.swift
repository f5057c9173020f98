import CSQLite

/// Tells states of a database file apart by the head of the log's index, which names the last commit and lies in memory
/// that all processes share: no lock, no system call, so that every request of a server can ask.
///
/// Unchecked: the session is opened in `init` and closed in `deinit`, nothing else touches it; the memory is read in
/// steps that cannot be torn.
final class SQLiteStateWatch: StateWatch, @unchecked Sendable {
  /// Open as long as the watch is: the shared memory would go with the last connection.
  private let session: SQLiteSession
  private let index: UnsafeRawPointer

  /// Watches a file; nil where its log's index is not of the form that is known.
  init?(_ session: SQLiteSession) throws {
    // The index is mapped with the first look at the file.
    try session.begin()
    session.rollback()
    guard let index = qilu_log_index(session.handle) else {
      session.close()
      return nil
    }
    self.session = session
    self.index = UnsafeRawPointer(index)
  }

  deinit { session.close() }

  func mark() -> StateMark? {
    var words: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0, 0)
    let isWhole = withUnsafeMutableBytes(of: &words) { bytes in
      bytes.withMemoryRebound(to: CUnsignedLongLong.self) { qilu_log_header(index, $0.baseAddress) }
    }
    guard isWhole == 1 else { return nil }
    return StateMark(words.0, words.1, words.2, words.3, words.4, words.5)
  }
}
