import Primitives
import SelectionRules
import Testing

@Suite("Forms of sheets")
struct SheetFormTests {
  private static let rubric: [SheetForm.Item] = [item("skill", 6000), item("result", 3950), item("youth", 50)]

  private static func item(_ code: ByteText, _ maximum: Int) -> SheetForm.Item {
    SheetForm.Item(code: code, label: Bilingual("样本", "sample"), maximumHundredths: maximum)
  }

  private func code(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return (error as? Refusal)?.code
    }
  }

  @Test("R-207 R-220 an expert's sheet asks for the four dimensions, each 0 to 100")
  func dimensions() {
    let form = SheetForm.dimensions
    #expect(form.items.map(\.code) == ["spirit", "craft", "leading", "contribution"])
    #expect(form.items.map(\.label.zh) == ["工匠精神", "工艺专长", "领军作用", "突出贡献"])
    #expect(form.items.allSatisfy { $0.maximumHundredths == 10_000 })
  }

  @Test(
    "R-220 a score is 0 to 100 with at most two decimals, held exactly",
    arguments: [("0", 0), ("100", 10_000), ("100.00", 10_000), ("95.5", 9550), ("0.01", 1), ("88.07", 8807)])
  func scores(text: String, hundredths: Int) throws {
    #expect(try SheetForm.dimensions.value(of: "craft", text) == hundredths)
  }

  @Test(
    "R-220 what is no such score is refused",
    arguments: ["", " 5", "-1", "+1", "100.01", "101", "9.123", "1e2", "９", "95,5", ".5", "5."])
  func noScores(text: String) {
    #expect(code { _ = try SheetForm.dimensions.value(of: "craft", text) } == "score.form")
  }

  @Test("R-219 an item's score is within its maximum, and an unknown item is refused")
  func maxima() throws {
    let form = try SheetForm(rubric: Self.rubric)
    #expect(try form.value(of: "youth", "0.5") == 50)
    #expect(code { _ = try form.value(of: "youth", "0.51") } == "sheet.above-maximum")
    #expect(code { _ = try form.value(of: "spirit", "1") } == "sheet.unknown-item")
  }

  @Test(
    "R-219 the maxima of a rubric sum to exactly 100",
    arguments: [([6000, 3999], "rubric.sum"), ([6000, 4001], "rubric.sum"), ([], "rubric.sum"), ([10_000], nil)])
  func sums(maxima: [Int], refused: String?) {
    let items = maxima.enumerated().map { Self.item(ByteText("i\($0.offset)"), $0.element) }
    #expect(code { _ = try SheetForm(rubric: items) } == refused)
  }

  @Test("R-219 a rubric's items have codes of their own and points")
  func items() {
    #expect(
      code { _ = try SheetForm(rubric: [Self.item("a", 5000), Self.item("a", 5000)]) } == "rubric.repeated-item")
    #expect(
      code { _ = try SheetForm(rubric: [Self.item("a", 10_000), Self.item("b", 0)]) } == "rubric.item-without-points")
  }

  @Test("R-220 a sheet with gaps is refused with everything that is missing")
  func missing() throws {
    let values: [ByteText: Int] = ["craft": 0, "contribution": 10]
    let refusal = #expect(throws: Refusal.self) { try SheetForm.dimensions.checkComplete(values) }
    #expect(refusal?.code == "sheet.incomplete")
    #expect(refusal?.message.en == "the sheet lacks spirit, leading")
    #expect(refusal?.message.zh.contains("工匠精神") == true)
    try SheetForm.dimensions.checkComplete(["spirit": 0, "craft": 0, "leading": 0, "contribution": 0])
  }

  @Test("R-219 a review's score is the sum of its items")
  func sum() throws {
    let form = try SheetForm(rubric: Self.rubric)
    #expect(form.sum(["skill": 5999, "result": 1, "youth": 50]) == 6050)
    #expect(form.sum(["skill": 6000, "result": 3950, "youth": 50]) == Score.maximumHundredths)
  }

  @Test("R-219 an item is given one score at a time")
  func repeated() throws {
    let form = try SheetForm(rubric: Self.rubric)
    #expect(try form.values([("skill", "1"), ("youth", "0.5")]) == ["skill": 100, "youth": 50])
    #expect(code { _ = try form.values([("skill", "1"), ("skill", "1")]) } == "sheet.repeated-value")
  }

  @Test("SM-3 a comment has its limit", arguments: [(2000, nil), (2001, "sheet.long-comment")] as [(Int, String?)])
  func comments(length: Int, refused: String?) {
    #expect(code { try SheetForm.checkComment(String(repeating: "评", count: length)) } == refused)
  }
}
