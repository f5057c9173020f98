import Primitives

/// The inputs as anyone may download them (source: the edition package, "Public package").
///
/// Experts and reviewers get new ids in the byte order of the old ones, so that the trim rule drops the same sheets;
/// credit codes become tokens that keep equality; the results are the same bytes.
public enum PublicPackage {
  /// What stands where a text is not published.
  public static let withheld: ByteText = "withheld"

  /// Makes inputs for the public.
  ///
  /// - Parameter published: the nominations whose nomination or naming was published; only they keep their name.
  public static func inputs(_ inputs: EditionInputs, published: Set<ByteText>) -> EditionInputs {
    var open = inputs
    var tokens = TokenTable()
    for index in open.nominations.indices {
      open.nominations[index].employerCreditCode = tokens.token(inputs.nominations[index].employerCreditCode)
      if !published.contains(inputs.nominations[index].key) { open.nominations[index].name = "" }
      if open.nominations[index].disqualification != nil { open.nominations[index].disqualification = withheld }
    }
    let expertNames = renamed(inputs.experts.map(\.key), prefix: "E")
    for index in open.experts.indices {
      open.experts[index].employerCreditCode = tokens.token(inputs.experts[index].employerCreditCode)
      open.experts[index].key = expertNames[inputs.experts[index].key] ?? withheld
      open.experts[index].name = ""
    }
    let reviewerNames = renamed(inputs.preliminary.map(\.reviewer), prefix: "R")
    for index in open.preliminary.indices {
      open.preliminary[index].reviewer = reviewerNames[inputs.preliminary[index].reviewer] ?? withheld
    }
    for index in open.recusals.indices { open.recusals[index].kind = .other }
    for index in open.decisions.indices { open.decisions[index].reason = withheld }
    return open
  }

  /// New names that sort as the old ones: the prefix and the place, padded to one width.
  private static func renamed(_ keys: [ByteText], prefix: String) -> [ByteText: ByteText] {
    let sorted = Set(keys).sorted()
    let width = String(sorted.count).utf8.count
    var names: [ByteText: ByteText] = [:]
    for (index, key) in sorted.enumerated() {
      let number = String(index + 1)
      let padding = String(repeating: "0", count: width - number.utf8.count)
      names[key] = ByteText(prefix + padding + number)
    }
    return names
  }

  /// Tokens in the order of first appearance, which tells nothing of the code.
  private struct TokenTable {
    private var tokens: [ByteText: ByteText] = [:]

    mutating func token(_ code: ByteText) -> ByteText {
      // An empty code differs from every code, so it stays empty.
      guard !code.isEmpty else { return code }
      if let token = tokens[code] { return token }
      let token = ByteText("U\(tokens.count + 1)")
      tokens[code] = token
      return token
    }
  }
}
