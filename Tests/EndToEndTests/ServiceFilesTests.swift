import Foundation
import Testing

@Suite("The files of the service")
struct ServiceFilesTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Scripts/service")

  private func text(_ name: String) throws -> String {
    try String(contentsOf: Self.folder.appendingPathComponent(name), encoding: .utf8)
  }

  @Test("The nightly backup is a command that the program takes, by an actor with the role it needs")
  func nightlyBackup() throws {
    let unit = try text("qilu-backup.service")
    let line = try #require(unit.split(separator: "\n").first { $0.hasPrefix("ExecStart=") })
    let words = line.split(separator: " ").dropFirst().map { $0.hasPrefix("/") ? "backups" : String($0) }
    let actor = try #require(unit.firstMatch(of: #/QILU_ACTOR=(\w+)/#)?.1)
    let installation = try Installation()
    try installation.done("init admin --display-name 示例")
    try installation.done("actor create \(actor) --display-name 示例", as: "admin")
    try installation.done("role grant \(actor) administrator", as: "admin")
    try FileManager.default.createDirectory(
      atPath: installation.folder / "backups", withIntermediateDirectories: true)
    try installation.done(words.joined(separator: " "), as: String(actor))
  }

  @Test("Both units deny what the service has no use for", arguments: ["qilu.service", "qilu-backup.service"])
  func hardened(name: String) throws {
    let lines = try Set(text(name).split(separator: "\n").map(String.init))
    for line in [
      "User=qilu", "NoNewPrivileges=yes", "CapabilityBoundingSet=", "ProtectSystem=strict", "ProtectHome=yes",
      "PrivateDevices=yes", "SystemCallFilter=@system-service", "UMask=0077", "LimitCORE=0",
    ] {
      #expect(lines.contains(line), "\(line)")
    }
  }

  @Test("The image names no registry, and takes its toolchain as an argument")
  func image() throws {
    let sources = try text("Containerfile").split(separator: "\n").filter { $0.hasPrefix("FROM ") }
    #expect(sources == ["FROM ${SWIFT_IMAGE} AS build", "FROM ${RUNTIME_IMAGE}"])
  }
}
