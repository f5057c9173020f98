import Foundation
import Testing

@Suite("Commands on a server, before anybody has signed in")
struct ServerCommandTests {
  private static let installation = Result { () throws -> Installation in
    let installation = try Installation()
    try installation.done("init admin --display-name 系统管理员", as: "")
    return installation
  }

  private func server() throws -> RunningServer { try RunningServer(Installation(copyOf: Self.installation.get())) }

  @Test("The server ends when it is told to, and answers as long as it runs")
  func ending() throws {
    let server = try server()
    #expect(try server.run("edition list --json").refusalCode() == "sign-in.required")
    #expect(server.end() == .exit(0))
    let gone = try server.run("edition list --json")
    #expect(try gone.refusalCode() == "server.unreachable" && gone.code == 5)
  }

  @Test("Who has not signed in is refused, on reads, acts, acts with files and long work, and nothing is left")
  func strangers() throws {
    let server = try server()
    let folder = try TemporaryFolder()
    try folder.write(Array("code,name\n".utf8), to: "employers.csv")
    let commands = [
      "edition list", "edition show 2026", "actor create li --display-name 李四",
      "form save 2026 2026-0001 \(folder / "employers.csv")",
      "form detach 2026 2026-0001 a", "employer import \(folder / "employers.csv")",
      "edition export 2026 --output \(folder / "out")",
    ]
    for command in commands {
      let outcome = try server.run(command + " --json")
      #expect(try outcome.code == 4 && outcome.refusalCode() == "sign-in.required", "\(outcome.told)")
      #expect(outcome.output.isEmpty)
      let stranger = try server.run(command + " --json", secret: "no-such-secret")
      #expect(try stranger.code == 4 && stranger.refusalCode()?.hasPrefix("sign-in.") == true, "\(stranger.told)")
    }
    #expect(try folder.names() == ["employers.csv"])
  }

  @Test("The texts of a refusal are those of a command here, in both languages")
  func texts() throws {
    let server = try server()
    for language in ["zh", "en"] {
      let outcome = try server.run("edition list --lang \(language)")
      let words =
        language == "zh" ? ["请先登录", "处理: ", "代码: sign-in.required"] : ["nobody has signed in", "What to do: "]
      for word in words { #expect(outcome.error.contains(word), "\(outcome.told)") }
    }
  }

  @Test("What is wrong with the command itself, or with a file, is told as it is here, before anything is sent")
  func hereFirst() throws {
    let installation = try Installation(copyOf: Self.installation.get())
    try installation.done("actor create clerk --display-name 示例经办", as: "admin")
    try installation.done("role grant clerk office_operator", as: "admin")
    let server = try RunningServer(installation)
    _ = server.end()
    try installation.folder.write([1], to: "taken")
    let commands = [
      "edition show", "edition show 2026 --such", "employer import none.csv", "employer import data",
      "edition export 2026 --output taken", "edition export 2026 --output data",
    ]
    for command in commands {
      let (here, there) = (try installation.run(command, as: "clerk"), try server.run(command))
      // An edition that is not there is noticed here before the folder is looked at.
      if command.contains("export") {
        #expect(there.error.contains("folder.not"), "\(there.told)")
      } else {
        #expect(here.errorBytes == there.errorBytes && here.code == there.code, "\(here.told) \(there.told)")
      }
    }
  }

  @Test("What is done on the machine only is not sent")
  func localOnly() throws {
    let installation = try Installation(copyOf: Self.installation.get())
    let server = try RunningServer(installation)
    for command in ["check", "audit verify --as admin", "edition verify data", "database copy --from a --to b"] {
      let outcome = try server.run(command + " --json")
      let code = command.contains("--as") ? "usage.local-option" : "service.local-only"
      #expect(try outcome.refusalCode() == code, "\(outcome.told)")
    }
  }

  @Test("A server that is none of this system is told as such")
  func otherServers() throws {
    let server = try server()
    // Below another path the server has nothing: its own 404 for a path that is no operation's.
    let outcome = try Installation().run(
      bytes: ["edition", "list", "--json", "--server", server.url + "/other"].map { Array($0.utf8) }, as: "")
    #expect(try outcome.refusalCode() == "http.404" && outcome.code == 3, "\(outcome.told)")
  }
}
