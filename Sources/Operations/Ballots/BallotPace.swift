import Ballots
import Primitives
import Synchronization

/// Tells how far a count is: rows a second, and how long it will take.
final class BallotPace: Sendable {
  private let environment: Environment
  private let bytes: Int?
  private let isAsked: Bool
  private let began: Int64

  /// - Parameter bytes: of the whole hand-over, where that is known.
  init(_ environment: Environment, bytes: Int?, isAsked: Bool) {
    self.environment = environment
    self.bytes = bytes
    self.isAsked = isAsked
    began = environment.now()
  }

  func tell(_ progress: BallotProgress) {
    let elapsed = max(1, Int(environment.now() - began))
    environment.report(Self.sentence(progress, of: bytes, milliseconds: elapsed), isAsked)
  }

  /// What is left is taken to be as fast as what is done; the partitions, where there are any, come on top.
  static func sentence(_ progress: BallotProgress, of bytes: Int?, milliseconds: Int) -> Bilingual {
    if let (done, all) = progress.partitions {
      return Bilingual(
        "已读 \(progress.rows) 行，分区 \(done)/\(all)", "\(progress.rows) rows read, partition \(done) of \(all)")
    }
    let pace = progress.rows * 1000 / milliseconds
    let read = Bilingual("已读 \(progress.rows) 行，每秒 \(pace) 行", "\(progress.rows) rows, \(pace) rows/s")
    guard let bytes, bytes > 0, progress.bytes > 0 else { return read }
    let left = max(0, bytes - progress.bytes).multipliedFullWidth(by: milliseconds)
    let seconds = progress.bytes.dividingFullWidth(left).quotient / 1000
    return Bilingual("\(read.zh)，还需 \(seconds) 秒", "\(read.en), \(seconds) s left")
  }
}
