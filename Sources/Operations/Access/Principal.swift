import Store

/// Who uses the program, as far as the door knows.
public enum Principal: Sendable, Hashable {
  /// On the machine itself: the name that the person gave, or, without one, whoever is tied to the operating-system user.
  case named(String?)
  /// Somebody who shows a secret, which is looked up in the transaction in which he acts.
  case showing(String)
  /// Somebody who proved who he is.
  case signedIn(SignIn)
  /// Somebody who proved nothing.
  case nobody
}

/// A proof of who somebody is: a session of his, or a token.
public struct SignIn: Sendable, Hashable {
  /// What was shown.
  public enum Credential: Sendable, Hashable {
    /// A session that began with a password.
    case session(String)
    /// A token for programs.
    case token(String)
  }

  /// Who it is.
  public let actor: ActorID
  /// What was shown.
  public let credential: Credential
  /// Whether a second factor was shown too.
  public let isStrong: Bool
  /// What a token is good for; nil for everything that the person may do.
  public let scopes: [String]?

  /// Makes a proof.
  public init(actor: ActorID, credential: Credential, isStrong: Bool, scopes: [String]?) {
    self.actor = actor
    self.credential = credential
    self.isStrong = isStrong
    self.scopes = scopes
  }
}
