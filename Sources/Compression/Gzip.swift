import CZlib

/// The gzip form of bytes.
public enum Gzip {
  /// The version of the library, for `--version` texts.
  public static var libraryVersion: String { String(cString: zlibVersion()) }
}
