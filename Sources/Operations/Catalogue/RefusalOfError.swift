import Database
import Foundation
import Primitives

/// Every error as a refusal, so that each door has one kind of failure to tell.
enum RefusalOfError {
  static func refusal(_ error: any Error) -> Refusal {
    switch error {
    case let refusal as Refusal: refusal
    case let failure as DatabaseFailure: failure.asRefusal
    case let error as CocoaError: files(error)
    default: bug(error)
    }
  }

  private static func files(_ error: CocoaError) -> Refusal {
    Refusal(
      "file.failed", kind: .storage,
      message: Bilingual("文件读写失败\(place(error))", "a file could not be read or written\(place(error))"),
      remedy: Bilingual("检查路径、权限和磁盘空间", "check the path, its permissions and the room on the disk"))
  }

  private static func place(_ error: CocoaError) -> String {
    let path = error.filePath ?? error.url?.path
    return path.map { ": \($0)" } ?? ""
  }

  private static func bug(_ error: any Error) -> Refusal {
    Refusal(
      "bug", kind: .bug,
      message: Bilingual("程序内部错误：\(type(of: error))", "an error inside the program: \(error)"),
      remedy: Bilingual("请把命令和时间告诉维护人员", "tell the maintainers the command and the time"))
  }
}
