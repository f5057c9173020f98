/// The English names of the first-level accounts of 2021, for statements.
enum StatementNames {
  static let english = [
    "111": "zero-balance account quota", "121": "fiscal quota to be returned", "131": "receivable from above",
    "132": "receivable from below", "135": "other receivables", "141": "inventory", "151": "investments",
    "161": "construction in progress", "181": "long-term deferred expenses", "182": "property gains and losses pending",
    "201": "payroll payable", "211": "payable to above", "212": "payable to below", "215": "other payables",
    "221": "custodial funds", "301": "asset fund", "311": "special purpose funds", "321": "union fund carry-over",
    "322": "union fund surplus", "331": "fiscal appropriation carry-over", "332": "fiscal appropriation surplus",
    "341": "budget stabilisation fund", "401": "membership dues", "402": "allocated union funds",
    "403": "superior subsidy income", "404": "government subsidy income", "405": "employer subsidy income",
    "406": "income from affiliated units", "407": "investment income", "408": "other income",
    "411": "drawn from the budget stabilisation fund", "501": "worker activities",
    "502": "organising worker activities", "503": "worker services", "504": "rights protection",
    "505": "operations expense", "506": "administration", "507": "capital expense",
    "508": "subordinate subsidy expense",
    "509": "expense for affiliated units", "510": "other expense", "521": "put into the budget stabilisation fund",
  ]
}
