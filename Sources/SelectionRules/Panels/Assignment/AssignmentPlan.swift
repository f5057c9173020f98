import Primitives

/// Who judges what: a plan made by optimisation (R-207, R-227, OP-24).
///
/// Never broken: nobody judges where it is forbidden or for a colleague, and two judges who exclude each other never
/// meet. Among the plans that are left, one is better than another by the first of these that differs:
///
/// 1. more seats are filled, up to the wanted number for each nomination;
/// 2. more nominations that have a field have a judge at home in it;
/// 3. the sum of the squares of the loads is less;
/// 4. the judges fall into fewer groups that share no nomination;
/// 5. the sum of the squares of how many nominations two judges share is less.
///
/// 1 and 2 are the best possible for each nomination by itself (with exclusions as long as the search among the excluding
/// judges stays within ``PanelChoice/searchSteps``). 3 is the best possible where nobody excludes anybody: no greatest load
/// could be less, no least load greater, and both differ by at most one unless the forbidden pairs or the fields
/// themselves force more. With exclusions it is the best that chains of replacements reach. 4 and 5 are hill climbs.
///
/// The same problem gives the same plan, in whatever order it is given; the seed decides between equals.
public struct AssignmentPlan: Sendable {
  /// A nomination's judges.
  public struct Panel: Sendable, Hashable {
    /// The nomination.
    public let nomination: ByteText
    /// The judges in byte order.
    public let judges: [ByteText]
  }

  /// A judge's number of nominations.
  public struct Load: Sendable, Hashable {
    /// The judge.
    public let judge: ByteText
    /// The number of nominations.
    public let nominations: Int
  }

  /// The panels in byte order of the nominations.
  public let panels: [Panel]
  /// The loads in byte order of the judges.
  public let loads: [Load]
  /// What could not be covered, and why.
  public let gaps: [AssignmentGap]
  /// How far the panels overlap.
  public let overlap: AssignmentOverlap

  /// Makes the plan.
  public init(_ problem: AssignmentProblem) {
    var random = SeededSequence(problem.seed)
    let first = Self.firstPanels(AssignmentBoard(problem), size: problem.perNomination, &random)
    var balancer = LoadBalancer(first)
    balancer.run()
    var spreader = OverlapSpreader(balancer.board, random: random)
    spreader.run()
    self.init(spreader.board, perNomination: problem.perNomination)
  }

  private init(_ board: AssignmentBoard, perNomination: Int) {
    panels = board.nominations.indices.map { nomination in
      Panel(
        nomination: board.nominations[nomination].key,
        judges: board.panels[nomination].sorted().map { board.judges[$0].key })
    }
    loads = zip(board.judges, board.loads).map { Load(judge: $0.key, nominations: $1) }
    gaps = board.nominations.indices.flatMap { AssignmentGap.all(board, $0, size: perNomination) }
    overlap = AssignmentOverlap(panels: panels.map(\.judges))
  }

  /// The first panels, those of the nominations with the least choice first, of the judges with the least work.
  private static func firstPanels(
    _ empty: AssignmentBoard, size: Int, _ random: inout SeededSequence
  ) -> AssignmentBoard {
    var board = empty
    let choices = board.nominations.indices.map { nomination in
      board.judges.indices.filter { board.isAllowed($0, nomination) }
    }
    let lots = choices.map { _ in random.next() }
    let order = choices.indices.sorted { (choices[$0].count, lots[$0], $0) < (choices[$1].count, lots[$1], $1) }
    for nomination in order {
      let ranked = choices[nomination].map { (load: board.loads[$0], lot: random.next(), judge: $0) }
        .sorted { ($0.load, $0.lot, $0.judge) < ($1.load, $1.lot, $1.judge) }
      let panel = PanelChoice(board, nomination, size: size, order: ranked.map(\.judge)).panel()
      for judge in panel { board.seat(judge, nomination) }
    }
    return board
  }
}
