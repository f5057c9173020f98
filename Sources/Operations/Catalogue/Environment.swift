import Primitives

/// The effects that operations need, passed in as closures, so that a test fixes the clock and the identifiers.
public struct Environment: Sendable {
  /// The moment, in milliseconds since 1970-01-01T00:00:00Z.
  public var now: @Sendable () -> Int64
  /// A new identifier's text, never the same twice, later ones sorting behind earlier ones.
  public var newIdentifier: @Sendable () -> String
  /// The name of the operating-system user who runs the program, if it can be told.
  public var operatingSystemUser: @Sendable () -> String?
  /// Waits, in milliseconds, before something is tried again.
  public var pause: @Sendable (_ milliseconds: Int) -> Void
  /// Tells how far a long work is.
  public var progress: @Sendable (_ done: Int, _ total: Int) -> Void
  /// Tells in a sentence how far a long work is, in place of the sentence before; also where there is no terminal, if
  /// that was asked for.
  public var report: @Sendable (_ sentence: Bilingual, _ isAsked: Bool) -> Void = { _, _ in }
  /// Tells a warning to the person.
  public var warn: @Sendable (Bilingual) -> Void
  /// Serves until the process is told to end; the program puts its HTTP door in.
  public var serve: @Sendable (ServerSettings, Service) throws -> Void = { _, _ in throw ServeRefusals.unavailable }

  /// Lets other work of the machine go first from now on, as far as this thread is concerned.
  public var giveWay: @Sendable () -> Void
  /// Whether an older schema on a server may be brought up to date: the person says that the server's copy is made.
  public var upgradesServers: Bool

  /// Makes an environment of its closures.
  public init(
    now: @escaping @Sendable () -> Int64, newIdentifier: @escaping @Sendable () -> String,
    operatingSystemUser: @escaping @Sendable () -> String?,
    pause: @escaping @Sendable (Int) -> Void = { _ in },
    progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in },
    warn: @escaping @Sendable (Bilingual) -> Void = { _ in },
    giveWay: @escaping @Sendable () -> Void = {}, upgradesServers: Bool = false
  ) {
    self.now = now
    self.newIdentifier = newIdentifier
    self.operatingSystemUser = operatingSystemUser
    self.pause = pause
    self.progress = progress
    self.warn = warn
    self.giveWay = giveWay
    self.upgradesServers = upgradesServers
  }

  /// The moment as `2026-11-20T02:41:05.123Z`.
  var instant: String { InstantText.text(milliseconds: now()) }

  /// The Asia/Shanghai calendar day of the moment.
  func today() throws -> CalendarDay { try CalendarDay(instantMilliseconds: now()) }
}
