import HTTPServer
import Operations

/// The HTTP door to the catalogue.
public enum API {
  /// Where every resource of this version stands.
  static let root = "/api/v1"
}
