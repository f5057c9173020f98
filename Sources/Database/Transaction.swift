/// One transaction around a closure, tried again where the engine says that it may be.
extension SessionPool {
  /// Lends a session inside a transaction that is given up at the end. The closure runs once: a session that turns
  /// out to be dead is noticed before.
  func reading<T>(_ body: (any Session) throws -> T) throws -> T {
    try Repetition.run { _ in
      try withSession { session in
        do { try session.begin() } catch {
          guard let failure = session.repeatable else { throw error }
          return .again(failure)
        }
        defer { session.rollback() }
        return .done(try body(session))
      }
    }
  }

  /// Lends a session inside a transaction that is then made durable; the closure may run several times.
  func writing<T>(_ body: (any Session) throws -> T) throws -> T {
    try Repetition.run { tries in
      try turnstile.pass(alone: tries > 1) { try withSession { try $0.attempt(body) } }
    }
  }
}

extension Engine {
  /// Runs a closure as one transaction of a session of its own; the closure may run several times.
  func once<T>(_ role: SessionRole, _ body: (any Session) throws -> T) throws -> T {
    try Repetition.run { _ in
      let session = try openSession(role)
      defer { session.close() }
      return try session.attempt(body)
    }
  }
}

extension Session {
  /// Begins, runs and commits. Whether it may be tried again is asked of the session and not of the error, because
  /// the closure may have swallowed or replaced what the session threw.
  fileprivate func attempt<T>(_ body: (any Session) throws -> T) throws -> Repetition.Outcome<T> {
    do {
      try begin()
      let result = try body(self)
      try commit()
      return .done(result)
    } catch {
      rollback()
      guard let failure = repeatable else { throw error }
      return .again(failure)
    }
  }
}
