import Primitives
import SelectionRules
import Testing

@Suite("Nomination form: saved bit by bit")
struct FormPatchTests {
  private let today: CalendarDay

  init() throws { today = try CalendarDay("2026-06-01") }

  private func save(_ json: String, on form: NominationForm = FormSamples.complete) throws -> FormPatch.Outcome {
    try FormPatch(json: Array(json.utf8), file: "form.json").applied(to: form, today: today)
  }

  @Test("OP-21 what is not given stays, what is given replaces, an empty text clears")
  func partial() throws {
    let outcome = try save(#"{"post": "钳工", "position": "班长", "apprentices": ""}"#)
    var expected = FormSamples.complete
    expected.texts[.post] = "钳工"
    expected.texts[.position] = "班长"
    #expect(outcome.form == expected)
    #expect(outcome.saved == ["post", "position", "apprentices"])
    #expect(try save(#"{"post": ""}"#).form[.post] == "")
    #expect(try save("{}").form == FormSamples.complete)
  }

  @Test("OP-21 all malformed values are told at once, and none of them costs a well-formed one or an old one")
  func malformed() throws {
    let outcome = try save(
      #"{"post": "钳工", "city": "3712", "mobile": "1", "education": "博士", "citizen_id": "110105194912310021"}"#)
    var expected = FormSamples.complete
    expected.texts[.post] = "钳工"
    #expect(outcome.form == expected)
    #expect(outcome.saved == ["post"])
    #expect(
      outcome.faults.map { "\($0.place) \($0.refusal.code)" } == [
        "citizen_id citizen-id.check-digit", "education form.not-in-list", "city region.abolished",
        "mobile phone-number.form",
      ])
  }

  @Test("OP-21 a list replaces the list as a whole, or not at all")
  func lists() throws {
    #expect(try save(#"{"honours": []}"#).form.honours == [])
    #expect(try save(#"{"post": "钳工"}"#).form.honours == FormSamples.complete.honours)
    let half = try save(
      #"{"results": [{"kind": " 标准 ", "no": "", "date": "2020", "rank": "2"},"#
        + #" {"kind": "", "no": "", "date": "2030", "rank": "0"}]}"#)
    #expect(half.form.results == FormSamples.complete.results)
    #expect(
      half.faults.map { "\($0.place) \($0.refusal.code)" } == [
        "results[1].date form.future", "results[1].rank form.rank",
      ])
    let whole = try save(#"{"results": [{"kind": " 标准 ", "no": "", "date": "2020", "rank": "2"}]}"#)
    #expect(whole.form.results == [NominationForm.WorkResult(kind: "标准", number: "", date: "2020", rank: "2")])
    let item = #"{"name": "样本", "unit": "示例", "phone": "12"}"#
    #expect(try save("{\"co_nominators\": [\(item)]}").faults.map(\.place) == ["co_nominators[0].phone"])
    let many = Array(repeating: #"{"date": "2020", "body": "示例", "title": "示例", "level": "市"}"#, count: 51)
    #expect(
      try save("{\"honours\": [\(many.joined(separator: ","))]}").faults.map(\.refusal.code) == ["form.too-many"])
  }

  @Test("R-801 the sex agrees with the citizen ID, whichever of them is saved later")
  func sex() throws {
    let sex = try save(#"{"sex": "女"}"#)
    #expect(sex.faults.map { "\($0.place) \($0.refusal.code)" } == ["sex form.sex-differs"])
    #expect(sex.form[.sex] == "male")
    let number = try save(#"{"citizen_id": "370705199001150022"}"#)
    #expect(number.faults.map { "\($0.place) \($0.refusal.code)" } == ["citizen_id form.sex-differs"])
    #expect(number.form[.citizenID] == FormSamples.citizenID)
    #expect(try save(#"{"citizen_id": "370705199001150022", "sex": "女"}"#).faults.isEmpty)
    #expect(try save(#"{"sex": "女", "citizen_id": "370705199001150022"}"#, on: NominationForm()).saved.count == 2)
  }

  @Test("OP-21 work begins after birth")
  func careerStart() throws {
    #expect(try save(#"{"career_start": "1985-02"}"#).faults.map(\.refusal.code) == ["form.work-before-birth"])
    #expect(try save(#"{"career_start": "1985-03-06"}"#).faults.map(\.refusal.code) == ["form.work-before-birth"])
    #expect(try save(#"{"career_start": "1985-03"}"#).faults.isEmpty)
  }

  @Test("R-805 a credit code with a wrong check character is saved with a warning")
  func warning() throws {
    let outcome = try save(#"{"uscc": "91350203M0001QAY9B"}"#)
    #expect(outcome.saved == ["uscc"])
    #expect(outcome.warnings.map(\.refusal.code) == ["credit-code.check-digit"])
  }

  @Test(
    "OP-21 a file that is no form is refused as a form, not as the rules of an edition",
    arguments: [
      (#"{"posts": "x"}"#, "form.unknown-key", "posts"), (#"{"post": 1}"#, "form.type", "post"),
      (#"[]"#, "form.type", "(root)"), (#"{"honours": [{"date": "2020"}]}"#, "form.missing-key", "honours[0].body"),
      (#"{"honours": {}}"#, "form.type", "honours"),
      (#"{"results": [{"kind": "", "no": "", "date": "", "rank": "", "x": ""}]}"#, "form.unknown-key", "results[0].x"),
      (#"{"honours": [1]}"#, "form.type", "honours[0]"),
    ])
  func noForm(json: String, code: String, place: String) throws {
    let refusal = try #require(throws: Refusal.self) { try save(json) }
    #expect(refusal.code == code)
    #expect(refusal.citation == Citation("OP-21", Citation.houseRules, "12.5"))
    #expect(refusal.location == Refusal.Location(file: "form.json", column: place))
  }

  @Test("OP-21 a form is the same after it was written and read")
  func roundTrip() throws {
    let form = FormSamples.complete
    #expect(try NominationForm(json: form.jsonBytes, file: "form.json") == form)
  }

  @Test(
    "OP-21 the next number is behind the largest that is taken",
    arguments: [
      ([], "2026-0001"), (["2026-0001", "2026-0003"], "2026-0004"), (["2026-9999"], "2026-10000"),
      (["2025-0007", "2026-x", "2026-", "F1", "2026-1-5", "2026-12345678901"], "2026-0001"), (["2026-12"], "2026-0013"),
    ])
  func number(taken: [String], next: String) {
    #expect(FormNumber.next(edition: "2026", taken: taken.map { ByteText($0) }).string == next)
  }
}
