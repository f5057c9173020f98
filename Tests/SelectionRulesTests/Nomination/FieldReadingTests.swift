import Primitives
import SelectionRules
import Testing

@Suite("Nomination form: single values")
struct FieldReadingTests {
  private let today: CalendarDay

  init() throws { today = try CalendarDay("2026-06-01") }

  private static func long(_ count: Int) -> String { String(repeating: "字", count: count) }

  private static let held: [(FormField, String, String)] = [
    (FormField.name, " 样本·甲子 ", "样本·甲子"), (.name, long(50), long(50)), (.sex, "女", "female"), (.sex, "male", "male"),
    (.ethnicity, "汉族", "han"), (.ethnicity, "乌孜别克族", "uzbek"),
    (.citizenID, "11010519491231002x", "11010519491231002X"),
    (.political, "群众", "masses"), (.education, "技工学校", "technical_school"), (.employer, long(100), long(100)),
    (.creditCode, "91370100MA3T123411", "91370100MA3T123411"),
    (.creditCode, "91350203M0001QAY9B", "91350203M0001QAY9B"),
    (.ownership, "民营企业", "private"), (.industry, "制造业", "C"), (.city, "3701", "3701"), (.post, long(80), long(80)),
    (.careerStart, "1999-07", "1999-07"), (.careerStart, "1999-07-31", "1999-07-31"), (.isFrontline, "是", "yes"),
    (.inService, "no", "no"), (.isLeadingCadre, "否", "no"), (.skillGrade, "首席技师", "chief_technician"),
    (.skillGrade, "无", "none"), (.title, "副高级", "associate_senior"), (.mobile, "13900000001", "13900000001"),
    (.mobile, "0531-12345678", "0531-12345678"), (.spirit, long(600), long(600)), (.deeds, long(2000), long(2000)),
    (.deeds, "第一行\n第二行", "第一行\n第二行"), (.apprentices, long(500), long(500)),
    (.declaration, "2026-06-01", "2026-06-01"),
    (.name, "   ", ""), (.citizenID, "", ""),
  ]

  private static let wrong: [(FormField, String, String)] = [
    (FormField.name, long(51), "form.too-long"), (.name, "样本\n甲", "form.control-character"),
    (.sex, "男性", "form.not-in-list"), (.ethnicity, "示例族", "form.not-in-list"),
    (.citizenID, "110105194912310021", "citizen-id.check-digit"),
    (.citizenID, "370102203001010018", "citizen-id.birth-future"),
    (.political, "示例党员", "form.not-in-list"), (.education, "博士", "form.not-in-list"),
    (.employer, long(101), "form.too-long"),
    (.creditCode, "91370100MA3T12341", "credit-code.form"), (.ownership, "示例", "form.not-in-list"),
    (.industry, "Z", "form.not-in-list"), (.city, "370102", "form.not-a-city"), (.city, "37", "form.not-a-city"),
    (.city, "1101", "region.unknown"), (.post, long(81), "form.too-long"),
    (.careerStart, "1999", "form.date"), (.careerStart, "1999-13", "form.date"),
    (.careerStart, "2026-07", "form.future"),
    (.isFrontline, "true", "form.yes-or-no"), (.skillGrade, "一级", "form.not-in-list"),
    (.title, "高级", "form.not-in-list"),
    (.mobile, "12900000001", "phone-number.form"), (.craft, long(601), "form.too-long"),
    (.deeds, long(2001), "form.too-long"),
    (.deeds, long(10) + String(repeating: "a", count: 6000), "form.too-long"),
    (.apprentices, long(501), "form.too-long"),
    (.declaration, "2026-06-02", "form.future"), (.declaration, "2026-05", "form.date"),
    (.address, "示例\u{0}路", "form.control-character"),
  ]

  private static let content: [(AttachmentKind, [UInt8], Int, String?)] = [
    (AttachmentKind.photo, [0xFF, 0xD8, 0xFF, 0xE0], 0, nil),
    (.photo, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], (2 << 20) - 8, nil),
    (.photo, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], (2 << 20) - 7, "form.file-too-large"),
    (.photo, Array("GIF89a".utf8), 0, "form.photo-format"), (.photo, [], 0, "form.empty-file"),
    (.photo, [0x89, 0x50], 0, "form.photo-format"), (.idCopy, Array("%PDF".utf8), 0, nil),
    (.idCopy, [], (16 << 20) + 1, "form.file-too-large"), (.other, [], 0, "form.empty-file"),
  ]

  @Test(
    "R-801 R-804 R-807 R-808 R-814 R-815 R-816 a value that holds is stored in its one form",
    arguments: held)
  func holds(field: FormField, text: String, stored: String) throws {
    #expect(try field.stored(text, today: today) == stored)
    #expect(try field.stored(stored, today: today) == stored)
  }

  @Test(
    "R-801 R-804 R-807 R-808 R-814 R-815 R-816 a value that does not hold is refused by its rule and not repeated",
    arguments: wrong)
  func refused(field: FormField, text: String, code: String) throws {
    let refusal = try #require(throws: Refusal.self) { try field.stored(text, today: today) }
    #expect(refusal.code == code)
    #expect(refusal.citation != nil)
    #expect(!refusal.message.zh.contains(text) && !refusal.message.en.contains(text))
    #expect(!refusal.message.en.unicodeScalars.contains { $0.properties.isIdeographic })
  }

  @Test("R-807 a city that was abolished cannot be chosen, and its successors are named")
  func abolished() {
    let refusal = #expect(throws: Refusal.self) { try FormField.city.stored("3712", today: today) }
    #expect(refusal?.code == "region.abolished")
  }

  @Test("R-805 a wrong check character of a credit code is accepted and told")
  func warning() {
    #expect(FormField.creditCode.warning("91350203M0001QAY9B")?.code == "credit-code.check-digit")
    #expect(FormField.creditCode.warning("91370100MA3T123411") == nil)
    #expect(FormField.name.warning("91350203M0001QAY9B") == nil)
  }

  @Test(
    "OP-21 R-820 a photo is a JPEG or PNG of at most 2 MB, told by its bytes",
    arguments: content)
  func files(kind: AttachmentKind, start: [UInt8], padding: Int, code: String?) {
    let bytes = start + [UInt8](repeating: 0, count: padding)
    var refusal: Refusal?
    do { try kind.check(bytes) } catch let found as Refusal { refusal = found } catch { Issue.record(error) }
    #expect(refusal?.code == code)
  }
}
