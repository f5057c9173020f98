import Foundation
import Testing

@Suite("Wrong input")
struct WrongInputTests {
  private let installation: Installation

  init() throws { installation = try SampleYear.shared().installation(at: .named) }

  @Test("Every operation has a well-formed command among these tests")
  func everyOperationHasAForm() {
    #expect(ListedOperation.all.count > 45)
    #expect(CommandForm.operations == Set(ListedOperation.all.map(\.name)))
  }

  @Test("A command without what it needs is wrong use", arguments: ListedOperation.all.filter { !$0.required.isEmpty })
  func missingArguments(operation: ListedOperation) throws {
    let outcome = try installation.run(operation.words, as: CommandForm.actor(for: operation))
    #expect(outcome.code == 2 && !outcome.error.isEmpty && outcome.output.isEmpty, "\(outcome.told)")
  }

  @Test(
    "An unknown option, a surplus argument and a global option without its value are wrong use",
    arguments: ListedOperation.all)
  func unknownOption(operation: ListedOperation) throws {
    let words = try #require(CommandForm.words(of: operation))
    let before = try installation.folder.names()
    let surplus = CommandForm.takesAnyNumber.contains(operation.name) ? [] : [["1", "2", "3"]]
    for wrong in [["--no-such-option"], ["--no-such-option=1"], ["--as"], ["--lang", "fr"]] + surplus {
      let outcome = try installation.run(words + wrong, as: CommandForm.actor(for: operation))
      #expect(outcome.code == 2, "\(outcome.told)")
    }
    #expect(try installation.folder.names() == before)
  }

  @Test(
    "Who has no role, or is nobody, is not permitted, and nothing is recorded",
    arguments: ListedOperation.all.filter { !$0.roles.isEmpty })
  func notPermitted(operation: ListedOperation) throws {
    let words = try #require(CommandForm.words(of: operation))
    let before = (try installation.anchor(), try installation.folder.names())
    // Who has no role has an account of his own all the same.
    for actor in (operation.isForEveryone ? [] : ["guest"]) + ["nobody", "示例访客"] {
      let outcome = try installation.run(words, as: actor)
      #expect(outcome.code == 4 && outcome.output.isEmpty, "\(actor) \(outcome.told)")
    }
    #expect(try installation.anchor() == before.0)
    #expect(try installation.folder.names() == before.1)
  }

  @Test(
    "Where there is no database the storage is at fault, and none is made",
    arguments: ListedOperation.all.filter { $0.effect != "pure" && !["init", "restore"].contains($0.name) })
  func databaseMissing(operation: ListedOperation) throws {
    let words = try #require(CommandForm.words(of: operation))
    let empty = try Installation()
    let outcome = try empty.run(words + ["--json"], as: "clerk")
    #expect(outcome.code == 5, "\(outcome.told)")
    #expect(try outcome.refusalCode() == "database.missing")
    #expect(try empty.folder.names() == ["data"])
  }

  @Test(
    "What is no database of this program is refused, and stays as it was",
    arguments: [[], Array("a letter, not a database".utf8), [UInt8](repeating: 0, count: 8192)])
  func foreignFile(bytes: [UInt8]) throws {
    let other = try Installation()
    try other.folder.write(bytes, to: Installation.file)
    let outcome = try other.run("edition list", as: "clerk")
    #expect(outcome.code == 5, "\(outcome.told)")
    #expect(try other.folder.bytes(Installation.file) == bytes)
  }

  @Test(
    "What was named and is not there is not found",
    arguments: [
      ("edition show 1999", "clerk"), ("edition open 1999", "head"), ("edition advance 1999 --to CLOSED", "clerk"),
      ("edition rules 1999 --rules edition/rules.json", "clerk"), ("edition export 1999 --output x", "clerk"),
      ("edition name 1999 --document x --date 2026-05-29", "head"), ("nomination list 1999", "clerk"),
      ("nomination explain 1999 2026-0001", "head"), ("nomination explain 2026 9999", "head"),
      ("nomination import 1999 edition/nominations.csv", "clerk"), ("review import 1999 edition/x.csv", "clerk"),
      ("panel import 1999 edition/experts.csv", "clerk"), ("recusal import 1999 edition/recusals.csv", "clerk"),
      ("score import 1999 edition/scores.csv", "clerk"), ("vote import 1999 edition/votes.csv", "clerk"),
      ("decision import 1999 edition/decisions.csv", "clerk"), ("list compute 1999 candidate", "clerk"),
      ("list submit 1999 candidate", "clerk"), ("list confirm 1999 candidate", "head"),
      ("list return 1999 candidate --reason x", "head"), ("list show 1999 candidate", "head"),
      ("employer import absent.csv", "clerk"), ("unit import absent.csv", "clerk"),
      ("expert import absent.csv", "clerk"), ("actor disable absent", "admin"), ("actor enable absent", "admin"),
      ("role grant absent auditor", "admin"), ("role revoke absent auditor", "admin"),
      ("person reveal absent --reason x", "reviewer"), ("craftsman show absent", "clerk"),
      ("craftsman enter absent --reason x", "clerk"), ("craftsman change absent --to RETIRED --reason x", "clerk"),
      ("title add absent --kind craftsman --level CITY --year 2020 --document x", "clerk"),
      ("skill record absent --trade x --grade technician", "clerk"),
      ("evidence extract absent --output x --reason x", "reviewer"),
      ("edition compute absent --output x", ""), ("edition verify absent", ""), ("edition explain absent 1", ""),
      ("edition explain edition 9999", ""), ("edition sensitivity absent", ""),
      ("edition create 2027 --year 2027 --organiser 37 --rules absent.json", "clerk"),
    ])
  func notFound(command: String, actor: String) throws {
    let before = try installation.anchor()
    let outcome = try installation.run(command, as: actor)
    #expect(outcome.code == 3 && outcome.output.isEmpty, "\(outcome.told)")
    #expect(try installation.anchor() == before)
    #expect(!installation.folder.exists("x"))
  }

  @Test(
    "What the rules forbid at the end of the year is refused, and nothing is recorded",
    arguments: [
      ("init again --display-name x", "admin"), ("actor create head --display-name x", "admin"),
      ("edition open 2026", "head"), ("edition rules 2026 --rules edition/rules.json", "clerk"),
      ("edition create 2026 --year 2026 --organiser 37 --rules edition/rules.json", "clerk"),
      ("edition advance 2026 --to NOMINATING", "clerk"),
      ("edition name 2026 --document x --date 2026-05-29", "head"),
      ("nomination import 2026 edition/nominations.csv", "clerk"),
      ("review import 2026 edition/preliminary.csv", "clerk"), ("panel import 2026 edition/experts.csv", "clerk"),
      ("recusal import 2026 edition/recusals.csv", "clerk"), ("score import 2026 edition/scores.csv", "clerk"),
      ("vote import 2026 edition/votes.csv", "clerk"), ("decision import 2026 edition/decisions.csv", "clerk"),
      ("list compute 2026 candidate", "clerk"), ("list submit 2026 candidate", "clerk"),
      ("list confirm 2026 candidate", "head"), ("list return 2026 candidate --reason x", "head"),
      ("edition export 2026 --output edition", "clerk"), ("sample edition --output edition", ""),
      ("employer import edition/votes.csv", "clerk"), ("expert import edition/votes.csv", "clerk"),
      ("edition verify edition", ""), ("person register 示例 --citizen-number 370102199002300010", "clerk"),
    ])
  func refused(command: String, actor: String) throws {
    let before = (try installation.anchor(), try installation.folder.contents())
    let outcome = try installation.run(command, as: actor)
    #expect(outcome.code == 1, "\(outcome.told)")
    #expect(try installation.anchor() == before.0)
    #expect(
      try installation.folder.contents().filter { !$0.key.hasPrefix("data/") }
        == before.1.filter { !$0.key.hasPrefix("data/") })
  }

  @Test(
    "What nobody may do to himself is not permitted",
    arguments: ["actor disable admin", "role grant admin auditor"])
  func selfChange(command: String) throws {
    let before = try installation.anchor()
    let outcome = try installation.run(command, as: "admin")
    #expect(outcome.code == 4, "\(outcome.told)")
    #expect(try installation.anchor() == before)
  }

  @Test(
    "A value outside its choices or its range is wrong use",
    arguments: [
      ("role grant head nothing", "admin"), ("edition advance 2026 --to SOMEWHERE", "clerk"),
      ("list show 2026 fifth", "head"), ("sample edition --output x --nominations 0", ""),
      ("sample edition --output x --experts -1", ""), ("sample edition --output x --seed 1.5", ""),
      ("audit list --last x", "admin"),
      ("edition create 2027 --year 99999 --organiser 37 --rules edition/rules.json", "clerk"),
    ])
  func valueOutOfRange(command: String, actor: String) throws {
    let outcome = try installation.run(command, as: actor)
    #expect(outcome.code == 2 && !installation.folder.exists("x"), "\(outcome.told)")
  }

  @Test("The submitter of a list cannot confirm it, whatever roles the person has (SM-19)")
  func fourEyes() throws {
    let submitted = try SampleYear.shared().installation(at: .submitted)
    try submitted.done("role grant clerk second_confirmer", as: "admin")
    let outcome = try submitted.run("list confirm 2026 candidate --json", as: "clerk")
    #expect(outcome.code == 4, "\(outcome.told)")
    #expect(try outcome.refusalCode() == "list.same-person")
    try submitted.done("list confirm 2026 candidate", as: "head")
  }

  @Test("A citizen number is not repeated, wherever it was put")
  func numbersAreNotRepeated() throws {
    let number = "371623197001010010"
    for command in [
      "craftsman show \(number)", "craftsman enter \(number) --reason x",
      "skill record \(number) --trade x --grade none",
      "craftsman change \(number) --to RETIRED --reason x", "\(number)", "person \(number)", "person list \(number)",
      "title add \(number) --kind craftsman --level CITY --year 2020 --document x",
      "person register 示例 --citizen-number=\(number)0", "person register 示例 \(number)",
      "person register \(number) --citizen-number 370102199002300010", "person register 示例 --\(number)",
    ] {
      let outcome = try installation.run(command, as: "clerk")
      #expect(outcome.code.map { $0 > 0 } == true && !outcome.error.contains(number), "\(outcome.told)")
    }
  }
}
