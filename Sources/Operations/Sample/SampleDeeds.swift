import Primitives
import SelectionRules
import Tables

/// The invented publication of the deeds of everybody who passed the expert review.
struct SampleDeeds {
  let inputs: EditionInputs

  /// The file, one row for each nominee in byte order of the numbers.
  func file() throws -> PackageFile {
    let nominees = try EditionCalculation(inputs).outcome(through: .nominee).passed(.nominee)
    var writer = TableWriter(columns: ["nomination", "medium", "date", "link", "text", "post"])
    for entry in nominees.map({ inputs.nominations[$0] }).sorted(by: { $0.key < $1.key }) {
      writer.row([
        entry.key, "示例日报", "2026-05-11", ByteText("https://example.invalid/deeds/\(entry.key)"),
        ByteText("\(entry.name)长期在生产一线工作，事迹为虚构样例。"), "示例岗位",
      ])
    }
    return PackageFile(path: "registry/deeds.csv", bytes: writer.bytes)
  }
}
