import LedgerRules
import Primitives
import Store
import StudioRules

/// The reports of a year that stand beside the ledgers of the grants.
extension ReportSource {
  /// 各市概览: the grants of each city summed up.
  func cities() throws -> ReportSheet {
    let byCity = Dictionary(grouping: files) { units[$0.row.cityUnit]?.code ?? "" }
    let rows = try byCity.keys.sorted().map { code -> [String] in
      let files = byCity[code] ?? []
      let name = files.first.flatMap { units[$0.row.cityUnit]?.name } ?? (code.isEmpty ? "省直及未登记工作室" : code)
      func sum(_ amount: (GrantFile) throws -> Money) throws -> String { try Money.sum(files.map(amount)).text }
      let overdue = try files.filter { try $0.gate.status(on: day) == .overdue }.count
      return [
        code, name, "\(files.count)", try sum { $0.row.amount }, try sum { try sums($0).received },
        try sum { try sums($0).matched },
        try sum { try sums($0).spent }, try sum { try sums($0).left },
        "\(files.filter { $0.state == .closed }.count)", "\(overdue)",
      ]
    }
    return ReportSheet(
      "overview_by_city",
      ["city", "name", "grants", "amount", "received", "matched", "spent", "left", "closed", "match_overdue"], rows)
  }

  /// 逾期配套.
  func overdue() throws -> ReportSheet {
    let calendar = try MatchCalendar(
      files.filter { $0.state.isRunning }.map {
        MatchCalendar.Row(grant: $0.row.code, employer: units[$0.row.baseUnit]?.name ?? "", gate: $0.gate)
      }, on: day)
    return ReportSheet(
      "overdue_matching", ["grant", "unit", "missing", "last_day", "days_overdue"],
      calendar.overdue.map { [$0.grant, $0.employer, $0.missing.text, $0.lastDay.text, "\(-$0.daysLeft)"] })
  }

  /// 年度检查表: one line a grant with everything that an inspector asks first.
  func inspection() throws -> ReportSheet {
    let open = try openFindings()
    let rows = try files.filter { $0.row.receivedOn != nil }.map { file -> [String] in
      let spends = spends[file.row.id] ?? []
      let sums = try sums(file)
      let publications = try SupervisionStore.publications(of: file.row.id, in: call.connection)
      let inspections = try SupervisionStore.inspections(of: file.row.id, in: call.connection)
      let shown = publications.last { $0.from.hasPrefix("\(year)") }
      return [
        file.row.code, file.row.person, units[file.row.baseUnit]?.name ?? "", file.state.displayName.zh,
        file.row.receivedOn ?? "", file.row.matchDueOn ?? "", try file.gate.status(on: day).displayName.zh,
        sums.matched.text, sums.received.text, sums.spent.text, sums.left.text,
        "\(spends.count)", "\(spends.filter { $0.content.evidence == nil }.count)",
        "\(spends.filter { $0.content.isPrivate }.count)", shown.map { "\($0.from)/\($0.through)" } ?? "未公开",
        "\(open[file.row.id] ?? 0)", inspections.last?.heldOn ?? "",
        try inspections.last?.result.map {
          try (StudioNames.value($0, "result") as StudioRules.InspectionResult).displayName.zh
        }
          ?? "",
      ]
    }
    return ReportSheet(
      "inspection_sheet",
      [
        "grant", "person", "unit", "state", "received_on", "match_due_on", "match", "matched", "received", "spent",
        "left", "spends", "without_evidence", "private_payees", "published", "open_findings", "inspected_on",
        "inspection_result",
      ], rows)
  }

  private func openFindings() throws -> [GrantID: Int] {
    try FindingStore.all(in: call.connection).reduce(into: [:]) { counts, row in
      let state: FindingState = try StudioNames.value(row.state, "state")
      if state.isOpen { counts[row.grant, default: 0] += 1 }
    }
  }

  /// 三级核对.
  func levels() throws -> ReportSheet {
    let rows = try files.map { file -> [String] in
      let movements = try GrantLevels.movements(file, call)
      func sum(_ amounts: [DatedAmount]) throws -> String { try Money.sum(amounts.map(\.amount)).text }
      let differences = try LevelReconciliation([movements], on: day).differences
      return [
        file.row.code, units[file.row.cityUnit]?.name ?? "", units[file.row.baseUnit]?.name ?? "", file.row.amount.text,
        try sum(movements.provincePaid), try sum(movements.cityReceived), try sum(movements.cityPaid),
        try sum(movements.baseReceived),
        differences.map { "\($0.stretch.displayName.zh) \($0.kind.displayName.zh) \($0.amount.text)（\($0.ageDays) 天）" }
          .joined(separator: "；"),
      ]
    }
    return ReportSheet(
      "levels",
      [
        "grant", "city", "unit", "granted", "province_paid", "city_received", "city_paid", "base_received",
        "differences",
      ], rows)
  }
}
