import Primitives
import SelectionRules

/// What is refused about certificates.
enum CertificateRefusals {
  static func notNamed(_ state: EditionState) -> Refusal {
    make(
      "certificate.not-named", .refused,
      Bilingual(
        "本届处于“\(state.displayName.zh)”，命名之后才能颁发证书",
        "the edition is in \(state.rawValue); certificates are issued once it is named"),
      Bilingual("先用 edition name 命名", "name the edition first, with edition name"))
  }

  static let noneDue = make(
    "certificate.none-due", .refused,
    Bilingual("已命名的人都有证书，没有需要颁发的", "all of the named have their certificate"),
    Bilingual("补发用 certificate replace", "another one for somebody is issued with certificate replace"))

  static let unknown = make(
    "certificate.unknown", .notFound,
    Bilingual("本届没有这个编号的证书", "no certificate of the edition bears this number"),
    Bilingual("certificate list 列出本届证书", "certificate list shows them"))

  static let void = make(
    "certificate.void", .refused,
    Bilingual("该证书已作废，不能再补发", "the certificate is void already"),
    Bilingual("certificate list 查看有效证书", "certificate list shows which one is in force"))

  static func numberTaken(_ number: String) -> Refusal {
    make(
      "certificate.number-taken", .refused,
      Bilingual("编号 \(number) 已被使用，编号不能重复", "the number \(number) was given before"),
      Bilingual("换一个代字；每届用自己的代字", "choose another prefix; each edition of a year has its own"))
  }

  private static func make(
    _ code: String, _ kind: Refusal.Kind, _ message: Bilingual, _ remedy: Bilingual
  ) -> Refusal {
    Refusal(code, kind: kind, citation: Citation("SM-1", Citation.houseRules), message: message, remedy: remedy)
  }
}
