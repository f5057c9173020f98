/// Mistakes that tests plant into the counter, to show that the comparison with the reference sees each of them. Only a
/// debug build obeys one; the release build has no way to name it.
public enum PlantedMistake: String, Sendable, Hashable, CaseIterable {
  /// A candidate's number above the last one is taken.
  case acceptsUnknownCandidate
  /// The instant of closing still belongs to the window.
  case acceptsClosing
  /// A row that is refused by itself uses its ballot up.
  case burnsBallots
  /// A repeated ballot is told by ballot and voter.
  case comparesBallotsByVoter
  /// Days begin at midnight in UTC.
  case daysInUTC
  /// A refused choice counts against the day's limit.
  case limitCountsRefused
  /// A voided voter's choice does not use its ballot up.
  case voidedKeepsBallot
  /// A CR before the LF stays in the last field.
  case keepsReturn
  /// An empty last line is a row.
  case countsLastEmptyLine
  /// Quotes inside a field that does not begin with one are a fault.
  case refusesInnerQuotes
  /// The bad field is named in the order of the file's columns.
  case namesFieldByPlace
  /// Bytes that are no UTF-8 are an unknown channel.
  case acceptsBrokenText
  /// The last line without LF is left out.
  case dropsLastLine
  /// Lines are counted from the first row.
  case countsLinesFromRow
  /// Only the first member or frame is read.
  case readsOneMember
}
