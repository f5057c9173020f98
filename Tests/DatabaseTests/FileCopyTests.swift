import Database
import Foundation
import Synchronization
import Testing

@Suite struct FileCopyTests {
  /// A database of some mebibytes, whose books and shelves are written in pairs.
  private func filled(_ folder: TemporaryFolder, pairs: Int = 400) throws -> SQLDatabase {
    let database = try Sample.create(in: folder)
    try database.write { connection throws in for number in 0..<pairs { try pair(number, in: connection) } }
    return database
  }

  private func pair(_ number: Int, in connection: WriteConnection) throws {
    try connection.execute("INSERT INTO shelf (id, label) VALUES (?, ?)", [number, "shelf \(number)"])
    try connection.execute(
      "INSERT INTO book (id, shelf_id, pages, cover) VALUES (?, ?, 1, ?)",
      [number, number, [UInt8](repeating: 7, count: 10_000)])
  }

  private func counts(_ path: String) throws -> [Int?] {
    let database = try SQLDatabase.open(.file(path), migrations: [Sample.first])
    defer { database.close() }
    #expect(try database.integrityFaults() == [])
    return try database.read { connection throws in
      [try connection.number("SELECT COUNT(*) FROM shelf"), try connection.number("SELECT COUNT(*) FROM book")]
    }
  }

  @Test("a copy that others write beside is the state of its beginning, made once, and holds up nobody")
  func whileOthersWrite() throws {
    let folder = try TemporaryFolder()
    let database = try filled(folder)
    let written = Mutex(400)
    let parts = Mutex(0)
    try SQLDatabase.copyFile(folder.databasePath, to: folder.path + "/copy") {
      parts.withLock { $0 += 1 }
      // A write of another connection between any two parts: each would make a copy of many snapshots begin anew.
      let number = written.withLock { count in
        defer { count += 1 }
        return count
      }
      #expect(throws: Never.self) { try database.write { try pair(number, in: $0) } }
    }
    #expect(try counts(folder.path + "/copy") == [400, 400])
    #expect((4...6).contains(parts.withLock { $0 }))
    #expect(try counts(folder.databasePath) == [written.withLock { $0 }, written.withLock { $0 }])
  }

  @Test("a copy is one file for its owner, that reading leaves as it is, and that can be written to")
  func oneFile() throws {
    let folder = try TemporaryFolder()
    let copy = folder.path + "/copy"
    let database = try filled(folder, pairs: 3)
    try SQLDatabase.copyFile(folder.databasePath, to: copy)
    database.close()
    let before = try Data(contentsOf: URL(filePath: copy))
    #expect(try counts(copy) == [3, 3])
    #expect(try Data(contentsOf: URL(filePath: copy)) == before)
    let attributes = try FileManager.default.attributesOfItem(atPath: copy)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["copy", "sample.sqlite"])
    let again = try SQLDatabase.open(.file(copy), migrations: [Sample.first])
    try again.write { try pair(3, in: $0) }
    again.close()
    #expect(try counts(copy) == [4, 4])
  }

  @Test("what is there is not copied over, and an absent database leaves no copy")
  func refused() throws {
    let folder = try TemporaryFolder()
    let database = try filled(folder, pairs: 1)
    let taken = folder.path + "/taken"
    try Data("x".utf8).write(to: URL(filePath: taken))
    #expect(throws: DatabaseFailure.self) { try SQLDatabase.copyFile(folder.databasePath, to: taken) }
    #expect(try Data(contentsOf: URL(filePath: taken)) == Data("x".utf8))
    #expect(throws: (any Error).self) { try SQLDatabase.copyFile(folder.path + "/none", to: folder.path + "/copy") }
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/copy"))
    database.close()
  }
}
