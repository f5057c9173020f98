import Foundation
import Testing

/// People of the sample year with a token each, so that a server knows them.
struct SignedIn {
  let installation: Installation
  private let secrets: [String: String]

  /// Makes the tokens on the machine, where everybody may say who he is.
  init(_ installation: Installation, _ names: [String]) throws {
    self.installation = installation
    secrets = try names.reduce(into: [:]) { secrets, name in
      let made = try installation.done("token create end-to-end --scope all --json", as: name)
      secrets[name] = try #require(try made.json()["token"] as? String)
    }
  }

  func secret(_ name: String) throws -> String { try #require(secrets[name]) }
}

@Suite("A command on a server prints what it prints here", .serialized)
struct SameBytesTests {
  private func expectSame(_ here: Outcome, _ there: Outcome, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(
      here.outputBytes == there.outputBytes && here.errorBytes == there.errorBytes && here.code == there.code,
      "here \(here.told)\nthere \(there.told)", sourceLocation: sourceLocation)
  }

  /// Somebody who may read, and may act on a server without a second factor.
  private static func reader(of operation: ListedOperation) -> String? {
    let people = [
      ("office_operator", "clerk"), ("qualification_reviewer", "reviewer"), ("objection_handler", "handler"),
      ("auditor", "guest"),
    ]
    return people.first { operation.roles.contains($0.0) }?.1
  }

  @Test("Every read, as text and as JSON, in both languages, answers and refusals")
  func reads() throws {
    let installation = try SampleYear.shared().installation(at: .named)
    try installation.done("role grant guest auditor", as: "admin")
    let people = try SignedIn(installation, ["clerk", "reviewer", "handler", "guest"])
    let server = try RunningServer(installation)
    var compared = 0
    for operation in ListedOperation.all where operation.effect == "reads" && !operation.name.hasSuffix("export") {
      // It writes a new folder, as the exports do.
      guard operation.name != "grant report" else { continue }
      guard let words = CommandForm.words(of: operation), let reader = Self.reader(of: operation) else { continue }
      for form in [[], ["--lang", "en"], ["--json"]] {
        let there = try server.run(words + form, secret: people.secret(reader))
        if there.error.contains("service.local-only") { break }
        expectSame(try installation.run(words + form, as: reader), there)
        compared += 1
      }
    }
    #expect(compared > 90, "\(compared)")
  }

  /// Acts of the clerk one after the other: a dry run, files that are refused as a whole, files that are taken, bodies in
  /// JSON, PATCH and DELETE, and refusals by a rule.
  private static let acts = [
    "nomination import 2026 edition/nominations.csv --dry-run --json",
    "nomination import 2026 edition/experts.csv", "nomination import 2026 edition/experts.csv --json",
    "nomination import 2026 edition/broken.csv --json", "nomination import 2026 edition/broken.csv --lang en",
    "nomination import 2026 edition/nominations.csv", "nomination import 2026 edition/nominations.csv --json",
    "panel import 2026 edition/experts.csv", "list compute 2026 candidate --json",
    "edition advance 2026 --to PRELIM_REVIEW", "review import 2026 edition/preliminary.csv",
    "decision import 2026 edition/decisions.csv --json", "edition advance 2026 --to CLOSED --json",
    "form detach 2026 2026-0001 none --json", "form save 2026 2026-0001 edition/rules.json --revision 1",
    "review save 2026 2026-0001 --item skill --score 50 --json", "edition show none --json",
    "edition create 2027 --year 2027 --organiser 37 --rules edition/rules.json",
    "edition create 2027 --year 2027 --organiser 37 --rules edition/rules.json --json",
    "date set 2026 filing_deadline --day 2026-06-10",
    "deed record 2026 2026-0001 --medium 示例日报 --date 2026-05-11 --link https://example.invalid/1 --json",
    "list compute 2026 candidate", "list submit 2026 candidate", "list submit 2026 candidate --json",
  ]

  @Test("Acts of every kind, and what they leave")
  func acts() throws {
    let here = try SampleYear.shared().installation(at: .opened)
    let lines = String(decoding: try here.folder.bytes("edition/nominations.csv"), as: UTF8.self).split(separator: "\n")
    try here.folder.write(Array("\(lines[0])\n\(lines[1])\n\(lines[1])\nx\n".utf8), to: "edition/broken.csv")
    let people = try SignedIn(try Installation(copyOf: here), ["clerk"])
    let there = people.installation
    let server = try RunningServer(there)
    for act in Self.acts {
      expectSame(try here.run(act, as: "clerk"), try server.run(act, secret: people.secret("clerk")))
    }
    for read in ["list show 2026 candidate", "nomination list 2026 --json", "edition list --json"] {
      expectSame(try here.run(read, as: "clerk"), try there.run(read, as: "clerk"))
    }
    #expect(server.end() == .exit(0))
    try there.expectSound()
  }

  @Test("The files of an answer come back as they are written here, into a new folder alone")
  func exports() throws {
    let installation = try SampleYear.shared().installation(at: .named)
    let people = try SignedIn(installation, ["clerk"])
    let server = try RunningServer(installation)
    let secret = try people.secret("clerk")
    for (index, command) in [
      "edition export 2026 --output out/a", "publicity export 2026 --output out/",
      "edition export 2026 --output out --public --json",
    ].enumerated() {
      let here = try installation.run(command, as: "clerk")
      #expect(here.code == 0, "\(here.told)")
      let written = try installation.folder.contents().filter { $0.key.hasPrefix("out/") }
      try FileManager.default.moveItem(
        atPath: installation.folder / "out", toPath: installation.folder / "here-\(index)")
      expectSame(here, try server.run(command, secret: secret))
      #expect(try installation.folder.contents().filter { $0.key.hasPrefix("out/") } == written)
      #expect(written.count > 0)
      expectSame(try installation.run(command, as: "clerk"), try server.run(command, secret: secret))
      try FileManager.default.moveItem(
        atPath: installation.folder / "out", toPath: installation.folder / "there-\(index)")
    }
    let unknown = "edition export none --output fresh --json"
    expectSame(try installation.run(unknown, as: "clerk"), try server.run(unknown, secret: secret))
    #expect(try !installation.folder.names().contains { $0.hasPrefix("fresh") })
  }

  @Test("A list of several pages is printed whole")
  func pages() throws {
    let installation = try SampleYear.shared().installation(at: .opened)
    try installation.done("sample edition --output big --nominations 2500 --experts 20 --seed 7", as: "")
    try installation.done("employer import big/registry/employers.csv", as: "clerk")
    let people = try SignedIn(installation, ["clerk"])
    let server = try RunningServer(installation)
    let here = try installation.done("employer list --json", as: "clerk")
    #expect(try #require(try here.json()["employers"] as? [Any]).count > 1000)
    expectSame(here, try server.run("employer list --json", secret: people.secret("clerk")))
    expectSame(
      try installation.run("employer list", as: "clerk"),
      try server.run("employer list", secret: people.secret("clerk")))
  }

  @Test("Acts here and on the server interleave, and each sees the other's at once, also behind a remembered answer")
  func interleaved() throws {
    let installation = try SampleYear.shared().installation(at: .opened)
    let people = try SignedIn(installation, ["clerk"])
    let server = try RunningServer(installation)
    let secret = try people.secret("clerk")
    for round in 0..<4 {
      for (index, isHere) in [true, false].enumerated() {
        let year = 2030 + 2 * round + index
        let act = "edition create \(year) --year \(year) --organiser 37 --rules edition/rules-\(year).json"
        let rules = String(decoding: try installation.folder.bytes("edition/rules.json"), as: UTF8.self)
        try installation.folder.write(
          Array(rules.replacing("\"2026\"", with: "\"\(year)\"").replacing(": 2026", with: ": \(year)").utf8),
          to: "edition/rules-\(year).json")
        let before = try server.done("edition list", secret: secret)
        expectSame(before, try server.run("edition list", secret: secret))
        if isHere { try installation.done(act, as: "clerk") } else { try server.done(act, secret: secret) }
        let (here, there) = (
          try installation.run("edition list", as: "clerk"), try server.run("edition list", secret: secret)
        )
        #expect(there.output.contains("\(year)") && !before.output.contains("\(year)"), "\(there.told)")
        expectSame(here, there)
      }
    }
    #expect(server.end() == .exit(0))
    try installation.expectSound()
  }

  @Test("An act whose answer was lost on the line is asked again and done once")
  func lostAnswers() throws {
    let here = try SampleYear.shared().installation(at: .opened)
    let people = try SignedIn(try Installation(copyOf: here), ["clerk"])
    let server = try RunningServer(people.installation)
    for act in ["nomination import 2026 edition/nominations.csv", "panel import 2026 edition/experts.csv --json"] {
      let proxy = try LossyProxy(to: server.port, losses: 2)
      let variables = ["QILU_SERVER": "http://127.0.0.1:\(proxy.port)", "QILU_TOKEN": try people.secret("clerk")]
      let words = act.split(separator: " ").map { Array($0.utf8) }
      // Done twice the import would be refused, since its lines are there already.
      expectSame(
        try here.run(act, as: "clerk"), try people.installation.run(bytes: words, as: "", variables: variables))
    }
    #expect(server.end() == .exit(0))
    try people.installation.expectSound()
  }

  @Test("Who gives a false or an ended secret is refused, whoever he is on this machine")
  func secrets() throws {
    let installation = try SampleYear.shared().installation(at: .opened)
    let people = try SignedIn(installation, ["clerk", "guest"])
    let server = try RunningServer(installation)
    #expect(
      try server.run(
        "edition create x --year 2029 --organiser 37 --rules edition/rules.json --json", secret: people.secret("guest")
      ).code == 4)
    let secret = try people.secret("clerk")
    try server.done("edition list", secret: secret)
    let id = try #require(
      (try installation.done("token list --json", as: "clerk").json()["tokens"] as? [[String: Any]])?.first?["id"]
        as? String)
    try installation.done("token revoke \(id)", as: "clerk")
    let ended = try server.run("edition list --json", secret: secret)
    #expect(try ended.code == 4 && ended.refusalCode()?.hasPrefix("sign-in.") == true, "\(ended.told)")
  }
}
