/// A module named like one of its types cannot be named in front of its other types (`Tables.Row`).
enum TypeNames {
  static func clashes(_ file: SourceFile) -> [String] {
    let declaration = /(?:^|\s)(?:struct|class|enum|protocol|actor|typealias)\s+(\w+)/
    return file.source.lines.filter { line in
      line.text.matches(of: declaration).contains { $0.1 == file.module }
    }
    .map { "\(file.path):\($0.number): \(file.module) is also the name of its module" }
  }
}
