import Primitives
import Tables

/// The accounts that documents prescribe: the first-level ones of 2021 from the module's data file, the details of
/// section 5.2 of the domain article, and the first-level accounts of 2009.
enum PrescribedAccounts {
  static let all: [Account] = {
    do {
      return try read(PackageResources.union_accounts_2021_csv, file: "union-accounts-2021.csv")
    } catch { preconditionFailure("the embedded union-accounts-2021.csv is broken: \(error)") }
  }()

  static func read(_ csv: [UInt8], file: String) throws -> [Account] {
    var drafts: [AccountKey: Account] = [:]
    for line in try rows(csv, file: file) { drafts[line.key] = merged(line, with: drafts[line.key]) }
    for detail in PrescribedDetail.all { drafts[detail.key] = account(of: detail, among: drafts) }
    return Array(drafts.values)
  }

  /// An account stands once for base unions and once for the county level; 30101 to 30106 only for the latter.
  private static func merged(_ new: Account, with old: Account?) -> Account {
    guard let old else { return new }
    return Account(
      key: old.key, name: old.name, fullName: old.fullName, kind: old.kind, normalSide: old.normalSide,
      parent: old.parent, isForBase: old.isForBase || new.isForBase, isForCounty: old.isForCounty || new.isForCounty,
      alias: old.alias, holdsOwnLines: old.holdsOwnLines, isPrescribed: true)
  }

  private static func rows(_ csv: [UInt8], file: String) throws -> [Account] {
    let reader = try TableReader(
      file: file, source: ByteSource(csv), columns: ["chart", "code", "name", "type", "normal_side"])
    var (accounts, names): ([Account], [String: String]) = ([], [:])
    try reader.forEachRow { row in
      let account = try account(of: row, names: names)
      names[account.key.code] = account.name
      accounts.append(account)
    }
    return accounts
  }

  private static func account(of row: TableReader.Row, names: [String: String]) throws -> Account {
    let (code, name) = (row.text(1).string, row.text(2).string)
    guard let kind = AccountKind(rawValue: row.text(3).string), let side = Side(rawValue: row.text(4).string),
      ["2021-base", "2021-county"].contains(row.text(0).string)
    else { throw AccountFault.code.at(row.location(0)) }
    let parent = code.utf8.count > 3 ? AccountKey(.of2021, String(code.dropLast(2))) : nil
    let prefix = parent.flatMap { names[$0.code] }.map { $0 + "—" } ?? ""
    let isForBase = row.text(0).string == "2021-base"
    return Account(
      key: AccountKey(.of2021, code), name: name, fullName: prefix + name, kind: kind, normalSide: side,
      parent: parent, isForBase: isForBase, isForCounty: !isForBase, alias: PrescribedDetail.alias2021[code],
      holdsOwnLines: PrescribedDetail.mixed2021.contains(code), isPrescribed: true)
  }

  private static func account(of detail: PrescribedDetail, among known: [AccountKey: Account]) -> Account {
    let code = detail.key.code
    let parent = code.utf8.count > 3 ? known[AccountKey(detail.key.chart, String(code.dropLast(2)))] : nil
    let kind = detail.kind ?? parent?.kind ?? .asset
    let side = parent?.normalSide ?? (kind == .asset || kind == .expense ? .debit : .credit)
    return Account(
      key: detail.key, name: detail.name, fullName: (parent.map { $0.fullName + "—" } ?? "") + detail.name,
      kind: kind, normalSide: side, parent: parent?.key, isForBase: parent?.isForBase ?? true,
      isForCounty: parent?.isForCounty ?? true, alias: detail.alias, holdsOwnLines: detail.holdsOwnLines,
      isPrescribed: true)
  }
}

/// An account that the data file does not have.
struct PrescribedDetail {
  let key: AccountKey
  let name: String
  /// Only for a first-level account; a detail has that of its parent.
  let kind: AccountKind?
  let alias: String?
  let holdsOwnLines: Bool

  /// Parents before their details.
  static let all = details2021 + chart2009

  /// First-level accounts of 2021 that hold lines of their own beside their sub-accounts.
  static let mixed2021: Set = ["101", "102", "215"]

  /// What the rule of 2018 or the chart of 2009 calls a first-level account of 2021 (OP-09).
  static let alias2021 = ["301": "固定基金", "321": "结余", "322": "结余"]

  private static let details2021: [PrescribedDetail] = [
    d(.of2021, "10101", "代管经费"), d(.of2021, "10201", "代管经费"), d(.of2021, "13101", "应收上级补助"),
    d(.of2021, "21201", "应付下级补助"), d(.of2021, "21501", "代扣个人所得税"),
    d(.of2021, "32101", "年初余额调整", "结余"), d(.of2021, "32102", "单位内部调剂"),
    d(.of2021, "32103", "本年收支结转", "结余"), d(.of2021, "32104", "累计结转", "结余"),
    d(.of2021, "32201", "年初余额调整", "结余"), d(.of2021, "32202", "单位内部调剂"),
    d(.of2021, "32203", "本年收支结转", "结余"), d(.of2021, "32204", "结转转入"), d(.of2021, "32205", "累计结余", "结余"),
    d(.of2021, "40301", "一般性转移支付补助"), d(.of2021, "40302", "专项转移支付补助", "专项补助"),
    d(.of2021, "50301", "劳动和技能竞赛活动"), d(.of2021, "50302", "建家活动"), d(.of2021, "50303", "职工创新活动支出"),
    d(.of2021, "50304", "职工书屋"), d(.of2021, "50305", "其他服务"),
    d(.of2021, "50501", "培训"), d(.of2021, "50502", "会议"), d(.of2021, "50503", "专项业务支出", "专项业务费"),
    d(.of2021, "50504", "其他业务支出"), d(.of2021, "50702", "办公设备购置"), d(.of2021, "50703", "专用设备购置"),
    d(.of2021, "50801", "一般性转移支付补助"), d(.of2021, "50802", "专项转移支付补助", "专项补助"),
  ]

  /// All first-level accounts of 财会〔2009〕7号, as its two statements print them, and the details of section 5.2.
  private static let chart2009 = assets2009 + sources2009 + result2009

  private static let assets2009: [PrescribedDetail] = [
    first("101", "库存现金", .asset, mixed: true), d(.of2009, "10101", "代管经费"),
    first("102", "银行存款", .asset, mixed: true), d(.of2009, "10201", "代管经费"),
    first("111", "零余额账户用款额度", .asset), first("112", "财政应返还额度", .asset), first("121", "借出款", .asset),
    first("131", "应收上级经费", .asset), d(.of2009, "13101", "应收上级补助"), first("132", "应收下级经费", .asset),
    first("135", "其他应收款", .asset), first("141", "库存物品", .asset), first("151", "投资", .asset),
    first("161", "在建工程", .asset), first("162", "固定资产", .asset),
  ]

  private static let sources2009: [PrescribedDetail] = [
    first("201", "应付工资（离退休费）", .liability), first("202", "应付地方（部门）津贴补贴", .liability),
    first("203", "应付其他个人收入", .liability), first("211", "借入款", .liability),
    first("221", "应付上级经费", .liability), first("222", "应付下级经费", .liability),
    d(.of2009, "22201", "应付下级补助"), first("225", "其他应付款", .liability, mixed: true),
    d(.of2009, "22501", "代扣个人所得税"), first("231", "代管经费", .liability),
    first("301", "固定基金", .netAsset, alias: "资产基金—固定资产"), first("302", "在建工程占用资金", .netAsset),
    first("311", "投资基金", .netAsset), first("321", "专用基金", .netAsset), first("322", "后备金", .netAsset),
    first("331", "结余", .netAsset, alias: "工会资金结转、工会资金结余"),
  ]

  private static let result2009: [PrescribedDetail] = [
    first("401", "会费收入", .income), first("402", "拨缴经费收入", .income), first("403", "上级补助收入", .income),
    d(.of2009, "40302", "专项补助", "专项转移支付补助"), first("404", "政府补助收入", .income),
    first("405", "行政补助收入", .income), first("406", "事业收入", .income), first("407", "投资收益", .income),
    first("408", "其他收入", .income), first("501", "职工活动支出", .expense), first("502", "维权支出", .expense),
    first("503", "业务支出", .expense), d(.of2009, "50304", "专项业务费", "专项业务支出"),
    first("504", "行政支出", .expense), first("505", "资本性支出", .expense), first("506", "补助下级支出", .expense),
    d(.of2009, "50602", "专项补助", "专项转移支付补助"), first("507", "事业支出", .expense),
    first("508", "其他支出", .expense),
  ]

  private static func d(_ chart: Chart, _ code: String, _ name: String, _ alias: String? = nil) -> PrescribedDetail {
    PrescribedDetail(key: AccountKey(chart, code), name: name, kind: nil, alias: alias, holdsOwnLines: false)
  }

  private static func first(
    _ code: String, _ name: String, _ kind: AccountKind, alias: String? = nil, mixed: Bool = false
  ) -> PrescribedDetail {
    PrescribedDetail(
      key: AccountKey(.of2009, code), name: name, kind: kind, alias: alias, holdsOwnLines: mixed)
  }
}
