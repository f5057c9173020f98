import Primitives
import SelectionRules
import Testing

@Suite("Nomination form: opinions, publicity and states")
struct EndorsementTests {
  private func missing(_ channel: NominationChannel, _ opinions: [SealedOpinion], revision: Int = 2) -> [String] {
    Endorsement.missing(channel, revision: revision, opinions: opinions).map(\.place)
  }

  private func opinion(
    _ party: EndorsementParty, revision: Int = 2, _ hasPublicity: Bool = false
  ) -> SealedOpinion {
    SealedOpinion(party: party, revision: revision, hasPublicity: hasPublicity)
  }

  @Test("R-228 R-235 the unit and its base union seal a form; a self-recommendation takes the base union alone")
  func parties() throws {
    for channel in [NominationChannel.unit, .joint] {
      #expect(missing(channel, []) == ["opinion.unit", "opinion.base_union", "publicity"])
      #expect(missing(channel, [opinion(.unit, true)]) == ["opinion.base_union"])
      #expect(missing(channel, [opinion(.unit, true), opinion(.baseUnion)]) == [])
      #expect(missing(channel, [opinion(.unit), opinion(.baseUnion, true)]) == ["publicity"])
      try Endorsement.check(.unit, of: channel)
    }
    #expect(missing(.selfRecommended, []) == ["opinion.base_union", "publicity"])
    #expect(missing(.selfRecommended, [opinion(.baseUnion)]) == ["publicity"])
    #expect(missing(.selfRecommended, [opinion(.baseUnion, true)]) == [])
    let refusal = #expect(throws: Refusal.self) { try Endorsement.check(.unit, of: .selfRecommended) }
    #expect(refusal?.code == "form.no-such-party")
    #expect(refusal?.citation?.rule == "R-235")
  }

  @Test("SM-2 an opinion holds for the revision that it sealed, and for no other", arguments: [1, 3])
  func revision(other: Int) {
    let opinions = [opinion(.unit, revision: other, true), opinion(.baseUnion, revision: other)]
    #expect(missing(.unit, opinions) == ["opinion.unit", "opinion.base_union", "publicity"])
    #expect(missing(.unit, opinions, revision: other) == [])
  }

  @Test(
    "R-228 the unit's publicity lasts five working days, the first day not counted, and is over",
    arguments: [
      // 2026-05-18 is a Monday; 1 to 5 May 2026 are rest days, 9 May is a Saturday that is worked.
      ("2026-05-18", "2026-05-25", "2026-06-01", nil),
      ("2026-05-18", "2026-05-24", "2026-06-01", "form.publicity-too-short"),
      ("2026-05-18", "2026-05-22", "2026-06-01", "form.publicity-too-short"),
      ("2026-04-30", "2026-05-09", "2026-06-01", "form.publicity-too-short"),
      ("2026-04-30", "2026-05-11", "2026-06-01", nil),
      ("2026-05-18", "2026-05-25", "2026-05-25", "form.publicity-running"),
      ("2026-05-18", "2026-05-25", "2026-05-26", nil),
      ("2026-05-18", "2026-06-05", "2026-06-01", "form.publicity-running"),
      ("2026-05-25", "2026-05-18", "2026-06-01", "form.publicity-reversed"),
    ])
  func publicity(from: String, to: String, today: String, code: String?) throws {
    let publicity = UnitPublicity(from: try CalendarDay(from), to: try CalendarDay(to))
    var refusal: Refusal?
    do {
      #expect(try publicity.check(today: try CalendarDay(today)).isEmpty)
    } catch let found as Refusal { refusal = found }
    #expect(refusal?.code == code)
    #expect(refusal == nil || refusal?.citation?.rule == "R-228")
  }

  @Test("R-228 where the holidays of a year are not known, the publicity is accepted and told")
  func unknownYear() throws {
    let publicity = UnitPublicity(from: try CalendarDay("2099-03-02"), to: try CalendarDay("2099-03-20"))
    #expect(try publicity.check(today: try CalendarDay("2099-04-01")).map(\.year) == [2099])
  }

  @Test("SM-2 a form changes by the steps of the rule, and by no other")
  func steps() {
    let allowed: Set<String> = [
      "DRAFT>SUBMITTED", "SUBMITTED>ENDORSED", "ENDORSED>FORWARDED", "SUBMITTED>RETURNED", "ENDORSED>RETURNED",
      "FORWARDED>RETURNED", "RETURNED>DRAFT", "FORWARDED>QUALIFIED", "FORWARDED>UNQUALIFIED", "DRAFT>WITHDRAWN",
      "SUBMITTED>WITHDRAWN", "ENDORSED>WITHDRAWN", "FORWARDED>WITHDRAWN", "RETURNED>WITHDRAWN", "QUALIFIED>WITHDRAWN",
      "UNQUALIFIED>WITHDRAWN",
    ]
    for from in FormState.allCases {
      for to in FormState.allCases {
        let step = "\(from.rawValue)>\(to.rawValue)"
        let passes = (try? from.checkChange(to: to)) != nil
        #expect(passes == allowed.contains(step), "\(step)")
      }
    }
    #expect(FormState.allCases.filter(\.isEditable) == [.draft, .returned])
  }
}
