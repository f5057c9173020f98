import Primitives
import Store

/// Where a job stands.
public enum JobState: String, Sendable, Hashable, Codable, CaseIterable {
  /// It waits.
  case queued = "QUEUED"
  /// It runs.
  case running = "RUNNING"
  /// It has its answer.
  case done = "DONE"
  /// It was refused; its answer is the refusal.
  case refused = "REFUSED"
  /// It was called off before it had an answer.
  case cancelled = "CANCELLED"

  /// The name that people read.
  var displayName: Bilingual {
    switch self {
    case .queued: Bilingual("排队中", "queued")
    case .running: Bilingual("进行中", "running")
    case .done: Bilingual("已完成", "done")
    case .refused: Bilingual("被拒绝", "refused")
    case .cancelled: Bilingual("已取消", "cancelled")
    }
  }
}

/// A job as an answer tells it.
struct JobOutput: OperationOutput {
  var job: String
  var operation: String
  var state: JobState
  /// How far it is, and how much there is; 0 while nobody knows.
  var done: Int
  var total: Int
  /// The size in bytes and the SHA-256 of the result file, where there is one.
  var resultBytes: Int?
  var resultSHA256: String?
  var createdAt: String
  var endedAt: String?

  init(_ row: JobRow) {
    job = row.id.text
    operation = row.operation
    state = JobState(rawValue: row.state) ?? .running
    done = row.done
    total = row.total
    resultBytes = row.result.map { Int($0.size) }
    resultSHA256 = row.result?.digest
    createdAt = row.createdAt
    endedAt = row.endedAt
  }

  var presentation: [Block] { [.table(TableBlock(JobList.columns, bilingual: [cells]))] }

  var cells: [Bilingual] {
    let progress = total > 0 ? "\(done)/\(total)" : ""
    return [Bilingual(job, job), Bilingual(operation, operation), state.displayName, Bilingual(progress, progress)]
      + [createdAt, endedAt ?? ""].map { Bilingual($0, $0) }
  }
}

/// `qilu job list`: one's own jobs.
struct JobList: ReadOperation {
  struct Input: Codable, Sendable {}

  struct Output: OperationOutput {
    var jobs: [JobOutput]

    var presentation: [Block] { [.table(TableBlock(JobList.columns, bilingual: jobs.map(\.cells)))] }
  }

  static let columns = [
    TableBlock.text("任务", "job"), TableBlock.text("操作", "operation"), TableBlock.text("状态", "state"),
    TableBlock.text("进度", "progress"), TableBlock.text("提交时间", "asked for at"), TableBlock.text("结束时间", "ended at"),
  ]

  static let name = "job list"
  static let summary = Bilingual("列出本人的后台任务", "list one's own jobs")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = []

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    Output(jobs: try JobStore.all(of: call.actor.id, in: call.connection).map(JobOutput.init))
  }
}

/// What names a job.
struct JobInput: Codable, Sendable {
  var job: String

  static let notes: [FieldNote] = [.argument("job", "JOB", "任务标识", "the job's id")]
}

/// `qilu job show JOB`.
struct JobShow: ReadOperation {
  typealias Input = JobInput
  typealias Output = JobOutput

  static let name = "job show"
  static let summary = Bilingual("查看本人的一个后台任务", "show a job of one's own")
  static let reach = Reach.everywhere
  static let notes = JobInput.notes

  static func run(_ input: JobInput, _ call: ReadCall) throws -> JobOutput {
    JobOutput(try JobFinding.own(input.job, call))
  }
}

/// `qilu job cancel JOB`: its answer is given up, and nothing of its act is kept.
struct JobCancel: WriteOperation {
  typealias Input = JobInput
  typealias Output = DoneOutput

  static let name = "job cancel"
  static let summary = Bilingual("取消本人的一个后台任务", "call off a job of one's own")
  static let reach = Reach.everywhere
  static let notes = JobInput.notes

  static func run(_ input: JobInput, _ call: WriteCall) throws -> DoneOutput {
    let job = try JobFinding.own(input.job, call)
    guard
      try JobStore.end(
        job.id, state: JobState.cancelled.rawValue, answer: nil, result: nil, at: call.environment.instant,
        in: call.transaction)
    else { throw JobFinding.ended }
    call.record("job", job.id.text)
    return DoneOutput(subject: job.id.text, done: Bilingual("任务已取消", "the job is called off"))
  }
}

/// Finding jobs.
enum JobFinding {
  /// A job of the person who acts; another's is told as none.
  static func own(_ id: String, _ call: ReadCall) throws -> JobRow {
    guard !id.isEmpty, let row = try JobStore.find(JobID(id), in: call.connection), row.actor == call.actor.id else {
      throw unknown
    }
    return row
  }

  static let unknown = Refusal(
    "job.unknown", kind: .notFound, message: Bilingual("没有这个任务", "there is no such job"),
    remedy: Bilingual("job list 列出本人的任务", "job list shows one's own jobs"))

  static let ended = Refusal(
    "job.ended", message: Bilingual("任务已经结束", "the job has ended"), remedy: Bilingual("无需再取消", "nothing to do"))
}
