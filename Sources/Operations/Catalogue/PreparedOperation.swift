/// An operation whose input has been taken in, its types erased: what is left is its own work.
///
/// A door runs it where it fits: a read on a thread that may wait, the writing part of an act wherever the one writer is.
enum PreparedOperation: Sendable {
  /// What a staged act leaves to be done inside its transaction.
  typealias Writing = @Sendable (WriteCall) throws -> any OperationOutput

  /// It needs no database.
  case pure(@Sendable (Environment) throws -> any OperationOutput)
  /// It makes or changes the installation itself.
  case local(@Sendable (Session) throws -> any OperationOutput)
  /// It reads one consistent state.
  case reads(@Sendable (ReadCall) throws -> any OperationOutput)
  /// It is one transaction.
  case writes(Writing)
  /// It does long work first, then one transaction.
  case staged(StageLength, @Sendable (Session) throws -> Writing)
}

/// An answer whose type is not known, where a type is asked for.
struct AnyOutput: Sendable {
  let output: any OperationOutput
  init(_ output: any OperationOutput) { self.output = output }
}
