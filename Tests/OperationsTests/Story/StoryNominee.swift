import Primitives
import SelectionRules

@testable import Operations

/// A base union of the story with its employer.
struct StoryFirm {
  let index: Int
  /// The union above it.
  let parent: String
  /// The union that forwards.
  let union: String
  let region: String

  var code: String { "S\(index)" }
  var name: String { "示例第\(index)厂" }
  var creditCode: String { SampleCodes.creditCode(number: 900 + index, region: region) }
  /// Who enters its forms.
  var clerk: String { "clerk-\(code)" }
  /// Who seals them for the base union.
  var sealer: String { "sealer-\(code)" }

  /// Two of a city, two of an industrial union, two of another city, and one that stands on the veto list.
  static let all = [
    StoryFirm(index: 1, parent: "370102", union: "3701", region: "370102"),
    StoryFirm(index: 2, parent: "370102", union: "3701", region: "370102"),
    StoryFirm(index: 3, parent: "C01", union: "C01", region: "370202"),
    StoryFirm(index: 4, parent: "C01", union: "C01", region: "370102"),
    StoryFirm(index: 5, parent: "370202", union: "3702", region: "370202"),
    StoryFirm(index: 6, parent: "370202", union: "3702", region: "370202"),
    StoryFirm(index: 7, parent: "370102", union: "3701", region: "370102"),
  ]
  static let unions = ["3701", "C01", "3702"]
  /// Where the experts work.
  static let institute = SampleCodes.creditCode(number: 999, region: "370102")
}

/// One of the thirty. The lower the number, the better the scores.
struct StoryNominee {
  let index: Int

  static let all = (1...30).map(StoryNominee.init)
  /// Employed by the firm on the veto list.
  static let vetoed = 16
  static let retired = 18
  static let cadre = 19
  static let namedBefore = 20
  /// Nominated a second time, by another unit.
  static let twin = 28

  /// Twelve of units, nine by themselves, nine joint.
  var channel: NominationChannel {
    switch index % 10 {
    case 2, 5, 8: .selfRecommended
    case 3, 6, 9: .joint
    default: .unit
    }
  }

  var firm: StoryFirm {
    index == Self.vetoed ? StoryFirm.all[6] : StoryFirm.all[(index - 1) % 3 * 2 + index / 3 % 2]
  }

  var number: ByteText { ByteText("2026-00" + SampleCodes.padded(index, 2)) }

  /// The form as it ought to be filled in.
  var sample: FormSample {
    get throws {
      var changing: [FormField: String] = [
        .employer: firm.name, .creditCode: firm.creditCode, .city: String(firm.region.prefix(4)),
      ]
      if index == Self.retired { changing[.position] = "退休返聘" }
      if index == Self.cadre { changing[.isLeadingCadre] = "yes" }
      if index == Self.twin {
        let first = FormSample(number: 1)
        changing[.name] = first.name
        changing[.citizenID] = try first.citizenID
        changing[.sex] = try first.form[.sex]
      }
      return FormSample(number: index, channel: channel, changing: changing)
    }
  }

  /// Where each of the thirty stands in the end.
  static let endings: [(state: NominationState, indices: [Int])] = [
    (.greatNamed, [1, 2]), (.named, [3, 7, 8]), (.revoked, [4]), (.removed, [5, 6, 17]), (.notProposed, [9, 10]),
    (.notShortlisted, [11, 12, 13, 14]), (.notCandidate, [15, 16, 21, 22]), (.unqualified, [18, 19, 20]),
    (.withdrawn, [23, 25, 26]), (.forwarded, [24]), (.returned, [27]), (.draft, [28]), (.submitted, [29]),
    (.endorsed, [30]),
  ]
  /// The states that a nomination only passes through.
  static let passing: Set<NominationState> = [.qualified, .candidate, .nominee, .proposed]
}
