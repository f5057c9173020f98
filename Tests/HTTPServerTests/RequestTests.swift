import Foundation
import HTTPServer
import Testing

@Suite("Requests are read as they were sent", .serialized)
struct RequestTests {
  private let get = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n"

  @Test("Requests on one connection are answered one after the other, also when sent at once")
  func pipelined() throws {
    let serving = try Serving()
    let client = try serving.client()
    client.send((0..<20).map { "GET /p\($0) HTTP/1.1\r\nHost: x\r\n\r\n" }.joined())
    var reader = AnswerReader(client)
    for number in 0..<20 { #expect(reader.next()?.text.hasPrefix("GET /p\(number)\n") == true) }
    client.send("GET /again HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(reader.next()?.text.hasPrefix("GET /again") == true)
    #expect(serving.listener.openConnections == 1)
  }

  @Test("A connection ends behind the answer where the client asks for it, or is of the old version")
  func closing() throws {
    let serving = try Serving()
    for request in ["GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "GET /a HTTP/1.0\r\n\r\n"] {
      let client = try serving.client()
      client.send(request)
      var reader = AnswerReader(client)
      #expect(reader.next()?.status == 200)
      #expect(client.isClosed())
    }
  }

  @Test("Bodies come whole, by length and in chunks, and the next request behind them")
  func bodies() throws {
    let serving = try Serving()
    let client = try serving.client()
    client.send("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello" + get)
    var reader = AnswerReader(client)
    #expect(reader.next()?.text.hasSuffix("body 5 hello") == true)
    #expect(reader.next()?.text.hasSuffix("no body") == true)
    let head = "PATCH /a HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    for byte in (head + "3;x=y\r\nhel\r\n2\r\nlo\r\n0\r\nTrailer: 1\r\n\r\n" + get).utf8 { client.send([byte]) }
    #expect(reader.next()?.text.hasSuffix("body 5 hello") == true)
    #expect(reader.next()?.text.hasSuffix("no body") == true)
  }

  @Test("A large body is not cut", arguments: [100_000, 1024 * 1024])
  func largeBody(_ count: Int) throws {
    let serving = try Serving()
    let head = "PUT /a HTTP/1.1\r\nHost: x\r\nContent-Length: \(count)\r\n\r\n"
    let answer = try serving.ask(Array(head.utf8) + [UInt8](repeating: 0x61, count: count))
    #expect(answer?.text.contains("body \(count) aaa") == true)
  }

  @Test("HEAD is answered as GET, without the body")
  func head() throws {
    let serving = try Serving()
    let client = try serving.client()
    client.send("HEAD /a HTTP/1.1\r\nHost: x\r\n\r\n" + get)
    var reader = AnswerReader(client)
    let answer = reader.next(toHead: true)
    #expect(answer?.status == 200)
    #expect(answer?.header("X-Test") == "yes")
    #expect((answer?.header("Content-Length").flatMap { Int($0) } ?? 0) > 20)
    #expect(reader.next()?.text.hasPrefix("GET /a\n") == true)
  }

  @Test("Who expects 100-continue gets it, and a refusal instead where the body would be too large")
  func expectation() throws {
    let serving = try Serving()
    let client = try serving.client()
    client.send("POST /a HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n")
    var reader = AnswerReader(client)
    #expect(reader.next()?.status == 100)
    client.send("ok")
    #expect(reader.next()?.text.hasSuffix("body 2 ok") == true)
    let large = try serving.ask(
      "POST /a HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 9999999\r\n\r\n")
    #expect(large?.status == 413)
  }

  @Test("Path, query, cookies and headers reach the handler")
  func values() throws {
    let serving = try Serving()
    let answer = try serving.ask(
      "GET /%E9%BD%90/b?a=1&a=%E9%B2%81+x&empty&=n&&c=%2B HTTP/1.1\r\nHost: x\r\nX-Echo: 值\r\nCookie: s=\"q\"; t=a=b\r\n\r\n"
    )
    #expect(
      answer?.text == """
        GET /%E9%BD%90/b
        query a=1
        query a=鲁 x
        query empty=
        query =n
        query c=+
        cookie s="q"
        cookie t=a=b
        from 127.0.0.1 forwarded false secure false
        echo 值
        no body
        """)
    let many = (0..<900).map { "a=\($0)" }.joined(separator: "&")
    #expect(try serving.ask("GET /a?\(many) HTTP/1.1\r\nHost: x\r\n\r\n")?.text.contains("query a=899\n") == true)
    let cookies = (0..<50).map { "c=\($0)" }.joined(separator: "; ")
    #expect(
      try serving.ask("GET /a HTTP/1.1\r\nHost: x\r\nCookie: \(cookies)\r\n\r\n")?.text.contains("cookie c=49\n")
        == true)
    #expect(
      try serving.ask("GET http://host/a?b=c HTTP/1.1\r\nHost: x\r\n\r\n")?.text.hasPrefix("GET /a\nquery b=c") == true)
    #expect(try serving.ask("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n")?.text.hasPrefix("OPTIONS *") == true)
  }

  @Test("Answers carry the handler's headers, a date, and nothing that tells the server's version")
  func answerHeaders() throws {
    let serving = try Serving()
    let names = try serving.ask(get)?.headers.map(\.name).sorted()
    #expect(names == ["content-length", "date", "x-test"])
  }

  @Test("A header that would break out of its line is dropped, its neighbours stay")
  func injectedHeader() throws {
    let serving = try Serving()
    let answer = try serving.ask("GET /broken-header HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(answer?.status == 200)
    #expect(answer?.header("X-C") == "3")
    #expect(
      answer?.headers.contains { $0.name.hasPrefix("x-a") || $0.name.hasPrefix("x-i") || $0.name == "x b" } == false)
  }

  @Test("A file is sent as it is; a missing one is an error of the server")
  func file() throws {
    let serving = try Serving()
    #expect(try serving.ask("GET /file HTTP/1.1\r\nHost: x\r\n\r\n")?.text == "refused 500")
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 / 3) }
    try Data(bytes).write(to: URL(fileURLWithPath: serving.folder.path + "/served"))
    #expect(try serving.ask("GET /file HTTP/1.1\r\nHost: x\r\n\r\n")?.body == bytes)
  }

  @Test("A taken port is refused, an address that is none, and a proxy that is none")
  func start() throws {
    let serving = try Serving()
    #expect(code { try Serving { $0.port = serving.listener.port } } == "server.port-taken")
    #expect(code { try Serving { $0.address = "localhost" } } == "server.address-unusable")
    #expect(code { try Serving { $0.address = "203.0.113.1" } } == "server.address-unusable")
    #expect(code { try Serving { $0.trustedProxies = ["10.0.0.0/8"] } } == "server.proxy-address")
    #expect(try Serving { $0.address = "::1" }.listener.port > 0)
  }
}
