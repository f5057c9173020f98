import Database
import Foundation
import Primitives
import Store
import Testing

@testable import Operations

@Suite("Copying the database")
struct DatabaseCopyTests {
  private func copy(_ house: Installation, to target: String) throws -> DatabaseCopy.Output {
    try house.run(
      DatabaseCopy.self, DatabaseCopy.Input(from: house.paths.database, to: target), as: .administrator)
  }

  @Test("Every table but the leases is copied, in the order in which rows can be inserted")
  func tables() {
    let statements = StoreSchema.migrations.flatMap(\.statements)
    let made = statements.compactMap { $0.firstMatch(of: #/CREATE TABLE (\w+)/#)?.1 }.map(String.init)
    // A table that was rebuilt under another name bears its own again.
    let renamed = statements.compactMap { $0.firstMatch(of: #/ALTER TABLE (\w+) RENAME TO/#)?.1 }.map(String.init)
    #expect(StoreTables.all.map(\.name) == made.filter { $0 != "lease" && !renamed.contains($0) })
  }

  @Test(
    "A copy holds the same rows, the audit chain whole, and goes on as the original would", arguments: Station.allCases)
  func whole(station: Station) throws {
    let house = try station.installation()
    let target = house.folder + "/copy.db"
    let output = try copy(house, to: target)
    #expect(output.verdict == .done)
    #expect(output.tables.first { $0.table == "audit_event" }?.rows == (try house.count("audit_event")))
    let paths = InstallationPaths(database: target, key: house.paths.key, evidence: house.paths.evidence)
    let entry = try #require(Catalogue.all["audit verify"])
    let session = Session(environment: house.session(as: nil).environment, paths: paths, actorName: "administrator")
    let verified = try entry.run(json: Data("{}".utf8), in: session)
    #expect(verified.verdict == .done)
    let check = try #require(Catalogue.all["check"])
    #expect(try check.run(json: Data("{}".utf8), in: session).verdict == .done)
  }

  @Test("A copy there and back is the original")
  func thereAndBack() throws {
    let house = try Station.named.installation()
    let first = house.folder + "/first.db"
    #expect(try copy(house, to: first).verdict == .done)
    let back = try Installation()
    let output = try house.run(
      DatabaseCopy.self, DatabaseCopy.Input(from: first, to: back.paths.database), as: .administrator)
    #expect(output.verdict == .done)
    #expect(try back.contentDigest() == house.contentDigest())
  }

  @Test("A database that holds anything is never copied into")
  func notEmpty() throws {
    let house = try Station.founded.installation()
    let other = try Station.founded.installation()
    let before = try other.contentDigest()
    let input = DatabaseCopy.Input(from: house.paths.database, to: other.paths.database)
    #expect(try house.refusal(DatabaseCopy.self, input, as: .administrator).code == "copy.target-not-empty")
    #expect(try other.contentDigest() == before)
  }

  @Test("A source that is not there is refused, and no target is made")
  func noSource() throws {
    let house = try Station.founded.installation()
    let target = house.folder + "/copy.db"
    let input = DatabaseCopy.Input(from: house.folder + "/none.db", to: target)
    #expect(try house.refusal(DatabaseCopy.self, input, as: .administrator).code == "database.missing")
    #expect(!FileManager.default.fileExists(atPath: target))
  }
}
