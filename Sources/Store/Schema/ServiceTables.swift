/// Migration 14: answers kept for retries, and jobs.
enum ServiceTables {
  static let statements = [
    // An act's answer under the key that its caller gave it, written in the act's own transaction: whoever asks again
    // with the key gets this answer, also after a crash. Sealed, since an answer may show what is masked elsewhere.
    """
    CREATE TABLE idempotency_record (
      actor_id TEXT NOT NULL REFERENCES actor (id),
      key TEXT NOT NULL CHECK (length(key) > 0),
      operation TEXT NOT NULL,
      request_digest BYTES NOT NULL,
      is_refusal INT64 NOT NULL CHECK (is_refusal IN (0, 1)),
      answer_sealed BYTES NOT NULL,
      recorded_at_ms INT64 NOT NULL,
      PRIMARY KEY (actor_id, key)
    )
    """,
    "CREATE INDEX idempotency_record_time ON idempotency_record (recorded_at_ms)",
    // Long work that goes on when nobody waits for it. It runs as the actor with the proof that he showed.
    """
    CREATE TABLE job (
      id TEXT NOT NULL PRIMARY KEY,
      actor_id TEXT NOT NULL REFERENCES actor (id),
      operation TEXT NOT NULL,
      input_sealed BYTES NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('QUEUED', 'RUNNING', 'DONE', 'REFUSED', 'CANCELLED')),
      done INT64 NOT NULL CHECK (done >= 0),
      total INT64 NOT NULL CHECK (total >= 0),
      answer_sealed BYTES,
      result_digest TEXT,
      result_size INT64,
      created_at TEXT NOT NULL,
      ended_at TEXT,
      CHECK ((state IN ('DONE', 'REFUSED', 'CANCELLED')) = (ended_at IS NOT NULL)),
      CHECK ((result_digest IS NULL) = (result_size IS NULL))
    )
    """,
    "CREATE INDEX job_actor ON job (actor_id, created_at)",
    "CREATE INDEX job_open ON job (state) WHERE state IN ('QUEUED', 'RUNNING')",
  ]
}
