import HTTPServer
import Operations
import Primitives

/// Refusals as problem details (RFC 9457).
enum Problem {
  /// The one place where kinds of refusals become status codes.
  static func status(_ refusal: Refusal) -> Int {
    switch refusal.kind {
    case .refused: 422
    case .wrongUse: 400
    case .notFound: 404
    case .notPermitted: 403
    case .notSignedIn: 401
    case .outdated: 412
    case .tooMany: 429
    case .storage: 503
    case .bug: 500
    }
  }

  /// Every status with which a refusal is answered.
  static let statuses = [400, 401, 403, 404, 405, 408, 412, 413, 414, 415, 422, 429, 431, 500, 503]

  /// The response that tells a refusal, in the caller's language and in both.
  static func response(_ refusal: Refusal, status given: Int? = nil, language: Language, requestID: String)
    -> HTTPResponse
  {
    let status = given ?? status(refusal)
    var headers = [HTTPResponse.Header("Content-Type", "application/problem+json"), Headers.noStore, Headers.noSniff]
    headers.append(HTTPResponse.Header(Headers.requestID, requestID))
    headers.append(HTTPResponse.Header("Content-Language", language.rawValue))
    if status == 401 { headers.append(HTTPResponse.Header("WWW-Authenticate", "Bearer realm=\"qilu\"")) }
    if status == 429 || status == 503 {
      headers.append(HTTPResponse.Header("Retry-After", String(refusal.retryAfter ?? 1)))
    }
    return HTTPResponse(status, headers: headers, body: .bytes(body(refusal, status, language)))
  }

  private static func body(_ refusal: Refusal, _ status: Int, _ language: Language) -> [UInt8] {
    var members: [(String, JSONValue)] = [
      ("type", .string("urn:qilu:problem:" + refusal.code)), ("title", .string(title(status).text(language))),
      ("status", .integer(status)), ("detail", .string(refusal.message.text(language))),
      ("code", .string(refusal.code)),
      ("message", value(refusal.message)), ("remedy", value(refusal.remedy)),
    ]
    if let citation = refusal.citation {
      members.append(("rule", .string(citation.rule)))
      members.append(("document", value(citation.document)))
      if !citation.article.isEmpty { members.append(("article", .string(citation.article))) }
    }
    if let location = refusal.location { members.append(("location", value(location))) }
    return JSONValue.object(members.map { .init(ByteText($0.0), $0.1) }).compactBytes
  }

  private static func value(_ text: Bilingual) -> JSONValue {
    .object([.init("zh", .string(text.zh)), .init("en", .string(text.en))])
  }

  private static func value(_ location: Refusal.Location) -> JSONValue {
    var members: [JSONValue.Member] = [.init("file", .string(location.file))]
    if let line = location.line { members.append(.init("line", .integer(line))) }
    if let column = location.column { members.append(.init("column", .string(column))) }
    return .object(members)
  }

  private static func title(_ status: Int) -> Bilingual {
    switch status {
    case 400: Bilingual("请求写法不对", "malformed request")
    case 401: Bilingual("未登录", "not signed in")
    case 403: Bilingual("没有权限", "not permitted")
    case 404: Bilingual("没有该对象", "not found")
    case 405: Bilingual("不支持该方法", "method not allowed")
    case 408: Bilingual("请求超时", "request timed out")
    case 412: Bilingual("内容已被更改", "changed meanwhile")
    case 413: Bilingual("请求体过大", "body too large")
    case 414: Bilingual("地址过长", "address too long")
    case 415: Bilingual("不支持该内容类型", "unsupported media type")
    case 422: Bilingual("被规则拒绝", "refused by a rule")
    case 429: Bilingual("请求过多", "too many requests")
    case 431: Bilingual("请求头过大", "headers too large")
    case 503: Bilingual("暂时不可用", "unavailable for now")
    default: Bilingual("程序内部错误", "an error inside the program")
    }
  }

  /// What the server itself refuses before there is an operation.
  static func transport(_ status: Int) -> Refusal {
    let (kind, remedy): (Refusal.Kind, Bilingual) =
      switch status {
      case 405: (.wrongUse, Bilingual("Allow 头列出可用的方法", "the header Allow lists the methods"))
      case 408: (.wrongUse, Bilingual("请在更好的网络下重试", "try again on a better line"))
      case 413: (.wrongUse, Bilingual("请分开或压缩后再传", "send less at once"))
      case 500: (.bug, Bilingual("请把时间和请求编号告诉维护人员", "tell the maintainers the time and the request's id"))
      case 503: (.tooMany, Bilingual("请稍后再试", "try again in a moment"))
      default:
        (.wrongUse, Bilingual("/api/v1/openapi.json 说明各请求的写法", "/api/v1/openapi.json tells the form of each request"))
      }
    return Refusal("http.\(status)", kind: kind, message: title(status), remedy: remedy)
  }
}

/// Headers that stand on many answers.
enum Headers {
  static let requestID = "X-Request-Id"
  static let noStore = HTTPResponse.Header("Cache-Control", "no-store")
  static let noSniff = HTTPResponse.Header("X-Content-Type-Options", "nosniff")
  static let revalidate = HTTPResponse.Header("Cache-Control", "private, no-cache")
  static let json = HTTPResponse.Header("Content-Type", "application/json")
}
