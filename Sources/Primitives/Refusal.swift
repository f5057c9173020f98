/// Why something was not done, told so that the person can act on it.
///
/// A refusal carries a stable code (what programs test), the rule and the document it rests on, what is wrong
/// and what to do in both languages, and where in a file the fault stands. Its ``kind`` alone decides the
/// consequences (exit code, HTTP status). It never carries the personal value that was wrong.
public struct Refusal: Error, Sendable, Hashable, Codable {
  /// What sort of refusal it is; each door maps it exhaustively to its own consequence.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// A rule forbids it, or the input does not hold: exit code 1.
    case refused
    /// The call itself is malformed: exit code 2.
    case wrongUse
    /// The thing that was named does not exist: exit code 3.
    case notFound
    /// The actor may not do it: exit code 4.
    case notPermitted
    /// Nobody has signed in, or the proof no longer holds: exit code 4.
    case notSignedIn
    /// What the person saw has changed since: exit code 1.
    case outdated
    /// Too much was asked for in a short time: exit code 5.
    case tooMany
    /// The disk or the database failed: exit code 5.
    case storage
    /// The program is at fault: exit code 70.
    case bug
  }

  /// A place in a file: physical line (the header is line 1) and the name of the column, or a JSON path.
  public struct Location: Sendable, Hashable, Codable {
    /// The file as the person named it, relative to the folder it was read from.
    public let file: String
    /// The physical line where the row begins, from 1; nil where a file as a whole is meant.
    public let line: Int?
    /// The column's name, or the path of a JSON key; nil where a row as a whole is meant.
    public let column: String?

    /// Makes a place in a file.
    public init(file: String, line: Int? = nil, column: String? = nil) {
      self.file = file
      self.line = line
      self.column = column
    }
  }

  /// Stable, dotted, lower case: `citizen-id.check-digit`. Programs test this; texts are for people.
  public let code: String
  /// What sort of refusal it is.
  public let kind: Kind
  /// The rule and the document that it rests on, where one does.
  public let citation: Citation?
  /// What is wrong.
  public let message: Bilingual
  /// What to do about it.
  public let remedy: Bilingual
  /// Where in a file the fault stands, if it stands in one.
  public let location: Location?
  /// After how many seconds it may go otherwise, where that can be told.
  public let retryAfter: Int?

  /// Makes a refusal. `code` is stable once released.
  public init(
    _ code: String, kind: Kind = .refused, citation: Citation? = nil,
    message: Bilingual, remedy: Bilingual, location: Location? = nil, retryAfter: Int? = nil
  ) {
    self.code = code
    self.kind = kind
    self.citation = citation
    self.message = message
    self.remedy = remedy
    self.location = location
    self.retryAfter = retryAfter
  }

  /// The same refusal, told to stand at a place in a file.
  public func at(_ location: Location) -> Refusal {
    Refusal(
      code, kind: kind, citation: citation, message: message, remedy: remedy, location: location,
      retryAfter: retryAfter)
  }
}

/// The rule (`R-306`) and the place in a document on which a refusal or a verdict rests.
public struct Citation: Sendable, Hashable, Codable {
  /// The rule's number in the domain article: `R-306`, `SM-19`, `OP-07`.
  public let rule: String
  /// The document, with its number where it has one.
  public let document: Bilingual
  /// The article or section inside the document, as printed there; empty where the document is one rule.
  public let article: String

  /// Cites a rule, its document and the article inside it.
  public init(_ rule: String, _ document: Bilingual, _ article: String = "") {
    self.rule = rule
    self.document = document
    self.article = article
  }
}

/// The documents that rules rest on, named once.
extension Citation {
  /// 关于实施“齐鲁工匠”建设工程的意见, the Opinion of 2018.
  public static let opinion2018 = Bilingual(
    "《关于实施“齐鲁工匠”建设工程的意见》（鲁人组发〔2018〕24号）",
    "Opinion on the Qilu Craftsman project (鲁人组发〔2018〕24号)")
  /// The page that fixes the edition package and its calculation.
  public static let editionPackage = Bilingual("《届次数据包规范》", "The edition package specification")
  /// The federation's own rules where no document decides; each is marked so in the domain article.
  public static let houseRules = Bilingual("《齐鲁工匠选树系统业务规则》", "Domain rules of the selection system")
}
