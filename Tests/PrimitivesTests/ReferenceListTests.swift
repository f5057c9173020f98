import Primitives
import Testing

@Suite struct ReferenceListTests {
  @Test("R-814 lists the skill grades")
  func skillGrades() {
    #expect(SkillGrade.allCases.map(\.chinese) == ["无", "学徒工", "初级工", "中级工", "高级工", "技师", "高级技师", "特级技师", "首席技师"])
    #expect(SkillGrade(chinese: "首席技师") == .chiefTechnician)
    #expect(SkillGrade(rawValue: "senior_technician") == .seniorTechnician)
    #expect(SkillGrade(chinese: "一级") == nil)
  }

  @Test("R-815 lists the levels of professional titles and which are senior")
  func titles() {
    #expect(ProfessionalTitle.allCases.map(\.chinese) == ["无", "员级", "助理级", "中级", "副高级", "正高级"])
    #expect(ProfessionalTitle.allCases.filter(\.isSenior).map(\.chinese) == ["副高级", "正高级"])
  }

  @Test("R-816 lists political status, education and sex")
  func people() {
    #expect(
      PoliticalStatus.allCases.map(\.chinese) == [
        "中共党员", "中共预备党员", "共青团员", "民革党员", "民盟盟员", "民建会员", "民进会员", "农工党党员", "致公党党员", "九三学社社员", "台盟盟员", "无党派人士", "群众",
      ])
    #expect(Education.allCases.map(\.chinese) == ["研究生", "大学本科", "大学专科", "中专", "技工学校", "高中", "初中", "小学", "其他"])
    #expect(Sex.allCases.map(\.chinese) == ["男", "女"])
  }

  @Test("R-816 lists the 56 ethnicities of GB/T 3304, the largest first and the last added at the end")
  func ethnicities() {
    #expect(Ethnicity.allCases.count == 56)
    #expect(Set(Ethnicity.allCases.map(\.chinese)).count == 56)
    #expect(Ethnicity.allCases.first?.chinese == "汉族")
    #expect(Ethnicity.allCases.last?.chinese == "基诺族")
    #expect(Ethnicity(chinese: "达斡尔族") == .daur)
    #expect(Ethnicity(chinese: "汉") == nil)
  }

  @Test("codes of the lists are lower-case words that no two values share")
  func codes() {
    let lists: [[String]] = [
      SkillGrade.allCases.map(\.rawValue), ProfessionalTitle.allCases.map(\.rawValue),
      PoliticalStatus.allCases.map(\.rawValue),
      Education.allCases.map(\.rawValue), Sex.allCases.map(\.rawValue), Ethnicity.allCases.map(\.rawValue),
    ]
    for list in lists {
      #expect(Set(list).count == list.count)
      #expect(list.allSatisfy { code in code.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x5F } })
    }
  }
}
