import Testing

@Suite("Odd arguments")
struct OddArgumentTests {
  /// What a person, a script or a mishap may put where a name or a file is expected.
  private static let odd: [[UInt8]] = [
    [], Array("-".utf8), Array("--".utf8), Array("-1".utf8), Array("0".utf8), Array("=".utf8), Array(" ".utf8),
    Array("9223372036854775807".utf8), Array("-9223372036854775808".utf8), Array("99999999999999999999999".utf8),
    Array("1e9".utf8), Array("٣".utf8), Array(repeating: 0x61, count: 100_000), Array("a\nb\r\tc".utf8),
    Array("\u{1B}[2J\u{07}".utf8), Array("\u{202E}gnp".utf8), Array("e\u{301}".utf8), Array("\u{E9}".utf8),
    Array("👩🏽‍🏭".utf8), Array("'; DROP TABLE edition; --".utf8), Array("%s%n".utf8), [0xFF, 0xFE, 0x80],
    [0xED, 0xA0, 0x80], Array(".".utf8), Array("..".utf8), Array("/".utf8), Array("/dev/null".utf8),
    Array("edition".utf8), Array("edition/nominations.csv".utf8), Array("data/qilu.db".utf8), Array("2026".utf8),
  ]

  /// Folders that are none of the test's.
  private static let outside = [Array("..".utf8), Array("/".utf8)]

  @Test("No argument brings a command down or reaches the terminal as a control", arguments: ListedOperation.all)
  func nothingBringsItDown(operation: ListedOperation) throws {
    let installation = try SampleYear.shared().installation(at: .named)
    let words = try #require(CommandForm.words(of: operation)).map { Array($0.utf8) }
    var random = SeededRandom(UInt64(operation.name.utf8.reduce(0) { $0 &* 31 &+ Int($1) } & 0xFFFF))
    let actors = ["admin", "clerk", "head", "reviewer"]
    for round in 0..<RunLength.count(6, long: 400) {
      let changed = Self.changed(words, behind: operation.words.count, &random)
      // It would write there.
      if operation.name == "backup", !changed.allSatisfy({ !Self.outside.contains($0) }) { continue }
      let actor = round % 5 == 4 ? actors[round % 4] : CommandForm.actor(for: operation)
      expectHarmless(try installation.run(bytes: changed, as: actor))
    }
    try installation.expectSound(operation.name)
  }

  @Test("No word in a command's place brings the program down")
  func oddCommands() throws {
    let installation = try Installation()
    for word in Self.odd {
      for words in [[word], [Array("edition".utf8), word], [Array("help".utf8), word], [Array("--as".utf8), word]] {
        expectHarmless(try installation.run(bytes: words))
      }
    }
  }

  /// Each word behind the command's name is another one with an even chance, and sometimes one is added or left out.
  private static func changed(_ words: [[UInt8]], behind name: Int, _ random: inout SeededRandom) -> [[UInt8]] {
    var changed = words
    for index in words.indices.dropFirst(name) where !words[index].starts(with: Array("--".utf8)) {
      if Bool.random(using: &random) { changed[index] = odd.randomElement(using: &random) ?? [] }
    }
    switch Int.random(in: 0..<6, using: &random) {
    case 0: changed.append(odd.randomElement(using: &random) ?? [])
    case 1 where changed.count > name: changed.removeLast()
    case 2: changed.insert(odd.randomElement(using: &random) ?? [], at: name)
    default: break
    }
    return changed
  }

  private func expectHarmless(_ outcome: Outcome, sourceLocation: SourceLocation = #_sourceLocation) {
    let isKnown = outcome.code.map { (0...5).contains($0) } ?? false
    #expect(isKnown, "\(outcome.told)", sourceLocation: sourceLocation)
    let told = outcome.output + outcome.error
    let control = told.unicodeScalars.first {
      $0 != "\n" && $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) || $0 == "\u{202E}"
    }
    #expect(control == nil, "\(outcome.told)", sourceLocation: sourceLocation)
    let isExplained = outcome.code == 0 || outcome.code == 1 || !outcome.error.isEmpty
    #expect(isExplained, "\(outcome.told)", sourceLocation: sourceLocation)
  }
}
