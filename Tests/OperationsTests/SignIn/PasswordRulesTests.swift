import Primitives
import Testing

@testable import Operations

@Suite("Password rules")
struct PasswordRulesTests {
  private func code(_ password: String, name: String = "zhangsan", displayName: String = "张三丰老师傅") -> String? {
    do {
      try PasswordRules.check(password, name: name, displayName: displayName)
      return nil
    } catch {
      return (error as? Refusal)?.code
    }
  }

  @Test(
    "Long enough is all that is asked of the letters",
    arguments: [
      "correct horse battery", "我家门前有条小河", "zzzzzz yyy xxx", "tractor-and-hammer",
      String(repeating: "长夜abc", count: 80),
    ])
  func taken(password: String) { #expect(code(password) == nil) }

  @Test("8 characters are counted as composed scalars", arguments: [("七个字的密码啊", true), ("八个字的密码是吧", false)])
  func length(password: String, isShort: Bool) {
    #expect((code(password) == "password.too-short") == isShort)
    #expect(code("Cafe\u{301}tas") == "password.too-short")
  }

  @Test("More than 1,024 bytes are refused, and 1,024 are not")
  func longest() {
    let most = String(repeating: "abcd", count: 256)
    #expect(code(most) == nil)
    #expect(code(most + "e") == "password.too-long")
  }

  @Test(
    "What everybody tries first is refused, in any case and with signs around it",
    arguments: [
      "12345678", "123456789", "password", "PassWord123", "qwertyuiop", "1qaz2wsx", "woaini1314", "iloveyou",
      "88888888",
      "admin2026", "woaini520", "!!password!!", "zhang123456", "abcd1234", "a1b2c3d4", "1q2w3e4r", "11112222",
      "qilu2026",
      "GongHui2026!", "qilugongjiang", "齐鲁工匠2026", "shandong123", "19900101", "aaaabbbbcc",
    ])
  func common(password: String) { #expect(code(password) == "password.common") }

  @Test(
    "One's own name is refused, with digits and signs around it",
    arguments: ["zhangsan", "ZhangSan", "zhangsan1", "zhangsan2026!", "1990zhangsan", "张三丰老师傅88"])
  func own(password: String) { #expect(code(password) == "password.own-name") }

  @Test("The list has 3,000 passwords at least, each of which could be chosen otherwise")
  func list() {
    #expect(CommonPasswords.all.count >= 3000)
    #expect(CommonPasswords.all.allSatisfy { $0.count >= PasswordRules.shortest && $0 == $0.lowercased() })
  }

  @Test("No refusal repeats the password")
  func silent() throws {
    for password in ["zhangsan1", "password123", "1234567"] {
      let refusal = #expect(throws: Refusal.self) {
        try PasswordRules.check(password, name: "zhangsan", displayName: "x")
      }
      #expect(!"\(String(describing: refusal))".contains(password))
    }
  }
}
