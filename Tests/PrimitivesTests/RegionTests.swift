import Foundation
import Primitives
import Testing

@Suite struct RegionTests {
  @Test(
    "R-807 has the 16 cities of Shandong",
    arguments: [
      ("3701", "济南市"), ("3702", "青岛市"), ("3703", "淄博市"), ("3704", "枣庄市"), ("3705", "东营市"), ("3706", "烟台市"),
      ("3707", "潍坊市"), ("3708", "济宁市"), ("3709", "泰安市"), ("3710", "威海市"), ("3711", "日照市"), ("3713", "临沂市"),
      ("3714", "德州市"), ("3715", "聊城市"), ("3716", "滨州市"), ("3717", "菏泽市"),
    ])
  func cities(_ code: String, _ name: String) throws {
    let city = try Region(code)
    #expect(city.name == name)
    #expect(city.level == .city)
    #expect(city.parent?.code == "37")
    #expect(!city.children.isEmpty)
    #expect(city.children.allSatisfy { $0.level == .county && $0.city == city })
  }

  @Test("R-807 the tree has one province, 16 cities, and every other division below one of them")
  func tree() throws {
    let shandong = try Region("37")
    #expect(shandong.parent == nil)
    #expect(shandong.city == nil)
    #expect(shandong.children.count == 16)
    #expect(Set(Region.all.map(\.code)).count == Region.all.count)
    #expect(Region.all.filter { $0.level == .county }.allSatisfy { $0.parent?.level == .city && $0.code.count == 6 })
    #expect(try Region("370116").name == "莱芜区")
    #expect(try Region("370117").city?.name == "济南市")
  }

  @Test(
    "R-807 takes abolished divisions for old records only, and names the successors",
    arguments: [
      ("3712", "莱芜市", "370116 莱芜区、370117 钢城区"), ("371202", "莱城区", "370116 莱芜区"), ("371203", "钢城区", "370117 钢城区"),
      ("370181", "章丘市", "370114 章丘区"), ("370125", "济阳县", "370115 济阳区"),
    ])
  func abolished(_ code: String, _ name: String, _ successors: String) throws {
    let old = try Region(historic: code)
    #expect(old.name == name)
    #expect(old.isHistoric)
    #expect(!Region.all.contains(old))
    let refusal = refusal { try Region(code) }
    #expect(refusal?.code == "region.abolished")
    #expect(refusal?.remedy.zh.contains(successors) == true)
    #expect(try old.successorCodes?.allSatisfy { try !Region($0).isHistoric } == true)
  }

  @Test(
    "R-807 refuses codes of no division of Shandong",
    arguments: ["", "3", "3718", "370199", "11", "济南市", "3701 ", "３７"])
  func unknown(_ code: String) {
    #expect(refusalCode { try Region(code) } == "region.unknown")
    #expect(refusalCode { try Region(historic: code) } == "region.unknown")
  }

  @Test("R-807 a region is coded as its code")
  func coding() throws {
    let coded = try JSONEncoder().encode([try Region("370102")])
    #expect(String(decoding: coded, as: UTF8.self) == "[\"370102\"]")
    #expect(try JSONDecoder().decode([Region].self, from: coded).first?.name == "历下区")
  }

  @Test("R-803 knows the 34 provinces")
  func provinces() {
    #expect(Province.all.count == 34)
    #expect(Province.of(code: "37")?.name == "山东省")
    #expect(Province.of(code: "82")?.name == "澳门特别行政区")
    #expect(Province.of(code: "16") == nil)
    #expect(Province.of(code: "3701") == nil)
  }
}
