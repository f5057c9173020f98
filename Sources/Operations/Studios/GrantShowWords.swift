import LedgerRules
import Primitives
import StudioRules

/// What people read of a grant.
enum GrantShowWords {
  private static func same(_ text: String) -> Bilingual { Bilingual(text, text) }

  static func blocks(_ output: GrantShow.Output) -> [Block] {
    [.heading("资助 \(output.grant) \(output.person)", "grant \(output.grant) \(output.person)"), .facts(facts(output))]
      + table(output.use, use) + table(output.goals, goals) + table(output.proofs, proofs)
      + table(output.expenses, expenses) + table(output.vouchers, vouchers) + table(output.history, history)
  }

  private static func table<Row>(_ rows: [Row], _ make: ([Row]) -> TableBlock) -> [Block] {
    rows.isEmpty ? [] : [.table(make(rows))]
  }

  private static func facts(_ output: GrantShow.Output) -> [Block.Fact] {
    let due = output.matchDueOn.map { "\(output.missing)，\($0)" } ?? output.missing
    return [
      Block.Fact("状态", "state", output.state.displayName), Block.Fact("配套", "match", output.gate.displayName),
      Block.Fact("工作室", "studio", output.studio ?? ""), Block.Fact("所在单位工会", "base union", output.unit ?? ""),
      Block.Fact("市级", "city", output.city ?? ""), Block.Fact("配套方式", "mode", output.mode?.displayName ?? same("")),
      Block.Fact("资助", "amount", output.amount), Block.Fact("到账", "received", output.received),
      Block.Fact("到账日期", "received on", output.receivedOn ?? ""), Block.Fact("已确认配套", "matched", output.matched),
      Block.Fact("尚缺配套、期限", "missing, due by", due), Block.Fact("已支出", "spent", output.spent),
      Block.Fact("余额", "left", output.left), Block.Fact("配套已支出", "match spent", output.matchSpent),
      Block.Fact(
        "收款账户", "account", [output.bank, output.holder, output.account].compactMap(\.self).joined(separator: " ")),
    ]
  }

  private static func use(_ lines: [GrantShow.Output.Line]) -> TableBlock {
    TableBlock(
      [
        TableBlock.text("类别", "category"), TableBlock.number("计划", "plan"), TableBlock.number("已支出", "spent"),
        TableBlock.number("剩余", "left"),
      ], bilingual: lines.map { [$0.category.displayName, same($0.plan), same($0.spent), same($0.left)] })
  }

  private static func goals(_ goals: [GrantShow.Output.Goal]) -> TableBlock {
    TableBlock(
      [
        TableBlock.text("目标", "goal"), TableBlock.text("内容", "words"), TableBlock.text("结果", "outcome"),
        TableBlock.text("说明", "result"),
      ],
      bilingual: goals.map {
        [same($0.goal), same($0.words), $0.outcome?.displayName ?? same(""), same($0.result ?? "")]
      })
  }

  private static func proofs(_ proofs: [GrantShow.Output.Proof]) -> TableBlock {
    TableBlock(
      [
        TableBlock.number("配套凭证", "proof"), TableBlock.number("金额", "amount"), TableBlock.text("日期", "day"),
        TableBlock.text("形式", "form"), TableBlock.text("状态", "state"), TableBlock.text("标识", "id"),
      ],
      bilingual: proofs.map {
        [
          same("\($0.number)"), same($0.amount), same($0.paidOn), $0.form.displayName, $0.state.displayName,
          same($0.matching),
        ]
      })
  }

  private static func expenses(_ expenses: [GrantShow.Output.Expense]) -> TableBlock {
    TableBlock(
      [
        TableBlock.number("支出", "spend"), TableBlock.text("日期", "day"), TableBlock.text("收款方", "payee"),
        TableBlock.text("用途", "purpose"), TableBlock.number("金额", "amount"), TableBlock.text("类别", "category"),
        TableBlock.text("来源", "source"), TableBlock.text("状态", "state"), TableBlock.text("标识", "id"),
      ],
      bilingual: expenses.map {
        [same("\($0.number)"), same($0.day), same($0.payee), same($0.purpose), same($0.amount)]
          + [$0.category.displayName, $0.source.displayName, $0.state.displayName, same($0.expense)]
      })
  }

  private static func vouchers(_ vouchers: [GrantShow.Output.Voucher]) -> TableBlock {
    TableBlock(
      [
        TableBlock.text("凭证", "voucher"), TableBlock.text("账套", "ledger"), TableBlock.text("业务", "step"),
        TableBlock.text("日期", "day"), TableBlock.number("金额", "amount"), TableBlock.text("编号", "number"),
        TableBlock.text("状态", "state"),
      ],
      bilingual: vouchers.map {
        [
          same($0.voucher), same($0.unit), $0.step.summary, same($0.day), same($0.amount), same($0.number ?? ""),
          $0.state.displayName,
        ]
      })
  }

  private static func history(_ steps: [GrantShow.Output.Step]) -> TableBlock {
    TableBlock(
      [
        TableBlock.text("经过", "history"), TableBlock.text("变为", "to"), TableBlock.text("依据", "reason"),
        TableBlock.text("办理人", "by"), TableBlock.text("时间", "at"),
      ],
      bilingual: steps.map {
        [$0.from?.displayName ?? same(""), $0.to.displayName, same($0.reason), same($0.by), same($0.at)]
      })
  }
}
