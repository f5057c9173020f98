import Primitives
import Testing

@Suite struct CapitalAmountTests {
  @Test(
    "R-810 writes the vectors of amounts in capitals",
    arguments: [
      ("50000", "人民币伍万元整"), ("300000", "人民币叁拾万元整"), ("250000", "人民币贰拾伍万元整"),
      ("1409.50", "人民币壹仟肆佰零玖元伍角整"), ("6007.14", "人民币陆仟零柒元壹角肆分"),
      ("1680.32", "人民币壹仟陆佰捌拾元零叁角贰分"), ("107000.53", "人民币壹拾万柒仟元零伍角叁分"),
      ("16409.02", "人民币壹万陆仟肆佰零玖元零贰分"), ("1000000.01", "人民币壹佰万元零壹分"), ("0.50", "人民币伍角整"),
      ("0.07", "人民币柒分"), ("0", "人民币零元整"),
    ])
  func vectors(_ amount: String, _ capitals: String) throws {
    #expect(CapitalAmount(try Money(amount)).text == capitals)
  }

  @Test(
    "R-809 writes inner zeros as one 零 and large units as numbers of their own",
    arguments: [
      ("1", "人民币壹元整"), ("10", "人民币壹拾元整"), ("10.05", "人民币壹拾元零伍分"), ("5.05", "人民币伍元零伍分"),
      ("0.15", "人民币壹角伍分"), ("105", "人民币壹佰零伍元整"), ("1005", "人民币壹仟零伍元整"), ("10005", "人民币壹万零伍元整"),
      ("10500", "人民币壹万零伍佰元整"), ("100500", "人民币壹拾万零伍佰元整"), ("1050000", "人民币壹佰零伍万元整"),
      ("20000100", "人民币贰仟万零壹佰元整"), ("100000000", "人民币壹亿元整"), ("100000001", "人民币壹亿零壹元整"),
      ("100050000", "人民币壹亿零伍万元整"), ("120000000", "人民币壹亿贰仟万元整"), ("99999999.99", "人民币玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
      ("1000000000000", "人民币壹万亿元整"),
      ("92233720368547758.07", "人民币玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万柒仟柒佰伍拾捌元零柒分"),
      ("-5.05", "人民币负伍元零伍分"), ("-0.50", "人民币负伍角整"),
    ])
  func zeros(_ amount: String, _ capitals: String) throws {
    #expect(CapitalAmount(try Money(amount)).text == capitals)
  }

  @Test("R-809 gives amounts of different fen different capitals, each ended by 整 or 分")
  func distinct() {
    let texts = (Int64(0)..<30_000).map { CapitalAmount(Money(fen: $0)).text }
    #expect(Set(texts).count == texts.count)
    #expect(texts.allSatisfy { $0.hasSuffix("整") || $0.hasSuffix("分") })
    #expect(!texts.contains { $0.contains("零零") })
  }
}
