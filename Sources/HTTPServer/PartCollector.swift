import Glibc

/// Keeps the parts of a form: small ones in memory, others in files of a folder.
///
/// It belongs to one exchange; whoever drops it removes the files.
struct PartCollector {
  private(set) var parts: [HTTPPart] = []
  private var heading: PartHeading?
  private var bytes: [UInt8] = []
  private var spool: SpoolFile?
  private var paths: [String] = []
  private let limits: HTTPLimits
  private let folder: String

  /// Makes a collector that writes large parts to `folder`.
  init(limits: HTTPLimits, folder: String) {
    self.limits = limits
    self.folder = folder
  }

  /// Takes what the reader tells. Throws ``HTTPFault/diskFailed``.
  mutating func receive(_ event: MultipartReader.Event) throws(HTTPFault) {
    switch event {
    case .begin(let heading): self.heading = heading
    case .content(let piece): try append(piece)
    case .end: endPart()
    }
  }

  /// Removes all files.
  mutating func discard() {
    spool?.close()
    spool = nil
    for path in paths { unlink(path) }
    paths = []
  }

  private mutating func append(_ piece: UnsafeRawBufferPointer) throws(HTTPFault) {
    if spool == nil, bytes.count + piece.count <= limits.spoolBytes { return bytes.append(contentsOf: piece) }
    if spool == nil { try openSpool() }
    try spool?.write(piece)
  }

  private mutating func openSpool() throws(HTTPFault) {
    let file = try SpoolFile(in: folder)
    spool = file
    paths.append(file.path)
    try file.write(bytes)
    bytes = []
  }

  private mutating func endPart() {
    guard let heading else { return }
    let content: HTTPPart.Content = spool.map { .file(path: $0.path) } ?? .bytes(bytes)
    parts.append(
      HTTPPart(
        name: heading.name, filename: heading.filename, contentType: heading.contentType, content: content))
    spool?.close()
    (self.heading, spool, bytes) = (nil, nil, [])
  }
}

/// A new file for one part, readable and writable by this user alone.
struct SpoolFile {
  let path: String
  private let descriptor: Int32

  /// Makes the file. Throws ``HTTPFault/diskFailed``.
  init(in folder: String) throws(HTTPFault) {
    path = "\(folder)/qilu-part-\(UInt64.random(in: .min ... .max))"
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw .diskFailed }
  }

  /// Throws ``HTTPFault/diskFailed``.
  func write(_ bytes: [UInt8]) throws(HTTPFault) {
    let result = bytes.withUnsafeBytes { all in Result { () throws(HTTPFault) in try write(all) } }
    try result.get()
  }

  /// Throws ``HTTPFault/diskFailed``.
  func write(_ bytes: UnsafeRawBufferPointer) throws(HTTPFault) {
    var rest = bytes
    while let base = rest.baseAddress, !rest.isEmpty {
      let count = Glibc.write(descriptor, base, rest.count)
      guard count > 0 || errno == EINTR else { throw .diskFailed }
      if count > 0 { rest = UnsafeRawBufferPointer(rebasing: rest[count...]) }
    }
  }

  func close() { _ = Glibc.close(descriptor) }
}
