/// One well-formed command of each operation, for the installation at the end of the year.
enum CommandForm {
  /// Operations that take any number of arguments, of which none is surplus.
  static let takesAnyNumber: Set = ["ballots count", "ballots import"]

  /// `PERSON` and `DIGEST` stand for identifiers that a test looks up, or leaves as ones that nobody has.
  private static let all = [
    landed,
    namings,
    sheets,
    signIns,
    books,
    grants,
    bank,
  ].reduce(into: [:]) { all, part in all.merge(part) { first, _ in first } }

  private static let signIns = [
    "role confirm": "guest expert", "role list-pending": "",
    "session start": "clerk --password 一把好锤子的密码", "session end": "", "session list": "", "session end-all": "clerk",
    "password set": "--old 一把好锤子的密码 --new 另一把好锤子的密码", "password reset": "guest",
    "totp enrol": "--password 一把好锤子的密码", "totp confirm": "000000", "totp remove": "guest --reason 遗失",
    "token create": "程序 --scope read --days 30", "token list": "", "token revoke": "none",
    "registration submit": "applicant --kind individual --display-name 示例 --employer 示例厂 --phone 13800001999 "
      + "--unit 37 --role craftsman --password 一把好锤子的密码",
    "registration list": "", "registration confirm": "none", "registration refuse": "none --reason 核对",
  ]

  private static let books = [
    "ledger open": "37 --head 示例 --first-month 2026-01 --document 样例〔2026〕9号",
    "ledger change": "37 --head 示例", "ledger list": "", "account list": "37", "account add": "37 10203 --name 专户",
    "opening import": "37 edition/votes.csv", "opening convert": "37 --carried-over 5",
    "voucher enter": "37 --day 2026-05-20 --summary 示例 --lines edition/votes.csv --attachments 1",
    "voucher import": "37 edition/votes.csv", "voucher cash-listed": "37 edition/votes.csv",
    "voucher review-listed": "37 edition/votes.csv", "voucher post-all": "37 --month 2026-05",
    "voucher list": "37 --month 2026-05", "voucher show": "VOUCHER", "voucher cash": "VOUCHER",
    "voucher review": "VOUCHER", "voucher post": "VOUCHER", "voucher void": "VOUCHER --reason 核对",
    "voucher reverse": "VOUCHER --reason 核对", "month list": "37", "month close": "37 2026-01",
    "month reopen": "37 2026-01 --reason 核对", "month confirm-reopening": "37 2026-01", "year close": "37 2026",
    "books balance": "37 --from 2026-05", "books account": "37 102 --from 2026-05-01 --to 2026-05-31",
    "books project": "示例", "books sheet": "37 2026-05", "books income": "37 2026-05", "books check": "",
    "books export": "37 --format hledger --output exported", "books levels": "--year 2026",
  ]

  private static let grants = [
    "grant amounts": "2026 --document 样例〔2026〕9号 --preset 2018", "grant confirm-amounts": "2026",
    "studio open": "QLGJ-2026-001 --unit T1 --name 样例 --founded 2025-03-01 --field 焊接 --address 样例路 "
      + "--members edition/votes.csv",
    "studio change": "GZS-2026-001 --field 电气",
    "studio record": "GZS-2026-001 --kind project --year 2026 --title 样例",
    "studio event": "GZS-2026-001 --event LEADER_CHANGED --on 2026-05-20 --reason 退休 --leader 样本",
    "studio decide": "GZS-2026-001 --decision approve --document 样例〔2026〕9号", "studio list": "",
    "studio show": "GZS-2026-001", "grant list": "--year 2026", "grant show": "QLGJ-2026-001",
    "grant apply": "QLGJ-2026-001 --plan edition/votes.csv --goals edition/votes.csv --bank 样例 --holder 样例 "
      + "--account 6222020000001234567 --mode M2",
    "grant account": "QLGJ-2026-001 --bank 样例 --holder 样例 --account 6222020000001234567",
    "grant decide": "QLGJ-2026-001 --decision approve --document 样例〔2026〕9号",
    "grant reveal": "QLGJ-2026-001 --reason 核对",
    "grant book": "QLGJ-2026-001 --step PROVINCE_PAYS --on 2026-05-20", "grant calendar": "--overdue",
    "grant take-back": "QLGJ-2026-001 --voucher none --reason 退汇",
    "matching submit": "QLGJ-2026-001 --amount 50000 --paid-on 2026-05-20 --proof edition/votes.csv",
    "matching confirm": "none", "matching reject": "none --reason 核对", "matching withdraw": "none --reason 核对",
    "expense enter": "QLGJ-2026-001 --day 2026-05-20 --payee 样例 --purpose 试验 --amount 5 --category TALENT "
      + "--source PROVINCE --proof edition/votes.csv",
    "expense change": "none --amount 6", "expense submit": "none", "expense approve": "none --reason 核对",
    "expense return": "none --reason 核对", "expense reverse": "none --reason 核对",
    "grant close": "QLGJ-2026-001 --results edition/votes.csv",
    "grant publish": "QLGJ-2026-001 --from 2026-05-01 --through 2026-05-02 --place 公开栏 --photo edition/votes.csv",
    "grant register": "T1", "grant report": "2026 --output exported", "finding detect": "--answer-days 15",
    "finding list": "--open", "finding answer": "none --words 说明", "finding judge": "none --to ACCEPTED --words 成立",
    "grant inspect": "QLGJ-2026-001 --reason 抽查",
    "grant conclude": "QLGJ-2026-001 --on 2026-05-20 --inspectors 样本 --findings 相符 --result IN_ORDER",
    "grant import": "edition/votes.csv", "grant confirm-import": "",
    "award record": "2026 2026-0001 --on 2026-05-20 --tax 0 --basis 样例", "award confirm": "2026 2026-0001",
    "award list": "2026",
  ]

  private static let bank = [
    "bank open": "37 --account 102 --bank 样例银行 --tail 1234 --map edition/votes.csv --since 2026-05",
    "bank change": "37 --account 102 --bank 样例银行", "bank list": "37",
    "bank import": "37 edition/votes.csv --to 2026-05-31 --account 102", "bank statements": "37 --account 102",
    "bank void": "37 1 --reason 核对", "bank match": "37 --month 2026-05", "bank matched": "37 --month 2026-05",
    "bank pair": "37 --bank-line 1/2 --bank-line 1/3 --book-line 2026-05/1/1 --reason 核对",
    "bank unpair": "37 1 --reason 核对", "bank explain": "37 1/2 --words 核对", "bank unmatched": "37 --month 2026-05",
    "bank reconciliation": "37 --month 2026-05", "bank export": "37 --month 2026-05 --output exported",
    "books project": "示例", "books sheet": "37 2026-05", "books income": "37 2026-05",
    "books expense": "37 --month 2026-05", "books check": "",
    "books export": "37 --format hledger --output exported",
  ]

  private static let namings = [
    "nomination show": "2026 2026-0001", "naming list": "2026",
    "naming revoke": "2026 2026-0001 --cause fraud --document 样例〔2026〕9号 --reason 核对 --on 2026-11-20",
    "certificate issue": "2026 --prefix 样例证 --on 2026-11-20",
    "certificate replace": "2026 样例证〔2026〕1号 --reason 遗失 --on 2026-11-20", "certificate list": "2026",
    "taishan list": "2026",
    "taishan record": "2026 2026-0001 --outcome recommended --on 2026-11-20 --document 样例〔2026〕9号",
  ]

  private static let landed: [String: String] = [
    "init": "other --display-name 示例",
    "check": "", "operation list": "", "database copy": "--from data/qilu.db --to copied",
    "backup": "edition --keep 3", "restore": "absent --manifest 0",
    "sample edition": "--output fresh --nominations 5 --experts 3 --seed 1 --sheets 2 --named-cap 2",
    // Refused before it listens: an address that this machine has not.
    "serve": "--port 0 --address 203.0.113.9", "job list": "", "job show": "JOB", "job cancel": "JOB",
    "actor create": "another --display-name 示例 --system-user nobody",
    "actor list": "", "actor disable": "guest", "actor enable": "guest",
    "role grant": "guest auditor", "role revoke": "reviewer qualification_reviewer",
    "actor bind": "guest --unit 37", "actor release": "clerk --unit 37",
    "audit list": "--last 5", "audit verify": "", "audit anchor": "",
    "employer import": "edition/registry/employers.csv", "employer list": "",
    "unit import": "edition/registry/units.csv", "unit list": "",
    "expert import": "edition/registry/experts.csv", "expert list": "",
    "person register": "示例 --citizen-number 370102199001010014", "person list": "",
    "person reveal": "PERSON --reason 核对",
    "person erase": "PERSON --reason 本人申请 --document 样例〔2026〕4号", "person confirm-erasure": "PERSON --decline",
    "erasure list": "", "erasure reapply": "",
    "key rotate": "--reason 核对", "key list": "", "key retire": "0123456789abcdef --reason 核对",
    "craftsman enter": "PERSON --reason 核对", "craftsman change": "PERSON --to RETIRED --reason 退休",
    "craftsman list": "", "craftsman show": "PERSON",
    "title add": "PERSON --kind model_worker --level PROVINCIAL --year 2020 --document 样例〔2020〕1号",
    "skill record": "PERSON --trade 车工 --grade technician",
    "edition compute": "edition --output computed", "edition verify": "package", "edition explain": "edition 2026-0001",
    "edition sensitivity": "edition",
    // Refused by the keys of the rules, which are those of an edition.
    "ballots count": "edition/votes.csv --rules edition/rules.json --output counted --memory 1G --threads 2",
    "edition create": "2027 --year 2027 --organiser 37 --rules edition/rules.json",
    "edition rules": "2026 --rules edition/rules.json", "edition open": "2026",
    "edition advance": "2026 --to CLOSED --reason 结束", "edition list": "", "edition show": "2026",
    "edition name": "2026 --document 样例〔2026〕1号 --date 2026-05-29",
    "edition export": "2026 --output exported",
    "nomination import": "2026 edition/nominations.csv", "nomination list": "2026",
    "nomination explain": "2026 2026-0001",
    "review import": "2026 edition/preliminary.csv", "panel import": "2026 edition/experts.csv",
    "recusal import": "2026 edition/recusals.csv", "score import": "2026 edition/scores.csv",
    "vote import": "2026 edition/votes.csv", "decision import": "2026 edition/decisions.csv",
    "ballots import": "2026 edition/votes.csv edition/scores.csv --rules edition/rules.json --replace 更正",
    "ballots void": "2026 00112233445566778899aabbccddeeff --document 样例审〔2026〕1号 --reason 核对",
    "ballots recount": "2026", "ballots show": "2026", "ballots tally": "2026",
    "ballots report": "2026 --output reported",
    "evidence list": "", "evidence extract": "DIGEST --output extracted --reason 核对",
    "form start": "2026 --unit 37 --channel unit", "form save": "2026 2026-0001 edition/rules.json --revision 1",
    "form attach": "2026 2026-0001 edition/rules.json --kind other", "form detach": "2026 2026-0001 none",
    "form confirm": "2026 2026-0001 --place 1 --paper edition/rules.json --on 2026-05-10",
    "form consent": "2026 2026-0001 --purpose processing --paper edition/rules.json --on 2026-05-10",
    "form revoke-consent": "2026 2026-0001 --purpose processing --on 2026-05-10", "form check": "2026 2026-0001",
    "form submit": "2026 2026-0001",
    "form endorse": "2026 2026-0001 --party unit --opinion 同意 --seal edition/rules.json --on 2026-05-10",
    "form return": "2026 2026-0001 --reason 更正",
    "form withdraw": "2026 2026-0001 --letter edition/rules.json --reason 本人申请", "form show": "2026 2026-0001",
    "form reveal": "2026 2026-0001 --reason 核对", "form list": "2026 --state DRAFT",
    "list compute": "2026 candidate", "list submit": "2026 candidate", "list confirm": "2026 candidate",
    "list return": "2026 candidate --reason 核对", "list show": "2026 candidate",
    "decision record": "2026 candidate 2026-0001 --kind remove --document 样例〔2026〕3号 --reason 核对",
    "decision list": "2026",
    "deed record": "2026 2026-0001 --medium 示例日报 --date 2026-05-11 --link https://example.invalid/1",
    "deed import": "2026 edition/registry/deeds.csv", "deed approve": "2026 --consent-seen", "deed list": "2026",
    "publicity open": "2026 --from 2026-05-20 --days 5 --medium 示例日报 --link https://example.invalid/list "
      + "--document 样例〔2026〕2号",
    "publicity show": "2026", "publicity export": "2026 --output exported",
    "objection receive":
      "2026 2026-0001 --channel mail --objector anonymous --on 2026-05-21 --content edition/rules.json",
    "objection assign": "2026-YY-001 --handler handler", "objection investigate": "2026-YY-001",
    "objection decide": "2026-YY-001 --ruling dismissed --document 样例〔2026〕3号 --reply edition/rules.json --reason 核对",
    "objection list": "2026", "objection show": "2026-YY-001", "objection reveal": "2026-YY-001 --reason 核对",
    "objection extract": "2026-YY-001 --output extracted --reason 核对",
    "inspection record": "2026 2026-0001 --on 2026-05-19 --inspectors 示例 --result passed --report edition/rules.json",
    "inspection list": "2026",
  ]

  private static let sheets: [String: String] = [
    "reviewer import": "2026 edition/registry/experts.csv", "reviewer appoint": "2026 P1 guest",
    "reviewer list": "2026", "rubric set": "2026 edition/experts.csv", "rubric show": "2026",
    "review save": "2026 2026-0001 --item skill --score 50", "review submit": "2026 2026-0001",
    "review reopen": "2026 P1 2026-0001 --reason 核对", "review lock": "2026 --replace 核对",
    "review list": "2026", "review show": "2026 2026-0001", "review progress": "2026",
    "sheet save": "2026 2026-0001 --craft 95.5 --comment 示例 --revision 1", "sheet submit": "2026 2026-0001",
    "sheet reopen": "2026 E001 2026-0001 --reason 核对", "sheet lock": "2026 --replace 核对",
    "sheet list": "2026", "sheet show": "2026 2026-0001", "sheet progress": "2026",
    "mentorship import": "edition/registry/mentorships.csv", "mentorship list": "",
    "draw commit": "2026 --places edition/places.csv --public-source 示例彩票 --public-day 2027-06-08",
    "draw perform": "2026 --public-number 123", "draw show": "2026",
    "conflict detect": "2026 nominee",
    "conflict rule": "2026 nominee E001 2026-0001 --match phone --ruling dismissed --reason 核对",
    "recusal declare": "2026 nominee E001 2026-0001 --kind other --reason 核对", "recusal list": "2026 nominee",
    "panel plan": "--nominations edition/nominations.csv --judges edition/registry/experts.csv --per-nomination 3",
    "panel assign": "2026 nominee --per-nomination 3", "panel show": "2026 nominee",
    "panel supplement": "2026 nominee E001 2026-0001 --reason 核对",

    "date set": "2026 filing_deadline --day 2026-06-10",
    "date extend": "2026 filing_deadline --day 2026-06-12 --document 样例〔2026〕3号 --reason 核对", "date list": "2026",
    "quota import": "2026 edition/registry/units.csv", "quota list": "2026",
    "forward submit":
      "2026 --unit 3701 --file edition/nominations.csv --document 样例〔2026〕3号 --opinion edition/rules.json",
    "forward promote": "2026 --unit 3701 --document 样例〔2026〕3号 --reason 核对", "forward show": "2026 --unit 3701",
    "eligibility check": "2026 --open", "eligibility show": "2026 2026-0001",
    "eligibility judge": "2026 2026-0001 --check in_service --verdict pass --reason 核对",
    "eligibility decide": "2026 2026-0001 --verdict unqualified --reason retired",
    "eligibility settle": "2026 --replace 核对", "eligibility switch": "2026 --posts off --reason 核对",
    "structure show": "2026", "veto import": "edition/registry/employers.csv", "veto list": "",
    "past import": "edition/registry/employers.csv --dry-run", "past list": "--year 2018",
  ]

  /// The operations that have a form.
  static var operations: Set<String> { Set(all.keys) }

  /// The command, with the name of the operation in front; nil where the table lacks it.
  static func words(of operation: ListedOperation) -> [String]? {
    all[operation.name].map { operation.words + $0.split(separator: " ").map(String.init) }
  }

  /// Somebody who may call an operation.
  static func actor(for operation: ListedOperation) -> String {
    let people = [
      "administrator": "admin", "office_operator": "clerk", "second_confirmer": "head",
      "qualification_reviewer": "reviewer", "objection_handler": "handler",
      "province_finance_preparer": "preparer", "province_finance_reviewer": "bookreviewer",
      "province_finance_cashier": "cashier",
    ]
    return operation.roles.compactMap { people[$0] }.first ?? ""
  }
}
