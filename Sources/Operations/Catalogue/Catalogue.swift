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
  /// The notes on the input's fields, in the order in which help shows them.
  public let notes: [FieldNote]
  /// The input's schema; always an object.
  public let input: Schema
  /// The output's schema.
  public let output: Schema
  private let invoke: @Sendable (Data, Session) throws -> any OperationOutput

  /// Runs the operation on its input as JSON.
  ///
  /// - Throws: a ``Refusal``, whatever went wrong.
  public func run(json: Data, in session: Session) throws -> any OperationOutput {
    do {
      return try invoke(json, session)
    } catch {
      throw RefusalOfError.refusal(error)
    }
  }

  init<Item: Operation>(
    _ type: Item.Type, effect: Effect,
    _ run: @escaping @Sendable (Item.Input, Session) throws -> Item.Output
  ) {
    name = type.name
    summary = type.summary
    reach = type.reach
    self.effect = effect
    access = AccessTable.access(to: type.name)
    notes = type.notes
    input = Self.schema(of: Item.Input.self)
    output = Self.schema(of: Item.Output.self)
    invoke = { json, session in try run(try Self.decode(json), session) }
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
    CatalogueEntry(type, effect: .pure) { input, session in try Item.run(input, session.environment) }
  }

  static func local<Item: LocalOperation>(_ type: Item.Type, effect: Effect) -> CatalogueEntry {
    CatalogueEntry(type, effect: effect) { input, session in try Item.run(input, session) }
  }

  static func reads<Item: ReadOperation>(_ type: Item.Type) -> CatalogueEntry {
    CatalogueEntry(type, effect: .reads) { input, session in
      try session.read(type.name) { try Item.run(input, $0) }
    }
  }

  static func writes<Item: WriteOperation>(_ type: Item.Type) -> CatalogueEntry {
    CatalogueEntry(type, effect: .writes) { input, session in
      try session.write(type.name) { try Item.run(input, $0) }
    }
  }
}
