import Database
import Primitives

/// Links audit events where acts run side by side.
///
/// On an engine with one writer an act links its own event. With many writers each would wait for the one before it, so
/// an act leaves its event with the event's own digest, and one leased sealer links what has been committed.
public enum AuditSealer {
  private static let lease = "audit-sealer"
  /// How long a sealer that died keeps others away.
  private static let leaseMilliseconds: Int64 = 10_000

  /// Links the events that were committed and are in no link yet; answers how many, 0 where another one is sealing.
  ///
  /// An event that was committed before another one's act began has the earlier moment, so it is linked before it.
  public static func seal(owner: String, now: Int64, in connection: WriteConnection) throws -> Int {
    let isMine = try LeaseStore.take(lease, owner: owner, until: now + leaseMilliseconds, now: now, in: connection)
    guard isMine else { return 0 }
    let waiting = try AuditStore.unlinked(in: connection)
    for item in waiting { try AuditStore.link(item.event.id.text, digest: item.digest, in: connection) }
    try LeaseStore.giveBack(lease, owner: owner, in: connection)
    return waiting.count
  }
}
