/// Migration 17: the judges of one nomination, found without a look at all the others of the run.
enum AssignmentIndexes {
  // With the judge it answers the question by itself; without, the planner prefers the primary key and reads the run whole.
  static let statements = [
    "DROP INDEX assignment_nomination",
    "CREATE INDEX assignment_nomination ON assignment (run_id, nomination, judge)",
  ]
}
