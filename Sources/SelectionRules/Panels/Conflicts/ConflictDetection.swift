import Primitives

/// Finds conflicts of judges with nominees in data; people rule on what it finds.
///
/// A name counts only together with the employer's credit code, a phone only as a whole number (``SharedPhone``), an
/// address only part by part (``SharedAddress``). Nothing is found by likeness.
public struct ConflictDetection: Sendable {
  private struct Reader {
    let party: ConflictParty
    let code: String
    let person: MentorshipPerson
    let phones: Set<SharedPhone>
    let address: SharedAddress?

    init(_ party: ConflictParty) {
      self.party = party
      code = MentorshipPerson.code(party.employerCreditCode)
      person = MentorshipPerson(name: party.name, employerCreditCode: party.employerCreditCode)
      phones = SharedPhone.all(in: party.phone)
      address = party.address.isEmpty ? nil : SharedAddress(party.address)
    }
  }

  private let apprentices: [MentorshipPerson: Set<MentorshipPerson>]

  /// Takes the mentorships that are known.
  public init(mentorships: [Mentorship]) {
    apprentices = Dictionary(grouping: mentorships, by: \.master).mapValues { Set($0.map(\.apprentice)) }
  }

  /// Every conflict of the judges with the nominees, by judge, nomination and kind.
  public func conflicts(judges: [ConflictParty], nominees: [ConflictParty]) -> [Conflict] {
    let nominees = nominees.map(Reader.init).sorted { $0.party.key < $1.party.key }
    return judges.map(Reader.init).sorted { $0.party.key < $1.party.key }.flatMap { judge in
      nominees.flatMap { between(judge, $0) }
    }
  }

  private func between(_ judge: Reader, _ nominee: Reader) -> [Conflict] {
    let found: [(ConflictKind, Bilingual?)] = [
      (.employer, employer(judge, nominee)), (.mentorship, mentorship(judge.person, nominee.person)),
      (.secondMentorship, secondMentorship(judge.person, nominee.person)), (.phone, phone(judge, nominee)),
      (.address, address(judge, nominee)),
    ]
    return found.compactMap { kind, matched in
      matched.map { Conflict(judge: judge.party.key, nomination: nominee.party.key, kind: kind, matched: $0) }
    }
  }

  private func employer(_ judge: Reader, _ nominee: Reader) -> Bilingual? {
    guard !judge.code.isEmpty, judge.code == nominee.code else { return nil }
    return Bilingual("统一社会信用代码均为 \(judge.code)", "both employers have the credit code \(judge.code)")
  }

  private func isMaster(_ one: MentorshipPerson, of other: MentorshipPerson) -> Bool {
    apprentices[one]?.contains(other) ?? false
  }

  private func mentorship(_ judge: MentorshipPerson, _ nominee: MentorshipPerson) -> Bilingual? {
    if isMaster(judge, of: nominee) {
      return Bilingual("评委是被推荐人的师傅（姓名与单位代码一致）", "the judge is the nominee's master, by name and employer")
    }
    guard isMaster(nominee, of: judge) else { return nil }
    return Bilingual("被推荐人是评委的师傅（姓名与单位代码一致）", "the nominee is the judge's master, by name and employer")
  }

  private func secondMentorship(_ judge: MentorshipPerson, _ nominee: MentorshipPerson) -> Bilingual? {
    if let middle = between(judge, nominee) {
      return Bilingual("评委是 \(middle) 的师傅，\(middle) 是被推荐人的师傅", "the judge taught \(middle), who taught the nominee")
    }
    return between(nominee, judge).map {
      Bilingual("被推荐人是 \($0) 的师傅，\($0) 是评委的师傅", "the nominee taught \($0), who taught the judge")
    }
  }

  /// The masked name of somebody whom one taught and who taught the other.
  private func between(_ one: MentorshipPerson, _ other: MentorshipPerson) -> String? {
    guard one != other else { return nil }
    let middles = (apprentices[one] ?? []).filter { $0 != other && isMaster($0, of: other) }
    return middles.map(\.name).min().map { Masking.name($0.string) }
  }

  private func phone(_ judge: Reader, _ nominee: Reader) -> Bilingual? {
    let shared = judge.phones.intersection(nominee.phones).map(\.masked).sorted()
    guard let first = shared.first else { return nil }
    return Bilingual("电话号码全部数字相同：\(first)", "all digits of a phone number are the same: \(first)")
  }

  private func address(_ judge: Reader, _ nominee: Reader) -> Bilingual? {
    guard let one = judge.address, let other = nominee.address, one.isSame(as: other) else { return nil }
    let matched = one.matched
    return Bilingual("地址各部分相同：\(matched.zh)", "the parts of the address are the same: \(matched.en)")
  }
}
