import Foundation
import HTTPServer
import Operations
import Primitives

/// Answers requests: finds the operation, reads its input, lets the service do it, and tells what came of it.
final class RequestHandler: Sendable {
  let service: Service
  let settings: ServerSettings
  let metrics = Metrics()
  let log: AccessLog
  private let router: Router
  private let limiter: RateLimiter
  private let description: [UInt8]
  private let spool: String

  init(_ service: Service, _ catalogue: Catalogue, _ settings: ServerSettings, log: AccessLog, spool: String) {
    self.service = service
    self.settings = settings
    self.log = log
    self.spool = spool
    router = Router(catalogue)
    limiter = RateLimiter(RateLimiter.Limits(perSecond: settings.rateLimit))
    description = OpenAPIDocument(catalogue).bytes
  }

  /// Answers at once, or returns nil and answers later.
  func answer(_ exchange: HTTPExchange, connections: Int) -> HTTPResponse? {
    let request = Request(exchange, isTraced: exchange.isForwarded)
    if let fixed = fixed(request, connections) { return finish(request, fixed, inline: true) }
    if let refused = limited(request) { return finish(request, refused, inline: true) }
    guard let segments = RequestPath.segments(of: exchange.path, below: Door.root) else {
      return finish(request, problem(request, Self.noPath), inline: true)
    }
    do {
      if let special = try special(request, segments) { return special.map { finish(request, $0, inline: true) } }
      return try operation(request, segments)
    } catch {
      return finish(request, problem(request, error), inline: true)
    }
  }

  // MARK: What is no operation

  private func fixed(_ request: Request, _ connections: Int) -> HTTPResponse? {
    let exchange = request.exchange
    guard exchange.method == "GET" || exchange.method == "HEAD" else { return nil }
    switch exchange.path {
    case "/healthz": return text("ok\n")
    case "/readyz": return service.isReady() ? text("ready\n") : text("not ready\n", status: 503)
    case "/metrics":
      // Figures of the whole service are for whoever looks after the machine: not through a proxy, not from outside.
      guard !exchange.isForwarded, Self.loopback.contains(exchange.remoteAddress) else {
        return problem(request, Self.noPath)
      }
      return text(metrics.text(service, connections: connections), kind: "text/plain; version=0.0.4; charset=utf-8")
    case Door.root + "/openapi.json":
      return HTTPResponse(200, headers: [Headers.json, Headers.revalidate, Headers.noSniff], body: .bytes(description))
    default: return nil
    }
  }

  private static let loopback: Set<String> = ["127.0.0.1", "::1"]

  private func text(_ text: String, status: Int = 200, kind: String = "text/plain; charset=utf-8") -> HTTPResponse {
    HTTPResponse(
      status, headers: [HTTPResponse.Header("Content-Type", kind), Headers.noStore, Headers.noSniff],
      body: .bytes(Array(text.utf8)))
  }

  private func limited(_ request: Request) -> HTTPResponse? {
    let wait = limiter.wait(secret: request.secret, address: request.exchange.remoteAddress, now: request.milliseconds)
    return wait.map { seconds in
      problem(
        request,
        Refusal(
          "http.rate", kind: .tooMany, message: Bilingual("请求过于频繁", "requests come too fast"),
          remedy: Bilingual("请在 \(seconds) 秒后再试", "come again in \(seconds) s"), retryAfter: seconds))
    }
  }

  /// The answer and the result file of a job: `/jobs/{job}/answer`, `/jobs/{job}/result`. The outer nil: something else;
  /// the inner one: answered later.
  private func special(_ request: Request, _ segments: [String]) throws -> HTTPResponse?? {
    guard segments.count == 3, segments[0] == "jobs", ["answer", "result"].contains(segments[2]),
      ["GET", "HEAD"].contains(request.exchange.method), let entry = Catalogue.all["job show"]
    else { return .none }
    request.operation = "job " + segments[2]
    var call = ServiceCall(entry, input: Data())
    fill(&call, request)
    if segments[2] == "answer" {
      return .some(response(request, service.jobAnswer(call, job: segments[1])))
    }
    let path = try service.jobResult(call, job: segments[1])
    return .some(
      HTTPResponse(
        200,
        headers: [
          HTTPResponse.Header("Content-Type", "application/gzip"), Headers.noStore, Headers.noSniff,
          HTTPResponse.Header("Content-Disposition", "attachment; filename=\"result.tar.gz\""),
        ], body: .file(path: path)))
  }

  // MARK: Operations

  private func operation(_ request: Request, _ segments: [String]) throws -> HTTPResponse? {
    switch router.match(request.exchange.method, segments) {
    case .none: return finish(request, problem(request, Self.noPath), inline: true)
    case .otherMethods(let methods):
      var response = problem(request, Problem.transport(405), status: 405)
      response.headers.append(HTTPResponse.Header("Allow", methods.joined(separator: ", ")))
      return finish(request, response, inline: true)
    case .operation(let entry, let values):
      request.operation = entry.name
      return try perform(request, entry, values, segments)
    }
  }

  private func perform(
    _ request: Request, _ entry: CatalogueEntry, _ values: [(field: String, value: String)], _ segments: [String]
  ) throws -> HTTPResponse? {
    let exchange = request.exchange
    try checkCrossSite(request, entry)
    let input = try InputReader.input(
      of: entry, path: values, query: exchange.query, body: exchange.body, contentType: exchange.header("content-type"),
      spool: spool)
    var call = ServiceCall(entry, input: input.json)
    call.identity = input.identity
    call.shape = input.shape
    call.folder = input.uploads?.folder
    call.anchor = input.uploads
    fill(&call, request)
    if entry.effect == .writes { try fillAct(&call, request, entry, segments) }
    let anchor = input.uploads
    let then: @Sendable (ServiceAnswer) -> Void = { [self] answer in
      _ = finish(request, response(request, answer), inline: false)
      withExtendedLifetime(anchor) {}
    }
    if JobForm.runsAsJob(entry) || exchange.header("prefer")?.contains("respond-async") == true {
      service.start(call) { [self] answer in
        _ = finish(request, accepted(request, answer), inline: false)
      }
      return nil
    }
    return service.answer(call, then: then).map { finish(request, response(request, $0), inline: true) }
  }

  private func fill(_ call: inout ServiceCall, _ request: Request) {
    call.secret = request.secret
    call.address = request.exchange.remoteAddress
  }

  private func fillAct(
    _ call: inout ServiceCall, _ request: Request, _ entry: CatalogueEntry, _ segments: [String]
  ) throws {
    if let key = request.exchange.header("idempotency-key") {
      guard (1...200).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
        throw InputRefusals.malformed("Idempotency-Key")
      }
      call.key = key
    }
    guard let tags = request.exchange.header("if-match") else { return }
    guard let (read, values) = router.seen(before: entry, segments) else { throw InputRefusals.malformed("If-Match") }
    let input = try InputReader.input(
      of: read, path: values, query: [], body: .none, contentType: nil, spool: spool)
    call.condition = ServiceCall.Condition(tags: try EntityTags.strong(tags), entry: read, input: input.json)
  }

  /// A page of another site can make a browser send a cookie, but no header of ours.
  private func checkCrossSite(_ request: Request, _ entry: CatalogueEntry) throws {
    guard request.isCookie, entry.route?.method != .get, request.exchange.header("x-qilu-request") == nil else {
      return
    }
    throw Refusal(
      "sign-in.cross-site", kind: .notPermitted,
      message: Bilingual("用 Cookie 登录的写请求须带 X-Qilu-Request 头", "an act with a cookie needs the header X-Qilu-Request"),
      remedy: Bilingual("加上该请求头，或用 Authorization: Bearer", "send the header, or use Authorization: Bearer"))
  }

  // MARK: Answers

  private func response(_ request: Request, _ answer: ServiceAnswer) -> HTTPResponse {
    switch answer {
    case .refusal(let refusal): return problem(request, refusal)
    case .output(let body, let tag, let verdict, let isRepeated):
      let entityTag = "\"" + tag + "\""
      var headers = [
        Headers.json, Headers.revalidate, Headers.noSniff, HTTPResponse.Header("ETag", entityTag),
        HTTPResponse.Header(Headers.requestID, request.id),
      ]
      if verdict == .different { headers.append(HTTPResponse.Header("Qilu-Verdict", "different")) }
      if isRepeated { headers.append(HTTPResponse.Header("Idempotency-Replayed", "true")) }
      let isRead = request.exchange.method == "GET" || request.exchange.method == "HEAD"
      if isRead, let seen = request.seenTags, EntityTags.matches(seen, entityTag) {
        return HTTPResponse(304, headers: headers.filter { $0.name != "Content-Type" })
      }
      return HTTPResponse(200, headers: headers, body: .bytes(body)).compressed(ifAccepted: request.acceptsGzip)
    }
  }

  private func accepted(_ request: Request, _ answer: ServiceAnswer) -> HTTPResponse {
    var response = response(request, answer)
    guard response.status == 200, case .output(let body, _, _, _) = answer,
      let job = (try? JSONValue(reading: body, file: "job"))?["job"]?.string
    else { return response }
    response = HTTPResponse(202, headers: response.headers.filter { $0.name != "Content-Encoding" }, body: .bytes(body))
    if let path = JobForm.path(of: job) {
      response.headers.append(HTTPResponse.Header("Location", Door.root + path))
    }
    return response
  }

  private func problem(_ request: Request, _ error: any Error, status: Int? = nil) -> HTTPResponse {
    let refusal = error as? Refusal ?? Problem.transport(500)
    let given = refusal.code == InputRefusals.mediaType.code ? 415 : refusal.code == "service.busy" ? 503 : status
    return Problem.response(refusal, status: given, language: request.language, requestID: request.id)
  }

  /// Counts, logs, and either returns the response or sends it.
  private func finish(_ request: Request, _ response: HTTPResponse, inline: Bool) -> HTTPResponse {
    let nanoseconds = request.elapsed()
    metrics.count(request.operation, response.status, nanoseconds: nanoseconds)
    log.request(request, status: response.status, nanoseconds: nanoseconds)
    if !inline { request.exchange.respond(response) }
    return response
  }

  private static let noPath = Refusal(
    "http.404", kind: .notFound, message: Bilingual("没有这个地址", "there is no such path"),
    remedy: Bilingual("/api/v1/openapi.json 列出全部地址", "/api/v1/openapi.json lists all paths"))
}
