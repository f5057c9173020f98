import Foundation
import Testing

@Suite("Backup and restore on the command line")
struct BackupTests {
  private func installation() throws -> Installation {
    let installation = try SampleYear.shared().installation(at: .named)
    for name in ["backups", "restored"] {
      try FileManager.default.createDirectory(atPath: installation.folder / name, withIntermediateDirectories: true)
    }
    return installation
  }

  @Test("The digest that a backup prints is the one by which a restore knows it again")
  func digest() throws {
    let installation = try installation()
    let answer = try installation.done("backup backups --json", as: "admin").json()
    let (backup, manifest) = (try #require(answer["backup"] as? String), try #require(answer["manifest"] as? String))
    let place = "--database restored/qilu.db --evidence restored/evidence"
    let restored = try installation.done("restore \(backup) --manifest \(manifest) \(place) --json", as: "admin")
    #expect(try restored.json()["keyState"] as? String == "present")
    let again = try installation.run("restore \(backup) \(place) --json", as: "admin")
    #expect(again.code == 1)
    #expect(try again.refusalCode() == "restore.target-exists")
  }

  @Test("A restore without its key ends with 1, says which key is wanted in both languages, and is complete")
  func withoutKey() throws {
    let installation = try installation()
    try installation.done("backup backups", as: "admin")
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: installation.folder / "backups").first)
    let place = "--database restored/qilu.db --evidence restored/evidence --key restored/qilu.db.key"
    let zh = try installation.run("restore backups/\(name) \(place)", as: "admin")
    #expect(zh.code == 1 && zh.output.contains("没有密钥文件"), "\(zh.told)")
    try installation.done("check --database restored/qilu.db --evidence restored/evidence", as: "admin")
    let other = place.replacingOccurrences(of: "restored", with: "backups")
    let en = try installation.run("restore backups/\(name) \(other) --lang en", as: "admin")
    #expect(en.code == 1 && en.output.contains("there is no key file"), "\(en.told)")
  }

  @Test("Two backups at once into one folder: one is made, the other refused or made after it")
  func atOnce() throws {
    let installation = try installation()
    let files = ChildProcess.Files(output: nil, error: nil)
    let words = ["backup", "backups"].map { Array($0.utf8) }
    let children = try (1...2).map { _ in try installation.start(words, as: "admin", files) }
    let endings = children.map { $0.wait() }
    // With its outputs closed a command that is done says that nobody read it.
    #expect(endings.allSatisfy { [.exit(0), .exit(1), .exit(5)].contains($0) }, "\(endings)")
    let names = try FileManager.default.contentsOfDirectory(atPath: installation.folder / "backups")
    #expect((1...2).contains(names.count) && names.allSatisfy { $0.hasSuffix("Z") }, "\(names)")
    try installation.expectSound()
  }
}
