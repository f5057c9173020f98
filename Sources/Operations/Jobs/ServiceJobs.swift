import Compression
import Database
import Foundation
import Primitives
import Sealing
import Store

/// Long work of a server: recorded before it is promised, done by a thread of its own, and taken up again after a restart.
extension Service {
  /// Open jobs that a person may have at once.
  private static let openLimit = 5

  /// What a job needs to run again, kept sealed in its row.
  struct JobContent: Codable, Sendable {
    var input: Data
    var folder: String?
    /// What the caller had shown: a session, or a token. The job ends with it.
    var session: String?
    var token: String?
    var isStrong: Bool
    var scopes: [String]?

    init(_ call: ServiceCall, _ proof: SignIn?) {
      (input, folder) = (call.input, call.folder)
      (isStrong, scopes) = (proof?.isStrong ?? false, proof?.scopes)
      if case .session(let id)? = proof?.credential { session = id }
      if case .token(let id)? = proof?.credential { token = id }
    }

    var credential: SignIn.Credential { token.map(SignIn.Credential.token) ?? .session(session ?? "") }
  }

  /// Records a job for a call and starts it. The answer is the job as it stands.
  public func start(_ call: ServiceCall, then: @escaping @Sendable (ServiceAnswer) -> Void) {
    let id = JobID(environment.newIdentifier())
    let session = session(call)
    let started = Started()
    held.database.submit { [self] connection in
      started.put(try record(id, call, session, in: connection))
    } then: { [self] error in
      if let error { return then(.refusal(RefusalOfError.refusal(error))) }
      guard let (row, content) = started.take() else { return then(.refusal(ServiceRefusals.busy)) }
      then(answering { try Self.output(JobOutput(row)) })
      _ = jobs.run { self.perform(row, call.entry, content, call) }
    }
  }

  /// What the transaction that records a job leaves. Unchecked: written before the commit, read after it, by one thread.
  private final class Started: @unchecked Sendable {
    private var value: (JobRow, JobContent)?
    func put(_ value: (JobRow, JobContent)) { self.value = value }
    func take() -> (JobRow, JobContent)? { value }
  }

  private func record(
    _ id: JobID, _ call: ServiceCall, _ session: Session, in connection: WriteConnection
  ) throws -> (JobRow, JobContent) {
    let actor = try session.actor(for: call.entry.name, in: connection)
    guard !actor.isNobody else { throw SignInRefusals.required }
    guard try JobStore.openCount(of: actor.id, in: connection) < Self.openLimit else { throw JobRefusals.tooMany }
    let content = JobContent(call, session.signIn)
    let bytes = Array(try JSONEncoder().encode(content))
    let sealed = try held.keyRing(in: connection).seal(bytes, context: KeptContext.jobInput(id.text))
    try JobStore.insert(
      id, of: actor.id, operation: call.entry.name, input: sealed, at: environment.instant, in: connection)
    guard let row = try JobStore.find(id, in: connection) else { throw JobFinding.unknown }
    return (row, content)
  }

  /// Takes up what a stopped server left; what needed files that went with their request ends.
  func resumeJobs() {
    let open = (try? held.database.read { try JobStore.open(in: $0) }) ?? []
    for row in open {
      _ = jobs.run { [self] in
        guard let entry = Catalogue.all[row.operation],
          let bytes = try? held.database.read({
            try held.keyRing(in: $0).open(row.input, context: KeptContext.jobInput(row.id.text))
          }),
          let content = try? JSONDecoder().decode(JobContent.self, from: Data(bytes)), content.folder == nil
        else { return end(row.id, .refusal(JobRefusals.interrupted), result: nil) }
        perform(row, entry, content, nil)
      }
    }
  }

  private func perform(_ row: JobRow, _ entry: CatalogueEntry, _ content: JobContent, _ call: ServiceCall?) {
    guard (try? held.database.write { try JobStore.start(row.id, in: $0) }) == true else { return }
    let signIn = SignIn(
      actor: row.actor, credential: content.credential, isStrong: content.isStrong, scopes: content.scopes)
    var effects = environment
    effects.progress = { [self] done, total in progress(row.id, done, total) }
    let session = Session(effects, paths, .signedIn(signIn), held: held)
    let folder = resultFolder(row.id)
    var shown = call ?? ServiceCall(entry, input: content.input)
    if JobForm.resultField(entry) != nil { shown.folder = folder }
    do {
      let input = try Self.input(content.input, entry, folder: Self.files(folder, entry))
      switch try entry.prepared(json: input) {
      case .reads(let run):
        let answer = try session.read(entry.name) { try Self.output(try run($0), shown) }
        end(row.id, answer, result: try pack(row.id, entry, folder))
      case .writes(let writing): try write(row.id, writing, session, shown)
      case .staged(_, let stage): try write(row.id, try stage(session), session, shown)
      case .pure, .local: throw ServiceRefusals.onMachine
      }
    } catch let dry as DryRun {
      end(row.id, dry.answer, result: nil)
    } catch {
      end(row.id, .refusal(Self.hidden(RefusalOfError.refusal(error), shown)), result: nil)
    }
    withExtendedLifetime(call?.anchor) {}
  }

  /// The act and the end of its job are one transaction: after a crash the job is done or still to be done.
  private func write(
    _ id: JobID, _ writing: PreparedOperation.Writing, _ session: Session, _ shown: ServiceCall
  ) throws {
    let instant = environment.instant
    let event = Identifier<AuditEventSubject>(environment.newIdentifier())
    try held.database.write { [self] connection in
      let actor = try session.actor(for: shown.entry.name, in: connection)
      let call = WriteCall(session, connection, actor, hasSingleWriter: held.database.hasSingleWriter)
      let answer = try Self.output(try writing(call), shown)
      guard !call.leavesNoTrace else { throw DryRun(answer: answer) }
      try call.appendEvent(shown.entry.name, key: event)
      guard
        try JobStore.end(
          id, state: JobState.done.rawValue, answer: try sealed(answer, id, in: connection), result: nil, at: instant,
          in: connection)
      else { throw JobFinding.ended }
    }
  }

  private struct DryRun: Error {
    let answer: ServiceAnswer
  }

  private func end(_ id: JobID, _ answer: ServiceAnswer, result: (digest: String, size: Int64)?) {
    let state: JobState = if case .refusal = answer { .refused } else { .done }
    let instant = environment.instant
    _ = try? held.database.write { connection in
      try JobStore.end(
        id, state: state.rawValue, answer: try sealed(answer, id, in: connection), result: result, at: instant,
        in: connection)
    }
  }

  private func progress(_ id: JobID, _ done: Int, _ total: Int) {
    guard isDue("job/" + id.text, every: 1_000) else { return }
    held.database.submit {
      try JobStore.progress(id, done: done, total: total, in: $0)
    } then: { _ in
    }
  }

  private func sealed(
    _ answer: ServiceAnswer, _ id: JobID, in connection: ReadConnection
  ) throws -> SealedValue {
    let bytes: [UInt8] =
      switch answer {
      case .output(let body, _, let verdict, _): [verdict == .done ? 0 : 1] + body
      case .refusal(let refusal): [2] + (try OutputJSON.bytes(of: refusal))
      }
    return try held.keyRing(in: connection).seal(bytes, context: KeptContext.jobAnswer(id.text))
  }

  // MARK: Answers and result files

  /// The answer of a job that has ended, to the person whose it is.
  public func jobAnswer(_ call: ServiceCall, job: String) -> ServiceAnswer {
    answering {
      try session(call).read(JobShow.name) { read in
        let row = try JobFinding.own(job, read)
        guard let answer = row.answer else { throw JobRefusals.noAnswer }
        let bytes = try read.keyRing().open(answer, context: KeptContext.jobAnswer(row.id.text))
        let body = Array(bytes.dropFirst())
        if bytes.first == 2 { return .refusal(try JSONDecoder().decode(Refusal.self, from: Data(body))) }
        return .output(
          body: body, tag: AnswerTag.tag(of: body), verdict: bytes.first == 0 ? .done : .different, isRepeated: false)
      }
    }
  }

  /// The path of a job's result file, to the person whose it is.
  ///
  /// - Throws: a ``Refusal``.
  public func jobResult(_ call: ServiceCall, job: String) throws -> String {
    do {
      return try session(call).read(JobShow.name) { read in
        let row = try JobFinding.own(job, read)
        let path = resultFolder(row.id) + ".tar.gz"
        guard row.result != nil, FileManager.default.fileExists(atPath: path) else { throw JobRefusals.noResult }
        return path
      }
    } catch {
      throw RefusalOfError.refusal(error)
    }
  }

  private func resultFolder(_ id: JobID) -> String { paths.spool + "/jobs/" + id.text }

  /// Where the files of an answer are written; the last component is what the answer names in the place of the folder.
  private static func files(_ folder: String, _ entry: CatalogueEntry) -> String {
    folder + "/" + JobForm.placeholder(of: JobForm.resultField(entry) ?? "files")
  }

  private static func input(_ input: Data, _ entry: CatalogueEntry, folder: String) throws -> Data {
    guard let field = JobForm.resultField(entry) else { return input }
    let value = try JSONValue(reading: Array(input), file: "input")
    let members = (value.members ?? []).filter { $0.key != ByteText(field) }
    return Data(JSONValue.object(members + [.init(ByteText(field), .string(folder))]).compactBytes)
  }

  /// Packs the files of an answer into one archive.
  private func pack(
    _ id: JobID, _ entry: CatalogueEntry, _ folder: String
  ) throws -> (digest: String, size: Int64)? {
    guard JobForm.resultField(entry) != nil else { return nil }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try ResultArchive.pack(Self.files(folder, entry), to: folder + ".tar.gz")
  }
}

/// What is refused about jobs.
enum JobRefusals {
  static let tooMany = Refusal(
    "job.too-many", kind: .tooMany, message: Bilingual("您已有太多未结束的任务", "you have too many jobs that have not ended"),
    remedy: Bilingual("等其中一个结束，或用 job cancel 取消", "wait for one to end, or call one off with job cancel"), retryAfter: 5
  )

  static let interrupted = Refusal(
    "job.interrupted",
    message: Bilingual("服务器重启，任务没有完成；未作任何更改", "the server was restarted before the job was done; nothing was changed"),
    remedy: Bilingual("请重新提交", "ask for it again"))

  static let noAnswer = Refusal(
    "job.no-answer", message: Bilingual("任务还没有结果", "the job has no answer yet"),
    remedy: Bilingual("等任务结束后再取", "wait until it has ended"))

  static let noResult = Refusal(
    "job.no-result", kind: .notFound,
    message: Bilingual("任务没有结果文件，或已过期清除", "the job has no result file, or it was cleared away"),
    remedy: Bilingual("重新提交任务", "ask for it again"))
}
