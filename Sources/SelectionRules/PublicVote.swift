import Primitives

/// The public vote of the nominees: weighted votes and public scores.
struct PublicVote: Sendable {
  /// The weighted votes of each nomination in units of 10^-12, over all channels.
  let weighted: [Int128]
  let method: EditionRules.Vote.Method

  /// Sums the votes of all nominations, exactly.
  ///
  /// - Throws: a ``Refusal`` where a total does not fit 128 bits.
  init(_ inputs: EditionInputs) throws {
    method = inputs.rules.vote.method
    var totals = [Int128](repeating: 0, count: inputs.nominations.count)
    for row in inputs.votes {
      let weight = inputs.rules.vote.channelWeights[row.channel]?.scaled ?? ExactDecimal.one.scaled
      let (sum, overflow) = totals[row.nomination].addingReportingOverflow(weight * Int128(row.votes))
      guard !overflow, sum <= Self.largest else { throw Self.tooLarge }
      totals[row.nomination] = sum
    }
    weighted = totals
  }

  /// Ten times a total must still fit, for the long division of a share.
  private static let largest = Int128.max / 16

  private static let tooLarge = Refusal(
    "vote.total-too-large", citation: Citation("R-223", Citation.editionPackage, "Numbers"),
    message: Bilingual("一个推荐的加权票数超出可精确计算的范围", "the weighted votes of a nomination are beyond exact arithmetic"),
    remedy: Bilingual("检查票数和渠道权重", "check the votes and the channel weights"),
    location: Refusal.Location(file: "votes.csv", line: nil, column: "votes"))

  /// The public scores of the nominees in hundredths, in their order; those removed at the stage count too.
  func scores(of nominees: [Int]) -> [Int] {
    switch method {
    case .rank: rankScores(nominees)
    case .share: shareScores(nominees)
    }
  }

  private func rankScores(_ nominees: [Int]) -> [Int] {
    let votes = nominees.map { weighted[$0] }
    let sorted = votes.filter { $0 > 0 }.sorted(by: >)
    var firstPlace: [Int128: Int] = [:]
    for (index, value) in sorted.enumerated() where firstPlace[value] == nil { firstPlace[value] = index }
    return votes.map { value in
      guard let better = firstPlace[value] else { return 0 }
      return roundedQuotient(10_000 * (sorted.count - better), sorted.count)
    }
  }

  private func shareScores(_ nominees: [Int]) -> [Int] {
    let highest = nominees.map { weighted[$0] }.max() ?? 0
    guard highest > 0 else { return nominees.map { _ in 0 } }
    return nominees.map { shareInHundredths(of: weighted[$0], in: highest) }
  }
}
