import Primitives
import SelectionRules
import Testing

@testable import Operations

/// Units, people and the rules of the story's edition.
extension Story {
  private static let rules = """
    {"edition": "2026", "caps": {"candidate": 14, "nominee": 10, "named": 6, "great": 2},
    "dimensionWeights": {"spirit": "0.25", "craft": "0.25", "leading": "0.25", "contribution": "0.25"},
    "panel": {"minimumSheets": 3, "trimFrom": 5},
    "vote": {"enabled": true, "method": "rank", "channelWeights": {"app": "1", "wechat": "0.8"}},
    "composite": {"expert": "0.8", "public": "0.2"}, "floors": {"named": "60"}}
    """

  func register() throws {
    var employers = "name,credit_code,region\n示例研究院,\(StoryFirm.institute),370102\n"
    var units = "code,name,tier,parent,region,employer_credit_code\n37,示例省总工会,province,,37,\n"
    for city in ["3701", "3702"] { units += "\(city),示例\(city)市总工会,city,37,\(city),\n" }
    for county in ["370102", "370202"] { units += "\(county),示例\(county)总工会,county,\(county.prefix(4)),\(county),\n" }
    units += "C01,示例机械产业工会,industrial,37,37,\n"
    for firm in StoryFirm.all {
      employers += "\(firm.name),\(firm.creditCode),\(firm.region)\n"
      units += "\(firm.code),\(firm.name)工会,base,\(firm.parent),\(firm.region),\(firm.creditCode)\n"
    }
    try take(EmployerImport.self, "employers.csv", employers)
    try take(UnitImport.self, "units.csv", units)
    try take(ExpertImport.self, "experts.csv", try experts())
  }

  /// Nine of the field of the nominees; three of another, each with something that stands between one nominee and him.
  private func experts() throws -> String {
    var rows = "expert,name,employer_credit_code,fields,trades,phone,address\n"
    for index in 1...9 { rows += "X0\(index),示例·专家\(index),\(StoryFirm.institute),C,,,\n" }
    rows += "X10,\(Self.master),\(StoryFirm.institute),检测,,,\n"
    rows += "X11,示例·专家十一,\(StoryFirm.institute),检测,,\(try self[3].sample.mobile),\n"
    return rows + "X12,示例·专家十二,\(self[1].firm.creditCode),检测,,,\n"
  }

  /// The expert who taught the second nominee.
  static let master = "示例·专家十"

  func take<Item: Operations.Operation>(_ type: Item.Type, _ file: String, _ content: String) throws
  where Item.Input == RegistryImportInput, Item.Output == ImportOutput {
    let output = try run(type, RegistryImportInput(file: try house.write(file, content)), as: .office)
    try #require(output.isApplied, "\(output.lines)")
  }

  /// A clerk and a sealer for each base union, a clerk for each union that forwards.
  func appoint() throws {
    for firm in StoryFirm.all {
      try appoint(firm.clerk, .nominatingClerk, firm.code)
      try appoint(firm.sealer, .unionClerk, firm.code)
    }
    for union in StoryFirm.unions { try appoint("union-\(union)", .unionClerk, union) }
  }

  private func appoint(_ name: String, _ role: Role, _ unit: String) throws {
    try actor(name, role)
    try run(ActorBind.self, DutyInput(actor: name, unit: unit), as: .administrator)
  }

  func actor(_ name: String, _ role: Role) throws {
    try run(ActorCreate.self, ActorCreate.Input(name: name, displayName: "样本·\(name)"), as: .administrator)
    try run(RoleGrant.self, RoleInput(actor: name, role: role), as: .administrator)
  }

  func draft() throws {
    try house.create(rules: try house.write("rules.json", Self.rules))
    for (date, day) in [
      (EditionDateName.filingDeadline, "2026-05-15"), (.forwardingDeadline, "2026-06-05"),
      (.reviewDeadline, "2026-07-10"), (.sheetDeadline, "2026-08-14"), (.voteFrom, "2026-09-01"),
      (.voteTo, "2026-09-10"),
    ] {
      try house.setDate(date, day)
    }
    try house.importQuota("unit,places,substitutes\n3701,8,1\nC01,7,1\n3702,7,1\n")
  }
}
