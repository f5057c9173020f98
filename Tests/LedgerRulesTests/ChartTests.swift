import Primitives
import Tables
import Testing

@testable import LedgerRules

@Suite("Charts of accounts")
struct ChartTests {
  private func find(_ chart: Chart, _ code: String) -> Account? {
    ChartOfAccounts.standard.find(AccountKey(chart, code))
  }

  @Test(
    "R-403 a voucher of 2021-12-31 is written in the chart of 2009, one of 2022-01-01 in that of 2021",
    arguments: [("2018-07-01", "2009"), ("2021-12-31", "2009"), ("2022-01-01", "2021"), ("2026-07-01", "2021")])
  func chart(_ day: String, _ chart: String) throws {
    #expect(try Chart.on(CalendarDay(day)).rawValue == chart)
    #expect(Chart.switchDay.text == "2022-01-01")
  }

  @Test(
    "R-403 the same code is two accounts in the two charts",
    arguments: [
      ("503", "业务支出", "职工服务支出"), ("221", "应付上级经费", "代管经费"), ("50304", "专项业务费", "职工书屋"),
      ("211", "借入款", "应付上级经费"), ("321", "专用基金", "工会资金结转"), ("507", "事业支出", "资本性支出"),
      ("505", "资本性支出", "业务支出"), ("506", "补助下级支出", "行政支出"), ("508", "其他支出", "补助下级支出"),
    ])
  func sameCode(_ code: String, _ old: String, _ new: String) {
    #expect(find(.of2009, code)?.name == old)
    #expect(find(.of2021, code)?.name == new)
  }

  @Test(
    "R-402 OP-09 the accounts that the rule of 2018 names have their official names and the other one as alias",
    arguments: [
      (Chart.of2021, "40302", "上级补助收入—专项转移支付补助", "专项补助"), (.of2021, "50503", "业务支出—专项业务支出", "专项业务费"),
      (.of2021, "50802", "补助下级支出—专项转移支付补助", "专项补助"), (.of2009, "40302", "上级补助收入—专项补助", "专项转移支付补助"),
      (.of2009, "50304", "业务支出—专项业务费", "专项业务支出"), (.of2009, "50602", "补助下级支出—专项补助", "专项转移支付补助"),
    ])
  func names(_ chart: Chart, _ code: String, _ name: String, _ alias: String) {
    #expect(find(chart, code)?.fullName == name)
    #expect(find(chart, code)?.alias == alias)
    #expect(find(chart, code)?.label == "\(code) \(name)")
  }

  @Test("R-410 24 first-level accounts are of base unions, 45 of the county level, and 221 is only of the latter")
  func counts() {
    let first = ChartOfAccounts.standard.accounts(of: .of2021).filter { $0.parent == nil }
    #expect(first.filter(\.isForBase).count == 24)
    #expect(first.filter(\.isForCounty).count == 45)
    #expect(find(.of2021, "221")?.isForBase == false)
    #expect(find(.of2021, "30104")?.fullName == "资产基金—固定资产")
  }

  @Test("R-409 custodial money has sub-accounts of cash and bank, which hold the union's own money themselves")
  func custodial() throws {
    let chart = ChartOfAccounts.standard
    for account in ["101", "102", "10101", "10201", "215", "21501"].compactMap({ find(.of2021, $0) }) {
      #expect(chart.isPostable(account))
    }
    for account in ["321", "403", "505", "508", "301"].compactMap({ find(.of2021, $0) }) {
      #expect(!chart.isPostable(account))
    }
    #expect(find(.of2021, "10201")?.fullName == "银行存款—代管经费")
    #expect(find(.of2021, "163")?.normalSide == .credit)
  }

  @Test("R-403 every role has an account that takes lines in both charts")
  func roles() throws {
    for role in AccountRole.allCases {
      for chart in Chart.allCases {
        let account = try ChartOfAccounts.standard.account(role.key(in: chart))
        #expect(ChartOfAccounts.standard.isPostable(account), "\(role) \(chart)")
      }
    }
  }

  @Test("R-403 an unknown account is told with what its code means in the other chart")
  func unknown() {
    let fault = refusal { try ChartOfAccounts.standard.account(AccountKey(.of2009, "50503")) }
    #expect(fault?.code == "account.unknown")
    #expect(fault?.message.zh.contains("50503 业务支出—专项业务支出") == true)
    #expect(fault?.message.en.contains("50503 业务支出—专项业务支出") == true)
    let nowhere = refusal { try ChartOfAccounts.standard.account(AccountKey(.of2021, "999")) }
    #expect(nowhere?.message.zh == "2021年工会会计制度没有科目 999。")
  }

  @Test("R-402 a ledger may add details, and details of details, and the parent then takes no lines")
  func added() throws {
    let chart = try ChartOfAccounts.standard.adding([
      AddedAccount(key: AccountKey(.of2021, "5050301"), name: "一号工作室"),
      AddedAccount(key: AccountKey(.of2021, "13501"), name: "职工借款"),
      AddedAccount(key: AccountKey(.of2021, "1350101"), name: "差旅"),
    ])
    #expect(try chart.account(AccountKey(.of2021, "5050301")).fullName == "业务支出—专项业务支出—一号工作室")
    #expect(try !chart.isPostable(chart.account(AccountKey(.of2021, "50503"))))
    #expect(try !chart.isPostable(chart.account(AccountKey(.of2021, "135"))))
    #expect(try chart.isPostable(chart.account(AccountKey(.of2021, "1350101"))))
    #expect(chart.lineage(AccountKey(.of2021, "1350101")).map(\.key.code) == ["135", "13501", "1350101"])
    #expect(chart.details(of: AccountKey(.of2021, "135")).map(\.name) == ["职工借款"])
  }

  @Test(
    "R-402 what may not be added is refused",
    arguments: [
      ("109", "新科目", "account.first-level"), ("10201", "基本户", "account.exists"), ("6010101", "支出", "account.no-parent"),
      ("1020", "基本户", "account.code"), ("1020x", "基本户", "account.code"), ("1", "基本户", "account.code"),
      ("10202", "", "account.name"), ("10202", "基本—户", "account.name"), ("10202", "基本\n户", "account.name"),
    ])
  func refusedAddition(_ code: String, _ name: String, _ fault: String) {
    let added = AddedAccount(key: AccountKey(.of2021, code), name: name)
    #expect(refusalCode { try ChartOfAccounts.standard.adding([added]) } == fault)
  }

  @Test("R-402 a prescribed name is not changed, an added one is")
  func renaming() throws {
    let key = AccountKey(.of2021, "10202")
    let chart = try ChartOfAccounts.standard.adding([AddedAccount(key: key, name: "基本户")])
    try chart.checkRenaming(key, to: "一般户")
    #expect(refusalCode { try chart.checkRenaming(key, to: "") } == "account.name")
    #expect(
      refusalCode { try chart.checkRenaming(AccountKey(.of2021, "40302"), to: "专项补助") } == "account.prescribed")
  }

  @Test("R-402 a data file with an unknown kind is refused with its line")
  func brokenFile() {
    let csv = "chart,code,name,type,normal_side\n2021-base,101,库存现金,asset,debit\n2021-base,102,银行存款,thing,debit\n"
    let fault = refusal { try PrescribedAccounts.read(Array(csv.utf8), file: "a.csv") }
    #expect(fault?.location?.line == 3)
  }
}
