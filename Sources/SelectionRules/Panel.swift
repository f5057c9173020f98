import Primitives

/// What the panel's sheets say of one nomination; all scores in hundredths.
public struct PanelResult: Sendable, Hashable {
  /// The counting sheets, before trimming.
  public var sheets: Int
  /// The expert score.
  public var expert: Int
  /// The means of the four dimensions over the sheets that were not trimmed.
  public var dimensions: ByDimension<Int>
}

/// The counting sheets of all nominations, each nomination's in byte order of the experts.
///
/// A sheet counts if its expert has no recusal for the nomination and the two employers differ.
struct CountingSheets: Sendable {
  /// The sheets, those of one nomination side by side.
  let sheets: [ScoreSheet]
  /// Where each nomination's sheets begin; one entry more than there are nominations.
  private let starts: [Int]
  /// The nominations that each expert's counting sheets are about.
  private let byExpert: [[Int]]

  init(_ inputs: EditionInputs) {
    let expertOrder = byteOrder(of: inputs.experts.map(\.key))
    let recused = Set(inputs.recusals.map { Pair($0.expert, $0.nomination) })
    let counting = inputs.sheets.filter { sheet in
      !recused.contains(Pair(sheet.expert, sheet.nomination)) && !Self.sharesEmployer(sheet, inputs)
    }
    sheets = counting.sorted { left, right in
      left.nomination == right.nomination
        ? expertOrder[left.expert] < expertOrder[right.expert] : left.nomination < right.nomination
    }
    starts = Self.starts(sheets, nominations: inputs.nominations.count)
    var byExpert = [[Int]](repeating: [], count: inputs.experts.count)
    for sheet in sheets { byExpert[sheet.expert].append(sheet.nomination) }
    self.byExpert = byExpert
  }

  /// The nominations of which an expert's sheet counts.
  func nominations(of expert: Int) -> [Int] { byExpert[expert] }

  private static func sharesEmployer(_ sheet: ScoreSheet, _ inputs: EditionInputs) -> Bool {
    let code = inputs.experts[sheet.expert].employerCreditCode
    return !code.isEmpty && code == inputs.nominations[sheet.nomination].employerCreditCode
  }

  private static func starts(_ sheets: [ScoreSheet], nominations: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: nominations + 1)
    for sheet in sheets { counts[sheet.nomination + 1] += 1 }
    for index in counts.indices.dropFirst() { counts[index] += counts[index - 1] }
    return counts
  }

  /// The counting sheets of a nomination.
  func of(_ nomination: Int) -> ArraySlice<ScoreSheet> { sheets[starts[nomination]..<starts[nomination + 1]] }
}

/// Scores a nomination's sheets under given weights.
struct Panel: Sendable {
  let minimumSheets: Int
  let trimFrom: Int
  let weights: Weights

  /// The result of a nomination's counting sheets (in byte order of experts), one expert left out if named;
  /// nil where fewer count than the minimum.
  func result(_ sheets: ArraySlice<ScoreSheet>, without dropped: Int? = nil) -> PanelResult? {
    guard let dropped, sheets.contains(where: { $0.expert == dropped }) else { return result(of: sheets) }
    return result(of: sheets.filter { $0.expert != dropped }[...])
  }

  private func result(of sheets: ArraySlice<ScoreSheet>) -> PanelResult? {
    guard sheets.count >= minimumSheets else { return nil }
    let trimmed = sheets.count >= trimFrom ? extremes(sheets) : nil
    var total: Int128 = 0
    var sums = ByDimension { _ in 0 }
    for index in sheets.indices where index != trimmed?.highest && index != trimmed?.lowest {
      let scores = sheets[index].hundredths
      total += Int128(weights.total(scores))
      sums.spirit += scores.spirit
      sums.craft += scores.craft
      sums.leading += scores.leading
      sums.contribution += scores.contribution
    }
    let count = sheets.count - (trimmed == nil ? 0 : 2)
    return PanelResult(
      sheets: sheets.count, expert: mean(total, count),
      dimensions: ByDimension { roundedQuotient(sums[$0], count) })
  }

  private func mean(_ total: Int128, _ count: Int) -> Int {
    let (divisor, overflow) = weights.dimensionDenominator.multipliedReportingOverflow(by: count)
    if !overflow, let small = Int(exactly: total) { return roundedQuotient(small, divisor) }
    return roundedQuotient(total, Int128(weights.dimensionDenominator) * Int128(count))
  }

  /// The sheets dropped as highest and lowest: of equal highest totals the last expert's, of the sheets then left
  /// the first expert's among the equal lowest.
  func extremes(_ sheets: ArraySlice<ScoreSheet>) -> (highest: Int, lowest: Int) {
    var highest = sheets.startIndex
    var highestTotal = Int.min
    for index in sheets.indices {
      let total = weights.total(sheets[index].hundredths)
      if total >= highestTotal { (highest, highestTotal) = (index, total) }
    }
    var lowest = sheets.startIndex
    var lowestTotal = Int.max
    for index in sheets.indices where index != highest {
      let total = weights.total(sheets[index].hundredths)
      if total < lowestTotal { (lowest, lowestTotal) = (index, total) }
    }
    return (highest, lowest)
  }
}

/// Two positions as one hashable value.
struct Pair: Hashable {
  let first: Int
  let second: Int
  init(_ first: Int, _ second: Int) {
    self.first = first
    self.second = second
  }
}

/// The place of each key in byte order.
func byteOrder(of keys: [ByteText]) -> [Int] {
  var places = [Int](repeating: 0, count: keys.count)
  for (place, index) in keys.indices.sorted(by: { keys[$0] < keys[$1] }).enumerated() { places[index] = place }
  return places
}
