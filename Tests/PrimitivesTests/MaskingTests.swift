import Primitives
import Testing

@Suite struct MaskingTests {
  @Test(
    "R-820 masks names",
    arguments: [
      ("", ""), ("甲", "*"), ("张三", "张*"), ("张三丰", "张*丰"), ("欧阳甲乙", "欧**乙"), ("阿卜杜·甲乙", "阿****乙"), ("𠮷田", "𠮷*"),
    ])
  func names(_ name: String, _ masked: String) {
    #expect(Masking.name(name) == masked)
  }

  @Test(
    "R-820 keeps the last four of a bank card",
    arguments: [("6222000000001234", "************1234"), ("12345", "*2345"), ("1234", "****"), ("12", "**"), ("", "")])
  func cards(_ card: String, _ masked: String) {
    #expect(Masking.bankCard(card) == masked)
  }
}
