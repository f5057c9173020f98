import Database
import Foundation
import Primitives
import SelectionRules
import Testing

@testable import Operations

/// An installation that is asked everything that the service answers, by one person after the other.
struct World {
  let house: Installation
  /// What is asked about, besides the edition: each a set of the input's fields.
  let objects: [[String: String]]

  /// What a person was answered, by operation, input and shape: bodies with their tags, and refusals, byte for byte.
  func answers(to person: String) throws -> [String: String] {
    let service = try Service(paths: house.paths, environment: house.session(as: person).environment)
    defer { service.close() }
    var answers: [String: String] = [:]
    for entry in Catalogue.all.entries where entry.effect == .reads && entry.reach == .everywhere {
      for (index, json) in try questions(entry, person).enumerated() {
        for (number, shape) in shapes(of: entry).enumerated() {
          let text = try ask(service, entry, json, shape, person)
          let mark = "\(entry.name) \(index) \(number)"
          answers[mark] = text.replacingOccurrences(of: house.folder, with: "")
          // Whoever lacks the role is refused before anything is looked at.
          if text.contains("access.role-missing") { break }
        }
      }
    }
    return answers
  }

  /// What the acts of a person would answer: refusals byte for byte; of a done one what it says, where that is wanted.
  func acts(of person: String, tellsDone: Bool = false) throws -> [String: String] {
    try house.withDatabase { database in
      var answers: [String: String] = [:]
      for entry in Catalogue.all.entries where entry.effect == .writes && entry.matrixKind != nil {
        for (index, json) in try questions(entry, person).enumerated() {
          answers["\(entry.name) \(index)"] = try act(entry, json, person, database, tellsDone)
        }
      }
      return answers
    }
  }

  private func act(
    _ entry: CatalogueEntry, _ json: Data, _ person: String, _ database: SQLDatabase, _ tellsDone: Bool
  ) throws -> String {
    do {
      let body = try DryCall(house: house, database: database).run(entry, json: json, as: person)
      return tellsDone ? String(decoding: body, as: UTF8.self) : "done"
    } catch {
      let bytes = try OutputJSON.bytes(of: RefusalOfError.refusal(error))
      return String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: house.folder, with: "")
    }
  }

  /// The inputs that ask an operation about each object, once each.
  private func questions(_ entry: CatalogueEntry, _ person: String) throws -> [Data] {
    var questions: [Data] = []
    let paths = ["any": house.path("absent").text, "output": house.path("out-\(entry.name)-\(person)").text]
    for values in objects {
      let json = try entry.matrixInput(MatrixHouse.fixed.merging(values) { $1 }, paths: paths)
      if !questions.contains(json) { questions.append(json) }
    }
    return questions
  }

  /// The whole list, a first page of one, a search, and both orders of its first field.
  private func shapes(of entry: CatalogueEntry) -> [ListShape?] {
    guard let form = ListForm(entry) else { return [nil] }
    var page = ListShape()
    page.limit = 1
    var search = ListShape()
    search.search = "样本"
    let sorted = [false, true].compactMap { isDescending -> ListShape? in
      guard let field = form.fields.first?.name else { return nil }
      var shape = ListShape()
      shape.order = [ListShape.Key(field: field, isDescending: isDescending)]
      return shape
    }
    return [ListShape(), page, search] + sorted
  }

  private func ask(
    _ service: Service, _ entry: CatalogueEntry, _ json: Data, _ shape: ListShape?, _ person: String
  ) throws -> String {
    var call = ServiceCall(entry, input: json)
    call.principal = .named(person)
    call.shape = shape
    call.folder = house.folder
    // What is kept of answers is kept by secret.
    call.secret = person
    let answer = try #require(service.wait(for: call))
    switch answer {
    case .output(let body, let tag, let verdict, _): return "\(tag) \(verdict) \(String(decoding: body, as: UTF8.self))"
    case .refusal(let refusal): return String(decoding: try OutputJSON.bytes(of: refusal), as: UTF8.self)
    }
  }
}

extension Service {
  /// The answer to a call, once it is there.
  fileprivate func wait(for call: ServiceCall) -> ServiceAnswer? {
    let box = AnswerBox()
    if let answer = answer(call, then: { box.put($0) }) { return answer }
    return box.take()
  }
}

/// Hands one answer from the thread that made it to the one that waits.
///
/// Unchecked: the answer is written before the signal and read behind it.
private final class AnswerBox: @unchecked Sendable {
  private let signal = DispatchSemaphore(value: 0)
  private var answer: ServiceAnswer?

  func put(_ answer: ServiceAnswer) {
    self.answer = answer
    signal.signal()
  }

  func take() -> ServiceAnswer? {
    signal.wait()
    return answer
  }
}
