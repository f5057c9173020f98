import Foundation
import Sealing

/// Digests by which doors tell contents apart.
public enum ContentDigest {
  /// The SHA-256 of bytes, in hexadecimal digits.
  public static func hex(of bytes: [UInt8]) -> String { Digest.sha256(of: bytes).hex }

  /// The SHA-256 of a file, in hexadecimal digits.
  public static func hex(ofFile path: String) throws -> String { try FileSource.digest(path, shown: path).hex }
}
