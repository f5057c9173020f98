import Foundation
import Primitives
import SelectionRules
import Testing

@testable import Operations

/// Something that only some may know: two worlds that differ in it and in nothing else.
struct HiddenFact: CustomTestStringConvertible {
  let name: String
  /// Who may know it, by sign-in name.
  let known: Set<String>
  /// Who must be answered differently in the two worlds, which shows that the comparison sees.
  let control: String
  /// Whether the control learns it by an act, such as an unmasking, and by no reading.
  var isLearntByActing = false
  /// Who acts besides the standing people.
  var others: [String] = []
  let worlds: @Sendable () throws -> (World, World)

  var testDescription: String { name }

  static let all = [score, tally, ballots, objector, identity, recusal, ownConflict, form, job]

  /// Two copies of an installation, of which one is changed behind the program's back.
  private static func pair(
    _ house: Installation, _ objects: [[String: String]], _ change: String...
  ) throws -> (World, World) {
    let other = try Installation(copyOf: house)
    try other.plant(change)
    return (World(house: house, objects: objects), World(house: other, objects: objects))
  }

  /// The sign-in names of the two experts.
  private static let first = "of-\((try? judges()[0]) ?? "")"
  private static let second = "of-\((try? judges()[1]) ?? "")"

  private static func judges() throws -> [ByteText] {
    Array(try SampleFiles.inputs.experts.map(\.key).sorted().prefix(2))
  }

  private static func nominations() throws -> [[String: String]] {
    try SampleFiles.passed(.candidate).prefix(3).map {
      ["nomination": $0.string, "judge": try judges()[0].string, "expert": try judges()[0].string, "stage": "nominee"]
    } + [["nomination": "2026-9999"]]
  }

  private static let score = HiddenFact(
    name: "another expert's score before the lock", known: [second], control: second, others: [second]
  ) {
    try pair(
      try MatrixHouse.scoring().house, try nominations(),
      "UPDATE work_sheet_value SET score_hundredths = 1234 WHERE judge = '\(try judges()[1])'")
  }

  private static let tally = HiddenFact(name: "an interim tally", known: [], control: "") {
    let house = try Station.judging.installation()
    try house.settle(.nominee)
    try house.advance(.display)
    try house.publishDeeds()
    try house.advance(.voting)
    try house.take(VoteImport.self, "votes.csv")
    return try pair(house, try nominations(), "UPDATE vote_tally SET votes = votes + 7")
  }

  private static let ballots = HiddenFact(
    name: "whom the raw ballots choose", known: ["voteAuditor", "confirmer", "both"], control: "voteAuditor",
    isLearntByActing: true
  ) {
    let house = try Installation.withBallots()
    let voter = ["voter": Installation.voter(1), "document": "x"]
    return try pair(
      house, try nominations() + [voter], "UPDATE vote_tally SET votes = votes + 7",
      "UPDATE ballot_signal SET value = '9999'")
  }

  private static let objector = HiddenFact(
    name: "who objects", known: [], control: "handler", isLearntByActing: true
  ) {
    let origin = try Installation.expertReview()
    let receipts = [["receipt": "2026-YY-001"], ["receipt": "2026-YY-999"]]
    let about = try #require(try SampleFiles.passed(.candidate).first).string
    let worlds = try [("样本·甲甲", "13900000001"), ("样本·乙乙", "13900000002")].map { name, phone in
      let house = try Installation(copyOf: origin)
      _ = try house.investigated(try house.objection(about, name: name, phone: phone))
      return World(house: house, objects: receipts)
    }
    return (worlds[0], worlds[1])
  }

  private static let identity = HiddenFact(
    name: "a citizen ID and a phone that are masked alike", known: [], control: "reviewer", isLearntByActing: true
  ) {
    let origin = try Station.nominating.installation()
    let sample = FormSample(number: 1)
    try origin.run(ActorBind.self, DutyInput(actor: "clerk", unit: try sample.unit), as: .administrator)
    let ids = [try sample.citizenID, try maskedAlike(try sample.citizenID)]
    let worlds = try zip(ids, ["13912340001", "13956780001"]).map { citizenID, mobile in
      let house = try Installation(copyOf: origin)
      let changing: [FormField: String] = [.citizenID: citizenID, .mobile: mobile]
      let number = try house.draft(FormSample(number: 1, changing: changing))
      let person = try #require(try house.texts("SELECT person_id FROM nomination_form").first)
      return World(house: house, objects: [["number": number.string, "person": person]])
    }
    return (worlds[0], worlds[1])
  }

  /// Another valid citizen ID of the same region, sequence and check digit.
  private static func maskedAlike(_ number: String) throws -> String {
    let (head, tail) = (number.prefix(6), number.suffix(4))
    for year in 1970...1990 {
      for month in 1...12 {
        for day in 10...28 {
          let date = "\(year)" + (month < 10 ? "0" : "") + "\(month)\(day)"
          let other = head + date + tail
          if other != number, (try? CitizenID(String(other), today: .latest)) != nil { return String(other) }
        }
      }
    }
    throw Refusal.noOther
  }

  private static let observers: Set<String> = ["head", "office", "confirmer", "auditor", "both"]

  private static let recusal = HiddenFact(
    name: "a conflict of another expert", known: observers.union([second]), control: "head", others: [second]
  ) {
    let house = try MatrixHouse.scoring().house
    let other = try Installation(copyOf: house)
    try other.recuse(.nominee, try judges()[1], try SampleFiles.passed(.candidate)[1])
    return (World(house: house, objects: try nominations()), World(house: other, objects: try nominations()))
  }

  /// A head who is an expert, too, and recused: whether the others have filled in their sheets of that nomination.
  private static let ownConflict = HiddenFact(
    name: "how far others are with a nomination from which the head is recused as an expert",
    known: observers.union([second]), control: "head", others: [first]
  ) {
    let house = try Installation.expertReview()
    let (pool, candidates) = (try judges(), try SampleFiles.passed(.candidate))
    for judge in pool { try house.actor(expert: judge) }
    try house.run(RoleGrant.self, RoleInput(actor: "of-\(pool[0])", role: .committeeHead), as: .administrator)
    try house.assign(.nominee, pool.flatMap { judge in candidates.prefix(2).map { (judge, $0) } })
    try house.recuse(.nominee, pool[0], candidates[0])
    let full = SheetForm.dimensions.items.map { (item: $0.code, score: "50") }
    for nomination in candidates.prefix(2) {
      try house.fill(expert: WantedSheet(judge: pool[1], nomination: nomination, scores: full))
    }
    return try pair(
      house, try nominations(), "UPDATE work_sheet SET state = 'OPEN' WHERE nomination = '\(candidates[0])'")
  }

  private static let wide: Set<String> = ["office", "confirmer", "reviewer", "auditor", "both"]

  private static let form = HiddenFact(name: "a form of another unit", known: wide, control: "office") {
    let numbers = ["D-T2", "S-T2", "D-370102", "2026-9999"].map { ["number": $0] }
    return try pair(
      try MatrixHouse.nominating().house, numbers + [["unit": "T2"], ["unit": "370102"]],
      """
      UPDATE nomination_form SET name = '样本·别名', region = '370203', employer_credit_code = '91370100MA3T123412',
        revision = 7 WHERE number IN ('D-T2', 'S-T2')
      """)
  }

  private static let job = HiddenFact(name: "a job of another", known: ["office"], control: "office") {
    try pair(
      try MatrixHouse.nominating().house, [["job": "job-office"], ["job": "job-none"]],
      "UPDATE job SET operation = 'edition export', done = 7, total = 9 WHERE id = 'job-office'")
  }
}

extension Refusal {
  fileprivate static let noOther = Refusal(
    "test.no-other", message: Bilingual("没有", "none"), remedy: Bilingual("没有", "none"))
}
