import Primitives
import SelectionRules

/// `qilu nomination import EDITION FILE`.
struct NominationImport: WriteOperation {
  typealias Input = ImportInput
  typealias Output = ImportOutput

  static let name = "nomination import"
  static let summary = Bilingual("导入推荐", "import nominations")
  static let reach = Reach.everywhere
  static let notes = ImportInput.notes(.nominations)

  static func run(_ input: ImportInput, _ call: WriteCall) throws -> ImportOutput {
    let output = try TableImport(table: .nominations, input: input, call: call).run()
    try StaleAssignments.end(after: output, reason: input.replace, call)
    return output
  }
}

/// `qilu review import EDITION FILE`.
struct ReviewImport: WriteOperation {
  typealias Input = ImportInput
  typealias Output = ImportOutput

  static let name = "review import"
  static let summary = Bilingual("导入初审评分", "import preliminary scores")
  static let reach = Reach.everywhere
  static let notes = ImportInput.notes(.preliminary)

  static func run(_ input: ImportInput, _ call: WriteCall) throws -> ImportOutput {
    try TableImport(table: .preliminary, input: input, call: call).run()
  }
}

/// `qilu panel import EDITION FILE`.
struct PanelImport: WriteOperation {
  typealias Input = ImportInput
  typealias Output = ImportOutput

  static let name = "panel import"
  static let summary = Bilingual("导入本届评审专家", "import the edition's experts")
  static let reach = Reach.everywhere
  static let notes = ImportInput.notes(.experts)

  static func run(_ input: ImportInput, _ call: WriteCall) throws -> ImportOutput {
    let output = try TableImport(table: .experts, input: input, call: call).run()
    try StaleAssignments.end(after: output, reason: input.replace, call)
    return output
  }
}

/// `qilu recusal import EDITION FILE`.
struct RecusalImport: WriteOperation {
  typealias Input = ImportInput
  typealias Output = ImportOutput

  static let name = "recusal import"
  static let summary = Bilingual("导入回避", "import recusals")
  static let reach = Reach.everywhere
  static let notes = ImportInput.notes(.recusals)

  static func run(_ input: ImportInput, _ call: WriteCall) throws -> ImportOutput {
    try TableImport(table: .recusals, input: input, call: call).run()
  }
}

/// `qilu score import EDITION FILE`.
struct ScoreImport: WriteOperation {
  typealias Input = ImportInput
  typealias Output = ImportOutput

  static let name = "score import"
  static let summary = Bilingual("导入专家评分表", "import the experts' score sheets")
  static let reach = Reach.everywhere
  static let notes = ImportInput.notes(.scores)

  static func run(_ input: ImportInput, _ call: WriteCall) throws -> ImportOutput {
    try TableImport(table: .scores, input: input, call: call).run()
  }
}

/// `qilu vote import EDITION FILE`.
struct VoteImport: WriteOperation {
  typealias Input = ImportInput
  typealias Output = ImportOutput

  static let name = "vote import"
  static let summary = Bilingual("导入公众投票汇总", "import the totals of the public vote")
  static let reach = Reach.everywhere
  static let notes = ImportInput.notes(.votes)

  static func run(_ input: ImportInput, _ call: WriteCall) throws -> ImportOutput {
    try TableImport(table: .votes, input: input, call: call).run()
  }
}

/// `qilu decision import EDITION FILE`.
struct DecisionImport: WriteOperation {
  typealias Input = ImportInput
  typealias Output = ImportOutput

  static let name = "decision import"
  static let summary = Bilingual("导入有文号的决定（取消、排定、递补）", "import recorded decisions: removals, orders, substitutes")
  static let reach = Reach.everywhere
  static let notes = ImportInput.notes(.decisions)

  static func run(_ input: ImportInput, _ call: WriteCall) throws -> ImportOutput {
    try TableImport(table: .decisions, input: input, call: call).run()
  }
}
