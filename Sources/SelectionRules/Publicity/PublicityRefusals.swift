import Primitives

/// What is refused about deeds, publicity, inspection and the naming after them.
enum PublicityRefusals {
  static func days(_ days: Int) -> Refusal {
    let (least, most) = (PublicityWindow.leastWorkdays, PublicityWindow.mostWorkdays)
    return make(
      "publicity.days", "R-228",
      Bilingual(
        "公示期须为 \(least) 至 \(most) 个工作日，不是 \(days) 个",
        "a publicity lasts \(least) to \(most) working days, not \(days)"),
      Bilingual("写明工作日数，首日不计", "give the number of working days; the first day is not counted"))
  }

  static func deedsMissing(_ nominations: [ByteText]) -> Refusal {
    Refusal(
      "edition.deeds-missing", citation: Citation("R-208", Citation.opinion2018, "三（二）5"),
      message: Bilingual(
        "有 \(nominations.count) 名提名人选的事迹尚未发布并核准，第一个是 \(nominations.first ?? "")",
        "\(nominations.count) nominees lack published and approved deeds, the first is \(nominations.first ?? "")"),
      remedy: Bilingual(
        "用 deed record 或 deed import 登记，由第二人 deed approve 核准；deed list 列出缺项",
        "record them with deed record or deed import, let a second person approve them; deed list tells what lacks"))
  }

  static func inspectionMissing(_ nominations: [ByteText]) -> Refusal {
    make(
      "edition.inspection-missing", "R-216",
      Bilingual(
        "有 \(nominations.count) 名拟命名人选没有考察结果，第一个是 \(nominations.first ?? "")",
        "\(nominations.count) of those proposed lack a result of inspection, the first is \(nominations.first ?? "")"),
      Bilingual("用 inspection record 登记考察结果", "record it with inspection record"))
  }

  static func far(_ day: CalendarDay, today: CalendarDay) -> Refusal {
    make(
      "publicity.far", "R-228",
      Bilingual(
        "公示首日 \(day.text) 距今天 \(today.text) 超过 \(PublicityWindow.mostDaysAhead) 天",
        "the publicity begins on \(day.text), more than \(PublicityWindow.mostDaysAhead) days after today \(today.text)"
      ),
      Bilingual("核对年月日；公示临近时再登记", "check the day; enter the publicity when it is near"))
  }

  static func future(_ day: CalendarDay, today: CalendarDay) -> Refusal {
    make(
      "naming.in-future", "SM-1",
      Bilingual(
        "命名日期 \(day.text) 晚于今天 \(today.text)", "the day of the naming \(day.text) is after today \(today.text)"),
      Bilingual("命名文件印发后再登记", "record the naming when the document is issued"))
  }

  static func notShown(_ nominations: [ByteText]) -> Refusal {
    make(
      "naming.not-shown", "R-228",
      Bilingual(
        "有 \(nominations.count) 名拟命名人选没有公示，第一个是 \(nominations.first ?? "")",
        "\(nominations.count) of those to be named were not shown to the public, the first is \(nominations.first ?? "")"
      ),
      Bilingual("用 publicity open 公示现在的名单", "show the present list with publicity open"))
  }

  static func notOver(_ nomination: ByteText, through: CalendarDay, day: CalendarDay) -> Refusal {
    make(
      "naming.publicity-not-over", "R-228",
      Bilingual(
        "\(nomination) 的公示到 \(through.text) 止，命名日期 \(day.text) 须在其后，且公示不少于 5 个工作日",
        "\(nomination) is shown through \(through.text); the naming on \(day.text) must come after 5 working days of it"
      ),
      Bilingual("公示期满之后再命名", "name after the publicity has ended"))
  }

  static func unanswered(_ receipts: [String]) -> Refusal {
    let list = receipts.prefix(5).joined(separator: ", ")
    return make(
      "naming.objection-open", "R-229",
      Bilingual(
        "公示期内收到的 \(receipts.count) 件异议尚未办结：\(list)",
        "\(receipts.count) objections received during the publicity are not decided: \(list)"),
      Bilingual("由受理人办结并书面答复（objection decide）", "let the handler decide and answer them (objection decide)"))
  }

  static func make(_ code: String, _ rule: String, _ message: Bilingual, _ remedy: Bilingual) -> Refusal {
    Refusal(code, citation: Citation(rule, Citation.houseRules), message: message, remedy: remedy)
  }
}
