import Primitives
import SelectionRules

/// Faults of a form as people see them.
enum FormFaultTable {
  static func block(_ faults: [FormFault]) -> Block {
    let columns = [
      TableBlock.text("位置", "place"), TableBlock.text("问题", "what is wrong"), TableBlock.text("办法", "what to do"),
      TableBlock.text("规则", "rule"),
    ]
    let rows = faults.map { fault in
      let rule = fault.refusal.citation?.rule ?? ""
      return [
        Bilingual(fault.place, fault.place), fault.refusal.message, fault.refusal.remedy, Bilingual(rule, rule),
      ]
    }
    return .table(TableBlock(columns, bilingual: rows))
  }

  /// A heading with its faults, nothing where there are none.
  static func section(_ zh: String, _ en: String, _ faults: [FormFault]) -> [Block] {
    faults.isEmpty ? [] : [.heading(zh, en), block(faults)]
  }
}
