/// What the JSON reader takes from a stranger's file at most.
public enum JSONLimits {
  /// Nested arrays and objects: the reader recurses once for each, and no file of the system nests beyond ten.
  public static let depth = 64
  /// Bytes of one text: the longest file of the system, a manifest or summary that names 100,000 things, is about
  /// 10 MB. Reading holds the bytes and the values, so this bounds the memory too.
  public static let bytes = 16 * 1024 * 1024
}
