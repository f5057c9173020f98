import Primitives
import SelectionRules
import Store

/// The values of a form as an answer tells them: masked for whoever need not know them, or whole.
struct FormSight: Codable, Sendable {
  struct Value: Codable, Sendable {
    var field: FormField
    var value: String
  }

  struct Honour: Codable, Sendable {
    var date: String
    var body: String
    var title: String
    var level: String
  }

  struct WorkResult: Codable, Sendable {
    var kind: String
    var number: String
    var date: String
    var rank: String
  }

  struct CoNominator: Codable, Sendable {
    var place: Int
    var name: String
    var unit: String
    var phone: String
  }

  var values: [Value]
  var honours: [Honour]
  var results: [WorkResult]
  var coNominators: [CoNominator]

  /// - Parameters:
  ///   - isWhole: Whether values stand unmasked.
  ///   - showsOthers: Whether those of the co-nominators do too; nil for as the rest.
  init(_ form: NominationForm, isWhole: Bool, showsOthers: Bool? = nil) {
    let showsOthers = showsOthers ?? isWhole
    values = FormField.allCases.filter { !form[$0].isEmpty }.map { field in
      Value(field: field, value: isWhole ? form[field] : Self.masked(field, form))
    }
    honours = form.honours.map { Honour(date: $0.date, body: $0.body, title: $0.title, level: $0.level) }
    results = form.results.map {
      WorkResult(kind: $0.kind, number: $0.number, date: $0.date, rank: $0.rank)
    }
    coNominators = form.coNominators.enumerated().map { index, person in
      CoNominator(
        place: index + 1, name: showsOthers ? person.name : Masking.name(person.name), unit: person.unit,
        phone: showsOthers ? person.phone : Self.masked(phone: person.phone))
    }
  }

  /// What a co-nominator is shown: whom he nominates, and his own entries whole.
  init(_ form: NominationForm, coNominatorAt places: [Int]) {
    self.init(form, isWhole: false, showsOthers: true)
    let shown: Set<FormField> = [.name, .employer, .post]
    values.removeAll { !shown.contains($0.field) }
    (honours, results) = ([], [])
    coNominators.removeAll { !places.contains($0.place) }
  }

  private static func masked(_ field: FormField, _ form: NominationForm) -> String {
    switch field {
    case .citizenID: form.citizenID?.masked(.internal) ?? Masking.bankCard(form[field])
    case .mobile: masked(phone: form[field])
    case .address: Masking.address(form[field])
    default: form[field]
    }
  }

  private static func masked(phone: String) -> String {
    (try? PhoneNumber(phone))?.masked ?? Masking.bankCard(phone)
  }
}

extension FormSight {
  /// The values as people see them, codes of lists by their Chinese names.
  var blocks: [Block] {
    let facts = values.map { item in
      Block.Fact(
        item.field.displayName.zh, item.field.displayName.en,
        item.field == .name ? Erased.shown(item.value) : Bilingual(Self.chinese(item), item.value))
    }
    return [.facts(facts)] + lists
  }

  private var lists: [Block] {
    var blocks: [Block] = []
    if !honours.isEmpty {
      let columns = [
        TableBlock.text("时间", "date"), TableBlock.text("授予单位", "body"), TableBlock.text("荣誉", "honour"),
        TableBlock.text("级别", "level"),
      ]
      blocks.append(.table(TableBlock(columns, honours.map { [$0.date, $0.body, $0.title, $0.level] })))
    }
    if !results.isEmpty {
      let columns = [
        TableBlock.text("类别", "kind"), TableBlock.text("编号", "number"), TableBlock.text("时间", "date"),
        TableBlock.number("本人排名", "place"),
      ]
      blocks.append(.table(TableBlock(columns, results.map { [$0.kind, $0.number, $0.date, $0.rank] })))
    }
    if !coNominators.isEmpty {
      let columns = [
        TableBlock.number("序号", "place"), TableBlock.text("联名推荐人", "co-nominator"), TableBlock.text("单位", "unit"),
        TableBlock.text("电话", "phone"),
      ]
      blocks.append(
        .table(TableBlock(columns, coNominators.map { ["\($0.place)", $0.name, $0.unit, $0.phone] })))
    }
    return blocks
  }

  private static func chinese(_ item: Value) -> String {
    let text = item.value
    let word: String? =
      switch item.field {
      case .sex: Sex(rawValue: text)?.chinese
      case .ethnicity: Ethnicity(rawValue: text)?.chinese
      case .political: PoliticalStatus(rawValue: text)?.chinese
      case .education: Education(rawValue: text)?.chinese
      case .skillGrade: SkillGrade(rawValue: text)?.chinese
      case .title: ProfessionalTitle(rawValue: text)?.chinese
      case .ownership: EmployerKind(rawValue: text)?.chinese
      case .industry: IndustrySection(rawValue: text)?.chinese
      case .city: (try? Region(historic: text))?.name
      case .isFrontline, .inService, .isLeadingCadre: text == "yes" ? "是" : "否"
      default: nil
      }
    return word ?? text
  }
}
