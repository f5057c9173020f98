import Primitives

/// What a clerk hands over of a form: some fields and lists, each of which replaces what stood there.
public struct FormPatch: Sendable {
  /// The values that were given; an empty text clears a field.
  public let values: NominationForm
  /// The lists that were given, also where they are empty.
  public let lists: [FormList]

  /// Reads a patch, the same JSON as a whole form.
  ///
  /// - Throws: a ``Refusal`` for a file that is not such JSON, with the path of the key.
  public init(json bytes: [UInt8], file: String) throws {
    values = try NominationForm(json: bytes, file: file)
    let root = try JSONValue(reading: bytes, file: file)
    lists = FormList.allCases.filter { root[ByteText($0.rawValue)] != nil }
  }

  /// The outcome of a save.
  public struct Outcome: Sendable {
    /// The form with every well-formed value of the patch.
    public var form: NominationForm
    /// The fields and lists that were saved, by their codes.
    public var saved: [String]
    /// What is malformed and therefore not saved; all of it at once.
    public var faults: [FormFault]
    /// What was saved and still deserves to be told.
    public var warnings: [FormFault]
  }

  /// Puts the well-formed values into a form; what stood there before is never lost to a malformed one.
  public func applied(to form: NominationForm, today: CalendarDay) -> Outcome {
    var outcome = Outcome(form: form, saved: [], faults: [], warnings: [])
    for field in FormField.allCases { save(field, &outcome, today) }
    for list in lists { save(list, &outcome, today) }
    for (field, refusal) in outcome.form.disagreements(given: Set(outcome.saved)) {
      outcome.take(back: field, to: form, refusal)
    }
    return outcome
  }

  private func save(_ field: FormField, _ outcome: inout Outcome, _ today: CalendarDay) {
    guard let given = values.texts[field] else { return }
    let fault = FormFault(field.rawValue) {
      let text = try field.stored(given, today: today)
      outcome.form.texts[field] = text.isEmpty ? nil : text
    }
    if let fault {
      outcome.faults.append(fault)
      return
    }
    outcome.saved.append(field.rawValue)
    if let warning = field.warning(outcome.form[field]) {
      outcome.warnings.append(FormFault(field.rawValue, warning))
    }
  }

  private func save(_ list: FormList, _ outcome: inout Outcome, _ today: CalendarDay) {
    let given = values.trimmedLists
    let faults = given.faults(of: list, today: today)
    guard faults.isEmpty else {
      outcome.faults += faults
      return
    }
    switch list {
    case .honours: outcome.form.honours = given.honours
    case .results: outcome.form.results = given.results
    case .coNominators: outcome.form.coNominators = given.coNominators
    }
    outcome.saved.append(list.rawValue)
  }
}

extension FormPatch.Outcome {
  /// Restores a field as it stood before, because what was given does not hold.
  public mutating func take(back field: FormField, to form: NominationForm, _ refusal: Refusal) {
    self.form.texts[field] = form.texts[field]
    saved.removeAll { $0 == field.rawValue }
    warnings.removeAll { $0.place == field.rawValue }
    faults.append(FormFault(field.rawValue, refusal))
  }
}

extension NominationForm {
  /// The lists without white space around their texts.
  fileprivate var trimmedLists: NominationForm {
    NominationForm(
      honours: honours.map {
        Honour(date: $0.date.trimmed, body: $0.body.trimmed, title: $0.title.trimmed, level: $0.level.trimmed)
      },
      results: results.map {
        WorkResult(kind: $0.kind.trimmed, number: $0.number.trimmed, date: $0.date.trimmed, rank: $0.rank.trimmed)
      },
      coNominators: coNominators.map {
        CoNominator(
          name: $0.name.trimmed, unit: $0.unit.trimmed, phone: $0.phone.trimmed, person: $0.person.trimmed)
      })
  }

  /// Fields that do not agree with one another, each told at one that was given.
  fileprivate func disagreements(given: Set<String>) -> [(FormField, Refusal)] {
    guard let citizenID else { return [] }
    var found: [(FormField, Refusal)] = []
    if let sex = Sex(rawValue: self[.sex]), sex != citizenID.sex {
      found.append((given.contains(FormField.sex.rawValue) ? .sex : .citizenID, FormRefusals.sexDiffers))
    }
    let start = self[.careerStart]
    if !start.isEmpty, ByteText(start) < ByteText(String(citizenID.birthDay.text.prefix(start.utf8.count))) {
      found.append(
        (given.contains(FormField.careerStart.rawValue) ? .careerStart : .citizenID, FormRefusals.workBeforeBirth))
    }
    return found.filter { given.contains($0.0.rawValue) }
  }

  /// The citizen ID, once it is given.
  public var citizenID: CitizenID? { try? CitizenID(self[.citizenID], today: .latest) }
}
