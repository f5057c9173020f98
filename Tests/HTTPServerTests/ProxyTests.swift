import Foundation
import HTTPServer
import Testing

@Suite("Trusted proxies speak for their clients", .serialized)
struct ProxyTests {
  private func line(_ headers: String, from source: String) throws -> String? {
    let serving = try Serving { $0.trustedProxies = ["127.0.0.9", "10.0.0.1", "2001:db8::1"] }
    let answer = try serving.ask("GET /a HTTP/1.1\r\nHost: x\r\n\(headers)\r\n\r\n", from: source)
    return answer?.text.components(separatedBy: "\n").first { $0.hasPrefix("from") }
  }

  @Test(
    "Of a trusted proxy the right-most address that is not trusted counts",
    arguments: [
      ("X-Forwarded-For: 203.0.113.7", "203.0.113.7"), ("X-Forwarded-For: 198.51.100.1, 203.0.113.7", "203.0.113.7"),
      ("X-Forwarded-For: 203.0.113.7,10.0.0.1 , 127.0.0.9", "203.0.113.7"),
      ("x-forwarded-for: 2001:DB8:0::7", "2001:db8::7"),
      ("X-Forwarded-For: 198.51.100.1\r\nX-Forwarded-For: 203.0.113.7", "203.0.113.7"),
      ("X-Forwarded-For: ::ffff:203.0.113.7", "203.0.113.7"), ("X-Forwarded-For: 10.0.0.1, 127.0.0.9", "10.0.0.1"),
    ])
  func trusted(_ headers: String, _ address: String) throws {
    #expect(try line(headers, from: "127.0.0.9") == "from \(address) forwarded true secure false")
    #expect(try line(headers, from: "127.0.0.8") == "from 127.0.0.8 forwarded false secure false")
  }

  @Test(
    "A malformed list is ignored as a whole",
    arguments: [
      "", "unknown", "203.0.113.7,", "203.0.113.7, x", "203.0.113.7:80", "203.0.113.007", "fe80::1%eth0", "1.2.3",
    ])
  func malformed(_ list: String) throws {
    #expect(try line("X-Forwarded-For: \(list)", from: "127.0.0.9") == "from 127.0.0.9 forwarded false secure false")
  }

  @Test("Only a trusted proxy can say that the client's connection is encrypted")
  func secure() throws {
    let https = "X-Forwarded-Proto: https"
    #expect(try line(https, from: "127.0.0.9")?.hasSuffix("secure true") == true)
    #expect(try line(https, from: "127.0.0.8")?.hasSuffix("secure false") == true)
    for other in ["X-Forwarded-Proto: http", "X-Forwarded-Proto: https, http", https + "\r\nX-Forwarded-Proto: http"] {
      #expect(try line(other, from: "127.0.0.9")?.hasSuffix("secure false") == true)
    }
  }
}
