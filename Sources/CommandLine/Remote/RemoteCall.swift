import Foundation
import HTTPClient
import Operations
import Primitives

/// An operation done on a server: its input sent by its route, its answer read back into the operation's own type.
struct RemoteCall {
  let server: ServerAccess
  let effects: Environment
  private let caller: HTTPCaller
  private let persistence: Persistence

  init(_ server: ServerAccess, _ effects: Environment, caller: HTTPCaller = HTTPCaller()) {
    self.server = server
    self.effects = effects
    self.caller = caller
    persistence = Persistence(pause: effects.pause)
  }

  /// The answer, with the verdict that the server told.
  ///
  /// - Throws: a ``Refusal``: the operation's own, or one about the server.
  func answer(
    _ entry: CatalogueEntry, _ route: Route, _ input: JSONValue
  ) throws -> (any OperationOutput, Verdict) {
    let form = try RequestForm(entry, route, input)
    try form.result?.folder.checkIsNew()
    if server.address.isReadableByOthers { effects.warn(ServerFaults.unprotected) }
    if let list = ListForm(entry) { return (try entry.decodedOutput(json: try whole(list, form)), .done) }
    let names = AnswerNames(form)
    do {
      let reply = try success(try send(entry, route, form))
      let last = reply.status == 202 ? try RemoteJob(self).finish(reply, form.result?.folder) : reply
      let output = try entry.decodedOutput(json: names.local(last.body))
      let isDifferent = last.header("qilu-verdict") == Verdict.different.rawValue
      return (output, isDifferent ? .different : output.verdict)
    } catch let refusal as Refusal {
      throw names.local(refusal)
    }
  }

  // MARK: Sending

  private func send(_ entry: CatalogueEntry, _ route: Route, _ form: RequestForm) throws -> HTTPReply {
    let url = try server.address.url(form.path, query: form.query.joined(separator: "&"))
    var request = self.request(route.method.rawValue, url)
    if entry.effect == .writes { request.headers["Idempotency-Key"] = effects.newIdentifier() }
    let multipart = try form.form(in: FileManager.default.temporaryDirectory.path)
    request.content = multipart.map { .file(path: $0.path, type: $0.type) } ?? form.content
    return try withExtendedLifetime(multipart) { try persistence.answer { try caller.answer(to: request) } }
  }

  private func request(_ method: String, _ url: URL) -> HTTPRequest {
    var request = HTTPRequest(method, url)
    request.headers["Accept"] = "application/json, application/problem+json"
    if let secret = server.secret { request.headers["Authorization"] = "Bearer \(secret)" }
    return request
  }

  /// Reads what stands at a path.
  func get(_ path: String, query: String = "") throws -> HTTPReply {
    let url = try server.address.url(path, query: query)
    return try success(try persistence.answer { try caller.answer(to: request("GET", url)) })
  }

  /// Brings the files of an answer into a folder.
  func fetch(_ path: String, into folder: String) throws {
    let url = try server.address.url(path)
    _ = try success(
      try persistence.answer { try ResultDownload.fetch(request("GET", url), with: caller, into: folder) })
  }

  /// Passes an answer on that is one of this system and no refusal.
  private func success(_ reply: HTTPReply) throws -> HTTPReply {
    guard [200, 202].contains(reply.status) else { throw ProblemReader.refusal(reply) }
    guard ["application/json", "application/gzip"].contains(reply.mediaType) else { throw ServerFaults.notQilu }
    return reply
  }

  // MARK: Lists

  /// A list whose pages were read at the same length, put together; one that grew or shrank meanwhile is read anew.
  private func whole(_ list: ListForm, _ form: RequestForm) throws -> Data {
    for _ in 0..<3 {
      if let answer = try pages(list, form, mustStay: true) { return answer }
    }
    return try pages(list, form, mustStay: false) ?? Data()
  }

  private func pages(_ list: ListForm, _ form: RequestForm, mustStay: Bool) throws -> Data? {
    var (items, cursor, total): ([JSONValue], String?, Int?) = ([], nil, nil)
    while true {
      let paging = ["limit=\(ListShape.largestLimit)"] + (cursor.map { ["cursor=" + PercentEncoding.value($0)] } ?? [])
      let reply = try get(form.path, query: (form.query + paging).joined(separator: "&"))
      let page = try JSONValue(reading: reply.body, file: "answer")
      guard let members = page.members, let elements = page[ByteText(list.member)]?.elements,
        let count = page["total"]?.integer
      else { throw ServerFaults.notQilu }
      if mustStay, let total, total != count { return nil }
      total = count
      items += elements
      guard let next = page["next"]?.string, !elements.isEmpty else {
        return Data(Self.with(items, at: list.member, members).compactBytes)
      }
      cursor = next
    }
  }

  private static func with(_ items: [JSONValue], at name: String, _ members: [JSONValue.Member]) -> JSONValue {
    .object(members.map { $0.key == ByteText(name) ? .init($0.key, .array(items)) : $0 })
  }
}
