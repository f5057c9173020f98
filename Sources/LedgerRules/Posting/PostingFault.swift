import Primitives

/// The faults of steps as refusals.
enum PostingFault {
  static let profileChart = Refusal(
    "ledger.profile-chart", citation: Citation("R-411", Citation.unionAccounting2021, "第六十六条"),
    message: Bilingual("2022年1月1日前没有2021年制度的核算方式。", "Before 2022-01-01 there is no profile of the standard of 2021."),
    remedy: Bilingual("该日期的凭证请按2018年激励办法的方式记账。", "Book vouchers of that day by the rule of 2018."))
  static let amount = Refusal(
    "step.amount", citation: Citation("R-421", Citation.accountingLaw),
    message: Bilingual("业务金额必须大于零。", "The amount of a step must be above zero."),
    remedy: Bilingual(
      "请填写实际收付的金额；退回、冲减请选相应的业务。", "Give the amount that moved; for money that goes back choose that step."))
  static let tax = Refusal(
    "step.tax", citation: Citation("R-417", Citation.unionAccounting2021, "215"),
    message: Bilingual("代扣税额不合理。", "The withheld tax cannot be right."),
    remedy: Bilingual("税额应为零或正数，小于税前金额，且只用于支出。", "It is 0 or more, less than the gross, and only part of a spend."))
  static let fund = Refusal(
    "step.fund", citation: Citation("R-409", Citation.unionAccounting2021, "221"),
    message: Bilingual("没有说明哪个项目、哪种资金。", "The step does not say which project and whose money."),
    remedy: Bilingual("请填写项目编码和资金来源（省级资助或单位配套）。", "Give the project's code and the fund, PROVINCE or MATCH."))
  static let registerOnly = Refusal(
    "step.register-only", citation: Citation("R-412", Citation.studioIncentives, "第五条"),
    message: Bilingual("配套资金由单位自行列支，工会账上没有这笔钱。", "The matching money stands in the employer's books, not in these."),
    remedy: Bilingual("请在备查登记中记录单位的支出和凭据，不做凭证。", "Register the employer's spend with its evidence; make no voucher."))
}
