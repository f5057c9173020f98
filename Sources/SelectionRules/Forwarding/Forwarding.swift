import Primitives

/// Forwarding a ranked list with substitutes within a quota (R-234, SM-2).
public enum Forwarding {
  /// How a nomination is forwarded.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// 正选.
    case primary
    /// 递补: not in the running until it is promoted.
    case substitute

    /// The name that people read.
    public var displayName: Bilingual {
      switch self {
      case .primary: Bilingual("正选", "primary")
      case .substitute: Bilingual("递补", "substitute")
      }
    }
  }

  /// The places of a union.
  public struct Quota: Sendable, Hashable {
    /// How many primaries.
    public let primaries: Int
    /// How many substitutes.
    public let substitutes: Int

    /// Makes a quota.
    public init(primaries: Int, substitutes: Int) {
      self.primaries = primaries
      self.substitutes = substitutes
    }

    func places(_ kind: Kind) -> Int { kind == .primary ? primaries : substitutes }
  }

  /// A line of the ranked list.
  public struct Line: Sendable, Hashable {
    /// The place in the ranking, from 1.
    public let rank: Int
    /// How it is forwarded.
    public let kind: Kind
    /// What is known of the form; nil where there is none.
    public let form: Form?

    /// Makes a line.
    public init(rank: Int, kind: Kind, form: Form?) {
      self.rank = rank
      self.kind = kind
      self.form = form
    }
  }

  /// What forwarding asks of a form.
  public struct Form: Sendable, Hashable {
    /// The number.
    public let number: ByteText
    /// The state.
    public let state: FormState
    /// Whether its unit stands at or below the union.
    public let isBelow: Bool

    /// Describes a form.
    public init(number: ByteText, state: FormState, isBelow: Bool) {
      self.number = number
      self.state = state
      self.isBelow = isBelow
    }
  }

  /// What the union forwarded before and still stands.
  public struct Standing: Sendable, Hashable {
    /// Primaries, promoted substitutes among them.
    public let primaries: Int
    /// Substitutes that wait.
    public let substitutes: Int
    /// The last rank.
    public let lastRank: Int

    /// Describes what stands.
    public init(primaries: Int = 0, substitutes: Int = 0, lastRank: Int = 0) {
      self.primaries = primaries
      self.substitutes = substitutes
      self.lastRank = lastRank
    }
  }

  /// The tiers whose unions forward (R-001, OP-36).
  public static let tiers: [UnionTier] = [.city, .industrial, .largeEnterprise]

  /// Passes if a union of a tier forwards.
  public static func checkTier(_ tier: UnionTier) throws {
    guard !tiers.contains(tier) else { return }
    throw Refusal(
      "forward.tier", citation: Citation("R-001", Citation.opinion2018, "四（三）"),
      message: Bilingual("“\(tier.displayName.zh)”不直接上报", "a \(tier.displayName.en) union does not forward"),
      remedy: Bilingual("由市总工会、省产业工会或大企业工会上报", "a city's, industrial or large-enterprise union forwards"))
  }

  /// What is wrong with each line, by its position; empty where the list may be forwarded.
  public static func faults(_ lines: [Line], quota: Quota, standing: Standing = Standing()) -> [(Int, Refusal)] {
    var faults: [(Int, Refusal)] = []
    var ranks: Set<Int> = []
    var numbers: Set<ByteText> = []
    var used: [Kind: Int] = [.primary: standing.primaries, .substitute: standing.substitutes]
    let wanted = (standing.lastRank + 1)...max(standing.lastRank + 1, standing.lastRank + lines.count)
    for (index, line) in lines.enumerated() {
      if !wanted.contains(line.rank) || !ranks.insert(line.rank).inserted {
        faults.append((index, ForwardRefusals.rank(wanted)))
      }
      used[line.kind, default: 0] += 1
      if used[line.kind, default: 0] > quota.places(line.kind) {
        faults.append((index, ForwardRefusals.quota(line.kind, quota.places(line.kind))))
      }
      guard let form = line.form else {
        faults.append((index, ForwardRefusals.unknownForm))
        continue
      }
      if !form.isBelow { faults.append((index, ForwardRefusals.notBelow)) }
      if form.state != .endorsed { faults.append((index, ForwardRefusals.state(form.state))) }
      if !numbers.insert(form.number).inserted { faults.append((index, ForwardRefusals.twice)) }
    }
    return faults
  }
}

/// What is refused about forwarding.
public enum ForwardRefusals {
  private static let citation = Citation("R-234", Citation.houseRules)

  /// A union without a quota.
  public static let noQuota = Refusal(
    "forward.no-quota", citation: citation,
    message: Bilingual("该工会在本届没有名额", "the union has no quota in the edition"),
    remedy: Bilingual(
      "名额须在开启前用 quota import 分配；本届已开启的，没有推荐表的推荐可由评选办公室用 nomination import 导入",
      "quotas are given with quota import before the edition is opened; behind that the office takes in, with"
        + " nomination import, nominations that have no form"))

  /// A list without a line.
  public static let empty = Refusal(
    "forward.empty", citation: citation, message: Bilingual("排序名单没有内容", "the ranked list has no line"),
    remedy: Bilingual("至少上报一名", "forward at least one"))

  /// Nobody to promote.
  public static let noSubstitute = Refusal(
    "forward.no-substitute", citation: citation,
    message: Bilingual("该工会没有可递补的人选", "the union has no substitute left"),
    remedy: Bilingual("空缺保留（宁缺毋滥）", "the place stays empty"))

  /// No place to promote into.
  public static let noVacancy = Refusal(
    "forward.no-vacancy", citation: citation,
    message: Bilingual("该工会的正选没有空缺", "no primary of the union fell out"),
    remedy: Bilingual("正选撤回、退回或不合格后才能递补", "a substitute moves up where a primary is withdrawn, returned or unqualified")
  )

  static func rank(_ wanted: ClosedRange<Int>) -> Refusal {
    Refusal(
      "forward.rank", citation: citation,
      message: Bilingual("排序有缺号、重号或越界", "the ranks have a gap or a repetition"),
      remedy: Bilingual(
        "从 \(wanted.lowerBound) 连续排到 \(wanted.upperBound)", "rank from \(wanted.lowerBound) to \(wanted.upperBound)"))
  }

  static func quota(_ kind: Forwarding.Kind, _ places: Int) -> Refusal {
    Refusal(
      "forward.over-quota", citation: citation,
      message: Bilingual(
        "\(kind.displayName.zh)超过名额 \(places)", "more than the quota of \(places) for \(kind.rawValue)"),
      remedy: Bilingual("删减到名额以内", "leave the last ones out"))
  }

  static let unknownForm = Refusal(
    "forward.unknown-form", kind: .notFound,
    message: Bilingual("本届没有该编号的推荐表", "the edition has no form of this number"),
    remedy: Bilingual("核对推荐编号", "check the number"))

  static let notBelow = Refusal(
    "forward.not-below", citation: Citation("R-001", Citation.opinion2018, "四（三）"),
    message: Bilingual("该推荐不属于本工会管辖的单位", "the form comes from no unit below this union"),
    remedy: Bilingual("由其所属的市总工会、产业工会或大企业工会上报", "the union above its unit forwards it"))

  static func state(_ state: FormState) -> Refusal {
    Refusal(
      "forward.not-endorsed", citation: Citation("SM-2", Citation.houseRules),
      message: Bilingual(
        "该推荐表处于“\(state.displayName.zh)”，不能上报", "the form is \(state.rawValue) and cannot be forwarded"),
      remedy: Bilingual("只上报“已推荐”且未上报过的推荐表", "forward endorsed forms that were not forwarded yet"))
  }

  static let twice = Refusal(
    "forward.twice", citation: citation, message: Bilingual("同一推荐在名单中出现两次", "the nomination stands twice in the list"),
    remedy: Bilingual("每份推荐只排一次", "rank each nomination once"))
}
