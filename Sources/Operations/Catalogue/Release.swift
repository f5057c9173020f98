/// What the program calls itself.
public enum Release {
  /// The version, which `--version` prints and every backup names.
  public static let version = "0.1.0"
}
