import Primitives
import Tables

/// The prescribed accounts as the module's data files have them: first levels from 5.9 and 5.2, details from 5.2.
enum AccountData {
  /// The accounts of a chart.
  static func accounts(_ chart: Chart) -> [Account] {
    do {
      let first = try firstLevels(chart)
      return first + (try details(chart, first))
    } catch { preconditionFailure("the embedded charts are broken: \(error)") }
  }

  /// An account of both sheets of 2021 (base unions, county level and above) is one account.
  private static func firstLevels(_ chart: Chart) throws -> [Account] {
    let (bytes, file) =
      chart == .of2009
      ? (PackageResources.union_accounts_2009_csv, "union-accounts-2009.csv")
      : (PackageResources.union_accounts_2021_csv, "union-accounts-2021.csv")
    var rows: [(code: String, name: String, kind: AccountKind, side: Side)] = []
    var base: Set<String> = []
    let reader = try TableReader(
      file: file, source: ByteSource(bytes), columns: ["chart", "code", "name", "type", "normal_side"])
    try reader.forEachRow { row in
      let code = row.text(1).string
      // A base union of 2009 kept the one chart; 5.2 gives no other.
      if row.text(0).string != "2021-county" { base.insert(code) }
      guard code.utf8.count == 3, !rows.contains(where: { $0.code == code }),
        let kind = AccountKind(rawValue: row.text(3).string), let side = Side(rawValue: row.text(4).string)
      else { return }
      rows.append((code, row.text(2).string, kind, side))
    }
    return rows.map { row in
      Account(
        chart: chart, code: row.code, name: row.name, kind: row.kind, normalSide: row.side, parent: nil,
        isForBase: base.contains(row.code), twin: twin(row.code, chart), isAdded: false)
    }
  }

  private static func details(_ chart: Chart, _ first: [Account]) throws -> [Account] {
    var details: [Account] = []
    let reader = try TableReader(
      file: "account-details.csv", source: ByteSource(PackageResources.account_details_csv),
      columns: ["chart", "code", "parent", "name", "twin"])
    try reader.forEachRow { row in
      guard row.text(0).string == chart.rawValue,
        let parent = first.first(where: { $0.code == row.text(2).string })
      else { return }
      let twin = row.text(4).string
      details.append(
        Account(
          chart: chart, code: row.text(1).string, name: "\(parent.name)—\(row.text(3).string)", kind: parent.kind,
          normalSide: parent.normalSide, parent: parent.code, isForBase: parent.isForBase,
          twin: twin.isEmpty ? nil : twin, isAdded: false))
    }
    return details
  }

  /// The first-level accounts that changed their codes in 2022 (5.2); the net assets of 2009 are one account, which a
  /// person divides.
  private static let moved2009: [String: String] = [
    "221": "211", "222": "212", "225": "215", "231": "221", "331": "32104", "503": "505", "504": "506", "505": "507",
    "506": "508", "508": "510",
  ]

  private static let moved2021: [String: String] = [
    "211": "221", "212": "222", "215": "225", "221": "231", "321": "331", "322": "331", "505": "503", "506": "504",
    "507": "505", "508": "506", "510": "508",
  ]

  private static let unmoved: Set<String> = ["101", "102", "131", "135", "162", "301", "403", "405", "408"]

  private static func twin(_ code: String, _ chart: Chart) -> String? {
    if unmoved.contains(code) { return code }
    return chart == .of2009 ? moved2009[code] : moved2021[code]
  }
}
