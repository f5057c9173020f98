/// One step of the schema: numbered, named, plain SQL, never changed once released.
///
/// Definitions use the words `INT64`, `BYTES` and `TEXT`, which the engine spells its way; a `CREATE TABLE` is made
/// strict. Each statement is one element, without a semicolon.
public struct Migration: Sendable {
  /// 1 for the first, then one more for each.
  public let version: Int
  /// What the step does, for people who read the table of migrations.
  public let name: String
  /// The statements, in order.
  public let statements: [String]

  /// Makes a step of the schema.
  public init(_ version: Int, _ name: String, _ statements: [String]) {
    self.version = version
    self.name = name
    self.statements = statements
  }

  /// Tells whether the statements are those that were applied: `fnv1a64:` and 16 hexadecimal digits.
  ///
  /// It guards against an author's mistake, not against an adversary: whoever can change the table of migrations
  /// can change every other table too. Hence FNV-1a (64 bits, offset basis 14695981039346656037, prime 1099511628211).
  var digest: String {
    var hash: UInt64 = 14_695_981_039_346_656_037
    for statement in statements {
      for byte in Array(statement.utf8) + [0] {
        hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211
      }
    }
    let digits = String(hash, radix: 16)
    return "fnv1a64:" + String(repeating: "0", count: 16 - digits.count) + digits
  }
}
