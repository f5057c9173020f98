import Foundation
import Primitives
import Testing

@Suite struct PhoneNumberTests {
  @Test("R-808 accepts mobiles", arguments: ["13000000000", "19999999999", "18000001999"])
  func mobiles(_ text: String) throws {
    #expect(try PhoneNumber(text).kind == .mobile)
    #expect(try PhoneNumber(text).text == text)
  }

  @Test(
    "R-808 accepts landlines",
    arguments: [
      "0531-51765553", "053151765553", "010-1234567", "0101234567", "010-12345678-1", "0531-51765553-12345",
      "053151765553-8",
    ])
  func landlines(_ text: String) throws {
    #expect(try PhoneNumber(text).kind == .landline)
    #expect(try PhoneNumber(text).text == text)
  }

  @Test(
    "R-808 refuses what is neither",
    arguments: [
      "", "-", "0", "12000000000", "1300000000", "130000000000", "+8613000000000", "130 0000 0000", "１3000000000",
      "51765553", "0531-517655", "0531-517655531", "05311-51765553", "05-51765553", "0531--51765553", "0531-51765553-",
      "0531-51765553-123456", "0531-51765553-1-1", "0531-5176-5553", "05315176555312", "010123456", "0531_51765553",
      "0531-5176555a",
    ])
  func refuses(_ text: String) {
    #expect(refusalCode { try PhoneNumber(text) } == "phone-number.form")
  }

  @Test("R-808 agrees with its two patterns on numbers of digits and hyphens")
  func patterns() throws {
    let mobile = try Regex("1[3-9][0-9]{9}")
    let landline = try Regex("0[0-9]{2,3}-?[0-9]{7,8}(-[0-9]{1,5})?")
    for areaLength in 1...5 {
      for (first, numberLength, extensionLength) in Self.shapes {
        for hyphen in ["", "-"] {
          let tail = extensionLength < 0 ? "" : "-" + String(repeating: "5", count: extensionLength)
          let text =
            first + String(repeating: "3", count: areaLength - 1) + hyphen + String(repeating: "7", count: numberLength)
            + tail
          let expected = text.wholeMatch(of: mobile) != nil || text.wholeMatch(of: landline) != nil
          #expect((refusalCode { try PhoneNumber(text) } == nil) == expected, "\(text)")
        }
      }
    }
  }

  private static let shapes: [(String, Int, Int)] = ["0", "1"].flatMap { first in
    (5...10).flatMap { number in (-1...6).map { (first, number, $0) } }
  }

  @Test(
    "R-820 masks a phone number",
    arguments: [
      ("18000001999", "180****1999"), ("0531-51765553", "053*-****5553"), ("053151765553", "053*****5553"),
      ("0531-51765553-123", "053*-****5553-***"),
    ])
  func masks(_ text: String, _ masked: String) throws {
    let phone = try PhoneNumber(text)
    #expect(phone.masked == masked)
    var dumped = ""
    dump(phone, to: &dumped)
    for shown in ["\(phone)", String(reflecting: phone), dumped] {
      #expect(shown.contains(masked))
      #expect(!shown.contains(text))
    }
  }

  @Test("a phone number is coded in full")
  func coding() throws {
    let phones = [try PhoneNumber("0531-51765553")]
    let coded = try JSONEncoder().encode(phones)
    #expect(try JSONDecoder().decode([PhoneNumber].self, from: coded) == phones)
    #expect(String(decoding: coded, as: UTF8.self) == "[\"0531-51765553\"]")
  }
}
