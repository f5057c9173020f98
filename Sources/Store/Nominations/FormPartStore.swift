import Database
import Primitives
import Sealing

/// One change of a form's state (SM-2).
public struct FormStateRow: Sendable {
  /// The state before; nil for the first.
  public let from: String?
  /// The state after.
  public let to: String
  /// Why.
  public let reason: String
  /// The sign-in name of who changed it.
  public let by: String
  /// When.
  public let at: String
}

/// A file that is attached to a form.
public struct FormAttachmentRow: Sendable {
  /// The identifier.
  public let id: String
  /// The kind's stable name.
  public let kind: String
  /// The digest of the evidence.
  public let evidence: Digest
  /// The neutral name under which it is kept.
  public let fileName: String
  /// When it was added.
  public let addedAt: String
  /// When it was marked removed; nil while it belongs to the form.
  public let removedAt: String?

  /// Makes an attachment.
  public init(
    id: String, kind: String, evidence: Digest, fileName: String, addedAt: String, removedAt: String? = nil
  ) {
    self.id = id
    self.kind = kind
    self.evidence = evidence
    self.fileName = fileName
    self.addedAt = addedAt
    self.removedAt = removedAt
  }
}

/// An opinion with its seal; it holds for one revision of the form.
public struct FormOpinionRow: Sendable {
  /// The publicity that came with it.
  public struct Publicity: Sendable {
    /// Its first day.
    public let from: String
    /// Its last day.
    public let to: String
    /// Its proof.
    public let proof: Digest

    /// Makes a publicity.
    public init(from: String, to: String, proof: Digest) {
      self.from = from
      self.to = to
      self.proof = proof
    }
  }

  /// The party's stable name.
  public let party: String
  /// The revision that was sealed.
  public let revision: Int
  /// The opinion.
  public let opinion: String
  /// The sealed page.
  public let seal: Digest
  /// The day on which it was given.
  public let givenOn: String
  /// The publicity, where one came with it.
  public let publicity: Publicity?

  /// Makes an opinion.
  public init(
    party: String, revision: Int, opinion: String, seal: Digest, givenOn: String, publicity: Publicity? = nil
  ) {
    self.party = party
    self.revision = revision
    self.opinion = opinion
    self.seal = seal
    self.givenOn = givenOn
    self.publicity = publicity
  }
}

/// A consent, given and perhaps withdrawn (SM-17).
public struct ConsentRow: Sendable {
  /// The purpose's stable name.
  public let purpose: String
  /// The signed paper.
  public let evidence: Digest
  /// The day on which it was given.
  public let givenOn: String
  /// The day of its withdrawal; nil while it holds.
  public let withdrawnOn: String?
}

/// The confirmation of a co-nominator.
public struct CoNominationRow: Sendable {
  /// The identifier.
  public let id: String
  /// The place in the form's list when it was recorded.
  public let place: Int
  /// The keyed hash of name and phone.
  public let person: KeyedHash
  /// The signed paper.
  public let evidence: Digest
  /// The day of the signature.
  public let confirmedOn: String

  /// Makes a confirmation.
  public init(id: String, place: Int, person: KeyedHash, evidence: Digest, confirmedOn: String) {
    self.id = id
    self.place = place
    self.person = person
    self.evidence = evidence
    self.confirmedOn = confirmedOn
  }
}

/// What belongs to a nomination form beside its content.
public enum FormPartStore {
  /// The history of a form's states, the first one first.
  public static func history(
    of number: ByteText, _ edition: EditionID, in connection: ReadConnection
  ) throws -> [FormStateRow] {
    try connection.query(
      """
      SELECT s.from_state, s.to_state, s.reason, a.name, s.changed_at
      FROM nomination_form_state s JOIN actor a ON a.id = s.changed_by
      WHERE s.edition_id = ? AND s.number = ? ORDER BY s.id
      """, [edition, number]
    ) {
      FormStateRow(
        from: try $0.optionalText(0), to: try $0.text(1), reason: try $0.text(2), by: try $0.text(3),
        at: try $0.text(4))
    }
  }

  /// The attachments of a form in the order in which they were added, those that were removed too.
  public static func attachments(
    of number: ByteText, _ edition: EditionID, in connection: ReadConnection
  ) throws -> [FormAttachmentRow] {
    try connection.query(
      """
      SELECT id, kind, evidence, file_name, added_at, removed_at FROM form_attachment
      WHERE edition_id = ? AND number = ? ORDER BY id
      """, [edition, number]
    ) {
      FormAttachmentRow(
        id: try $0.text(0), kind: try $0.text(1), evidence: try digest($0, 2), fileName: try $0.text(3),
        addedAt: try $0.text(4), removedAt: try $0.optionalText(5))
    }
  }

  /// Attaches a file.
  public static func insert(
    _ attachment: FormAttachmentRow, to number: ByteText, _ edition: EditionID, by actor: ActorID,
    in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO form_attachment (id, edition_id, number, kind, evidence, file_name, added_by, added_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        attachment.id, edition, number, attachment.kind, attachment.evidence.hex, attachment.fileName, actor,
        attachment.addedAt,
      ])
  }

  /// Marks an attachment removed.
  public static func remove(
    attachment id: String, by actor: ActorID, at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "UPDATE form_attachment SET removed_by = ?, removed_at = ? WHERE id = ? AND removed_at IS NULL",
      [actor, instant, id])
  }

  /// The opinions on a form in the order in which they were recorded, of all revisions.
  public static func opinions(
    of number: ByteText, _ edition: EditionID, in connection: ReadConnection
  ) throws -> [FormOpinionRow] {
    try connection.query(
      """
      SELECT party, revision, opinion, seal, given_on, publicity_from, publicity_to, publicity_proof
      FROM form_opinion WHERE edition_id = ? AND number = ? ORDER BY id
      """, [edition, number]
    ) { row in
      var publicity: FormOpinionRow.Publicity?
      if let from = try row.optionalText(5) {
        publicity = FormOpinionRow.Publicity(from: from, to: try row.text(6), proof: try digest(row, 7))
      }
      return FormOpinionRow(
        party: try row.text(0), revision: try row.int(1), opinion: try row.text(2), seal: try digest(row, 3),
        givenOn: try row.text(4), publicity: publicity)
    }
  }

  /// Records an opinion.
  ///
  /// - Throws: ``DatabaseFailure/unique(_:)`` where the party gave one on the same revision.
  public static func insert(
    _ opinion: FormOpinionRow, id: String, on number: ByteText, _ edition: EditionID, by actor: ActorID,
    at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO form_opinion (id, edition_id, number, party, revision, opinion, seal, given_on, publicity_from,
        publicity_to, publicity_proof, recorded_by, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        id, edition, number, opinion.party, opinion.revision, opinion.opinion, opinion.seal.hex, opinion.givenOn,
        opinion.publicity?.from, opinion.publicity?.to, opinion.publicity?.proof.hex, actor, instant,
      ])
  }

  static func digest(_ row: Row, _ column: Int) throws -> Digest {
    guard let digest = Digest(hex: try row.text(column)) else {
      throw DatabaseFailure.unreadable(column: row.name(column), expected: "hex")
    }
    return digest
  }
}
