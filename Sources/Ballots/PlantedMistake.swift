/// Mistakes that tests plant into the counter, to show that the comparison with the reference sees each of them. Only a
/// debug build obeys one; the release build has no way to name it.
public enum PlantedMistake: String, Sendable, Hashable, CaseIterable {
  /// The channel is looked at before the nominee.
  case looksAtChannelFirst
  /// The instant of opening is outside the window.
  case excludesOpening
  /// A ballot is repeated only under the same voter.
  case comparesBallotsByVoter
  /// A voided voter's choice does not use its ballot up, and is voided also where its ballot was used.
  case voidsBeforeBallots
  /// Days begin at midnight in UTC.
  case daysInUTC
  /// One choice more than the limit is counted on a day.
  case allowsOneMorePick
  /// A nominee may be chosen once in the whole vote, whatever the rules say.
  case ignoresPeriod
  /// A CR before the LF stays in the last field.
  case keepsReturn
  /// An empty last line is a row.
  case countsLastEmptyLine
  /// A last line without LF is left out.
  case dropsLastLine
  /// A quote inside a field that does not begin with one is a fault.
  case refusesInnerQuotes
  /// Of several bad fields the last one is named.
  case namesLastField
  /// A channel that is no UTF-8 is an unknown one.
  case acceptsBrokenText
  /// Lines are counted without the header.
  case countsLinesFromRow
}
