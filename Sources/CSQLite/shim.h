#include <sqlite3.h>

// SQLITE_TRANSIENT is a macro with a cast, which Swift does not import.
static inline int qilu_bind_text_copy(sqlite3_stmt *statement, int index, const char *bytes, sqlite3_uint64 length) {
  return sqlite3_bind_text64(statement, index, bytes, length, SQLITE_TRANSIENT, SQLITE_UTF8);
}

static inline int qilu_bind_blob_copy(sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 length) {
  return sqlite3_bind_blob64(statement, index, bytes, length, SQLITE_TRANSIENT);
}

// sqlite3_db_config is variadic, which Swift does not import.
static inline int qilu_configure_flag(sqlite3 *database, int option, int on) {
  return sqlite3_db_config(database, option, on, (int *)0);
}

// sqlite3_config is variadic too. SQLite counts its memory under one lock for all connections unless it is told not to;
// nobody here asks for the count. Before the first connection.
static inline int qilu_count_no_memory(void) { return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

// The shared memory of the write-ahead log's index, as this connection has it mapped; null where there is none. It stays
// where it is as long as the connection is open.
static inline const volatile void *qilu_log_index(sqlite3 *database) {
  sqlite3_file *file = 0;
  if (sqlite3_file_control(database, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK) return 0;
  if (!file || !file->pMethods || file->pMethods->iVersion < 2 || !file->pMethods->xShmMap) return 0;
  volatile void *region = 0;
  return file->pMethods->xShmMap(file, 0, 32768, 0, &region) == SQLITE_OK ? region : 0;
}

// Copies the index's header, which names the last commit: 48 bytes that the writer writes twice, the second copy first
// (sqlite.org/walformat.html, "The WAL-Index Header"). 1 if both were the same, so that no writer was in between.
static inline int qilu_log_header(const volatile void *index, unsigned long long words[6]) {
  const unsigned long long *first = (const unsigned long long *)index;
  for (int i = 0; i < 6; i++) words[i] = __atomic_load_n(first + i, __ATOMIC_ACQUIRE);
  for (int i = 0; i < 6; i++)
    if (words[i] != __atomic_load_n(first + 6 + i, __ATOMIC_ACQUIRE)) return 0;
  return (unsigned int)words[0] == 3007000;
}
