import Database
import Evidence
import Foundation
import Primitives
import Store
import Synchronization

/// What a server does by itself beside answering: links audit events where acts run side by side, takes up jobs, lets go
/// of what has served its time.
extension Service {
  /// A retry comes within minutes; a week covers a client that was switched off over the holidays.
  private static let keptAnswerMilliseconds: Int64 = 7 * 86_400_000
  private static let sealingInterval: UInt32 = 500_000

  /// Begins.
  func begin() {
    resumeJobs()
    let thread = Thread { [self] in
      while !isClosing.load(ordering: .acquiring) {
        keepHouse()
        usleep(Self.sealingInterval)
      }
    }
    thread.name = "qilu-keeper"
    thread.start()
  }

  private func keepHouse() {
    let database = held.database
    if !database.hasSingleWriter {
      let now = environment.now()
      _ = try? database.write { try AuditSealer.seal(owner: owner, now: now, in: $0) }
    }
    if isDue("sweep", every: 60_000) { sweep() }
  }

  private func sweep() {
    let now = environment.now()
    held.database.submit {
      _ = try IdempotencyStore.sweep(before: now - Self.keptAnswerMilliseconds, in: $0)
    } then: { _ in
    }
    held.database.submit {
      try SignInDesk().sweep(now: now, in: $0)
    } then: { _ in
    }
    clearResults(before: now - Self.keptAnswerMilliseconds)
    try? EvidenceStore(folder: paths.evidence).sweepTemporary()
  }

  /// Result files are copies of what can be asked for again.
  private func clearResults(before milliseconds: Int64) {
    let files = FileManager.default
    let folder = paths.spool + "/jobs"
    for name in (try? files.contentsOfDirectory(atPath: folder)) ?? [] {
      let path = folder + "/" + name
      let changed = (try? files.attributesOfItem(atPath: path))?[.modificationDate] as? Date
      guard let changed, Int64(changed.timeIntervalSince1970 * 1000) < milliseconds else { continue }
      try? files.removeItem(atPath: path)
    }
  }
}
