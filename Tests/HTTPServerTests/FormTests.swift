import Foundation
import HTTPServer
import Testing

@Suite("Forms with files", .serialized)
struct FormTests {
  private func part(_ headers: String, _ content: String = "x") -> String { "--b\r\n\(headers)\r\n\r\n\(content)\r\n" }

  private func ask(_ serving: Serving, _ body: String, type: String = "multipart/form-data; boundary=b") throws
    -> Answer?
  {
    let head = "POST /f HTTP/1.1\r\nHost: x\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
    return try serving.ask(head + body)
  }

  private let small = "Content-Disposition: form-data; name=\"a\""

  @Test("Small and large parts arrive whole; large ones in files that are gone afterwards")
  func parts() throws {
    let serving = try Serving()
    let large = String(repeating: "0123456789\r\n--bb-\r\n", count: 20_000)
    let body =
      part(small, "值")
      + part(
        "content-disposition: form-data; filename=\"C:\\x\\证 明.pdf\"; name=file\r\nContent-Type: application/pdf", large
      )
      + part("Content-Disposition: form-data; name=\"e\"; filename=\"\"\r\nContent-Type: application/octet-stream", "")
      + "--b--\r\n"
    let lines = try ask(serving, body.replacingOccurrences(of: "--bb", with: "--cb"))?.text.components(
      separatedBy: "\n")
    #expect(
      lines?.dropFirst(2) == [
        "part a|-|-|memory 3 值", "part file|证 明.pdf|application/pdf|file \(large.utf8.count) mode 600",
        "part e||application/octet-stream|memory 0 ",
      ])
    for _ in 0..<500 where !serving.folder.contents().isEmpty { usleep(2000) }
    #expect(serving.folder.contents() == [])
  }

  @Test("A large part is still there while a late answer is made, and gone behind it")
  func lateFile() throws {
    let serving = try Serving()
    let client = try serving.client()
    let body = part(small, String(repeating: "y", count: 70_000)) + "--b--"
    client.send(
      "POST /late HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
        + body)
    let exchange = try #require(serving.waiting(1).first)
    #expect(serving.folder.contents().count == 1)
    exchange.respond(HTTPResponse(200))
    var reader = AnswerReader(client)
    #expect(reader.next()?.status == 200)
    for _ in 0..<500 where !serving.folder.contents().isEmpty { usleep(2000) }
    #expect(serving.folder.contents() == [])
  }

  @Test("A file whose client leaves in the middle is removed")
  func abandoned() throws {
    let serving = try Serving()
    do {
      let client = try serving.client()
      client.send(
        "POST /f HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 900000\r\n\r\n"
          + part(small, String(repeating: "y", count: 100_000)).dropLast(2))
      for _ in 0..<500 where serving.folder.contents().isEmpty { usleep(2000) }
      #expect(serving.folder.contents().count == 1)
    }
    for _ in 0..<500 where !serving.folder.contents().isEmpty { usleep(2000) }
    #expect(serving.folder.contents() == [])
  }

  @Test(
    "A malformed form is 400",
    arguments: [
      "", "x", "--b--\r\n", "--b\r\n\r\nx\r\n--b--\r\n",
      "--c\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--c--",
      "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--b",
      "--b\r\nContent-Disposition: form-data; name=\"a\"",
      "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--b--\r\nmore",
      "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--bX\r\n\r\n--b--",
      "--b\nContent-Disposition: form-data; name=\"a\"\n\nx\n--b--",
    ])
  func malformedFrame(_ body: String) throws {
    let serving = try Serving()
    let client = try serving.client()
    // In chunks, so that also the empty form is one.
    client.send(
      "POST /f HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    if !body.isEmpty { client.send("\(String(body.utf8.count, radix: 16))\r\n\(body)\r\n") }
    client.send("0\r\n\r\n")
    var reader = AnswerReader(client)
    #expect(reader.next()?.text == "refused 400")
    #expect(try ask(serving, part(small) + "--b--")?.status == 200)
  }

  @Test(
    "Malformed headers of a part are 400",
    arguments: [
      "Content-Disposition: form-data", "Content-Disposition: form-data; name=\"\"",
      "Content-Disposition: form-data; name=",
      "Content-Disposition: form-data; name=\"a", "Content-Disposition: attachment; name=\"a\"",
      "Content-Type: text/plain",
      "Content-Disposition: form-data; name=\"a\"; name=\"b\"", "Content-Disposition: form-data; name=\"a\"x",
      "Content-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"",
      "Content-Disposition: form-data; name=\"a\u{0}b\"", "Content-Disposition: form-data; name=\"a\tb\u{1}\"",
      "Content-Disposition: form-data;\r\n name=\"a\"", "Content-Disposition : form-data; name=\"a\"",
      "Content-Disposition: form-data; name=\"a\"; filename=\"..\"",
      "Content-Disposition: form-data; name=\"a\"; filename=\"x/.\"",
      "Content-Disposition: form-data; name=\"a\"; filename*=UTF-8''x",
      "Content-Disposition: form-data; name=\"a\"; filename=\"\u{0}\"",
      "Content-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: base64",
      "Content-Disposition: form-data; name=\"a\"\r\nno colon", "Content-Disposition: form-data; name=\"a\"\r\n: x",
    ])
  func malformedHeaders(_ headers: String) throws {
    let serving = try Serving()
    #expect(try ask(serving, part(headers) + "--b--")?.text == "refused 400")
    #expect(serving.folder.contents() == [])
  }

  @Test("Parts, names and headers have limits, which may be reached")
  func limits() throws {
    let serving = try Serving {
      $0.limits.multipartParts = 3
      $0.limits.multipartBytes = 20_000
    }
    func status(_ body: String) throws -> Int? { try ask(serving, body + "--b--")?.status }
    func named(_ count: Int) -> String {
      "Content-Disposition: form-data; name=\"\(String(repeating: "n", count: count))\""
    }
    func filed(_ count: Int) -> String { small + "; filename=\"\(String(repeating: "f", count: count))\"" }
    func typed(_ count: Int) -> String { small + "\r\nContent-Type: \(String(repeating: "t", count: count))" }
    #expect(try status(String(repeating: part(small), count: 3)) == 200)
    #expect(try status(String(repeating: part(small), count: 4)) == 413)
    #expect(try status(part(named(100))) == 200)
    #expect(try status(part(named(101))) == 400)
    #expect(try status(part(filed(255))) == 200)
    #expect(try status(part(filed(256))) == 400)
    #expect(try status(part(typed(1900))) == 200)
    #expect(try status(part(typed(2100))) == 400)
    #expect(try status(part(small, String(repeating: "x", count: 19_000))) == 200)
    #expect(try status(part(small, String(repeating: "x", count: 20_001))) == 413)
  }

  @Test(
    "A boundary that is missing or malformed is 400",
    arguments: [
      "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"",
      "multipart/form-data; x=y",
      "multipart/form-data; boundary=\(String(repeating: "b", count: 71))",
      "multipart/form-data; boundary=b; boundary=c",
    ])
  func boundaries(_ type: String) throws {
    let serving = try Serving()
    #expect(try ask(serving, part(small) + "--b--", type: type)?.text == "refused 400")
    #expect(
      try ask(serving, part(small) + "--b--", type: "Multipart/Form-Data;charset=utf-8; boundary=\"b\"")?.status == 200)
  }

  @Test("A folder that cannot be written to is an error of the server")
  func noFolder() throws {
    let serving = try Serving { $0.spoolFolder = "/nonexistent" }
    #expect(try ask(serving, part(small, String(repeating: "x", count: 70_000)) + "--b--")?.text == "refused 500")
    #expect(try ask(serving, part(small) + "--b--")?.status == 200)
  }
}
