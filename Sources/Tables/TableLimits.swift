/// The named limits of a table that comes from outside.
public struct TableLimits: Sendable, Hashable {
  /// The longest row in bytes, its line end not counted. The edition package says 1 MB: a stray quote must not make
  /// the reader hold a whole file as one field.
  public var rowBytes: Int
  /// The most columns a header may have: wide enough for every export seen, small enough to bound the row index.
  public var columns: Int

  /// The limits of the edition package: rows of 1,000,000 bytes, 1,024 columns.
  public static let package = TableLimits(rowBytes: 1_000_000, columns: 1_024)

  /// Makes limits of a row's bytes and a header's columns.
  public init(rowBytes: Int, columns: Int) {
    self.rowBytes = rowBytes
    self.columns = columns
  }
}
