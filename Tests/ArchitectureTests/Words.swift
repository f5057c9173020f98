/// What may not stand in a file, by the floor of its module; each check answers with the faults found.
enum Words {
  /// A forbidden use: what it is called, and the pattern that finds it in code.
  struct Forbidden {
    let name: String
    let pattern: String

    init(_ name: String, _ pattern: String) {
      self.name = name
      self.pattern = pattern
    }
  }

  /// What makes an answer depend on something other than its inputs.
  static let impure = [
    Forbidden(
      "the clock", #"\bDate\(\s*\)|\bDate\.now\b|\(\s*\.now\b|Clock\(\)|\bCalendar\.current\b|\bTimeZone\.current\b"#),
    Forbidden("the clock", #"\b(?:gettimeofday|clock_gettime|localtime(?:_r)?)\("#),
    Forbidden(
      "random numbers", #"\brandom(?:Element)?\(|\bshuffled?\(\s*\)|\bSystemRandomNumberGenerator\b|\bUUID\(\s*\)"#),
    Forbidden(
      "files",
      #"\bFileManager\b|\bFileHandle\b|\bcontentsOf(?:File)?:\s*(?:URL|url|path|file)|\bfopen\("#),
    Forbidden("the process", #"\bProcessInfo\b|\bCommandLine\.arguments\b|\bgetenv\(|\bprint\("#),
  ]

  /// Binary floating point, which holds neither money nor scores exactly.
  static let inexact = [Forbidden("binary floating point", #"\b(?:Double|Float|Float32|Float64|CGFloat)\b"#)]

  /// What ends the process on input that nobody foresaw.
  static let abrupt = [
    Forbidden("try!", #"\btry!"#), Forbidden("as!", #"\bas!"#), Forbidden("fatalError", #"\bfatalError\("#),
  ]

  /// Modules whose floating point would be a fault: all rules, and the values that rules are made of.
  static let exactModules: Set = [
    "Primitives", "Tables", "SelectionRules", "StudioRules", "LedgerRules", "AssistRules", "Ballots",
  ]

  /// Modules in which SQL may stand.
  static let sqlModules: Set = ["Store", "Database"]

  static func purity(_ file: SourceFile) throws -> [String] {
    switch Floors.modules[file.module]?.floor {
    case .values, .rules: try uses(of: impure, in: file)
    default: []
    }
  }

  static func exactness(_ file: SourceFile) throws -> [String] {
    exactModules.contains(file.module) ? try uses(of: inexact, in: file) : []
  }

  static func abruptness(_ file: SourceFile) throws -> [String] { try uses(of: abrupt, in: file) }

  /// SQL is recognised by its key words in upper case, which is how this project writes it.
  static func sql(_ file: SourceFile) throws -> [String] {
    guard !sqlModules.contains(file.module) else { return [] }
    let statement = try simple(
      #"\bSELECT\s+\S|\bINSERT\s+INTO\b|\bUPDATE\s+\w+\s+SET\b|\bDELETE\s+FROM\b|\bPRAGMA\s+\w|"#
        + #"\b(?:CREATE|DROP|ALTER)\s+(?:UNIQUE\s+)?(?:TABLE|INDEX|VIEW|TRIGGER)\b|\bORDER\s+BY\b|\bWHERE\s+\w"#)
    return file.source.literals.filter { $0.text.contains(statement) }
      .map { "\(file.path):\($0.line): SQL outside Store and Database" }
  }

  /// A pattern whose `\b` is where a word character meets another; Swift's default sees no boundary in `Int.random`.
  private static func simple(_ pattern: String) throws -> Regex<AnyRegexOutput> {
    try Regex(pattern).wordBoundaryKind(.simple)
  }

  private static func uses(of words: [Forbidden], in file: SourceFile) throws -> [String] {
    try words.flatMap { word in
      let pattern = try simple(word.pattern)
      return file.source.lines.filter { $0.text.contains(pattern) }
        .map { "\(file.path):\($0.number): \(file.module) uses \(word.name)" }
    }
  }
}
