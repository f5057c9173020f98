import Primitives

/// What stands in a nomination form (form 12.5), as far as it is filled in.
public struct NominationForm: Sendable, Hashable {
  /// An honour (何时何地获何荣誉).
  public struct Honour: Sendable, Hashable {
    /// When: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    public var date: String
    /// Who awarded it.
    public var body: String
    /// What it is called.
    public var title: String
    /// Its level as the form says it.
    public var level: String

    /// Makes an honour.
    public init(date: String, body: String, title: String, level: String) {
      self.date = date
      self.body = body
      self.title = title
      self.level = level
    }
  }

  /// A result (创新成果、专利、标准).
  public struct WorkResult: Sendable, Hashable {
    /// Its kind.
    public var kind: String
    /// Its number.
    public var number: String
    /// When.
    public var date: String
    /// The nominee's place among its authors.
    public var rank: String

    /// Makes a result.
    public init(kind: String, number: String, date: String, rank: String) {
      self.kind = kind
      self.number = number
      self.date = date
      self.rank = rank
    }
  }

  /// A co-nominator of a joint recommendation.
  public struct CoNominator: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The unit.
    public var unit: String
    /// The phone.
    public var phone: String
    /// The identifier of the registry's person, where the co-nominator confirms in the system himself; else empty.
    public var person: String

    /// Makes a co-nominator.
    public init(name: String, unit: String, phone: String, person: String = "") {
      self.name = name
      self.unit = unit
      self.phone = phone
      self.person = person
    }
  }

  /// The single values that are given; an absent field is not filled in yet.
  public var texts: [FormField: String]
  /// The honours, in the order of the form.
  public var honours: [Honour]
  /// The results, in the order of the form.
  public var results: [WorkResult]
  /// The co-nominators; place 1 is the first.
  public var coNominators: [CoNominator]

  /// Makes a form; an empty one without arguments.
  public init(
    texts: [FormField: String] = [:], honours: [Honour] = [], results: [WorkResult] = [],
    coNominators: [CoNominator] = []
  ) {
    self.texts = texts
    self.honours = honours
    self.results = results
    self.coNominators = coNominators
  }

  /// The text of a field, empty where it is not filled in.
  public subscript(field: FormField) -> String { texts[field] ?? "" }
}
