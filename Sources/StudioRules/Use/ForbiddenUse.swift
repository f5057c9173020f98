import LedgerRules
import Primitives

/// Uses that are not permitted: the three of article 9, and the usual earmark list.
public enum ForbiddenUse: String, Sendable, Hashable, Codable, CaseIterable {
  /// 截留.
  case withhold = "WITHHOLD"
  /// 挤占.
  case encroach = "ENCROACH"
  /// 挪用.
  case divert = "DIVERT"
  /// 奖金福利.
  case bonus = "BONUS"
  /// 招待.
  case entertainment = "ENTERTAINMENT"
  /// 偿债.
  case debt = "DEBT"
  /// 投资.
  case investment = "INVESTMENT"
  /// 捐赠.
  case donation = "DONATION"

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .withhold: Bilingual("截留", "withholding")
    case .encroach: Bilingual("挤占", "encroaching")
    case .divert: Bilingual("挪用", "diverting")
    case .bonus: Bilingual("发放奖金、福利", "bonuses or welfare to staff")
    case .entertainment: Bilingual("招待", "entertainment")
    case .debt: Bilingual("偿还债务", "paying debts")
    case .investment: Bilingual("投资", "investment")
    case .donation: Bilingual("捐赠、赞助", "donation")
    }
  }

  /// Whether an article forbids it, so that nobody can allow it; else a person decides with a recorded reason.
  public var isForbiddenByArticle: Bool { self == .withhold || self == .encroach || self == .divert }

  /// The rule that it rests on.
  public var citation: Citation {
    isForbiddenByArticle
      ? Citation("R-312", Citation.studioIncentives, "第九条") : Citation("R-313", Citation.houseRules)
  }

  /// Words that make a purpose look like this use. They raise a question and never decide it.
  var words: [String] {
    switch self {
    case .withhold: ["截留"]
    case .encroach: ["挤占"]
    case .divert: ["挪用"]
    case .bonus: ["奖金", "福利", "补贴发放", "慰问品", "过节费", "购物卡"]
    case .entertainment: ["招待", "宴请", "餐费", "烟酒", "娱乐"]
    case .debt: ["还款", "偿还", "欠款", "借款", "贷款", "利息"]
    case .investment: ["投资", "理财", "股票", "入股", "证券"]
    case .donation: ["捐赠", "捐款", "赞助"]
    }
  }

  /// The uses that the words of a purpose suggest, in the order of the list, each with the word that was found.
  public static func suspected(in purpose: String) -> [UseSuspicion] {
    allCases.compactMap { use in
      use.words.first { purpose.contains($0) }.map { UseSuspicion(use: use, word: $0) }
    }
  }
}

/// That the words of a purpose suggest a use that is not permitted.
public struct UseSuspicion: Sendable, Hashable {
  /// The suggested use.
  public let use: ForbiddenUse
  /// The word that suggests it.
  public let word: String

  /// What is suspected, for people.
  public var message: Bilingual {
    Bilingual(
      "用途含“\(word)”，疑似\(use.displayName.zh)", "the purpose says “\(word)”, which looks like \(use.displayName.en)")
  }
}
