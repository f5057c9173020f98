/// One import declaration.
struct Import: Equatable {
  let module: String
  let line: Int
  let isExported: Bool
}

extension SwiftSource {
  /// The import declarations of the file, those of single types (`import struct Foundation.Date`) included.
  var imports: [Import] {
    let declaration =
      /^\s*((?:@\w+(?:\([^)]*\))?\s+)*)(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:struct|class|enum|protocol|typealias|func|let|var|actor|macro)\s+)?(\w+)/
    return lines.flatMap { line in
      line.text.split(separator: ";").compactMap { statement in
        statement.firstMatch(of: declaration).map {
          Import(module: String($0.2), line: line.number, isExported: $0.1.contains("@_exported"))
        }
      }
    }
  }
}

/// What the imports of a file must hold; each answers with the faults found.
enum ImportChecks {
  /// The module stands in the table, and so does every module that it imports.
  static func direction(_ file: SourceFile) -> [String] {
    guard let module = Floors.modules[file.module] else {
      return ["\(file.path): the module \(file.module) stands on no floor of Floors.swift"]
    }
    return file.source.imports
      .filter { $0.module != module.name && !module.mayImport.contains($0.module) }
      .map { "\(file.path):\($0.line): \(module.name) (\(module.floor.rawValue)) may not import \($0.module)" }
  }

  /// A C module is imported only by the module that drives it; tests do not import one either.
  static func drivers(_ file: SourceFile) -> [String] {
    file.source.imports.compactMap { found in
      guard let driver = Floors.drivers[found.module], driver != file.module else { return nil }
      return "\(file.path):\(found.line): \(found.module) is driven by \(driver) alone"
    }
  }

  /// Nothing that is imported is handed on.
  static func exports(_ file: SourceFile) -> [String] {
    file.source.imports.filter(\.isExported).map { "\(file.path):\($0.line): re-exports \($0.module)" }
  }
}
