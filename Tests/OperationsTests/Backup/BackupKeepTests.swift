import Foundation
import Primitives
import Testing

@testable import Operations

@Suite("Keeping backups")
struct BackupKeepTests {
  private static func name(_ day: String) -> String { "qilu-backup-202606\(day)T020000Z" }

  /// Backups of the days from the first to the fifth of June.
  private func fiveDays() throws -> Installation {
    let house = try Station.founded.installation()
    try house.makeBackupFolder()
    for day in 1...5 {
      try house.goTo("2026-06-0\(day)")
      try house.backUp()
    }
    return house
  }

  @Test("The newest ones stay, and the oldest leave first")
  func oldestFirst() throws {
    let house = try fiveDays()
    try house.goTo("2026-06-06")
    let output = try house.backUp(keep: 3)
    #expect(output.removed == ["01", "02", "03"].map(Self.name))
    #expect(try house.backupNames() == ["04", "05", "06"].map(Self.name))
    for name in try house.backupNames() {
      #expect(try BackupFolder(house.backups.appending(name)).differences() == [])
    }
  }

  @Test("Without a number all of them stay")
  func all() throws {
    #expect(try fiveDays().backupNames().count == 5)
  }

  @Test("What is not a whole backup of this installation stays, whatever its name")
  func others() throws {
    let house = try fiveDays()
    // The moment makes its first event another one than that of the house.
    let other = try Installation()
    try other.goTo("2020-01-01")
    try other.found()
    try other.run(Backup.self, Backup.Input(folder: house.backups), as: .administrator)
    try house.write("backups/qilu-backup-20190101T000000Z/manifest.json", "{}")
    try house.write("backups/qilu-backup-20180101T000000Z/letter", "x")
    try house.write("backups/notes", "x")
    try FileManager.default.copyItem(
      atPath: house.backups.appending(Self.name("02")).text, toPath: house.backups.appending("copy").text)
    try house.goTo("2026-06-06")
    #expect(try house.backUp(keep: 1).removed == ["01", "02", "03", "04", "05"].map(Self.name))
    let left = [
      "copy", "notes", "qilu-backup-20180101T000000Z", "qilu-backup-20190101T000000Z", "qilu-backup-20200101T020000Z",
      Self.name("06"),
    ]
    #expect(try house.backupNames() == left.sorted())
  }

  @Test("A number out of range is wrong use, and nothing is made", arguments: [0, -1, 10_001])
  func outOfRange(keep: Int) throws {
    let house = try Station.founded.installation()
    try house.makeBackupFolder()
    let refusal = try house.backupRefusal(keep: keep)
    #expect(refusal.code == "backup.keep" && refusal.kind == .wrongUse)
    #expect(try house.backupNames() == [])
  }
}
