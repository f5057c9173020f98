import Primitives
import SelectionRules

/// What is refused about lists.
enum ListRefusals {
  static func none(_ stage: Stage) -> Refusal {
    make(
      "list.none", .notFound,
      Bilingual("“\(stage.chinese)”还没有名单", "there is no list of stage \(stage.rawValue)"),
      Bilingual("先用 list compute 计算", "compute it with list compute"))
  }

  static func voided(_ stage: Stage, _ number: Int) -> Refusal {
    make(
      "list.voided", .refused,
      Bilingual(
        "“\(stage.chinese)”第 \(number) 份名单已失效：其依据的数据或前一名单有变化",
        "list \(number) of stage \(stage.rawValue) is void: its inputs, or the list before it, changed"),
      Bilingual("用 list compute 重新计算，再提交、确认", "compute it anew with list compute, then submit and confirm"))
  }

  static func confirmed(_ stage: Stage) -> Refusal {
    make(
      "list.confirmed", .refused,
      Bilingual(
        "“\(stage.chinese)”名单已确认，其数据不能再改",
        "the list of stage \(stage.rawValue) is confirmed; what it rests on cannot change"),
      Bilingual("已确认的名单是终局；如有异议，在后一阶段以决定处理", "a confirmed list is final; an objection is a decision of a later stage"))
  }

  static func confirmFirst(_ stage: Stage) -> Refusal {
    make(
      "list.confirm-first", .refused,
      Bilingual("“\(stage.chinese)”名单尚未确认", "the list of stage \(stage.rawValue) is not confirmed"),
      Bilingual("先提交并由第二人确认", "submit it and let a second person confirm it"))
  }

  static func computeFirst(_ stage: Stage) -> Refusal {
    make(
      "list.compute-first", .refused,
      Bilingual(
        "“\(stage.chinese)”名单还没有按现有数据计算", "the list of stage \(stage.rawValue) is not computed from the present inputs"),
      Bilingual("先计算该名单", "compute it first"))
  }

  static func notInState(_ stage: Stage, _ state: ListState) -> Refusal {
    make(
      "list.wrong-state", .refused,
      Bilingual(
        "“\(stage.chinese)”名单不是“\(state.displayName.zh)”状态",
        "the list of stage \(stage.rawValue) is not \(state.rawValue)"),
      Bilingual("用 edition show 查看名单状态", "edition show tells the lists' states"))
  }

  static func changed(_ stage: Stage) -> Refusal {
    make(
      "list.inputs-changed", .refused,
      Bilingual(
        "“\(stage.chinese)”名单计算后数据有变化，名单失效",
        "the inputs of the list of stage \(stage.rawValue) changed since it was computed"),
      Bilingual("重新计算名单", "compute the list again"))
  }

  private static func make(
    _ code: String, _ kind: Refusal.Kind, _ message: Bilingual, _ remedy: Bilingual
  ) -> Refusal {
    Refusal(
      code, kind: kind, citation: Citation("SM-19", Citation.houseRules), message: message, remedy: remedy)
  }
}
