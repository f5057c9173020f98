/// The standards and laws on which the formats of section 9 of the domain rules rest.
extension Citation {
  /// 公民身份号码, the number of a citizen.
  public static let citizenNumber = Bilingual(
    "GB 11643《公民身份号码》", "GB 11643, the citizen identification number")
  /// 统一社会信用代码, the code of an organisation.
  public static let creditCode = Bilingual(
    "GB 32100-2015《法人和其他组织统一社会信用代码编码规则》", "GB 32100-2015, the unified social credit code")
  /// 行政区划代码, the codes of provinces, cities and counties.
  public static let divisions = Bilingual(
    "GB/T 2260《中华人民共和国行政区划代码》", "GB/T 2260, the codes of administrative divisions")
  /// 民法典, whose chapter on periods counts days and months.
  public static let civilCode = Bilingual("《中华人民共和国民法典》", "Civil Code of the People's Republic of China")
  /// 会计基础工作规范, how amounts stand on vouchers.
  public static let accountingBasics = Bilingual(
    "《会计基础工作规范》（财政部令第98号）", "Accounting Basic Work Norms (Ministry of Finance order 98)")
  /// 党政机关公文格式, document numbers and dates.
  public static let officialDocuments = Bilingual(
    "GB/T 9704-2012《党政机关公文格式》", "GB/T 9704-2012, the layout of official documents")
  /// 放假安排, the yearly notice of holidays and shifted working days.
  public static let holidayNotice = Bilingual(
    "国务院办公厅关于部分节假日安排的年度通知", "The yearly notice of the State Council's office on holidays")
}
