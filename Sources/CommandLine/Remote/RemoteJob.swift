import Foundation
import HTTPClient
import Operations
import Primitives

/// Long work on a server: waited for, then its answer and its files are fetched.
struct RemoteJob {
  /// Milliseconds between two looks: short for work that is done at once, and no burden for what takes an hour.
  private static let firstPause = 100
  private static let longestPause = 2_000

  private let call: RemoteCall

  init(_ call: RemoteCall) { self.call = call }

  /// The answer of a job that was accepted, once its files stand in the folder.
  ///
  /// - Throws: a ``Refusal``: the operation's own, or one about the server.
  func finish(_ accepted: HTTPReply, _ folder: ResultFolder?) throws -> HTTPReply {
    var job = try JSONValue(reading: accepted.body, file: "job")
    guard let id = job["job"]?.string, let path = JobForm.path(of: id) else { throw ServerFaults.notQilu }
    var pause = Self.firstPause
    while try isOpen(job) {
      call.effects.progress(job["done"]?.integer ?? 0, job["total"]?.integer ?? 0)
      call.effects.pause(pause)
      pause = min(pause * 2, Self.longestPause)
      job = try JSONValue(reading: try call.get(path).body, file: "job")
    }
    let answer = try call.get(path + "/answer")
    if let folder, job["resultSHA256"]?.string != nil { try call.fetch(path + "/result", into: folder.text) }
    return answer
  }

  private func isOpen(_ job: JSONValue) throws -> Bool {
    switch job["state"]?.string.flatMap(JobState.init) {
    case .queued, .running: true
    case .done, .refused, .cancelled: false
    case nil: throw ServerFaults.notQilu
    }
  }
}
