import Foundation
import HTTPServer
import Testing

@Suite("Answers may come later and from other threads", .serialized)
struct LateAnswerTests {
  private let late = "GET /late HTTP/1.1\r\nHost: x\r\n\r\n"

  @Test("1,000 exchanges wait at once and each gets its own answer")
  func thousand() throws {
    let serving = try Serving { $0.limits.connectionsPerAddress = 2000 }
    let clients = try (0..<1000).map { number in
      let client = try serving.client()
      client.send("GET /late?n=\(number) HTTP/1.1\r\nHost: x\r\n\r\n")
      return client
    }
    let waiting = serving.waiting(1000)
    #expect(waiting.count == 1000)
    // While all wait, others are served.
    #expect(try serving.ask("GET /a HTTP/1.1\r\nHost: x\r\n\r\n")?.status == 200)
    DispatchQueue.concurrentPerform(iterations: 4) { part in
      for (index, exchange) in waiting.enumerated() where index % 4 == part {
        exchange.respond(HTTPResponse(200, body: .bytes(Array((exchange.query.first?.value ?? "").utf8))))
      }
    }
    for (number, client) in clients.enumerated() {
      var reader = AnswerReader(client)
      #expect(reader.next()?.text == "\(number)")
    }
    #expect(serving.listener.suspendedExchanges == 0)
  }

  @Test("An answer that comes before the handler returns is not lost, thousands of times")
  func early() throws {
    let serving = try Serving()
    DispatchQueue.concurrentPerform(iterations: 4) { _ in
      guard let client = try? serving.client() else { return }
      var reader = AnswerReader(client)
      for _ in 0..<1000 {
        client.send("GET /early HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(reader.next()?.text == "ok")
      }
    }
  }

  @Test("Only the first answer counts, and headers are there until then")
  func once() throws {
    let serving = try Serving()
    let client = try serving.client()
    client.send("GET /late HTTP/1.1\r\nHost: x\r\nX-Echo: e\r\n\r\n")
    let exchange = try #require(serving.waiting(1).first)
    #expect(exchange.header("x-echo") == "e")
    for status in [201, 202] { exchange.respond(HTTPResponse(status)) }
    var reader = AnswerReader(client)
    #expect(reader.next()?.status == 201)
    #expect(exchange.header("x-echo") == nil)
    client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n")
    #expect(reader.next()?.status == 200)
  }

  @Test("A client that left meanwhile disturbs nobody")
  func gone() throws {
    let serving = try Serving()
    do {
      let clients = try (0..<50).map { _ in try serving.client() }
      for client in clients { client.send(late) }
      for _ in 0..<500 where serving.listener.suspendedExchanges < 50 { usleep(2000) }
    }
    let waiting = serving.waiting(50)
    for exchange in waiting { exchange.respond(HTTPResponse(200)) }
    for _ in 0..<500 where serving.listener.openConnections > 0 { usleep(2000) }
    #expect(serving.listener.openConnections == 0)
    #expect(try serving.ask("GET /a HTTP/1.1\r\nHost: x\r\n\r\n")?.status == 200)
  }

  @Test("More waiting exchanges than allowed are answered 503, on a connection that stays")
  func tooMany() throws {
    let serving = try Serving { $0.limits.suspendedExchanges = 3 }
    let clients = try (0..<3).map { _ in try serving.client() }
    for client in clients { client.send(late) }
    let waiting = serving.waiting(3)
    let client = try serving.client()
    client.send(late)
    var reader = AnswerReader(client)
    #expect(reader.next()?.text == "refused 503")
    for exchange in waiting { exchange.respond(HTTPResponse(200)) }
    for _ in 0..<500 where serving.listener.suspendedExchanges > 0 { usleep(2000) }
    client.send(late)
    serving.waiting(1).first?.respond(HTTPResponse(200))
    #expect(reader.next()?.status == 200)
  }

  @Test("Stopping lets what is running be answered, and closes")
  func stopping() throws {
    let serving = try Serving()
    let clients = try (0..<100).map { _ in try serving.client() }
    for client in clients { client.send(late) }
    let waiting = serving.waiting(100)
    let port = serving.listener.port
    let stopped = DispatchSemaphore(value: 0)
    let thread = Thread {
      serving.listener.stop(graceMilliseconds: 10_000)
      stopped.signal()
    }
    thread.start()
    #expect(stopped.wait(timeout: .now() + 0.2) == .timedOut)
    #expect(throws: POSIXError.self) { try Client(port: port) }
    for (number, exchange) in waiting.enumerated() {
      exchange.respond(HTTPResponse(200, body: .bytes([UInt8](repeating: 0x61, count: 1 + number * 1000))))
    }
    var sizes: [Int] = []
    for client in clients {
      var reader = AnswerReader(client)
      let answer = reader.next()
      #expect(answer?.header("Connection") == "close")
      sizes.append(answer?.body.count ?? 0)
      #expect(client.isClosed())
    }
    #expect(sizes.sorted() == (0..<100).map { 1 + $0 * 1000 })
    #expect(stopped.wait(timeout: .now() + 5) == .success)
  }

  @Test("What is still waiting past the grace is answered 503; an answer after that is harmless")
  func grace() throws {
    let serving = try Serving()
    let client = try serving.client()
    client.send(late)
    let waiting = serving.waiting(1)
    let start = Date()
    serving.listener.stop(graceMilliseconds: 300)
    #expect((0.3...2).contains(Date().timeIntervalSince(start)))
    var reader = AnswerReader(client)
    #expect(reader.next()?.text == "refused 503")
    waiting.first?.respond(HTTPResponse(200))
    serving.listener.stop(graceMilliseconds: 300)
    #expect(serving.listener.openConnections == 0)
  }
}
