import Foundation
import Primitives

/// What a door needs that calls an operation on a server instead of here.
extension CatalogueEntry {
  /// Where the operation stands on a server.
  ///
  /// - Throws: a ``Refusal`` `service.local-only` where it is done on the machine only.
  public func routeOnServer() throws -> Route {
    guard let route else { throw ServiceRefusals.onMachine }
    return route
  }
}

extension FilePath {
  /// Passes where there is a file that can be read, so that what is refused here is refused as an operation would.
  ///
  /// - Throws: a ``Refusal`` `file.missing`, `file.failed`.
  public func checkReadable() throws {
    let source = try FileSource.open(text, shown: text)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1, alignment: 1)
    defer { buffer.deallocate() }
    _ = try source.fill(buffer)
  }

  /// The last component, which is all that others need to know of it.
  public var fileName: String { PathText(text).name }
}

extension ResultFolder {
  /// Passes where an operation would write its files: nothing is there, or a folder that is empty.
  ///
  /// - Throws: a ``Refusal`` `folder.not-empty`, `folder.not-a-folder`, `file.failed`.
  public func checkIsNew() throws {
    do { try PackageFolder.checkIsNew(path) } catch { throw RefusalOfError.refusal(error) }
  }
}
