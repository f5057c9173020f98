import Foundation
import Testing

/// The sample files of the selection, as the clerk of a unit takes them from an empty form to a submitted one.
@Suite("Forms by the three channels")
struct FormChannelTests {
  private static let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Samples")
  private static let forms = [("unit", "J00049"), ("self", "J00162"), ("joint", "J00173")]
  private static let papers = [
    "id_copy", "skill_certificate", "honour_certificate", "result_proof", "contract", "post_statement",
    "compliance_statement",
  ]

  private let installation: Installation

  /// An open edition of a city, with a clerk who acts for the units of the sample forms.
  init() throws {
    installation = try Installation()
    for (folder, name) in [("selection", "selection"), ("edition-2026/registry", "registry")] {
      try FileManager.default.copyItem(
        atPath: Self.samples.appendingPathComponent(folder).path, toPath: installation.folder / name)
    }
    try installation.done("init admin --display-name 系统管理员")
    for (actor, role) in [
      ("clerk", "office_operator"), ("head", "second_confirmer"), ("unitclerk", "nominating_clerk"),
    ] {
      try installation.done("actor create \(actor) --display-name 示例", as: "admin")
      try installation.done("role grant \(actor) \(role)", as: "admin")
    }
    for command in [
      "employer import registry/employers.csv", "unit import registry/units.csv",
      "past import selection/past-namings.csv",
      "edition create jinan-2026 --year 2026 --organiser 3701 --rules selection/rules.json",
      "quota import jinan-2026 selection/quotas.csv", "rubric set jinan-2026 selection/rubric.csv",
    ] { try installation.done(command, as: "clerk") }
    try installation.done("edition open jinan-2026", as: "head")
    for (_, unit) in Self.forms { try installation.done("actor bind unitclerk --unit \(unit)", as: "admin") }
  }

  private func act(_ command: String) throws { try installation.done(command, as: "unitclerk") }

  private func fill(_ form: String, channel: String, unit: String) throws {
    try act("form start jinan-2026 --unit \(unit) --channel \(channel)")
    try act("form save \(form) selection/form-\(channel).json")
    try act("form attach \(form) selection/papers/photo.png --kind photo")
    for kind in Self.papers {
      let file = kind.replacing("_", with: "-")
      try act("form attach \(form) selection/papers/\(file).txt --kind \(kind)")
    }
    for purpose in ["processing", "publication"] {
      try act("form consent \(form) --purpose \(purpose) --paper selection/papers/consent.txt --on 2026-09-02")
    }
  }

  @Test("R-206 R-235 a sample form is submitted by each channel, the joint one once its co-nominators confirmed")
  func submitted() throws {
    for (index, (channel, unit)) in Self.forms.enumerated() {
      let form = "jinan-2026 jinan-2026-000\(index + 1)"
      try fill(form, channel: channel, unit: unit)
      if channel == "joint" {
        #expect(try installation.run("form submit \(form)", as: "unitclerk").code == 1)
        for place in 1...3 {
          try act("form confirm \(form) --place \(place) --paper selection/papers/confirmation.txt --on 2026-09-02")
        }
      }
      try act("form check \(form)")
      try act("form submit \(form)")
    }
    let list = try installation.done("form list jinan-2026 --json", as: "unitclerk").json()
    let forms = try #require(list["forms"] as? [[String: Any]])
    #expect(forms.compactMap { $0["state"] as? String } == ["SUBMITTED", "SUBMITTED", "SUBMITTED"])
    try installation.expectSound()
  }

  @Test(
    "R-213 R-214 the sample's named lists cost 5,000,000 yuan in 2018 and 5,400,000 in each later year",
    arguments: [(2018, "5000000.00"), (2019, "5400000.00"), (2025, "5400000.00")])
  func amounts(year: Int, total: String) throws {
    let list = try installation.done("past list --year \(year) --json", as: "clerk").json()
    let sums = try #require(list["sums"] as? [[String: Any]])
    #expect(sums.compactMap { $0["total"] as? String } == [total])
  }
}
