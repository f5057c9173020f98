import Foundation
import HTTPServer
import Testing

@Suite("Slow and greedy clients cost the others nothing", .serialized)
struct PatienceTests {
  private let get = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n"

  /// Sends byte after byte until the server has enough; tells after how many milliseconds that was.
  private func trickle(_ text: String, on client: Client, limit: Int) -> Int? {
    let start = Date()
    client.setTimeout(milliseconds: 1)
    for byte in Array(text.utf8) + [UInt8](repeating: 0x61, count: 10_000) {
      guard client.send([byte]) else { break }
      if let part = client.receive(), part.isEmpty { break }
      if errno == ECONNRESET { break }
      usleep(5000)
      if Date().timeIntervalSince(start) * 1000 > Double(limit) { return nil }
    }
    return Int(Date().timeIntervalSince(start) * 1000)
  }

  @Test(
    "A client that trickles is ended at its deadline while another is served at once",
    arguments: ["G", "GET /", "GET / HTTP/1.1\r\nX-A: ", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\n"])
  func trickling(_ beginning: String) throws {
    let serving = try Serving { $0.limits.requestMilliseconds = 400 }
    let slow = try serving.client()
    slow.send(beginning)
    let other = Thread { for _ in 0..<50 { _ = try? serving.ask(self.get) } }
    other.start()
    let start = Date()
    #expect(try serving.ask(get)?.status == 200)
    #expect(Date().timeIntervalSince(start) < 0.3)
    let waited = try #require(trickle("", on: slow, limit: 3000))
    #expect((200...2000).contains(waited))
  }

  @Test("A client that trickles and is in time is answered")
  func inTime() throws {
    let serving = try Serving { $0.limits.requestMilliseconds = 10_000 }
    let client = try serving.client()
    for byte in get.utf8 {
      client.send([byte])
      usleep(5000)
    }
    var reader = AnswerReader(client)
    #expect(reader.next()?.status == 200)
  }

  @Test("Who stops in the middle of a request is told 408; who never begins is ended without a word")
  func silence() throws {
    let serving = try Serving { $0.limits.requestMilliseconds = 300 }
    let stuck = try serving.client()
    stuck.send("GET / HTTP/1.1\r\nHost: x\r\n")
    let mute = try serving.client()
    var reader = AnswerReader(stuck)
    #expect(reader.next()?.text == "refused 408")
    #expect(stuck.isClosed())
    #expect(mute.isClosed())
    for _ in 0..<500 where serving.listener.openConnections > 0 { usleep(2000) }
    #expect(serving.listener.openConnections == 0)
  }

  @Test("A handler may take longer than a client may")
  func slowHandler() throws {
    let serving = try Serving { $0.limits.requestMilliseconds = 200 }
    let client = try serving.client()
    client.send("GET /late HTTP/1.1\r\nHost: x\r\n\r\n")
    let waiting = serving.waiting(1)
    usleep(700_000)
    waiting.first?.respond(HTTPResponse(200, body: .bytes([0x61])))
    var reader = AnswerReader(client)
    #expect(reader.next()?.text == "a")
  }

  @Test("A connection at rest is ended after its time, and not before")
  func idle() throws {
    let serving = try Serving {
      $0.limits.idleSeconds = 1
      $0.limits.requestMilliseconds = 300
    }
    let client = try serving.client()
    var reader = AnswerReader(client)
    client.send(get)
    #expect(reader.next()?.status == 200)
    usleep(600_000)
    client.send(get)
    #expect(reader.next()?.status == 200)
    client.setTimeout(milliseconds: 5000)
    #expect(client.isClosed())
  }

  @Test("One address has so many connections and no more; another address and a trusted proxy are served")
  func perAddress() throws {
    let serving = try Serving {
      $0.threads = 1
      $0.limits.connectionsPerAddress = 5
      $0.trustedProxies = ["127.0.0.9"]
    }
    var held = try (0..<5).map { _ in try serving.client(from: "127.0.0.2") }
    for _ in 0..<500 where serving.listener.openConnections < 5 { usleep(2000) }
    let sixth = try serving.client(from: "127.0.0.2")
    #expect(sixth.isClosed())
    #expect(try serving.ask(get, from: "127.0.0.3")?.status == 200)
    let proxies = try (0..<8).map { _ in try serving.client(from: "127.0.0.9") }
    for proxy in proxies {
      proxy.send(get)
      var reader = AnswerReader(proxy)
      #expect(reader.next()?.status == 200)
    }
    held.removeLast()
    for _ in 0..<500 where serving.listener.openConnections > 12 { usleep(2000) }
    #expect(try serving.ask(get, from: "127.0.0.2")?.status == 200)
  }

  @Test("Half-open connections up to the limit keep new ones waiting until their deadline, and no longer")
  func allConnections() throws {
    let serving = try Serving {
      $0.threads = 1
      $0.limits.connections = 20
      $0.limits.requestMilliseconds = 800
    }
    let held = try (0..<20).map { _ in try serving.client() }
    for client in held { client.send("GET / HTTP/1.1\r\n") }
    for _ in 0..<500 where serving.listener.openConnections < 20 { usleep(2000) }
    #expect(serving.listener.openConnections == 20)
    let late = try serving.client()
    late.send(get)
    late.setTimeout(milliseconds: 100)
    #expect(late.receive() == nil)
    late.setTimeout(milliseconds: 5000)
    var reader = AnswerReader(late)
    #expect(reader.next()?.status == 200)
  }

  // What they cost in memory, `Scripts/measure-service` tells: here other suites take and give back memory meanwhile.
  @Test("2,000 idle connections that were used stay open, and are answered when they ask again")
  func idleConnections() throws {
    let serving = try Serving {
      $0.limits.connections = 10_000
      $0.limits.connectionsPerAddress = 10_000
    }
    let clients = try usedConnections(2000, of: serving)
    #expect(serving.listener.openConnections == 2000)
    for client in clients.enumerated().filter({ $0.offset.isMultiple(of: 100) }).map(\.element) {
      client.send(get)
      var reader = AnswerReader(client)
      #expect(reader.next()?.status == 200)
    }
  }

  private func usedConnections(_ count: Int, of serving: Serving) throws -> [Client] {
    try (0..<count).map { _ in
      let client = try serving.client()
      client.send(get)
      var reader = AnswerReader(client)
      #expect(reader.next()?.status == 200)
      return client
    }
  }
}
