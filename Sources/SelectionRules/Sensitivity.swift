import Primitives

/// Who enters and who leaves a group of people.
public struct Movement: Sendable, Hashable, Codable {
  /// The nominations that come in, in byte order.
  public var enter: [ByteText]
  /// The nominations that fall out, in byte order.
  public var leave: [ByteText]

  /// Makes a movement.
  public init(enter: [ByteText] = [], leave: [ByteText] = []) {
    self.enter = enter
    self.leave = leave
  }

  /// Whether nobody moves.
  public var isEmpty: Bool { enter.isEmpty && leave.isEmpty }
}

/// What a changed edition would have given, compared with the edition as it is.
public enum ChangedResult: Sendable, Hashable {
  /// The movements among the named and among the great.
  case moves(named: Movement, great: Movement)
  /// A recorded decision no longer stands, so that the edition cannot be computed.
  case fault(Refusal)

  /// Whether the result is that of the edition as it is.
  public var isUnchanged: Bool {
    if case .moves(let named, let great) = self { named.isEmpty && great.isEmpty } else { false }
  }
}

/// A run of whole per cents of one weight that give the same changed result.
public struct WeightChange: Sendable, Hashable {
  /// The first per cent.
  public let from: Int
  /// The last per cent.
  public let to: Int
  /// What it gives.
  public let result: ChangedResult
}

/// How much the named and the great depend on each weight and on each judge.
///
/// Every entry equals what computing the package with a changed rules.json, or without the judge's sheets, gives.
public struct Sensitivity: Sendable {
  /// The changes by whole per cent of the public weight; empty with the vote off.
  public let publicVote: [WeightChange]
  /// The changes by whole per cent of each dimension's weight, the other three keeping their proportion; empty
  /// where the other three weigh nothing.
  public let dimensions: ByDimension<[WeightChange]>
  /// The experts whose sheets change the result, in the order of the package.
  public let judges: [(expert: ByteText, result: ChangedResult)]

  /// Evaluates every whole per cent of every weight and every judge.
  ///
  /// - Parameter onProgress: called with done and total steps.
  /// - Throws: a ``Refusal`` where the edition itself cannot be computed.
  public init(
    _ calculation: EditionCalculation, onProgress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws {
    let comparison = try SensitivityComparison(calculation)
    let experts = calculation.inputs.experts
    let total = 5 * 101 + experts.count
    publicVote = calculation.inputs.rules.vote.enabled ? comparison.changes(comparison.publicVote) : []
    onProgress(101, total)
    dimensions = ByDimension { dimension in
      let changes = comparison.changes { percent in comparison.dimension(dimension, percent) }
      onProgress(101 * (dimension.order + 2), total)
      return changes
    }
    judges = experts.indices.compactMap { index in
      let result = comparison.judge(index)
      onProgress(5 * 101 + index + 1, total)
      return result.isUnchanged ? nil : (experts[index].key, result)
    }
  }
}

/// Compares changed editions with the edition as it is.
private struct SensitivityComparison {
  let calculation: EditionCalculation
  let weights: Weights
  let base: EditionOutcome
  private let named: Set<Int>
  private let great: Set<Int>

  init(_ calculation: EditionCalculation) throws {
    self.calculation = calculation
    weights = Weights(rules: calculation.inputs.rules)
    base = try calculation.outcome(weights: weights)
    named = Set(base.passed(.named))
    great = Set(base.passed(.great))
  }

  func publicVote(_ percent: Int) -> ChangedResult? {
    result { try calculation.outcome(changing: base, compositeOf: weights.withPublicVote(percent: percent)) }
  }

  func dimension(_ dimension: Dimension, _ percent: Int) -> ChangedResult? {
    guard let changed = weights.with(dimension, percent: percent) else { return nil }
    return result { try calculation.outcome(weights: changed) }
  }

  func judge(_ expert: Int) -> ChangedResult {
    result { try calculation.outcome(changing: base, weights: weights, withoutExpert: expert) }
  }

  /// The runs of per cents whose result differs from the edition as it is.
  func changes(_ evaluate: (Int) -> ChangedResult?) -> [WeightChange] {
    var runs: [WeightChange] = []
    for percent in 0...100 {
      guard let result = evaluate(percent), !result.isUnchanged else { continue }
      if let last = runs.last, last.to == percent - 1, last.result == result {
        runs[runs.count - 1] = WeightChange(from: last.from, to: percent, result: result)
      } else {
        runs.append(WeightChange(from: percent, to: percent, result: result))
      }
    }
    return runs
  }

  private func result(_ compute: () throws -> EditionOutcome) -> ChangedResult {
    do {
      let outcome = try compute()
      return .moves(named: move(outcome.passed(.named), named), great: move(outcome.passed(.great), great))
    } catch let refusal as Refusal {
      return .fault(refusal)
    } catch {
      // The calculation throws refusals only; another error is ours.
      preconditionFailure("the calculation threw \(error)")
    }
  }

  private func move(_ passed: [Int], _ before: Set<Int>) -> Movement {
    let now = Set(passed)
    return Movement(enter: keys(now.subtracting(before)), leave: keys(before.subtracting(now)))
  }

  private func keys(_ nominations: Set<Int>) -> [ByteText] {
    nominations.map { calculation.inputs.nominations[$0].key }.sorted()
  }
}
