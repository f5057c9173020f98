import Operations
import Synchronization

/// Counts of requests for Prometheus: by operation and status, which are few and known, never by person or path.
final class Metrics: Sendable {
  private struct Series: Hashable {
    let operation: String
    let status: Int
  }

  private struct State {
    var requests: [Series: Int] = [:]
    var buckets = [Int](repeating: 0, count: Metrics.bounds.count + 1)
    var nanoseconds: UInt64 = 0
  }

  /// Upper bounds of the durations, in microseconds: from an answer that is known to one that somebody complains of.
  static let bounds: [UInt64] = [100, 500, 1_000, 5_000, 10_000, 50_000, 100_000, 500_000, 1_000_000, 5_000_000]

  private let state = Mutex(State())

  /// Counts an answered request.
  func count(_ operation: String, _ status: Int, nanoseconds: UInt64) {
    state.withLock { state in
      state.requests[Series(operation: operation, status: status), default: 0] += 1
      state.nanoseconds += nanoseconds
      let microseconds = nanoseconds / 1000
      state.buckets[Self.bounds.firstIndex { microseconds <= $0 } ?? Self.bounds.count] += 1
    }
  }

  /// The text that Prometheus reads (exposition format 0.0.4).
  func text(_ service: Service, connections: Int) -> String {
    let state = state.withLock { $0 }
    let written = service.written
    return requests(state) + durations(state)
      + gauge("qilu_connections", "Open connections.", connections)
      + counter("qilu_commits_total", "Commits that acts shared.", written.commits)
      + counter("qilu_acts_total", "Acts that were written, those refused included.", written.writes)
      + gauge("qilu_acts_waiting", "Acts that wait for a commit.", written.waiting)
      + gauge("qilu_acts_per_commit_max", "The most acts in one commit.", written.largest)
  }

  private func requests(_ state: State) -> String {
    let sorted = state.requests.sorted { ($0.key.operation, $0.key.status) < ($1.key.operation, $1.key.status) }
    let lines = sorted.map { series, count in
      "qilu_http_requests_total{operation=\"\(series.operation)\",status=\"\(series.status)\"} \(count)\n"
    }
    return head("qilu_http_requests_total", "Requests by operation and status.", "counter") + lines.joined()
  }

  private func durations(_ state: State) -> String {
    let name = "qilu_http_request_duration_seconds"
    var (text, total) = (head(name, "Seconds from a whole request to its answer.", "histogram"), 0)
    for (bound, count) in zip(Self.bounds, state.buckets) {
      total += count
      text += "\(name)_bucket{le=\"\(Self.seconds(bound * 1000))\"} \(total)\n"
    }
    total += state.buckets[Self.bounds.count]
    return text + "\(name)_bucket{le=\"+Inf\"} \(total)\n\(name)_sum \(Self.seconds(state.nanoseconds))\n"
      + "\(name)_count \(total)\n"
  }

  private static func seconds(_ nanoseconds: UInt64) -> String {
    let rest = String(nanoseconds % 1_000_000_000)
    return "\(nanoseconds / 1_000_000_000)." + String(repeating: "0", count: 9 - rest.count) + rest
  }

  private func counter(_ name: String, _ help: String, _ value: Int) -> String {
    head(name, help, "counter") + "\(name) \(value)\n"
  }

  private func gauge(_ name: String, _ help: String, _ value: Int) -> String {
    head(name, help, "gauge") + "\(name) \(value)\n"
  }

  private func head(_ name: String, _ help: String, _ kind: String) -> String {
    "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
  }
}
