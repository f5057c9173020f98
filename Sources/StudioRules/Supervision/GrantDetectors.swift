import Primitives

/// Findings about a grant's match, its way down the levels, and money that rests.
extension Supervision {
  /// Spent before the match, matched late, match withdrawn later.
  func ofMatch(_ grant: SupervisedGrant, _ spends: [SupervisedSpend]) throws -> [SupervisionFinding] {
    let early = try spends.filter { try $0.source == .province && !grant.gate.status(on: $0.day).isOpen }
    var found = try early.map {
      try finding(
        .spendBeforeMatch, grant.grant, [$0],
        Bilingual("\($0.day.documentStyle) 支出时配套不足", "the match was incomplete on \($0.day.text)"))
    }
    if let day = try grant.gate.relockedOn(through: today) {
      found.append(try withdrawn(grant, spends, day))
    }
    return found + (try late(grant))
  }

  private func withdrawn(
    _ grant: SupervisedGrant, _ spends: [SupervisedSpend], _ day: CalendarDay
  ) throws -> SupervisionFinding {
    let before = spends.filter { $0.source == .province && $0.day <= day }
    return SupervisionFinding(
      kind: .matchWithdrawn, grant: grant.grant, spends: before.map(\.id),
      amount: try Money.sum(before.map(\.amount)), day: day,
      detail: Bilingual(
        "\(day.documentStyle) 配套降至应配套金额以下，此前的省资金支出需说明",
        "the match fell below the grant on \(day.text); what was spent until then has to be explained"))
  }

  private func late(_ grant: SupervisedGrant) throws -> [SupervisionFinding] {
    guard let deadline = grant.gate.deadline, deadline.isOver(on: today) else { return [] }
    let inTime = try Money.sum(
      grant.gate.proofs.filter { $0.counts(on: today) && !deadline.isOver(on: $0.paidOn) }.map(\.amount))
    guard inTime < grant.gate.required, try grant.gate.relockedOn(through: today) == nil else { return [] }
    return [
      finding(
        .lateMatch, grant.grant, try grant.gate.required - inTime, deadline.lastDay.value,
        Bilingual(
          "期限 \(deadline.lastDay.value.documentStyle) 内配套不足",
          "the match was incomplete by \(deadline.lastDay.value.text)"))
    ]
  }

  /// Resting at the city, paid to a third party.
  func ofWay(_ grant: SupervisedGrant) throws -> [SupervisionFinding] {
    let strange = grant.payments.filter { $0.payee != $0.expected }.map {
      finding(
        .paidToThirdParty, grant.grant, $0.amount, $0.day,
        Bilingual(
          "\($0.from.displayName.zh)付款给“\($0.payee)”，应付“\($0.expected)”",
          "the \($0.from.displayName.en) paid “\($0.payee)” instead of “\($0.expected)”"))
    }
    guard let received = grant.cityReceivedOn else { return strange }
    let rested = received.days(to: grant.cityPaidOn ?? today)
    guard rested > limits.restingDays else { return strange }
    return strange + [
      finding(
        .restingAtCity, grant.grant, grant.amount, try received.adding(days: limits.restingDays + 1),
        Bilingual("资金在市级停留 \(rested) 天", "the grant rested at the city for \(rested) days"))
    ]
  }

  /// Nothing spent for long, carry-over after 24 months.
  func ofRest(_ grant: SupervisedGrant, _ spends: [SupervisedSpend]) throws -> [SupervisionFinding] {
    guard let received = grant.gate.deadline?.receivedOn, received <= today, grant.closedOn == nil else { return [] }
    let provincial = spends.filter { $0.source == .province && $0.day <= today }
    let left = try grant.amount - Money.sum(provincial.map(\.amount))
    guard left > .zero else { return [] }
    return try quiet(grant, left, since: provincial.last?.day ?? received) + carriedOver(grant, left, received)
  }

  private func quiet(_ grant: SupervisedGrant, _ left: Money, since: CalendarDay) throws -> [SupervisionFinding] {
    let days = since.days(to: today)
    guard days > limits.quietDays else { return [] }
    return [
      finding(
        .nothingSpent, grant.grant, left, try since.adding(days: limits.quietDays + 1),
        Bilingual("已 \(days) 天没有使用省资金", "no provincial money was spent for \(days) days"))
    ]
  }

  private func carriedOver(_ grant: SupervisedGrant, _ left: Money, _ received: CalendarDay) throws
    -> [SupervisionFinding]
  {
    let target = try received.adding(months: limits.carryOverMonths)
    guard today > target else { return [] }
    return [
      finding(
        .carryOver, grant.grant, left, target,
        Bilingual(
          "到账 \(limits.carryOverMonths) 个月后仍有余额", "money is left \(limits.carryOverMonths) months after its receipt"))
    ]
  }
}
