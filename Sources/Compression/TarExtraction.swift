import Glibc
import Primitives

extension TarArchive {
  /// Unpacks an archive that is in memory into a folder that exists and is empty.
  ///
  /// What an attacker could put into an archive is refused before anything of that entry is written: absolute paths,
  /// `..`, links, devices, repeated names, more than the limits. Files are new and readable by their owner alone.
  /// Throws a ``Primitives/Refusal``: `archive.unsafe-name`, `archive.unsafe-entry`, `archive.too-large`,
  /// `archive.damaged`, `archive.file-failed`; what was unpacked before stays.
  public static func extract(from bytes: [UInt8], into folder: String, limits: Limits) throws {
    var extraction = TarExtraction(folder: folder, limits: limits)
    try extraction.read(bytes)
    try extraction.finish()
  }

  /// Unpacks an archive that is a file, in parts; otherwise as the one from memory.
  public static func extract(fromFile path: String, into folder: String, limits: Limits) throws {
    let file = try ArchiveFile(reading: path)
    defer { file.close() }
    var extraction = TarExtraction(folder: folder, limits: limits)
    while case let part = try file.read(upTo: 64 * 1024), !part.isEmpty { try extraction.read(part) }
    try extraction.finish()
  }

  /// Unpacks an archive that is a file compressed with gzip, in parts; otherwise as the one from memory. Throws also
  /// `gzip.damaged`, and `archive.too-large` where it grows beyond what archives within the limits need.
  public static func extract(fromGzipFile path: String, into folder: String, limits: Limits) throws {
    let file = try ArchiveFile(reading: path)
    defer { file.close() }
    var extraction = TarExtraction(folder: folder, limits: limits)
    let reader = try GzipReader()
    // Each entry costs headers and padding; what a bomb puts behind the archive's end is not for free either.
    var left = limits.bytes + (limits.entries + 2) * 8 * TarHeader.size + 1 << 20
    while case let part = try file.read(upTo: 64 * 1024), !part.isEmpty {
      try reader.read(part) { bytes in
        left -= bytes.count
        guard left >= 0 else { throw Refusal.tooLargeArchive() }
        try extraction.read(Array(bytes))
      }
    }
    try reader.finish()
    try extraction.finish()
  }
}

/// Unpacks an archive as it comes, in pieces of any size.
struct TarExtraction {
  private enum State {
    case header, content(left: Int, padding: Int), records(size: Int), done
  }

  private let folder: String
  private let limits: TarArchive.Limits
  private var state = State.header
  private var pending: [UInt8] = []
  private var records = PaxRecords()
  private var file: ArchiveFile?
  private var names: Set<String> = []
  private var bytes = 0
  private var entries = 0

  init(folder: String, limits: TarArchive.Limits) {
    self.folder = folder
    self.limits = limits
  }

  mutating func read(_ piece: [UInt8]) throws {
    pending.append(contentsOf: piece)
    var rest = pending[...]
    do {
      while try step(&rest) {}
    } catch {
      file?.close()
      file = nil
      throw error
    }
    if case .done = state { pending = [] } else { pending = Array(rest) }
  }

  /// Throws `archive.damaged` where the archive was cut.
  mutating func finish() throws {
    file?.close()
    file = nil
    guard case .done = state else { throw Refusal.damagedArchive() }
  }

  /// Does one thing; false where more bytes are needed.
  private mutating func step(_ rest: inout ArraySlice<UInt8>) throws -> Bool {
    switch state {
    case .header: try readHeader(&rest)
    case .content(let left, let padding): try readContent(&rest, left, padding)
    case .records(let size): try readRecords(&rest, size)
    // Behind the end stands padding, which is of no interest.
    case .done: false
    }
  }

  private mutating func readHeader(_ rest: inout ArraySlice<UInt8>) throws -> Bool {
    guard rest.count >= TarHeader.size else { return false }
    let block = rest.prefix(TarHeader.size)
    rest = rest.dropFirst(TarHeader.size)
    if block.allSatisfy({ $0 == 0 }) {
      state = .done
      return false
    }
    try begin(TarHeader(block))
    return true
  }

  private mutating func begin(_ header: TarHeader) throws {
    entries += 1
    guard entries <= limits.entries * 2 else { throw Refusal.tooLargeArchive() }
    switch header.kind {
    case .extended, .global:
      // Records hold names, which are short; no archive of ours has records for all entries, and they are passed over.
      guard header.size <= 64 * 1024 else { throw Refusal.tooLargeArchive() }
      state = .records(size: header.kind == .extended ? header.size : -header.size)
    case .file: try beginFile(name: records.path ?? header.name, size: records.size ?? header.size)
    case .folder: try beginFolder(name: records.path ?? header.name)
    }
    if header.kind == .file || header.kind == .folder { records = PaxRecords() }
  }

  private mutating func beginFile(name: String, size: Int) throws {
    try check(name)
    guard size <= limits.bytes - bytes else { throw Refusal.tooLargeArchive() }
    bytes += size
    try makeFolders(above: name)
    file = try ArchiveFile(creating: folder + "/" + name)
    state = .content(left: size, padding: TarHeader.padding(for: size).count)
  }

  private mutating func beginFolder(name: String) throws {
    let name = name.hasSuffix("/") ? String(name.dropLast()) : name
    try check(name)
    try makeFolders(above: name + "/")
    state = .header
  }

  private mutating func check(_ name: String) throws {
    guard ArchiveName.isSafe(name), names.insert(name).inserted else { throw Refusal.unsafeArchiveName() }
    guard names.count <= limits.entries else { throw Refusal.tooLargeArchive() }
  }

  /// Makes the folders of a path. None of them can be a link: the folder was empty, and links are not unpacked.
  private func makeFolders(above name: String) throws {
    var path = folder
    for piece in name.split(separator: "/", omittingEmptySubsequences: false).dropLast() {
      path += "/" + piece
      guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw ArchiveFile.failure(path) }
    }
  }

  private mutating func readContent(_ rest: inout ArraySlice<UInt8>, _ left: Int, _ padding: Int) throws -> Bool {
    let part = rest.prefix(left)
    if !part.isEmpty { try file?.write(part) }
    rest = rest.dropFirst(part.count)
    state = .content(left: left - part.count, padding: padding)
    guard part.count == left, rest.count >= padding else { return false }
    rest = rest.dropFirst(padding)
    file?.close()
    file = nil
    state = .header
    return true
  }

  /// A negative size marks records that are passed over.
  private mutating func readRecords(_ rest: inout ArraySlice<UInt8>, _ size: Int) throws -> Bool {
    let count = abs(size)
    let whole = count + TarHeader.padding(for: count).count
    guard rest.count >= whole else { return false }
    if size > 0 { records = try PaxRecords(rest.prefix(count)) }
    rest = rest.dropFirst(whole)
    state = .header
    return true
  }
}
