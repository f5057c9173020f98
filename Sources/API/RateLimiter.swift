import Synchronization

/// How often a caller may come: a bucket of tokens for each, filled at a steady rate.
///
/// Who shows a secret has a bucket of his own; whoever shows none shares one with all of his address. An address has in
/// any case a larger bucket, so that nobody gets further by showing secrets that are none.
final class RateLimiter: Sendable {
  /// What is allowed.
  struct Limits: Sendable {
    /// Requests a second of one caller, on the average; 0 switches the limits off.
    var perSecond = 20
    /// Requests at once: a page with its pictures, or a client that catches up.
    var burst: Int { perSecond * 10 }
    /// How many times as much an address may as one caller: an office behind one address.
    static let addressFactor = 10
  }

  private struct Bucket {
    var tokens: Double
    var at: Int64
  }

  /// Buckets that are kept: a full one is forgotten without harm, so that strangers cannot fill the memory.
  private static let bucketLimit = 65_536

  private let limits: Limits
  private let buckets = Mutex<[String: Bucket]>([:])

  init(_ limits: Limits) { self.limits = limits }

  /// Takes a token; answers after how many seconds there is one where there is none.
  func wait(secret: String?, address: String, now: Int64) -> Int? {
    guard limits.perSecond > 0 else { return nil }
    return buckets.withLock { buckets in
      if buckets.count >= Self.bucketLimit { forget(&buckets, now) }
      let whole = take("a" + address, Limits.addressFactor, now, &buckets)
      return take((secret.map { "s" + $0 }) ?? "n" + address, 1, now, &buckets) ?? whole
    }
  }

  private func take(_ key: String, _ factor: Int, _ now: Int64, _ buckets: inout [String: Bucket]) -> Int? {
    let (rate, burst) = (Double(limits.perSecond * factor), Double(limits.burst * factor))
    var bucket = buckets[key] ?? Bucket(tokens: burst, at: now)
    bucket.tokens = min(burst, bucket.tokens + Double(max(0, now - bucket.at)) / 1000 * rate)
    bucket.at = now
    defer { buckets[key] = bucket }
    guard bucket.tokens >= 1 else { return max(1, Int(((1 - bucket.tokens) / rate).rounded(.up))) }
    bucket.tokens -= 1
    return nil
  }

  private func forget(_ buckets: inout [String: Bucket], _ now: Int64) {
    // Every bucket fills within ten seconds.
    buckets = buckets.filter { now - $0.value.at < 10_000 }
    if buckets.count >= Self.bucketLimit { buckets.removeAll() }
  }
}
