import Primitives
import SelectionRules

/// An explanation as values for programs and as words for people.
struct ExplanationOutput: OperationOutput {
  struct Key: Codable, Sendable {
    var key: RankingKey
    var points: String
  }

  struct DecisionFacts: Codable, Sendable {
    var decision: DecisionKind
    var position: Int?
    var document: ByteText
    var reason: ByteText
  }

  struct StageFacts: Codable, Sendable {
    var stage: Stage
    var fate: Fate
    var rank: Int?
    var tied: Int
    var ranked: Int
    var cap: Int
    var keys: [Key]
    var neighbour: ByteText?
    var distance: String?
    var decider: String?
    var floor: String?
    var decisions: [DecisionFacts]
  }

  struct JudgeFacts: Codable, Sendable {
    var expert: ByteText
    var spirit: String
    var craft: String
    var leading: String
    var contribution: String
    var total: String
    var use: JudgeExplanation.Use
    var expertWithout: String?
    var passesWithout: Stage?
    var faultWithout: Refusal?
    var severity: String?
    var commonNominations: Int
  }

  var nomination: ByteText
  var name: ByteText
  var qualified: Bool
  var reason: ByteText?
  var stages: [StageFacts]
  var judges: [JudgeFacts]

  init(_ explanation: Explanation) {
    nomination = explanation.nomination.key
    name = explanation.nomination.name
    qualified = explanation.nomination.disqualification == nil
    reason = explanation.nomination.disqualification
    stages = explanation.stages.map(StageFacts.init)
    judges = explanation.judges.map(JudgeFacts.init)
  }
}

extension ExplanationOutput.StageFacts {
  init(_ stage: StageExplanation) {
    self.init(
      stage: stage.stage, fate: stage.fate, rank: stage.rank, tied: stage.tied, ranked: stage.ranked, cap: stage.cap,
      keys: stage.keys.map { ExplanationOutput.Key(key: $0.key, points: pointsText($0.hundredths)) },
      neighbour: stage.neighbour, distance: stage.distance.map(pointsText),
      decider: stage.decider.map(Self.code), floor: stage.floor?.text,
      decisions: stage.decisions.map {
        ExplanationOutput.DecisionFacts(
          decision: $0.kind, position: $0.position, document: $0.document, reason: $0.reason)
      })
  }

  private static func code(_ decider: StageExplanation.Decider) -> String {
    switch decider {
    case .key(let key): key.rawValue
    case .recordedOrder: "recorded_order"
    case .nobody: "unresolved_tie"
    }
  }
}

extension ExplanationOutput.JudgeFacts {
  init(_ judge: JudgeExplanation) {
    self.init(
      expert: judge.expert, spirit: pointsText(judge.scores.spirit), craft: pointsText(judge.scores.craft),
      leading: pointsText(judge.scores.leading), contribution: pointsText(judge.scores.contribution),
      total: pointsText(judge.total), use: judge.use, expertWithout: judge.expertWithout.map(pointsText),
      passesWithout: judge.passesWithout, faultWithout: judge.faultWithout,
      severity: judge.severity.map { pointsText($0.difference) },
      commonNominations: judge.severity?.nominations ?? 0)
  }
}
