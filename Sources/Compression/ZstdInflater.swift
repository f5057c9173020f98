import CZstd
import Primitives

/// The zstd library, for what tells people which one it is.
public enum Zstd {
  /// The version of the library, for `--version` texts.
  public static var libraryVersion: String { String(cString: ZSTD_versionString()) }

  /// Packs bytes in memory as one frame with a checksum; `level` from 1 to 19.
  public static func compressed(_ bytes: [UInt8], level: Int = 3) -> [UInt8] {
    let context = ZSTD_createCCtx()
    defer { ZSTD_freeCCtx(context) }
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, Int32(max(1, min(19, level))))
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
    var result = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count))
    let size = ZSTD_compress2(context, &result, result.count, bytes, bytes.count)
    // Room is as much as the library asks for, so that only memory can be missing.
    precondition(ZSTD_isError(size) == 0, "zstd could not pack")
    result.removeLast(result.count - size)
    return result
  }
}

/// libzstd behind ``Inflater``.
final class ZstdInflater {
  /// The largest window that is accepted, as a power of two: 128 MiB, which is what the zstd program takes without
  /// being told otherwise. A frame decides how much memory its reader needs, and this bounds it.
  private static let windowLog: Int32 = 27
  private let context: OpaquePointer
  /// Whether the last frame is complete and nothing of another was seen.
  private(set) var isComplete = false

  init() throws {
    guard let context = ZSTD_createDCtx() else { throw Refusal.damagedZstd() }
    self.context = context
    ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, Self.windowLog)
  }

  deinit { ZSTD_freeDCtx(context) }

  /// A frame, or one that is skipped: some programs put one of those in front.
  static func isSignature(_ word: UInt32) -> Bool { word == 0xFD2F_B528 || word & 0xFFFF_FFF0 == 0x184D_2A50 }

  func inflate(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) throws -> (
    used: Int, made: Int
  ) {
    var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
    var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
    while target.pos < target.size {
      let (used, made) = (source.pos, target.pos)
      // Between two frames there is nothing to flush.
      if isComplete && used == source.size { break }
      let code = ZSTD_decompressStream(context, &target, &source)
      guard ZSTD_isError(code) == 0 else {
        throw ZSTD_getErrorCode(code) == ZSTD_error_frameParameter_windowTooLarge
          ? Refusal.zstdWindow() : Refusal.damagedZstd()
      }
      isComplete = code == 0
      if source.pos == used && target.pos == made { break }
    }
    return (source.pos, target.pos)
  }
}
