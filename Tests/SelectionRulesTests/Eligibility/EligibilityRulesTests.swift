import Primitives
import Testing

@testable import SelectionRules

@Suite("The eligibility checks")
struct EligibilityRulesTests {
  private static func day(_ text: String) throws -> CalendarDay { try CalendarDay(text) }

  /// Facts of which every check passes.
  private static func facts(_ change: (inout EligibilityFacts) throws -> Void = { _ in }) throws -> EligibilityFacts {
    let texts: [FormField: String] = [
      .isFrontline: "yes", .inService: "yes", .isLeadingCadre: "no", .post: "电焊工", .position: "",
    ]
    var facts = EligibilityFacts(
      form: NominationForm(texts: texts), channel: .unit,
      attachments: [.contract, .postStatement, .complianceStatement],
      seals: Set(EligibilityFacts.Seal.allCases), confirmations: 0,
      publicity: UnitPublicity(from: try day("2026-05-11"), to: try day("2026-05-18")),
      vetoes: [], earlier: [], checksPosts: true, today: try day("2026-06-01"))
    try change(&facts)
    return facts
  }

  private func result(_ check: EligibilityCheck, _ facts: EligibilityFacts) throws -> CheckResult {
    try #require(try EligibilityRules.results(facts).first { $0.check == check })
  }

  @Test("R-219 every check has a verdict of its own, and all pass where nothing speaks against it")
  func allPass() throws {
    let results = try EligibilityRules.results(try Self.facts())
    #expect(results.map(\.check) == EligibilityCheck.allCases)
    #expect(results.allSatisfy { $0.verdict == .pass && $0.override == .nobody })
  }

  @Test(
    "R-204 R-230 in service: the contract is seen, retired and re-employed people are out, and nobody overrides it",
    arguments: [
      ("yes", true, "电焊工", CheckVerdict.pass), ("yes", false, "电焊工", .unclear), ("no", true, "电焊工", .fail),
      ("", true, "电焊工", .unclear), ("yes", true, "退休返聘电焊工", .unclear),
    ])
  func inService(answer: String, hasContract: Bool, post: String, verdict: CheckVerdict) throws {
    let facts = try Self.facts {
      $0.form.texts[.inService] = answer
      $0.form.texts[.post] = post
      if !hasContract { $0.attachments.remove(.contract) }
    }
    let result = try result(.inService, facts)
    #expect(result.verdict == verdict)
    #expect(result.override == .nobody)
    #expect(result.check.citation.rule == "R-204")
  }

  @Test(
    "R-101 OP-23 front line is a check of its own beside in service, hard, and free of the trade",
    arguments: [
      ("yes", true, CheckVerdict.pass), ("yes", false, .unclear), ("no", true, .fail), ("", true, .unclear),
    ])
  func frontLine(answer: String, hasStatement: Bool, verdict: CheckVerdict) throws {
    for post in ["电焊工", "快递员", "护理员", "面点师"] {
      let facts = try Self.facts {
        $0.form.texts[.isFrontline] = answer
        $0.form.texts[.post] = post
        if !hasStatement { $0.attachments.remove(.postStatement) }
      }
      let result = try result(.frontLine, facts)
      #expect(result.verdict == verdict)
      #expect(result.override == .nobody)
      #expect(try self.result(.inService, facts).verdict == .pass)
    }
  }

  @Test(
    "R-231 leading cadres are out, words of office posts wait for a person, technical heads are proposed to pass",
    arguments: [
      ("no", "", "电焊工", CheckVerdict.pass, CheckVerdict?.none), ("yes", "", "电焊工", .fail, nil),
      ("", "", "电焊工", .unclear, nil), ("no", "车间主任", "电焊工", .unclear, .pass), ("no", "班组长", "电焊工", .pass, nil),
      ("no", "技术总监", "", .unclear, .pass),
      ("no", "总工程师", "", .unclear, .pass), ("no", "财务部长", "会计", .unclear, .fail), ("no", "", "销售", .unclear, .fail),
      ("no", "人力资源经理", "", .unclear, .fail), ("no", "董事长", "", .unclear, .fail), ("no", "办公室主任", "", .unclear, .fail),
    ])
  func posts(
    cadre: String, position: String, post: String, verdict: CheckVerdict, proposal: CheckVerdict?
  ) throws {
    let facts = try Self.facts {
      $0.form.texts[.isLeadingCadre] = cadre
      $0.form.texts[.position] = position
      $0.form.texts[.post] = post
    }
    let result = try result(.postAndCadre, facts)
    #expect(result.verdict == verdict)
    #expect(result.proposal == proposal)
  }

  @Test("R-231 where the edition does not check posts, everyone passes it", arguments: ["yes", "no", ""])
  func switchedOff(cadre: String) throws {
    let facts = try Self.facts {
      $0.checksPosts = false
      $0.form.texts[.isLeadingCadre] = cadre
      $0.form.texts[.position] = "董事长"
    }
    #expect(try result(.postAndCadre, facts).verdict == .pass)
  }

  @Test(
    "R-232 any veto of the last 3 years blocks a head of the enterprise and flags a worker",
    arguments: VetoKind.allCases)
  func veto(kind: VetoKind) throws {
    for (position, override) in [("总经理", OverrideRight.nobody), ("", .qualificationReviewer)] {
      let facts = try Self.facts {
        $0.vetoes = [VetoFact(kind, on: try Self.day("2023-06-02"))]
        $0.form.texts[.position] = position
      }
      let result = try result(.unitVeto, facts)
      #expect(result.verdict == .fail)
      #expect(result.override == override)
      #expect(result.finding.zh.contains(kind.displayName.zh))
    }
  }

  @Test(
    "R-232 a veto counts for 3 years to the day, and no longer",
    arguments: [("2023-06-01", CheckVerdict.pass), ("2023-06-02", .fail), ("2026-06-01", .fail), ("2026-06-02", .pass)])
  func vetoAge(day: String, verdict: CheckVerdict) throws {
    let facts = try Self.facts { $0.vetoes = [VetoFact(.wageArrears, on: try Self.day(day))] }
    #expect(try result(.unitVeto, facts).verdict == verdict)
  }

  @Test("R-232 without the unit's compliance statement a person decides")
  func compliance() throws {
    let facts = try Self.facts { $0.attachments.remove(.complianceStatement) }
    #expect(try result(.unitVeto, facts).verdict == .unclear)
  }

  @Test(
    "R-233 who was named at the level before fails, who may be the same one waits for a person",
    arguments: [([], CheckVerdict.pass), ([true], .fail), ([false], .unclear), ([false, true], .fail)])
  func repeated(same: [Bool], verdict: CheckVerdict) throws {
    let facts = try Self.facts {
      $0.earlier = same.map { EligibilityFacts.EarlierNaming(year: 2019, isSamePerson: $0) }
    }
    #expect(try result(.noRepeat, facts).verdict == verdict)
    #expect(try result(.noRepeat, facts).override == .nobody)
  }

  private static let sealCases: [(NominationChannel, Set<EligibilityFacts.Seal>, Int, CheckVerdict)] = [
    (.unit, [.unit, .baseUnion, .city], 0, .pass), (.unit, [.unit, .baseUnion], 0, .fail),
    (.unit, [.baseUnion, .city], 0, .fail), (.selfRecommended, [.baseUnion, .city], 0, .pass),
    (.selfRecommended, [.unit, .city], 0, .fail), (.joint, [.unit, .baseUnion, .city], 3, .pass),
    (.joint, [.unit, .baseUnion, .city], 2, .fail), (.joint, [.unit, .city], 3, .fail),
  ]

  @Test(
    "R-235 each channel needs its seals, and a joint recommendation three confirmed co-nominators",
    arguments: sealCases)
  func seals(
    channel: NominationChannel, seals: Set<EligibilityFacts.Seal>, confirmations: Int, verdict: CheckVerdict
  ) throws {
    let facts = try Self.facts {
      $0.channel = channel
      $0.seals = seals
      $0.confirmations = confirmations
    }
    #expect(try result(.seals, facts).verdict == verdict)
  }

  @Test(
    "R-228 the unit's publicity lasts five working days, the first day not counted, and is over",
    arguments: [
      ("2026-05-11", "2026-05-18", CheckVerdict.pass), ("2026-05-11", "2026-05-15", .fail),
      ("2026-05-22", "2026-05-29", .pass), ("2026-05-26", "2026-06-02", .fail), ("2026-04-29", "2026-05-07", .fail),
    ])
  func publicity(from: String, through: String, verdict: CheckVerdict) throws {
    let facts = try Self.facts {
      $0.publicity = UnitPublicity(from: try Self.day(from), to: try Self.day(through))
    }
    #expect(try result(.unitPublicity, facts).verdict == verdict)
  }

  @Test("R-228 without publicity in the unit the check fails")
  func noPublicity() throws {
    #expect(try result(.unitPublicity, try Self.facts { $0.publicity = nil }).verdict == .fail)
  }

  @Test("R-205 no check reads a field that the Opinion forbids to reject by")
  func forbiddenFields() throws {
    let plain = try EligibilityRules.results(try Self.facts())
    for (field, value) in [
      (FormField.sex, "女"), (.education, "小学"), (.title, ""), (.careerStart, "2026-05"), (.citizenID, "x"),
      (.skillGrade, ""),
    ] {
      #expect(try EligibilityRules.results(try Self.facts { $0.form.texts[field] = value }) == plain, "\(field)")
    }
    let honours = try Self.facts {
      $0.form.honours = [NominationForm.Honour(date: "2020", body: "样本", title: "样本", level: "样本")]
    }
    #expect(try EligibilityRules.results(honours) == plain)
  }
}
