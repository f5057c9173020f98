import Primitives

/// Refusals of commands for a server. They name options and files, never a secret or an address that may hold one.
enum ServerFaults {
  static let address = Refusal(
    "usage.server-address", kind: .wrongUse,
    message: Bilingual("--server 的地址写法不对", "the address of --server is malformed"),
    remedy: Bilingual("写成 https://主机[:端口]，不带用户名和参数", "write https://HOST[:PORT], without a user name and a query"))

  static func withServer(_ option: GlobalOption) -> Refusal {
    Refusal(
      "usage.local-option", kind: .wrongUse,
      message: Bilingual(
        "\(option.flag) 只用于本机，不能与 --server 同用", "\(option.flag) is for this machine, and not beside --server"),
      remedy: Bilingual("两者只留一个；QILU_SERVER 也算 --server", "leave one of the two; QILU_SERVER counts as --server"))
  }

  static func withoutServer(_ option: GlobalOption) -> Refusal {
    Refusal(
      "usage.server-option", kind: .wrongUse,
      message: Bilingual("\(option.flag) 须与 --server 同用", "\(option.flag) needs --server"),
      remedy: Bilingual("加上 --server；在本机上用 --as 说明由谁操作", "give --server; on this machine --as says who acts"))
  }

  static let twoSecrets = Refusal(
    "usage.two-tokens", kind: .wrongUse,
    message: Bilingual("--token 和 --token-file 只能用一个", "--token and --token-file are one too many"),
    remedy: Bilingual("只留 --token-file", "leave --token-file"))

  static let token = Refusal(
    "token.malformed", kind: .wrongUse,
    message: Bilingual("令牌为空，或含有不该有的字符", "the token is empty, or holds characters that none has"),
    remedy: Bilingual("原样使用登录或创建令牌时显示的那一行", "use the line that signing in or making the token showed, as it was"))

  static func tokenFile(_ path: String, _ reason: String) -> Refusal {
    Refusal(
      "token.missing", kind: .storage,
      message: Bilingual("无法读取令牌文件 \(path)：\(reason)", "the token file \(path) cannot be read: \(reason)"),
      remedy: Bilingual("检查路径和权限", "check the path and its permissions"))
  }

  static func openTokenFile(_ path: String) -> Refusal {
    Refusal(
      "token.readable-by-others", kind: .storage,
      message: Bilingual("令牌文件 \(path) 其他用户也能读取", "others can read the token file \(path)"),
      remedy: Bilingual("运行 chmod 600 \(path)；若已被看到，撤销该令牌", "run chmod 600 \(path); if it was seen, revoke the token"))
  }

  static let notQilu = Refusal(
    "server.not-qilu", kind: .storage,
    message: Bilingual(
      "该地址的服务器不是本系统，或版本不同", "the server at this address is none of this system, or of another version"),
    remedy: Bilingual("检查 --server 的地址", "check the address of --server"))

  static let redirected = Refusal(
    "server.redirected", kind: .storage,
    message: Bilingual("服务器把请求转到了别处，令牌没有跟去", "the server sends elsewhere; the token was not shown there"),
    remedy: Bilingual(
      "用服务器最终的地址（如 https://）作为 --server", "give the server's final address, such as https://, as --server"))

  static let unavailable = Refusal(
    "server.unavailable", kind: .storage,
    message: Bilingual("服务器暂时不可用", "the server is unavailable for now"),
    remedy: Bilingual("稍后再试；写入类操作先查看是否已经完成", "try again later; look first whether an act was done"))

  static func incomplete(_ field: String) -> Refusal {
    Refusal(
      "input.missing", kind: .wrongUse,
      message: Bilingual("缺少参数 \(field)", "the input lacks \(field)"),
      remedy: Bilingual("补上该参数；--help 列出全部参数", "give it; --help lists all parameters"))
  }

  static let unprotected = Bilingual(
    "--server 的地址是 http://，令牌和内容在网络上未加密", "--server is an http:// address: token and content travel unprotected")
}
