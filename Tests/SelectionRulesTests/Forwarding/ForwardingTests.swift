import Primitives
import Testing

@testable import SelectionRules

@Suite("Forwarding")
struct ForwardingTests {
  private static let quota = Forwarding.Quota(primaries: 2, substitutes: 1)

  private static func line(
    _ rank: Int, _ kind: Forwarding.Kind = .primary, number: String? = nil, state: FormState = .endorsed,
    isBelow: Bool = true
  ) -> Forwarding.Line {
    let form = Forwarding.Form(number: ByteText(number ?? "N\(rank)"), state: state, isBelow: isBelow)
    return Forwarding.Line(rank: rank, kind: kind, form: form)
  }

  private func codes(
    _ lines: [Forwarding.Line], quota: Forwarding.Quota = quota, standing: Forwarding.Standing = .init()
  ) -> [String] {
    Forwarding.faults(lines, quota: quota, standing: standing).map { "\($0.0) \($0.1.code)" }
  }

  @Test("R-001 OP-36 the city's tier forwards, in its three kinds, and no other", arguments: UnionTier.allCases)
  func tiers(tier: UnionTier) {
    if [.city, .industrial, .largeEnterprise].contains(tier) {
      #expect(throws: Never.self) { try Forwarding.checkTier(tier) }
    } else {
      #expect(throws: Refusal.self) { try Forwarding.checkTier(tier) }
    }
  }

  @Test("R-234 a ranked list within the quota is forwarded, substitutes as substitutes")
  func accepted() {
    #expect(codes([Self.line(1), Self.line(2), Self.line(3, .substitute)]) == [])
    #expect(codes([Self.line(2), Self.line(1)]) == [])
  }

  @Test("R-234 more primaries or substitutes than the quota are refused")
  func overQuota() {
    #expect(codes([Self.line(1), Self.line(2), Self.line(3)]) == ["2 forward.over-quota"])
    #expect(codes([Self.line(1, .substitute), Self.line(2, .substitute)]) == ["1 forward.over-quota"])
  }

  @Test(
    "R-234 ranks run from 1 without a gap",
    arguments: [([1, 3], 1), ([2], 1), ([1, 1], 1), ([0, 1], 1), ([1, 2], 0), ([2, 3], 1)])
  func ranks(ranks: [Int], faults: Int) {
    let lines = ranks.enumerated().map { Self.line($0.element, number: "N\($0.offset)") }
    #expect(codes(lines).count { $0.hasSuffix("forward.rank") } == faults)
  }

  @Test("R-234 a later list goes on behind the last rank and fills only what is left of the quota")
  func supplement() {
    let standing = Forwarding.Standing(primaries: 1, substitutes: 0, lastRank: 2)
    #expect(codes([Self.line(3), Self.line(4, .substitute)], standing: standing) == [])
    #expect(codes([Self.line(3), Self.line(4)], standing: standing) == ["1 forward.over-quota"])
    #expect(codes([Self.line(1)], standing: standing) == ["0 forward.rank"])
  }

  @Test(
    "SM-2 only an endorsed form is forwarded, which a form that was forwarded is not", arguments: FormState.allCases)
  func states(state: FormState) {
    #expect(codes([Self.line(1, state: state)]).isEmpty == (state == .endorsed))
  }

  @Test("R-001 a form from elsewhere, an unknown one and one that stands twice are refused")
  func forms() {
    #expect(codes([Self.line(1, isBelow: false)]) == ["0 forward.not-below"])
    #expect(codes([Forwarding.Line(rank: 1, kind: .primary, form: nil)]) == ["0 forward.unknown-form"])
    #expect(codes([Self.line(1, number: "A"), Self.line(2, number: "A")]) == ["1 forward.twice"])
  }

  @Test("R-217 R-234 of schools with one place each, the education union forwards two")
  func education() {
    let union = Forwarding.Quota(primaries: 2, substitutes: 0)
    let schools = (1...3).map { Self.line($0, number: "校\($0)") }
    #expect(codes(Array(schools.prefix(2)), quota: union) == [])
    #expect(codes(schools, quota: union) == ["2 forward.over-quota"])
  }
}
