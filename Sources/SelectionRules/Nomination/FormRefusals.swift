import Primitives

/// What is refused about the content of a nomination form; no text repeats a value.
enum FormRefusals {
  static let form = Citation("OP-21", Citation.houseRules, "12.5")

  static func tooLong(_ name: Bilingual, _ limit: Int) -> Refusal {
    make(
      "form.too-long", form, Bilingual("“\(name.zh)”超过 \(limit) 字", "“\(name.en)” is longer than \(limit) characters"),
      Bilingual("缩短到 \(limit) 字以内", "shorten it to \(limit) characters"))
  }

  static func control(_ name: Bilingual) -> Refusal {
    make(
      "form.control-character", form,
      Bilingual("“\(name.zh)”含有不可见的控制字符", "“\(name.en)” has control characters in it"),
      Bilingual("删除控制字符；单行栏目不能换行", "take them out; a field of one line has no line breaks"))
  }

  static func notInList(_ name: Bilingual, rule: String, _ codes: [String], _ words: [String]) -> Refusal {
    make(
      "form.not-in-list", Citation(rule, Citation.houseRules),
      Bilingual("“\(name.zh)”不在规定的选项中", "“\(name.en)” is not one of the values"),
      Bilingual("填写以下之一：\(words.joined(separator: "、"))", "give one of: \(codes.joined(separator: ", "))"))
  }

  static func yesOrNo(_ name: Bilingual) -> Refusal {
    make(
      "form.yes-or-no", form, Bilingual("“\(name.zh)”应填是或否", "“\(name.en)” is yes or no"),
      Bilingual("填写 yes 或 no（是、否）", "write yes or no"))
  }

  static func date(_ name: Bilingual, _ forms: String) -> Refusal {
    make(
      "form.date", form, Bilingual("“\(name.zh)”的日期不正确", "“\(name.en)” is not a date of the accepted form"),
      Bilingual("按 \(forms) 填写实际存在的日期", "give a date that exists, as \(forms)"))
  }

  static func future(_ name: Bilingual) -> Refusal {
    make(
      "form.future", form, Bilingual("“\(name.zh)”晚于今天", "“\(name.en)” lies in the future"),
      Bilingual("核对日期", "check the date"))
  }

  static let notACity = make(
    "form.not-a-city", Citation("R-807", Citation.divisions),
    Bilingual("“所在市”应填设区的市", "“city” is one of the 16 cities of Shandong"),
    Bilingual("填写 4 位代码，例如 3701", "give the code of 4 digits, such as 3701"))

  static let sexDiffers = make(
    "form.sex-differs", Citation("R-801", Citation.citizenNumber),
    Bilingual("性别与身份证号不一致", "the sex does not agree with the citizen ID"),
    Bilingual("对照身份证件核对性别和号码", "compare both with the identity card"))

  static let workBeforeBirth = make(
    "form.work-before-birth", form,
    Bilingual("参加工作时间早于出生日期", "the work began before the birth"),
    Bilingual("核对参加工作时间和身份证号", "check the start of work and the citizen ID"))

  static func tooMany(_ name: Bilingual) -> Refusal {
    make(
      "form.too-many", form,
      Bilingual("“\(name.zh)”超过 \(FormLimits.entries) 项", "“\(name.en)” has more than \(FormLimits.entries) entries"),
      Bilingual("只填最重要的", "keep the most important ones"))
  }

  static let rank = make(
    "form.rank", form, Bilingual("本人排名应为 1 至 99 的整数", "the place among the authors is a number from 1 to 99"),
    Bilingual("填写本人在完成人中的名次", "give the nominee's place among the authors"))

  static func make(
    _ code: String, _ citation: Citation, _ message: Bilingual, _ remedy: Bilingual
  ) -> Refusal {
    Refusal(code, citation: citation, message: message, remedy: remedy)
  }
}
