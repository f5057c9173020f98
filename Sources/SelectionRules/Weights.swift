import Primitives

/// The weights of a computation as exact fractions, so that a weight may also be one that no decimal writes.
///
/// A file gives decimals of at most 12 digits (denominator 10^12); the sensitivity scales the other weights in their
/// proportion, which needs denominators up to 10^14. Bound: numerator × score ≤ 10^14 × 10^4 fits 63 bits.
public struct Weights: Sendable, Hashable {
  /// The numerators of the four dimension weights; their sum is ``dimensionDenominator``.
  public var dimensions: ByDimension<Int>
  /// The common denominator of the dimension weights, at most 10^14.
  public var dimensionDenominator: Int
  /// The numerator of the expert score's weight in the composite.
  public var expert: Int
  /// The numerator of the public score's weight in the composite.
  public var publicVote: Int
  /// The common denominator of the composite's weights, at most 10^14.
  public var compositeDenominator: Int

  /// The weights that the rules give.
  public init(rules: EditionRules) {
    dimensions = ByDimension { Int(rules.dimensionWeights[$0].scaled) }
    dimensionDenominator = Int(ExactDecimal.one.scaled)
    expert = Int(rules.composite.expert.scaled)
    publicVote = Int(rules.composite.publicVote.scaled)
    compositeDenominator = Int(ExactDecimal.one.scaled)
  }

  /// The same weights with the public vote at a whole per cent and the expert score at the rest.
  public func withPublicVote(percent: Int) -> Weights {
    var weights = self
    weights.publicVote = percent
    weights.expert = 100 - percent
    weights.compositeDenominator = 100
    return weights
  }

  /// The same weights with one dimension at a whole per cent, the other three keeping their proportion exactly.
  ///
  /// Nil where the other three weigh nothing, so that they have no proportion.
  public func with(_ dimension: Dimension, percent: Int) -> Weights? {
    let others = dimensionDenominator - dimensions[dimension]
    guard others > 0 else { return nil }
    var weights = self
    weights.dimensions = ByDimension { each in
      each == dimension ? percent * others : (100 - percent) * dimensions[each]
    }
    weights.dimensionDenominator = 100 * others
    return weights
  }

  /// The weighted total of a sheet, over ``dimensionDenominator``.
  func total(_ hundredths: ByDimension<Int>) -> Int {
    dimensions.spirit * hundredths.spirit + dimensions.craft * hundredths.craft
      + dimensions.leading * hundredths.leading + dimensions.contribution * hundredths.contribution
  }

  /// The composite in hundredths, rounded half up.
  func composite(expert expertScore: Int, publicScore: Int) -> Int {
    roundedQuotient(expert * expertScore + publicVote * publicScore, compositeDenominator)
  }
}
