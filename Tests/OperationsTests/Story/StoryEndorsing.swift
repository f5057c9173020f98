import Primitives
import SelectionRules
import Testing

@testable import Operations

/// Units and base unions seal the forms; the unions above forward them within their quotas.
extension Story {
  /// Neither of them is endorsed: a form that was never submitted, and one whose publicity was too short.
  private static let unendorsed = [StoryNominee.twin, 29]

  func endorsing() throws {
    try house.goTo("2026-05-27")
    try shortPublicity()
    for nominee in nominees where !Self.unendorsed.contains(nominee.index) { try endorse(nominee.index) }
    try expect(.endorsed, 30)
    try correction()
    try withdrawals()
    try expectSound()
  }

  private func endorsement(_ index: Int, _ party: EndorsementParty) throws -> FormEndorse.Input {
    try house.endorsement(number(index), party, self[index].channel)
  }

  private func endorse(_ index: Int) throws {
    for party in self[index].channel.parties {
      try run(FormEndorse.self, try endorsement(index, party), as: self[index].firm.sealer)
    }
  }

  /// R-228: four working days are not enough.
  private func shortPublicity() throws {
    var input = try endorsement(29, .unit)
    input.publicityFrom = "2026-05-19"
    #expect(try code(FormEndorse.self, input, as: self[29].firm.sealer) == "form.publicity-too-short")
    #expect(try code(FormEndorse.self, input, as: "union-3701") == "form.unknown")
    try expect(.submitted, 29)
  }

  /// A form comes back for correction; what was sealed before no longer counts, so that it is sealed anew.
  private func correction() throws {
    let (clerk, union) = (self[5].firm.clerk, "union-\(self[5].firm.union)")
    for index in [5, 27] {
      let input = FormReturn.Input(edition: edition, number: number(index), reason: "样例更正")
      try run(FormReturn.self, input, as: index == 5 ? union : "union-\(self[27].firm.union)")
    }
    try expect(.returned, 5, 27)
    let file = try house.write("forms/correction.json", #"{"post": "高级焊工"}"#)
    try run(FormSave.self, FormSave.Input(edition: edition, number: number(5), file: file), as: clerk)
    try expect(.draft, 5)
    try submit(5)
    #expect(try run(FormCheck.self, form(5), as: clerk).faults.isEmpty == false)
    try endorse(5)
    try expect(.endorsed, 5)
  }

  /// One withdraws before the forwarding; another takes back the consent, and nothing more is done with the form.
  private func withdrawals() throws {
    try withdraw(26)
    let revocation = FormRevokeConsent.Input(
      edition: edition, number: number(25), purpose: .processing, on: "2026-05-27", paper: try house.page("revocation"))
    try run(FormRevokeConsent.self, revocation, as: self[25].firm.clerk)
  }

  func withdraw(_ index: Int) throws {
    let input = FormWithdraw.Input(
      edition: edition, number: number(index), letter: try house.page("\(index)-letter"), reason: "本人撤回")
    try run(FormWithdraw.self, input, as: self[index].firm.clerk)
    try expect(.withdrawn, index)
  }

  // MARK: Forwarding

  private func ranking(_ primaries: [Int], _ substitutes: [Int] = []) throws -> ForwardSubmit.Input {
    let lines = (primaries + substitutes).enumerated().map { place, index in
      "\(place + 1),\(number(index)),\(place < primaries.count ? "primary" : "substitute")\n"
    }
    return try house.ranking(lines.joined(), unit: self[primaries[0]].firm.union)
  }

  private func refusals(_ input: ForwardSubmit.Input) throws -> [String] {
    let output = try run(ForwardSubmit.self, input, as: "union-\(input.unit)")
    #expect(output.verdict == .different)
    return output.ranking?.lines.flatMap(\.refusals).map(\.code) ?? []
  }

  func forwarding() throws {
    try house.goTo("2026-06-03")
    let own = [1, 4, 7, 10, 13, 16, 19, 22]
    #expect(try refusals(try ranking([1, 4, 7, 10, 13, 16, 19, 25])) == ["form.consent-withdrawn"])
    try withdraw(25)
    #expect(try code(ForwardSubmit.self, try ranking(own), as: "union-3702") == "access.other-unit")
    try forward(try ranking(own))
    try forward(try ranking([2, 5, 8, 11, 14, 20, 23], [17]))
    let places = [3, 6, 9, 12, 15, 18, 21]
    #expect(try refusals(try ranking(places + [30], [24])) == ["forward.over-quota"])
    try forward(try ranking(places, [24]))
    try expect(.forwarded, 1, 17, 24)
    try promotion()
    try house.goTo("2026-06-06")
    #expect(try run(ForwardSubmit.self, try ranking([30]), as: "union-3702").late?.date == .forwardingDeadline)
    #expect(try tooLate(.forwardingDeadline) == ["3702"])
    try expect(.endorsed, 30)
    try expectSound()
  }

  private func forward(_ input: ForwardSubmit.Input) throws {
    let output = try run(ForwardSubmit.self, input, as: "union-\(input.unit)")
    try #require(output.ranking?.isApplied == true, "\(output.ranking?.lines ?? [])")
  }

  /// R-234: a primary withdraws, and the next substitute takes the place.
  private func promotion() throws {
    let input = ForwardPromote.Input(
      edition: edition, unit: "C01", document: Installation.document, reason: "正选撤回")
    #expect(try code(ForwardPromote.self, input, as: "union-C01") == "forward.no-vacancy")
    try withdraw(23)
    try run(ForwardPromote.self, input, as: "union-C01")
    #expect(try code(ForwardPromote.self, input, as: "union-C01") == "forward.no-vacancy")
  }
}
