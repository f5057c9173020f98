/// Where the sealed values of a server belong: they open there and nowhere else.
enum KeptContext {
  /// An answer that is kept under an actor's key.
  static func answer(actor: String, key: String) -> String { "idempotency/\(actor)/\(key)" }
  /// The input of a job.
  static func jobInput(_ id: String) -> String { "job/\(id)" }
  /// The answer of a job.
  static func jobAnswer(_ id: String) -> String { "job-answer/\(id)" }
}
