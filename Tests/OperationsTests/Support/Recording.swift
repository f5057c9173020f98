import Foundation

/// Whether a test that compares with a recorded file may write it anew; it fails all the same.
enum Recording {
  static let isOn = ProcessInfo.processInfo.environment["QILU_RECORD"] == "1"
}
