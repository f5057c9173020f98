import Database
import Primitives
import Store

/// Tells who showed a secret.
enum SignInDesk {
  static func principal(
    forSecret secret: String, address: String?, now: Int64, in connection: ReadConnection
  ) throws -> (principal: Principal, expiresAtMilliseconds: Int64)? { nil }

  static func touch(secret: String, now: Int64, in connection: WriteConnection) throws {}

  static func sweep(now: Int64, in connection: WriteConnection) throws {}
}
