/// The numbers of the nomination form (form 12.5), named once.
public enum FormLimits {
  /// Co-nominators that a joint recommendation needs.
  public static let coNominators = 3
  /// Working days of the unit's publicity.
  public static let publicityDays = 5
  /// Chinese characters of the main deeds, at least and at most.
  public static let deeds = 500...2000
  /// Entries of a list.
  public static let entries = 50

  /// The most characters of a single-valued text; of the deeds, Chinese characters are counted besides.
  static func length(of field: FormField) -> Int {
    switch field {
    case .name, .position: 50
    case .employer, .address: 100
    case .post: 80
    case .spirit, .craft, .leading, .contribution: 600
    case .deeds: 6000
    case .apprentices: 500
    default: 40
    }
  }
}
