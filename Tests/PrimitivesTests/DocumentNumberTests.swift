import Primitives
import Testing

@Suite struct DocumentNumberTests {
  @Test(
    "R-812 reads the document numbers of the seeds",
    arguments: [
      ("鲁会〔2026〕2号", "鲁会", 2026, 2), ("工劳经字〔2025〕10号", "工劳经字", 2025, 10), ("苏工办〔2023〕156号", "苏工办", 2023, 156),
      ("焦工总〔2025〕6号", "焦工总", 2025, 6), ("鲁人组发〔2018〕24号", "鲁人组发", 2018, 24),
    ])
  func vectors(_ text: String, _ issuer: String, _ year: Int, _ number: Int) throws {
    let document = try DocumentNumber(text)
    #expect(document.issuer == issuer)
    #expect(document.year == year)
    #expect(document.number == number)
    #expect(document.text == text)
  }

  @Test(
    "R-812 refuses other brackets, leading zeros, 第 and other forms",
    arguments: [
      ("鲁会[2026]2号", "brackets"), ("鲁会（2026）2号", "brackets"), ("鲁会【2026】2号", "brackets"), ("鲁会(2026)2号", "brackets"),
      ("鲁会〔2026〕02号", "leading-zero"), ("鲁会〔2026〕0号", "leading-zero"), ("鲁会〔2026〕第2号", "ordinal"), ("", "form"),
      ("号", "form"), ("〔2026〕2号", "form"), ("鲁会〔26〕2号", "form"), ("鲁会〔20266〕2号", "form"), ("鲁会〔2026〕号", "form"),
      ("鲁会〔2026〕2", "form"), ("鲁会〔2026〕2号 ", "form"), ("鲁会 〔2026〕2号", "form"), ("LH〔2026〕2号", "form"),
      ("鲁会〔二〇二六〕2号", "form"), ("鲁会〔2026〕二号", "form"), ("鲁会〔2026〕２号", "form"), ("鲁会〕2026〔2号", "form"),
      ("鲁会〔2026〕99999999999999999999号", "form"), ("鲁会〔〔2026〕2号", "form"),
    ])
  func refuses(_ text: String, _ code: String) {
    #expect(refusalCode { try DocumentNumber(text) } == "document-number.\(code)")
  }
}
