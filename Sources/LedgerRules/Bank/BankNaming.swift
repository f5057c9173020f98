import Primitives

/// How a bank account is named here: the bank, and no more of the number than tells two accounts apart.
public enum BankNaming {
  /// The bank's name. Throws `bank.name`, also where a whole account number stands in it.
  public static func bank(_ text: String) throws -> String {
    let name = BankText.trimmed(text)
    guard (1...60).contains(name.unicodeScalars.count), BankText.masked(name) == name,
      !name.contains(where: \.isNewline)
    else {
      throw Refusal(
        "bank.name", kind: .wrongUse, citation: Citation("R-818", Citation.houseRules),
        message: Bilingual("开户行名称应为 1 到 60 个字，不写账号。", "A bank's name has 1 to 60 characters and no account number."),
        remedy: Bilingual(
          "只写银行名称；账号只用 --tail 写末四位。", "Name the bank alone; of the number give the last four digits, by --tail."))
    }
    return name
  }

  /// The last four digits of the number. Throws `bank.tail`, which does not repeat what was given.
  public static func tail(_ text: String) throws -> String {
    guard text.utf8.count == 4, text.utf8.allSatisfy({ ASCII.isDigit($0) }) else {
      throw Refusal(
        "bank.tail", kind: .wrongUse, citation: Citation("R-820", Citation.houseRules),
        message: Bilingual("只写账号末四位数字。", "Give the last four digits of the number, and no more."),
        remedy: Bilingual("例如 1234；完整账号不在本系统保存。", "Such as 1234; the whole number is kept nowhere here."))
    }
    return text
  }
}
