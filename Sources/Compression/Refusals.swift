import Primitives

/// Why an archive was not read.
extension Refusal {
  static func damagedGzip() -> Refusal {
    Refusal(
      "gzip.damaged",
      message: Bilingual("gzip 数据已损坏或不完整。", "The gzip data are damaged or incomplete."),
      remedy: Bilingual("请重新获取该文件。", "Get the file again."))
  }

  static func tooLargeGzip(_ limit: Int) -> Refusal {
    Refusal(
      "gzip.too-large",
      message: Bilingual("解压后超过 \(limit) 字节。", "Unpacked it is larger than \(limit) bytes."),
      remedy: Bilingual("请核对文件来源。", "Check where the file comes from."))
  }

  static func damagedZstd() -> Refusal {
    Refusal(
      "zstd.damaged",
      message: Bilingual("zstd 数据已损坏或不完整。", "The zstd data are damaged or incomplete."),
      remedy: Bilingual("请重新获取该文件。", "Get the file again."))
  }

  static func zstdWindow() -> Refusal {
    Refusal(
      "zstd.window",
      message: Bilingual("zstd 数据要求的窗口超过 128 MiB。", "The zstd data ask for a window of more than 128 MiB."),
      remedy: Bilingual("请不用 --long 重新压缩该文件。", "Pack the file again without --long."))
  }

  static func damagedArchive() -> Refusal {
    Refusal(
      "archive.damaged",
      message: Bilingual("归档文件已损坏或不完整。", "The archive is damaged or incomplete."),
      remedy: Bilingual("请重新获取该文件。", "Get the file again."))
  }

  static func tooLargeArchive() -> Refusal {
    Refusal(
      "archive.too-large",
      message: Bilingual("归档文件的条目或字节超过上限。", "The archive has more entries or bytes than allowed."),
      remedy: Bilingual("请核对文件来源。", "Check where the file comes from."))
  }

  /// The name is not repeated: it comes from outside and may hold anything.
  static func unsafeArchiveName() -> Refusal {
    Refusal(
      "archive.unsafe-name",
      message: Bilingual(
        "归档文件中有不允许的路径：绝对路径、“..”、重复或无效的名称。",
        "A path in the archive is not allowed: absolute, with \"..\", repeated or malformed."),
      remedy: Bilingual("请勿解压；请核对文件来源。", "Do not unpack it; check where it comes from."))
  }

  static func unsafeArchiveEntry() -> Refusal {
    Refusal(
      "archive.unsafe-entry",
      message: Bilingual(
        "归档文件中有普通文件和文件夹以外的条目，如链接或设备。",
        "The archive holds something else than files and folders, such as a link or a device."),
      remedy: Bilingual("请勿解压；请核对文件来源。", "Do not unpack it; check where it comes from."))
  }

  static func archiveFile(_ path: String, _ reason: String) -> Refusal {
    Refusal(
      "archive.file-failed", kind: .storage,
      message: Bilingual("文件读写失败：\(path)：\(reason)", "Reading or writing \(path) failed: \(reason)."),
      remedy: Bilingual("请检查路径、权限和磁盘空间。", "Check the path, its permissions and the disk."))
  }
}
