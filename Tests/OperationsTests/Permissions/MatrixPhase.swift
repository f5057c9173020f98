import Database
import Foundation
import Primitives
import SelectionRules
import Testing

@testable import Operations

/// What an operation is asked about.
enum MatrixKind: String {
  case form, nomination, unit, person, job, objection, edition, ledger, voucher
  case grant, studio, matching, expense, finding
}

/// One object in the eyes of somebody: his own, a neighbour's, above or below his, one from which he is recused, or none
/// that there is.
struct MatrixObject {
  enum Place: String {
    case own, neighbour, parent, child, conflicted, unknown
  }

  let place: Place
  /// The input's fields that name it.
  let values: [String: String]
}

/// An installation at one moment, with who holds which role and what is whose.
struct MatrixPhase {
  let name: String
  let house: Installation
  /// The things whose operations are asked; nil for those of every thing.
  var things: Set<String>?
  let kinds: Set<MatrixKind>
  /// The objects of a kind for the holder of a role.
  let objects: @Sendable (MatrixKind, Role, String) -> [MatrixObject]

  /// `may`, or the code with which it was refused.
  func verdict(_ entry: CatalogueEntry, json: Data, as actor: String, in database: SQLDatabase) throws -> String {
    do {
      _ = try DryCall(house: house, database: database).run(entry, json: json, as: actor)
      return "may"
    } catch {
      return RefusalOfError.refusal(error).code
    }
  }
}

/// Calls operations, a reading one for its answer, an act inside a transaction that is rolled back.
struct DryCall {
  let house: Installation
  let database: SQLDatabase

  func run(_ entry: CatalogueEntry, json: Data, as actor: String) throws -> [UInt8] {
    let base = house.session(as: actor)
    let session = Session(
      base.environment, house.paths, .named(actor), held: HeldInstallation(database, keyPath: house.paths.key))
    switch try entry.prepared(json: json) {
    case .reads(let run): return try session.read(entry.name) { try OutputJSON.bytes(of: try run($0)) }
    case .writes(let run): return try undone(entry, session, run)
    case .staged(_, let stage): return try undone(entry, session, try stage(session))
    case .pure, .local: throw ServiceRefusals.onMachine
    }
  }

  private struct Undone: Error { let body: [UInt8] }

  private func undone(
    _ entry: CatalogueEntry, _ session: Session, _ run: PreparedOperation.Writing
  ) throws -> [UInt8] {
    do {
      return try database.write { connection in
        let actor = try session.actor(for: entry.name, in: connection)
        let call = WriteCall(session, connection, actor, hasSingleWriter: database.hasSingleWriter)
        throw Undone(body: try OutputJSON.bytes(of: try run(call)))
      }
    } catch let undone as Undone {
      return undone.body
    }
  }
}

extension CatalogueEntry {
  private var thing: String { String(name.split(separator: " ").first ?? "") }

  private static let ofLedgers: Set = ["ledger", "account", "opening", "voucher", "month", "year", "books", "bank"]

  /// What the operation is asked about; nil where it takes no object.
  var matrixKind: MatrixKind? {
    guard reach == .everywhere else { return nil }
    let fields = Set(input.fields.map(\.name))
    if fields.contains("job") { return .job }
    if fields.contains("receipt") { return .objection }
    if fields.contains("voucher") { return .voucher }
    let ofGrants: [MatrixKind] = [.grant, .studio, .matching, .expense, .finding]
    if let kind = ofGrants.first(where: { fields.contains($0.rawValue) }) { return kind }
    if name == "grant register" { return .ledger }
    if fields.contains("unit"), Self.ofLedgers.contains(thing) { return .ledger }
    if fields.isSuperset(of: ["edition", "number"]) { return thing == "certificate" ? .edition : .form }
    if fields.contains("unit"), fields.contains("edition") { return .unit }
    if fields.isSuperset(of: ["edition", "nomination"]) { return .nomination }
    if thing == "craftsman" || thing == "person" || thing == "title" || thing == "skill" {
      return fields.contains("person") ? .person : nil
    }
    if fields.contains("edition") || (thing == "edition" && fields.contains("name")) { return .edition }
    return nil
  }

  /// An input that decodes, about one object.
  func matrixInput(_ values: [String: String], paths: [String: String]) throws -> Data {
    let members = input.fields.compactMap { field -> JSONValue.Member? in
      let value: JSONValue? =
        switch field.schema {
        case .string where paths[field.name] != nil: field.isRequired ? paths[field.name].map { .string($0) } : nil
        case .string("path"): field.isRequired ? .string(paths[field.name] ?? paths["any"] ?? "") : nil
        case .string: values[field.name].map { .string($0) } ?? (field.isRequired ? .string("x") : nil)
        case .integer: field.isRequired ? .integer(1) : nil
        case .array(.string) where values[field.name] != nil:
          .array((values[field.name] ?? "").split(separator: " ").map { .string(String($0)) })
        default: field.isRequired ? field.schema.example : nil
        }
      return value.map { JSONValue.Member(ByteText(field.name), $0) }
    }
    return Data(JSONValue.object(members).pythonBytes)
  }
}
