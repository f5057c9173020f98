import Synchronization

/// All open connections, and how many each client has.
final class ConnectionRegistry: Sendable {
  private struct Entries {
    var connections: [ObjectIdentifier: Connection] = [:]
    var perNetwork: [PeerAddress: Int] = [:]
  }

  private let entries = Mutex(Entries())

  var count: Int { entries.withLock { $0.connections.count } }

  /// How many connections a client has. Two threads that accept at once may both see the last free place.
  func count(of peer: PeerAddress) -> Int { entries.withLock { $0.perNetwork[peer.network, default: 0] } }

  func add(_ connection: Connection) {
    entries.withLock {
      $0.connections[ObjectIdentifier(connection)] = connection
      if let peer = connection.peer { $0.perNetwork[peer.network, default: 0] += 1 }
    }
  }

  /// Called before the socket is closed.
  func remove(_ connection: Connection) {
    entries.withLock {
      $0.connections[ObjectIdentifier(connection)] = nil
      guard let network = connection.peer?.network, let count = $0.perNetwork[network] else { return }
      $0.perNetwork[network] = count > 1 ? count - 1 : nil
    }
  }

  /// Ends all that take too long. No socket is closed meanwhile: ``remove(_:)`` waits.
  func endLate(_ settings: HTTPServerSettings) {
    let now = Uptime.milliseconds
    entries.withLock { for connection in $0.connections.values { connection.endIfLate(at: now, settings) } }
  }

  /// The exchanges that are under way.
  func exchanges() -> [HTTPExchange] { entries.withLock { $0.connections.values.compactMap(\.exchange) } }
}
