import Glibc

extension Console {
  /// The console of the running process.
  ///
  /// A reader that leaves early is told as ``Fate/readerGone``: SIGPIPE, which would end the process, is ignored.
  public static func system() -> Console {
    signal(SIGPIPE, SIG_IGN)
    let start = ContinuousClock.now
    return Console(
      writeOutput: { write($0, to: STDOUT_FILENO) },
      writeError: { _ = write($0, to: STDERR_FILENO) },
      errorIsTerminal: isatty(STDERR_FILENO) == 1,
      elapsed: { ContinuousClock.now - start })
  }

  private static func write(_ text: String, to descriptor: Int32) -> Fate {
    var text = text
    return text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)[...]
      while !rest.isEmpty {
        let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count > 0 {
          rest = rest.dropFirst(count)
        } else if let fate = fate(ofError: errno, on: descriptor) {
          return fate
        }
      }
      return .written
    }
  }

  /// What a failed write comes to; nil where it is to be tried again.
  private static func fate(ofError error: Int32, on descriptor: Int32) -> Fate? {
    switch error {
    case EINTR: return nil
    case EAGAIN:
      // The other end set the descriptor to not wait: wait here.
      var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      _ = poll(&waiting, 1, -1)
      return nil
    case EPIPE: return .readerGone
    default: return .failed(String(cString: strerror(error)))
    }
  }
}
