import Foundation
import Primitives
import Testing

@Suite struct CreditCodeTests {
  @Test(
    "R-805 accepts the valid test codes without a warning",
    arguments: ["91350200776049653A", "91440101MA5CJQ4N59", "91370100MA3T123411", "81370700MC5R12340U"])
  func vectors(_ text: String) throws {
    let code = try CreditCode(text)
    #expect(code.text == text)
    #expect(code.checkDigitWarning == nil)
    #expect(code.isTradeUnion == (text.first == "8"))
  }

  @Test("R-805 warns of a code that was printed with a wrong check character, and takes it")
  func misprinted() throws {
    let code = try CreditCode("91350203M0001QAY9B")
    #expect(code.checkDigitWarning?.code == "credit-code.check-digit")
    #expect(code.checkDigitWarning?.citation?.rule == "R-805")
    #expect(try CreditCode("91350203M0001QAY99").checkDigitWarning == nil)
  }

  @Test("R-804 finds one fitting check character of 31 for each test code")
  func oneFits() throws {
    for text in ["91350200776049653A", "91440101MA5CJQ4N59", "91370100MA3T123411", "81370700MC5R12340U"] {
      let fitting = try "0123456789ABCDEFGHJKLMNPQRTUWXY".filter {
        try CreditCode(text.dropLast() + String($0)).checkDigitWarning == nil
      }
      #expect(fitting == String(text.suffix(1)))
    }
  }

  @Test(
    "R-804 refuses a code of another form",
    arguments: [
      "", "9135020077604965", "91350200776049653AA", "91350200776049653a", "9135020077604965IA", "9135020077604965OA",
      "9135020077604965SA", "9135020077604965VA", "9135020077604965ZA", "9135A200776049653A", "91350200776049653 ",
      " 1350200776049653A", "９1350200776049653A", "91350200-76049653A",
    ])
  func form(_ text: String) {
    #expect(refusalCode { try CreditCode(text) } == "credit-code.form")
  }

  @Test("R-804 credit codes are coded as their text")
  func coding() throws {
    let codes = [try CreditCode("91350200776049653A")]
    let coded = try JSONEncoder().encode(codes)
    #expect(String(decoding: coded, as: UTF8.self) == "[\"91350200776049653A\"]")
    #expect(try JSONDecoder().decode([CreditCode].self, from: coded) == codes)
  }
}
