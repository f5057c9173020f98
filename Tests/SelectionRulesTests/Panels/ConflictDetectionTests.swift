import Primitives
import SelectionRules
import Testing

@Suite("Conflicts that the data shows")
struct ConflictDetectionTests {
  private static let planted = PlantedConflicts(each: 200)

  @Test("R-227 of 800 planted pairs all are found, and of 1,400 near misses none (200 of each kind, varied wordings)")
  func figures() {
    let planted = Self.planted
    let detection = ConflictDetection(mentorships: planted.mentorships)
    var found = 0
    var missed: [String] = []
    var falsely: [String] = []
    for pair in planted.pairs {
      let kinds = detection.conflicts(judges: [pair.judge], nominees: [pair.nominee]).map(\.kind)
      if let kind = pair.kind {
        if kinds.contains(kind) { found += 1 } else { missed.append("\(kind): \(pair.what)") }
      }
      if kinds.contains(where: { $0 != pair.kind }) { falsely.append("\(kinds): \(pair.what)") }
    }
    let real = planted.pairs.count { $0.kind != nil }
    print("conflicts: \(found) of \(real) planted found, \(falsely.count) false among \(planted.pairs.count - real)")
    #expect(real == 800)
    #expect(planted.pairs.count - real == 1400)
    #expect(missed == [])
    #expect(falsely == [])
  }

  @Test("R-227 everybody at once: the same conflicts, and none between strangers")
  func together() {
    let planted = PlantedConflicts(each: 40)
    let detection = ConflictDetection(mentorships: planted.mentorships)
    let found = detection.conflicts(judges: planted.pairs.map(\.judge), nominees: planted.pairs.map(\.nominee))
    let own = planted.pairs.filter { $0.kind != nil }
    for pair in own {
      #expect(
        found.contains { $0.judge == pair.judge.key && $0.nomination == pair.nominee.key && $0.kind == pair.kind })
    }
    #expect(found.map(\.judge) == found.map(\.judge).sorted())
  }

  // MARK: What counts as equal

  private func isShared(_ one: String, _ other: String, as kind: ConflictKind) -> Bool {
    let isPhone = kind == .phone
    let judge = ConflictParty(
      key: "E1", name: "样本·甲", employerCreditCode: "", phone: isPhone ? one : "", address: isPhone ? "" : one)
    let nominee = ConflictParty(
      key: "N1", name: "样本·乙", employerCreditCode: "", phone: isPhone ? other : "", address: isPhone ? "" : other)
    return ConflictDetection(mentorships: []).conflicts(judges: [judge], nominees: [nominee]).map(\.kind) == [kind]
  }

  @Test(
    "R-227 a shared phone has all digits equal",
    arguments: [
      ("13900001234", "139 0000 1234", true), ("13900001234", "＋８６１３９００００１２３４", true),
      ("0531-12345678", "+86 (0)531 1234 5678", true), ("0531-12345678转801", "0531-12345678-801", true),
      ("0531-12345678", "0531-12345678-801", false), ("13900001234", "13900001235", false),
      ("13900001234", "00001234", false), ("12345678", "12345678", false), ("", "", false), ("无", "无", false),
      ("13900001234", "0531-12345678；13900001234", true), ("053112345678", "0531-1234567", false),
    ])
  func phones(one: String, other: String, isEqual: Bool) {
    #expect(isShared(one, other, as: .phone) == isEqual)
    #expect(isShared(other, one, as: .phone) == isEqual)
  }

  @Test(
    "R-227 a shared address has all parts equal, in whatever wording",
    arguments: [
      ("山东省济南市历下区经十路12号3号楼2单元501室", "济南历下经十路十二号3栋2单元501", true),
      ("经十路12号3号楼2单元501室", "经十路１２号三号楼二单元５０１室", true), ("经十路12号", "经十路十二号", true),
      ("经十路12号院3号楼501", "经十路12号院3号楼5层501室", true), ("示例花园A座101室", "示例花园ａ座１０１", true),
      ("济南路5号", "青岛路5号", false), ("济南市历下区示例路5号", "青岛市示例路5号", false),
      ("历下区示例路5号", "青岛市示例路5号", false), ("济南市历下区示例路5号", "济南市市中区示例路5号", false),
      ("历下区示例路5号", "济南市示例路5号", true), ("泰安市泰山区泰山路12号", "泰安市泰山区泰山大街12号", false),
      ("泰安泰山路12号", "泰安市泰山路12号", true), ("经十路12号3号楼501室", "经十路12号3号楼502室", false),
      ("经十路12号3号楼501室", "经十路12号3号楼", false), ("经十路12号3号楼501室", "经十路12号5号楼301室", false),
      ("经十路12号", "经十路21号", false), ("经十路12号", "经十路112号", false), ("经十路", "经十路", false),
      ("12号", "12号", false), ("", "", false), ("经十路12-3-2-501", "经十路12号3号楼2单元501室", true),
      ("经十路12号附1号", "经十路12号", false), ("历下区姚家街道经十路12号", "历下区智远街道经十路12号", false),
      ("历下区姚家街道办事处经十路12号", "历下区经十路12号", true), ("经十路12号3楼2单元501", "经十路12号3号楼2单元501", true),
    ])
  func addresses(one: String, other: String, isEqual: Bool) {
    #expect(isShared(one, other, as: .address) == isEqual)
    #expect(isShared(other, one, as: .address) == isEqual)
  }

  @Test("R-820 what matched is told in words that repeat no phone and no address")
  func masked() {
    for pair in Self.planted.pairs where pair.kind == .phone || pair.kind == .address {
      let detection = ConflictDetection(mentorships: [])
      for conflict in detection.conflicts(judges: [pair.judge], nominees: [pair.nominee]) {
        let text = conflict.matched.zh + conflict.matched.en
        #expect(!text.contains(/\d{5}/))
        #expect(!text.contains("经十路") && !text.contains("示例"))
      }
    }
  }

  @Test("R-227 what a conflict is upheld as stands among the recusals of the package")
  func kinds() {
    #expect(ConflictKind.allCases.map(\.recusal) == [.employer, .mentorship, .mentorship, .other, .other])
    #expect(ConflictKind.allCases.sorted() == ConflictKind.allCases)
    #expect(ConflictKind.allCases.allSatisfy { !$0.displayName.zh.isEmpty && !$0.displayName.en.isEmpty })
  }
}
