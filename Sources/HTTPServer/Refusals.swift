import Primitives

/// Why a server did not start.
extension Refusal {
  static func takenPort(_ address: String, _ port: UInt16) -> Refusal {
    Refusal(
      "server.port-taken", kind: .refused,
      message: Bilingual("端口已被占用：\(address) \(port)", "Port \(port) of \(address) is taken."),
      remedy: Bilingual("请停止占用该端口的程序，或换一个端口。", "Stop what uses it, or choose another port."))
  }

  static func unusableAddress(_ address: String, _ port: UInt16, _ reason: String) -> Refusal {
    Refusal(
      "server.address-unusable", kind: .refused,
      message: Bilingual("无法监听 \(address) \(port)：\(reason)", "Cannot listen at \(address) port \(port): \(reason)."),
      remedy: Bilingual(
        "请填写本机的数字地址；1024 以下的端口需要权限。",
        "Name a numeric address of this machine; ports below 1024 need a permission."))
  }

  static func unknownProxy() -> Refusal {
    Refusal(
      "server.proxy-address", kind: .wrongUse,
      message: Bilingual("受信代理须为数字地址。", "A trusted proxy is named by its numeric address."),
      remedy: Bilingual("请填写 IPv4 或 IPv6 地址。", "Name IPv4 or IPv6 addresses."))
  }

  static func unreadableTLSFile(_ path: String) -> Refusal {
    Refusal(
      "server.tls-file", kind: .notFound,
      message: Bilingual("无法读取证书或密钥文件：\(path)", "Cannot read the certificate or key file \(path)."),
      remedy: Bilingual("请检查路径和权限。", "Check the path and its permissions."))
  }

  static func unusableTLS() -> Refusal {
    Refusal(
      "server.tls-unusable", kind: .refused,
      message: Bilingual("证书与密钥不可用或不配对。", "Certificate and key are unusable or do not belong together."),
      remedy: Bilingual(
        "请提供 PEM 格式的证书和未加密的密钥。", "Give a certificate and a key without password, both as PEM."))
  }

  static func failedStart() -> Refusal {
    Refusal(
      "server.start-failed", kind: .storage,
      message: Bilingual("服务器无法启动。", "The server could not start."),
      remedy: Bilingual("请检查线程数和系统的文件数限制。", "Check the number of threads and the system's limit of open files."))
  }
}
