import Foundation
import Testing

@testable import HTTPServer

@Suite("Mutated input", .serialized)
struct MutationTests {
  /// Changes, drops, repeats and inserts some bytes.
  private func mutated(_ bytes: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    let tokens = [
      "%", "%00", "%C3", "=", "&", ";", "\r\n", "\r\n\r\n", "--b", "\"", "\\", "\u{0}", "\r\n--b--", ":", "齐", " ",
    ]
    var bytes = bytes
    for _ in 0...Int.random(in: 0..<4, using: &random) {
      let place = Int.random(in: 0...bytes.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes.insert(contentsOf: (tokens.randomElement(using: &random) ?? "").utf8, at: place)
      case 1 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 2 where place < bytes.count: bytes.remove(at: place)
      default: bytes += bytes[place...].prefix(20)
      }
    }
    return bytes
  }

  @Test("10,000 mutated queries and cookies give items that are clean text, or nothing")
  func items() {
    var random = SeededRandom(20_260_501)
    let seeds = ["a=1&b=%E9%B2%81&c=+", "s=abc; t=\"q\"; 齐=1", "%41=%2B&&=&x"].map { Array($0.utf8) }
    var refused = 0
    for round in 0..<10_000 {
      let bytes = mutated(seeds[round % 3], &random)
      for items in [QueryText.items(in: bytes), CookieText.items(in: bytes)] {
        guard let items else {
          refused += 1
          continue
        }
        #expect(items.allSatisfy { !($0.name + $0.value).utf8.contains { $0 == 0 || $0 == 0x7F } })
      }
    }
    #expect((1000..<19_000).contains(refused))
  }

  private func read(_ bytes: [UInt8], pieces: Int, _ folder: String) -> [HTTPPart]? {
    var limits = HTTPLimits()
    limits.spoolBytes = 100_000
    var collector = PartCollector(limits: limits, folder: folder)
    var reader = MultipartReader(boundary: Array("b".utf8), limits: limits)
    do {
      for start in stride(from: 0, to: bytes.count, by: pieces) {
        let piece = Array(bytes[start..<min(bytes.count, start + pieces)])
        try piece.withUnsafeBytes { try reader.read($0) { try collector.receive($0) } }
      }
      try reader.finish()
      return collector.parts
    } catch {
      return nil
    }
  }

  @Test("10,000 mutated forms are read the same in any pieces, and their names are clean")
  func forms() throws {
    var random = SeededRandom(7)
    let seed = Array(
      ("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b\r\nContent-Disposition: form-data; name=f; "
        + "filename=\"x\\y/齐.pdf\"\r\nContent-Type: application/pdf\r\n\r\n%PDF\r\n--\r\n-b\r\n--b--\r\n").utf8)
    #expect(read(seed, pieces: 1000, "/tmp")?.count == 2)
    var refused = 0
    for _ in 0..<10_000 {
      let bytes = mutated(seed, &random)
      let whole = read(bytes, pieces: bytes.count, "/tmp")
      #expect(whole == read(bytes, pieces: Int.random(in: 1...40, using: &random), "/tmp"))
      guard let whole else {
        refused += 1
        continue
      }
      #expect(
        whole.allSatisfy { part in
          !part.name.isEmpty && !(part.name + (part.filename ?? "")).utf8.contains { $0 < 0x20 && $0 != 9 }
            && !(part.filename ?? "").contains("/")
        })
    }
    #expect((1000..<9500).contains(refused))
  }

  @Test("A server that was sent 800 mutated requests goes on serving")
  func live() throws {
    // libmicrohttpd may miss that a client half-closes right behind a piece of a request: its silence ends it then.
    let serving = try Serving {
      $0.limits.requestMilliseconds = 500
      $0.limits.idleSeconds = 1
    }
    var random = SeededRandom(99)
    let form = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b--\r\n"
    let seeds = [
      "GET /a?b=%41 HTTP/1.1\r\nHost: x\r\nCookie: a=b\r\n\r\n",
      "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello",
      "POST /early HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
      "POST /f HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: \(form.utf8.count)\r\n\r\n"
        + form,
    ].map { Array($0.utf8) }
    var statuses: [Int: Int] = [:]
    for round in 0..<800 {
      let client = try serving.client()
      client.send(mutated(seeds[round % 4], &random))
      client.finishSending()
      let status = Answer(client.receiveAll())?.status ?? 0
      statuses[status, default: 0] += 1
      #expect(status < 500, "\(round)")
    }
    #expect(statuses[200, default: 0] > 50 && statuses[400, default: 0] > 50)
    #expect(try serving.ask(String(decoding: seeds[3], as: UTF8.self))?.status == 200)
    for _ in 0..<1000 where serving.listener.openConnections > 0 { usleep(5000) }
    #expect(serving.listener.openConnections == 0)
    #expect(serving.folder.contents() == [])
  }
}
