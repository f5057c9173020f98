/// The targets that a Package.swift declares, read from its text.
struct Manifest {
  struct Target: Equatable {
    /// `target`, `executableTarget`, `testTarget` or `systemLibrary`.
    let kind: String
    let name: String
    let dependencies: Set<String>
  }

  let targets: [Target]
  /// Whether a Swift package is named as a dependency.
  let hasPackages: Bool

  init(_ text: String) {
    let source = SwiftSource(text)
    // Both texts have the same offsets: parentheses are counted in the one, names are read in the other.
    let code = Array(source.code.utf8)
    let named = Array(source.uncommented.utf8)
    targets = Manifest.declarations(in: source.code).compactMap { declaration in
      guard let end = Manifest.end(of: declaration.opening, in: code) else { return nil }
      return Manifest.target(declaration.kind, String(decoding: named[declaration.opening..<end], as: UTF8.self))
    }
    hasPackages = source.code.contains(/\.package\s*\(/)
  }

  func target(_ name: String) -> Target? { targets.first { $0.name == name } }

  /// Where the declarations of targets begin; a `.target(name:)` inside a list of dependencies is none.
  private static func declarations(in code: String) -> [(kind: String, opening: Int)] {
    let bytes = Array(code.utf8)
    var past = 0
    return code.matches(of: /\.(target|executableTarget|testTarget|systemLibrary)\s*\(/).compactMap { match in
      let opening = code.utf8.distance(from: code.startIndex, to: match.range.upperBound) - 1
      guard opening >= past else { return nil }
      past = end(of: opening, in: bytes) ?? bytes.count
      return (String(match.1), opening)
    }
  }

  /// The offset behind the bracket that closes the one at `opening`.
  private static func end(of opening: Int, in code: [UInt8]) -> Int? {
    var depth = 0
    for index in opening..<code.count {
      switch code[index] {
      case UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      default: continue
      }
      if depth == 0 { return index + 1 }
    }
    return nil
  }

  private static func target(_ kind: String, _ text: String) -> Target? {
    guard let name = text.firstMatch(of: /name:\s*"([^"]+)"/)?.1 else { return nil }
    var dependencies: Set<String> = []
    if let list = text.firstMatch(of: /dependencies:\s*/) {
      let code = Array(SwiftSource(text).code.utf8)
      let start = text.utf8.distance(from: text.startIndex, to: list.range.upperBound)
      if let end = end(of: start, in: code) {
        let names = String(decoding: Array(text.utf8)[start..<end], as: UTF8.self)
        dependencies = Set(names.matches(of: /"([^"]+)"/).map { String($0.1) })
      }
    }
    return Target(kind: kind, name: String(name), dependencies: dependencies)
  }
}

/// What Package.swift must hold against the files; answers with the faults found.
enum ManifestChecks {
  /// Every import of one of our modules is declared for its target. A target of Sources also declares nothing that
  /// it does not import; a test may depend on a program that it only starts.
  static func dependencies(of manifest: Manifest, _ files: [SourceFile]) -> [String] {
    let own = Set(manifest.targets.map(\.name))
    var imported: [String: Set<String>] = [:]
    for file in files {
      imported[file.module, default: []].formUnion(file.source.imports.map(\.module).filter(own.contains))
    }
    return imported.keys.sorted().flatMap { module in
      compare(manifest.target(module), module, imported[module, default: []].subtracting([module]))
    }
  }

  private static func compare(_ target: Manifest.Target?, _ module: String, _ imported: Set<String>) -> [String] {
    guard let target else { return ["Package.swift: \(module) has files and is no target"] }
    let missing = imported.subtracting(target.dependencies).sorted()
      .map { "Package.swift: \(module) imports \($0) and does not declare it" }
    guard target.kind != "testTarget" else { return missing }
    return missing
      + target.dependencies.subtracting(imported).sorted()
      .map { "Package.swift: \(module) declares \($0) and does not import it" }
  }
}
