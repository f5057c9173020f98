import Foundation
import FoundationNetworking
import Primitives

/// Why a server did not answer. The host is named, never a path or a value.
extension Refusal {
  /// The refusal that a failed transfer stands for.
  ///
  /// The library tells failures of TLS, and connections that end within an answer, as unknown, with the reason as text.
  static func failedTransfer(_ error: any Error, host: String) -> Refusal {
    let reason = (error as NSError).localizedDescription
    switch (error as? URLError)?.code {
    case .cannotConnectToHost, .cannotFindHost, .dnsLookupFailed, .notConnectedToInternet:
      return unreachable(host, reason)
    case .timedOut: return timeout(host)
    default: return reason.contains("SSL") || reason.contains("certificate") ? certificate(host, reason) : lost(host)
    }
  }

  static func unreachable(_ host: String, _ reason: String) -> Refusal {
    Refusal(
      "server.unreachable", kind: .storage,
      message: Bilingual("连不上服务器 \(host)：\(reason)", "the server \(host) cannot be reached: \(reason)"),
      remedy: Bilingual(
        "检查地址、网络和服务器是否在运行；什么也没有发送", "check the address, the network and whether the server runs; nothing was sent"))
  }

  static func timeout(_ host: String) -> Refusal {
    Refusal(
      "server.timeout", kind: .storage,
      message: Bilingual("服务器 \(host) 没有及时回答", "the server \(host) did not answer in time"),
      remedy: Bilingual("先查看操作是否已经完成，再决定是否重做", "look whether it was done before doing it again"))
  }

  static func lost(_ host: String) -> Refusal {
    Refusal(
      "server.lost", kind: .storage,
      message: Bilingual("与服务器 \(host) 的连接中断，没有收到完整的回答", "the connection to \(host) broke before the answer was whole"),
      remedy: Bilingual("先查看操作是否已经完成，再决定是否重做", "look whether it was done before doing it again"))
  }

  static func certificate(_ host: String, _ reason: String) -> Refusal {
    Refusal(
      "server.certificate", kind: .storage,
      message: Bilingual(
        "无法确认服务器 \(host) 的身份：\(reason)", "the server \(host) could not be proven to be the one named: \(reason)"),
      remedy: Bilingual(
        "核对地址；自建的证书机构要加入系统信任的证书（update-ca-certificates）",
        "check the address; add an authority of your own to those that the system trusts (update-ca-certificates)"))
  }

  static func tooLargeAnswer(_ limit: Int) -> Refusal {
    Refusal(
      "server.too-large", kind: .storage,
      message: Bilingual("服务器的回答超过 \(limit) 字节", "the answer is larger than \(limit) bytes"),
      remedy: Bilingual("检查地址是否指向本系统的服务器", "check whether the address is that of a server of this system"))
  }

  static func failedFile(_ path: String, _ reason: Int32) -> Refusal {
    let text = String(cString: strerror(reason))
    return Refusal(
      "file.failed", kind: .storage,
      message: Bilingual("文件读写失败：\(path)：\(text)", "a file could not be read or written: \(path): \(text)"),
      remedy: Bilingual("检查路径、权限和磁盘空间", "check the path, its permissions and the room on the disk"))
  }
}
