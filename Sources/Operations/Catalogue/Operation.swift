import Primitives

/// One thing that the system can do: the single description from which the command line, later the HTTP API and the
/// pages, the permission table and the audit trail are derived.
public protocol Operation: Sendable {
  /// What it takes; its schema is derived from the type.
  associatedtype Input: Codable & Sendable
  /// What it answers.
  associatedtype Output: OperationOutput

  /// Thing and verb, as the command line says them: `edition compute`.
  static var name: String { get }
  /// One line for help and lists.
  static var summary: Bilingual { get }
  /// Where it may be called.
  static var reach: Reach { get }
  /// A note for each field of the input, in the order in which help shows them.
  static var notes: [FieldNote] { get }
}

/// Where an operation may be called.
public enum Reach: String, Sendable, Hashable, Codable, CaseIterable {
  /// On all doors.
  case everywhere
  /// Only on the machine: it touches folders, keys or the program's own life.
  case localOnly
}

/// What an operation does to the database.
public enum Effect: String, Sendable, Hashable, Codable, CaseIterable {
  /// It needs no database.
  case pure
  /// It reads one consistent state.
  case reads
  /// It is one transaction with one audit event.
  case writes
}

/// An operation that needs no database: it works on folders.
public protocol PureOperation: Operation {
  /// Does it.
  static func run(_ input: Input, _ environment: Environment) throws -> Output
}

/// An operation that makes or changes the installation itself, before anyone can act in it.
protocol LocalOperation: Operation {
  /// Does it.
  static func run(_ input: Input, _ session: Session) throws -> Output
}

/// An operation that reads one consistent state of the database.
public protocol ReadOperation: Operation {
  /// Does it.
  static func run(_ input: Input, _ call: ReadCall) throws -> Output
}

/// An operation that is one transaction; it names the subject of its audit event through the call.
public protocol WriteOperation: Operation {
  /// Does it.
  static func run(_ input: Input, _ call: WriteCall) throws -> Output
}

/// An act that needs long work first, such as the hash of a password, which would hold up every other act if it were done
/// inside the transaction.
public protocol StagedOperation: Operation {
  /// What the work before the transaction found.
  associatedtype Stage: Sendable

  /// How long that work is. A server does works of seconds and minutes one after the other, apart from those of moments.
  static var length: StageLength { get }

  /// Does the long work. It may read the database, and what it read may be otherwise by the time of the transaction.
  static func stage(_ input: Input, _ session: Session) throws -> Stage
  /// Does the rest as one transaction; it names the subject of its audit event through the call.
  static func run(_ input: Input, _ stage: Stage, _ call: WriteCall) throws -> Output
}

/// How long the work before an act's transaction takes.
public enum StageLength: Sendable {
  /// Some hundredths of a second, such as the hash of a password.
  case moment
  /// It grows with what is handed over.
  case long
}

extension StagedOperation {
  /// Most works are of a moment.
  public static var length: StageLength { .moment }
}

/// What an operation answers: values for programs, blocks for people, and whether all was well.
public protocol OperationOutput: Codable, Sendable {
  /// What people see.
  var presentation: [Block] { get }
  /// Whether the answer is a plain yes, or one that a script must notice.
  var verdict: Verdict { get }
}

/// Whether an answer is a plain yes.
public enum Verdict: String, Sendable, Hashable, Codable {
  /// Done as asked.
  case done
  /// Answered, and something differs or was refused; the answer says what was changed, if anything. Exit code 1.
  case different
}

extension OperationOutput {
  /// Most answers are a plain yes.
  public var verdict: Verdict { .done }
}
