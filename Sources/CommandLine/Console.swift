/// What the program does to the terminal it runs on, as closures, so that a test reads what was written.
public struct Console: Sendable {
  /// What became of an answer that was written.
  public enum Fate: Sendable, Hashable {
    /// It was written whole.
    case written
    /// Whoever read it has left, as `head` does after some lines; nobody misses the rest.
    case readerGone
    /// It could not be written, with the operating system's word for it.
    case failed(String)
  }

  /// Writes to standard output.
  public var writeOutput: @Sendable (String) -> Fate
  /// Writes to standard error; a failure there has nowhere to be told.
  public var writeError: @Sendable (String) -> Void
  /// Whether standard error is a terminal, on which progress can be shown.
  public var errorIsTerminal: Bool
  /// The time since some fixed moment; it never goes back.
  public var elapsed: @Sendable () -> Duration

  /// Makes a console of its closures.
  public init(
    writeOutput: @escaping @Sendable (String) -> Fate, writeError: @escaping @Sendable (String) -> Void,
    errorIsTerminal: Bool, elapsed: @escaping @Sendable () -> Duration
  ) {
    self.writeOutput = writeOutput
    self.writeError = writeError
    self.errorIsTerminal = errorIsTerminal
    self.elapsed = elapsed
  }
}
