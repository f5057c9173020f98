import Foundation
import Primitives

/// One operation as every door sees it, its types erased.
public struct CatalogueEntry: Sendable {
  /// Thing and verb: `edition compute`.
  public let name: String
  /// One line for help and lists.
  public let summary: Bilingual
  /// Where it may be called.
  public let reach: Reach
  /// What it does to the database.
  public let effect: Effect
  /// Who may call it.
  public let access: Access
  /// Where it stands on the HTTP door; nil where it is only on the machine.
  public let route: Route?
  /// The notes on the input's fields, in the order in which help shows them.
  public let notes: [FieldNote]
  /// The input's schema; always an object.
  public let input: Schema
  /// The output's schema.
  public let output: Schema
  private let decoded: @Sendable (Data) throws -> PreparedOperation
  private let answered: @Sendable (Data) throws -> any OperationOutput

  /// Runs the operation on its input as JSON.
  ///
  /// - Throws: a ``Refusal``, whatever went wrong.
  public func run(json: Data, in session: Session) throws -> any OperationOutput {
    do {
      return try run(try decoded(json), in: session)
    } catch {
      throw RefusalOfError.refusal(error)
    }
  }

  /// The operation with its input taken in, so that only its own work is left.
  ///
  /// - Throws: a ``Refusal`` of kind wrong use.
  func prepared(json: Data) throws -> PreparedOperation { try decoded(json) }

  /// An answer of the operation, read from the JSON as which a server told it; members that the type lacks are passed over.
  ///
  /// - Throws: a ``Refusal`` `server.not-qilu` where it is no answer of this operation.
  public func decodedOutput(json: Data) throws -> any OperationOutput {
    do { return try answered(json) } catch { throw ServiceRefusals.otherAnswer(name) }
  }

  private func run(_ prepared: PreparedOperation, in session: Session) throws -> any OperationOutput {
    switch prepared {
    case .pure(let run): try run(session.environment)
    case .local(let run): try run(session)
    case .reads(let run): try session.read(name, run)
    case .writes(let run): try session.write(name) { AnyOutput(try run($0)) }.output
    case .staged(_, let stage): try finish(try stage(session), in: session)
    }
  }

  /// The transaction of a staged act, whole or not begun: files of evidence get their names before the commit, and an
  /// interruption between the two would leave them behind.
  private func finish(_ writing: @escaping PreparedOperation.Writing, in session: Session) throws -> any OperationOutput
  {
    try HeldSignals.hold { _ in try run(.writes(writing), in: session) }
  }

  init<Item: Operation>(
    _ type: Item.Type, effect: Effect, _ prepare: @escaping @Sendable (Item.Input) -> PreparedOperation
  ) {
    name = type.name
    summary = type.summary
    reach = type.reach
    self.effect = effect
    access = AccessTable.access(to: type.name)
    route = type.reach == .everywhere ? RouteTable.route(of: type.name) : nil
    notes = type.notes
    input = Self.schema(of: Item.Input.self)
    output = Self.schema(of: Item.Output.self)
    decoded = { json in prepare(try Self.decode(json)) }
    answered = { json in try JSONDecoder().decode(Item.Output.self, from: json) }
  }

  private static func schema<Value: Decodable>(of type: Value.Type) -> Schema {
    do {
      return try SchemaReader.schema(of: type)
    } catch {
      // A type of ours that refuses the examples is a fault of the catalogue, which a test of every entry shows.
      preconditionFailure("no schema can be derived for \(type): \(error)")
    }
  }

  private static func decode<Value: Decodable>(_ json: Data) throws -> Value {
    do {
      return try JSONDecoder().decode(Value.self, from: json)
    } catch let error as DecodingError {
      throw InputFault.refusal(error)
    }
  }
}

/// Everything that the system can do.
public struct Catalogue: Sendable {
  /// The operations in the order in which help lists them.
  public let entries: [CatalogueEntry]

  /// The operation with a name.
  public subscript(name: String) -> CatalogueEntry? { entries.first { $0.name == name } }

  static func pure<Item: PureOperation>(_ type: Item.Type) -> CatalogueEntry {
    CatalogueEntry(type, effect: .pure) { input in .pure { try Item.run(input, $0) } }
  }

  static func local<Item: LocalOperation>(_ type: Item.Type, effect: Effect) -> CatalogueEntry {
    CatalogueEntry(type, effect: effect) { input in .local { try Item.run(input, $0) } }
  }

  static func reads<Item: ReadOperation>(_ type: Item.Type) -> CatalogueEntry {
    CatalogueEntry(type, effect: .reads) { input in .reads { try Item.run(input, $0) } }
  }

  static func writes<Item: WriteOperation>(_ type: Item.Type) -> CatalogueEntry {
    CatalogueEntry(type, effect: .writes) { input in .writes { try Item.run(input, $0) } }
  }

  static func staged<Item: StagedOperation>(_ type: Item.Type) -> CatalogueEntry {
    CatalogueEntry(type, effect: .writes) { input in
      .staged(Item.length) { session in
        let stage = try Item.stage(input, session)
        return { try Item.run(input, stage, $0) }
      }
    }
  }
}
