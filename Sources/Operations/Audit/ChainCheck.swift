import Database
import Primitives
import Sealing
import Store

/// Follows the audit chain and says where it is broken: a changed column, a swap, a drop, a repeat, a cut tail.
struct ChainCheck {
  let anchor: Anchor?
  /// Whether each act links its own event, so that an event in no link is a fault; otherwise it waits for the sealer.
  let linksAtOnce: Bool
  /// The events that wait for the sealer.
  private(set) var unsealed: [String] = []
  private(set) var faults: [AuditVerify.Output.Fault] = []
  private(set) var links = 0
  private(set) var sequence: Int64 = 0
  /// The chain as the last link has it stored; recomputing goes on from there, so that one fault is told once.
  private(set) var stored = AuditChain.origin
  private var sawAnchor = false

  init(anchor: Anchor?, linksAtOnce: Bool) {
    self.anchor = anchor
    self.linksAtOnce = linksAtOnce
    sawAnchor = anchor?.sequence == 0
  }

  private mutating func take(_ record: AuditRecord) {
    links += 1
    checkSequence(record)
    checkEvent(record)
    checkLink(record)
    sequence = record.sequence
    stored = Digest(bytes: record.chain) ?? stored
    if let anchor, anchor.sequence == record.sequence { checkAnchor(anchor) }
  }

  /// Follows the whole chain.
  mutating func run(in connection: ReadConnection) throws {
    try AuditStore.forEachRecord(in: connection) { take($0) }
    let unlinked = try AuditStore.unlinked(in: connection)
    checkUnsealed(unlinked)
    finish(
      unlinked: linksAtOnce ? unlinked.map(\.event.id.text) : [], repeated: try AuditStore.repeated(in: connection))
  }

  private mutating func finish(unlinked: [String], repeated: [String]) {
    for event in repeated {
      add(nil, event, "audit.repeated", "事件 \(event) 在链上不止一次", "event \(event) is in several links")
    }
    for event in unlinked {
      add(nil, event, "audit.unlinked", "事件 \(event) 不在链上", "event \(event) is in no link")
    }
    if let anchor, !sawAnchor {
      add(
        anchor.sequence, nil, "audit.tail-cut", "末尾的记录被截去：锚点在 #\(anchor.sequence)，现在只到 #\(sequence)",
        "the tail was cut: the anchor is #\(anchor.sequence), the trail ends at #\(sequence)")
    }
  }

  /// Events that wait for the sealer are in no link that would show a change; their own digest does.
  private mutating func checkUnsealed(_ events: [AuditStore.Unlinked]) {
    guard !linksAtOnce else { return }
    unsealed = events.map(\.event.id.text)
    for waiting in events where waiting.event.digest.bytes != waiting.digest {
      add(
        nil, waiting.event.id.text, "audit.event-changed", "事件 \(waiting.event.id) 的内容被改动",
        "event \(waiting.event.id) was changed")
    }
  }

  private mutating func checkSequence(_ record: AuditRecord) {
    guard record.sequence != sequence + 1 else { return }
    add(
      sequence + 1, nil, "audit.dropped", "缺少 #\(sequence + 1) 到 #\(record.sequence - 1)",
      "links #\(sequence + 1) to #\(record.sequence - 1) are missing")
  }

  private mutating func checkEvent(_ record: AuditRecord) {
    guard let event = record.event, let digest = record.digest else {
      add(
        record.sequence, record.eventID, "audit.event-missing", "事件 \(record.eventID) 不见了",
        "event \(record.eventID) is gone")
      return
    }
    guard event.digest.bytes != digest else { return }
    add(
      record.sequence, record.eventID, "audit.event-changed", "事件 \(record.eventID) 的内容被改动",
      "event \(record.eventID) was changed")
  }

  private mutating func checkLink(_ record: AuditRecord) {
    guard let event = record.event else { return }
    let expected = AuditChain.link(
      after: stored, sequence: record.sequence, event: record.eventID, digest: record.digest ?? event.digest.bytes)
    guard expected.bytes != record.chain else { return }
    add(
      record.sequence, record.eventID, "audit.link-broken", "链在此处断开：记录被调换、删除、重复或改动（事件 \(record.eventID)）",
      "the chain breaks here: events were swapped, dropped, repeated or changed (event \(record.eventID))")
  }

  private mutating func checkAnchor(_ anchor: Anchor) {
    sawAnchor = true
    guard stored != anchor.chain else { return }
    add(
      anchor.sequence, nil, "audit.anchor-differs", "与锚点不符：锚点之前的历史被改写",
      "the trail differs from the anchor: history up to it was rewritten")
  }

  private mutating func add(_ sequence: Int64?, _ event: String?, _ code: String, _ zh: String, _ en: String) {
    faults.append(
      AuditVerify.Output.Fault(sequence: sequence, event: event, code: code, message: Bilingual(zh, en)))
  }
}
