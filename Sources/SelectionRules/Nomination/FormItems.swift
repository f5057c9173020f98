import Primitives

/// The lists of the form.
public enum FormList: String, Sendable, Hashable, Codable, CaseIterable {
  /// 何时何地获何荣誉.
  case honours
  /// 创新成果、专利、标准.
  case results
  /// 联名推荐人.
  case coNominators = "co_nominators"

  /// The label on the form.
  public var displayName: Bilingual {
    switch self {
    case .honours: Bilingual("何时何地获何荣誉", "honours")
    case .results: Bilingual("创新成果、专利、标准", "results")
    case .coNominators: Bilingual("联名推荐人", "co-nominators")
    }
  }

  /// The place of an entry's value, as files and refusals name it: `honours[0].date`.
  func place(_ index: Int, _ key: String) -> String { "\(rawValue)[\(index)].\(key)" }
}

/// One text of an entry of a list.
struct FormItemText {
  let key: String
  let name: Bilingual
  let text: String
  let limit: Int
  let isRequired: Bool

  init(_ key: String, _ zh: String, _ en: String, _ text: String, _ limit: Int, isRequired: Bool = true) {
    self.key = key
    name = Bilingual(zh, en)
    self.text = text
    self.limit = limit
    self.isRequired = isRequired
  }
}

extension NominationForm {
  /// The texts of a list's entries, entry by entry.
  func items(_ list: FormList) -> [[FormItemText]] {
    switch list {
    case .honours:
      honours.map {
        [
          FormItemText("date", "获奖时间", "date of the honour", $0.date, 10),
          FormItemText("body", "授予单位", "awarding body", $0.body, 100),
          FormItemText("title", "荣誉名称", "title of the honour", $0.title, 100),
          FormItemText("level", "荣誉级别", "level of the honour", $0.level, 30),
        ]
      }
    case .results:
      results.map {
        [
          FormItemText("kind", "成果类别", "kind of the result", $0.kind, 50),
          FormItemText("no", "成果编号", "number of the result", $0.number, 100, isRequired: false),
          FormItemText("date", "成果时间", "date of the result", $0.date, 10),
          FormItemText("rank", "本人排名", "place among the authors", $0.rank, 2),
        ]
      }
    case .coNominators:
      coNominators.map {
        [
          FormItemText("name", "联名推荐人姓名", "co-nominator's name", $0.name, 50),
          FormItemText("unit", "联名推荐人单位", "co-nominator's unit", $0.unit, 100),
          FormItemText("phone", "联名推荐人电话", "co-nominator's phone", $0.phone, 30),
        ]
      }
    }
  }

  /// Every malformed value of a list with its place; an empty one is not malformed.
  func faults(of list: FormList, today: CalendarDay) -> [FormFault] {
    let items = items(list)
    guard items.count <= FormLimits.entries else {
      return [FormFault(list.rawValue, FormRefusals.tooMany(list.displayName))]
    }
    return items.enumerated().flatMap { index, texts in
      texts.compactMap { text in
        FormFault(list.place(index, text.key)) { try Self.check(text, of: list, today: today) }
      }
    }
  }

  private static func check(_ item: FormItemText, of list: FormList, today: CalendarDay) throws {
    guard !item.text.isEmpty else { return }
    try FormText.check(item.text, item.name, limit: item.limit)
    switch (list, item.key) {
    case (_, "date"):
      _ = try FormDate(item.text, item.name, forms: [.year, .month, .day], today: today)
    case (_, "rank"):
      guard let rank = Int(item.text), (1...99).contains(rank), item.text.utf8.first != UInt8(ascii: "+") else {
        throw FormRefusals.rank
      }
    case (_, "phone"): _ = try PhoneNumber(item.text)
    default: break
    }
  }
}

/// A fault of a form with the place where it stands: a field's code, or `honours[0].date`.
public struct FormFault: Sendable, Hashable, Codable {
  /// The field's code, or the place in a list.
  public let place: String
  /// What is wrong there, by which rule, and what to do.
  public let refusal: Refusal

  /// Makes a fault.
  public init(_ place: String, _ refusal: Refusal) {
    self.place = place
    self.refusal = refusal
  }

  /// The fault that a check finds; nil where it passes.
  init?(_ place: String, _ check: () throws -> Void) {
    do {
      try check()
      return nil
    } catch let refusal as Refusal {
      self.init(place, refusal)
    } catch {
      preconditionFailure("a check of the form threw \(error)")
    }
  }
}
