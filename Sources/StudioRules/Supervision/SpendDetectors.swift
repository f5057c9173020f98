import Primitives

/// Findings about single spends, series of spends, and what stands twice.
extension Supervision {
  /// Wrong use, private payee, spent after closing.
  func ofUse(_ grant: SupervisedGrant, _ spends: [SupervisedSpend]) throws -> [SupervisionFinding] {
    try spends.flatMap { spend in
      try [wrongUse(spend), privatePayee(spend), afterClosing(spend, grant.closedOn)].compactMap { $0 }
    }
  }

  private func wrongUse(_ spend: SupervisedSpend) throws -> SupervisionFinding? {
    if let suspicion = ForbiddenUse.suspected(in: spend.purpose).first {
      return try finding(.wrongUse, spend.grant, [spend], suspicion.message)
    }
    guard spend.category.needsCityApproval, (spend.cityApproval ?? "").allSatisfy(\.isWhitespace) else { return nil }
    return try finding(
      .wrongUse, spend.grant, [spend],
      Bilingual("“其他”用途没有市总工会批准文件", "the use OTHER has no approval document of the city"))
  }

  private func privatePayee(_ spend: SupervisedSpend) throws -> SupervisionFinding? {
    guard spend.isPrivatePayee else { return nil }
    return try finding(
      .privatePayee, spend.grant, [spend], Bilingual("收款方是个人", "the payee is a private person"))
  }

  private func afterClosing(_ spend: SupervisedSpend, _ closedOn: CalendarDay?) throws -> SupervisionFinding? {
    guard let closedOn, spend.day > closedOn else { return nil }
    return try finding(
      .spendAfterClosing, spend.grant, [spend],
      Bilingual("资助已于 \(closedOn.documentStyle) 结项", "the grant was closed on \(closedOn.text)"))
  }

  /// Split series and series of round amounts.
  func ofSeries(_ grant: SupervisedGrant, _ spends: [SupervisedSpend]) throws -> [SupervisionFinding] {
    let byPayee = Dictionary(grouping: spends, by: \.payee)
    let split = try byPayee.keys.sorted().flatMap { try splits(grant.grant, byPayee[$0] ?? []) }
    return split + (try rounds(grant.grant, spends))
  }

  /// Spends to one payee, each below the limit, that together reach it within a few days; each spend is in one series.
  private func splits(_ grant: String, _ spends: [SupervisedSpend]) throws -> [SupervisionFinding] {
    var rest = spends.filter { $0.amount < limits.splitLimit }[...]
    var found: [SupervisionFinding] = []
    while let first = rest.first {
      let series = Array(rest.prefix { first.day.days(to: $0.day) <= limits.splitDays })
      let sum = try Money.sum(series.map(\.amount))
      guard series.count >= limits.splitCount, sum >= limits.splitLimit else {
        rest = rest.dropFirst()
        continue
      }
      found.append(
        try finding(
          .splitSeries, grant, series,
          Bilingual(
            "\(series.count) 笔付给“\(first.payee)”，合计 \(sum.voucherText)",
            "\(series.count) payments to “\(first.payee)”, \(sum.text) yuan together")))
      rest = rest.dropFirst(series.count)
    }
    return found
  }

  /// Round amounts one after the other.
  private func rounds(_ grant: String, _ spends: [SupervisedSpend]) throws -> [SupervisionFinding] {
    guard limits.roundUnit > .zero else { return [] }
    let runs = spends.split { !$0.amount.fen.isMultiple(of: limits.roundUnit.fen) }
    return try runs.filter { $0.count >= limits.roundCount }.map {
      try finding(
        .roundSeries, grant, Array($0),
        Bilingual("连续 \($0.count) 笔整数支出", "\($0.count) round amounts one after the other"))
    }
  }

  /// The same evidence or the same invoice number in two spends, of whatever grants.
  func repeats(_ spends: [SupervisedSpend]) throws -> [SupervisionFinding] {
    try repeats(spends, .repeatedEvidence, \.evidence) + repeats(spends, .repeatedInvoice, \.invoice)
  }

  private func repeats(
    _ spends: [SupervisedSpend], _ kind: FindingKind, _ mark: (SupervisedSpend) -> String?
  ) throws -> [SupervisionFinding] {
    var groups: [String: [SupervisedSpend]] = [:]
    for spend in spends {
      if let mark = mark(spend), !mark.isEmpty { groups[mark, default: []].append(spend) }
    }
    return try groups.values.filter { $0.count > 1 }.compactMap { group in
      let group = group.sorted(by: Self.precedes)
      guard let last = group.last else { return nil }
      let ids = group.map(\.id).joined(separator: "、")
      return try finding(
        kind, last.grant, group, Bilingual("\(kind.displayName.zh)：\(ids)", "\(kind.displayName.en): \(ids)"))
    }
  }
}
