import HTTPServer
import Operations
import Primitives

/// The HTTP door to the catalogue.
public enum Door {
  /// Where every resource of this version stands.
  static let root = "/api/v1"
  /// The cookie that may hold a session's secret.
  static let cookie = "qilu_session"
}
