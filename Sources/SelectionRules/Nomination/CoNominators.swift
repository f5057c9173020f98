import Primitives

extension NominationForm.CoNominator {
  /// The name and phone by which a co-nominator is the same person, whatever spaces and hyphens were written.
  public var identity: String { Self.plain(name) + "\n" + Self.plain(phone) }

  /// A text without spaces, hyphens and the point between parts of a name.
  static func plain(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace && !marks.contains($0) }))
  }

  private static let marks: Set<Unicode.Scalar> = ["-", "－", "·", "•", "・"]
}

extension NominationForm {
  /// What is wrong with the co-nominators as persons: too few, twice the same, the nominee.
  func coNominatorFaults(confirmed: Set<String>) -> [FormFault] {
    var faults: [FormFault] = []
    if coNominators.count < FormLimits.coNominators { faults.append(Self.tooFew(coNominators.count)) }
    for (index, person) in coNominators.enumerated() {
      let place = "co_nominators[\(index)]"
      if isNominee(person) { faults.append(FormFault(place, Self.nominee)) }
      if coNominators[..<index].contains(where: { Self.isSame($0, person) }) {
        faults.append(FormFault(place, Self.twice))
      }
      if !confirmed.contains(person.identity) { faults.append(FormFault(place, Self.unconfirmed(index + 1))) }
    }
    return faults
  }

  /// One telephone belongs to one person; two people of one unit with one name are taken for one.
  private static func isSame(_ left: CoNominator, _ right: CoNominator) -> Bool {
    let plain = CoNominator.plain
    let samePhone = !left.phone.isEmpty && ByteText(plain(left.phone)) == ByteText(plain(right.phone))
    let sameName = !left.name.isEmpty && ByteText(plain(left.name)) == ByteText(plain(right.name))
    return samePhone || (sameName && ByteText(plain(left.unit)) == ByteText(plain(right.unit)))
  }

  private func isNominee(_ person: CoNominator) -> Bool {
    Self.isSame(CoNominator(name: self[.name], unit: self[.employer], phone: self[.mobile]), person)
  }

  private static func tooFew(_ count: Int) -> FormFault {
    FormFault(
      FormList.coNominators.rawValue,
      make(
        "form.too-few-co-nominators",
        Bilingual(
          "联名推荐人只有 \(count) 名，不足 \(FormLimits.coNominators) 名",
          "there are \(count) co-nominators, fewer than \(FormLimits.coNominators)"),
        Bilingual("补充联名推荐人的姓名、单位和电话", "add co-nominators with name, unit and phone")))
  }

  private static let nominee = make(
    "form.co-nominator-nominee", Bilingual("被推荐人不能为自己联名", "the nominee cannot be a co-nominator"),
    Bilingual("换一位联名推荐人", "name somebody else"))

  private static let twice = make(
    "form.co-nominator-twice", Bilingual("联名推荐人重复", "the same co-nominator stands twice"),
    Bilingual("换一位联名推荐人，或改正姓名和电话", "name somebody else, or correct name and phone"))

  private static func unconfirmed(_ place: Int) -> Refusal {
    make(
      "form.co-nominator-unconfirmed",
      Bilingual("第 \(place) 位联名推荐人尚未确认", "co-nominator \(place) has not confirmed"),
      Bilingual("取得其签字确认后用 form confirm 登记", "record the signed confirmation with form confirm"))
  }

  private static func make(_ code: String, _ message: Bilingual, _ remedy: Bilingual) -> Refusal {
    FormRefusals.make(code, Citation("R-235", Citation.houseRules), message, remedy)
  }
}
