import LedgerRules
import Primitives

/// The document on which the studio grants rest, and how refusals of this module are made.
enum StudioRefusals {
  /// A refusal that rests on an article of the incentive rules.
  static func byArticle(
    _ code: String, _ rule: String, _ article: String, _ message: Bilingual, _ remedy: Bilingual
  ) -> Refusal {
    Refusal(code, citation: Citation(rule, Citation.studioIncentives, article), message: message, remedy: remedy)
  }

  /// A refusal that rests on a rule of the house, since no article decides it.
  static func byHouse(
    _ code: String, _ rule: String, _ message: Bilingual, _ remedy: Bilingual, kind: Refusal.Kind = .refused
  ) -> Refusal {
    Refusal(
      code, kind: kind, citation: Citation(rule, Citation.houseRules), message: message, remedy: remedy)
  }

  /// The four-eyes rule: who made a thing does not confirm it.
  static func samePerson(_ code: String, _ rule: String, _ thing: Bilingual) -> Refusal {
    byHouse(
      code, rule,
      Bilingual("\(thing.zh)不能由提交人自己确认", "who submitted the \(thing.en) cannot confirm it"),
      Bilingual("由另一位有权人员确认", "let another authorised person do it"), kind: .notPermitted)
  }

  /// An amount that has to be above zero and is not.
  static func amountNotPositive(_ rule: String) -> Refusal {
    byHouse(
      "grant.amount-not-positive", rule,
      Bilingual("金额应大于零", "the amount is not above zero"),
      Bilingual("填写大于零的金额；冲销用冲销操作", "give an amount above zero; taking back is an act of its own"))
  }

  /// An amount in both languages' wording: voucher style.
  static func yuan(_ money: Money) -> String { money.voucherText }
}

/// A state of one of the machines SM-6 to SM-8, and of those made after their example.
public protocol SteppedState: RawRepresentable, Sendable, Hashable, Codable, CaseIterable where RawValue == String {
  /// The stable code of the refusal of a step that is not possible, such as `grant.no-such-step`.
  static var stepCode: String { get }
  /// The number of the machine in the domain article, such as `SM-6`.
  static var machine: String { get }
  /// The name that people read.
  var displayName: Bilingual { get }
  /// The states that may follow.
  var successors: [Self] { get }
}

extension SteppedState {
  /// Passes if the state may change to another one.
  ///
  /// - Throws: a ``Refusal`` with the machine's `stepCode` that lists the possible states.
  public func checkChange(to target: Self) throws {
    guard !successors.contains(target) else { return }
    let zh = successors.map(\.displayName.zh).joined(separator: "、")
    let en = successors.map(\.rawValue).joined(separator: ", ")
    throw StudioRefusals.byHouse(
      Self.stepCode, Self.machine,
      Bilingual(
        "不能由“\(displayName.zh)”变为“\(target.displayName.zh)”", "\(rawValue) cannot become \(target.rawValue)"),
      Bilingual("可变为：\(zh.isEmpty ? "无" : zh)", "possible: \(en.isEmpty ? "none" : en)"))
  }
}
