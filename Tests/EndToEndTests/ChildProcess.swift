import Foundation
import Glibc

/// Another process. Foundation's `Process` reaps its children itself, and then nobody can be sure which process a
/// signal still reaches; here the number stays taken until ``wait()``.
final class ChildProcess {
  /// How a process ended.
  enum Ending: Hashable {
    case exit(Int32)
    case signal(Int32)
  }

  struct NotStarted: Error {
    let reason: String
  }

  /// The files of the new process; nil closes the place.
  struct Files {
    var output: Int32?
    var error: Int32?
  }

  let id: pid_t

  /// Starts a program; the words are bytes, since a person can type what is no UTF-8.
  init(_ path: String, _ words: [[UInt8]], in folder: String, _ environment: [String: String], _ files: Files) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    for (place, file) in [(STDOUT_FILENO, files.output), (STDERR_FILENO, files.error)] {
      if let file {
        posix_spawn_file_actions_adddup2(&actions, file, place)
      } else {
        posix_spawn_file_actions_addclose(&actions, place)
      }
    }
    // Tests run on threads that take no signal; a new process takes all, as one that a shell starts.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let variables = environment.map { Array("\($0.key)=\($0.value)".utf8) }
    var id: pid_t = 0
    // The shell goes into the folder and becomes the program, with the same number.
    let shell = ["sh", "-c", #"cd "$0" && exec "$@""#, folder, path].map { Array($0.utf8) }
    let code = Self.withPointers(shell + words) { arguments in
      Self.withPointers(variables) { posix_spawn(&id, "/bin/sh", &actions, &attributes, arguments, $0) }
    }
    guard code == 0 else { throw NotStarted(reason: String(cString: strerror(code))) }
    self.id = id
  }

  /// Ends the process at once, as a power cut would; it may have ended already.
  func kill() { _ = Glibc.kill(id, SIGKILL) }

  /// Ctrl-C.
  func interrupt() { _ = Glibc.kill(id, SIGINT) }

  /// Asks the process to end, as an operator does (SIGTERM), and waits for it.
  func end() -> Ending {
    _ = Glibc.kill(id, SIGTERM)
    return wait()
  }

  /// Waits for the end. One that hangs is killed after two minutes, and that is then its ending.
  func wait() -> Ending {
    var status: Int32 = 0
    let deadline = ContinuousClock.now + .seconds(120)
    while waitpid(id, &status, WNOHANG) == 0 {
      if ContinuousClock.now > deadline { kill() }
      usleep(500)
    }
    // The low seven bits are the signal, the next byte the exit code (wait(2)).
    return status & 0x7F == 0 ? .exit(status >> 8 & 0xFF) : .signal(status & 0x7F)
  }

  private static func withPointers<Result>(
    _ words: [[UInt8]], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let pointers = words.map { strdup($0.map(CChar.init(bitPattern:)) + [0]) }
    defer { pointers.forEach { free($0) } }
    return body(pointers + [nil])
  }
}

/// A file without a name that a process writes to.
final class OutputFile {
  let descriptor: Int32

  init() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "qilu-tests-\(UUID().uuidString)").path
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw ChildProcess.NotStarted(reason: String(cString: strerror(errno))) }
    unlink(path)
  }

  deinit { close(descriptor) }

  /// All that was written.
  var bytes: [UInt8] {
    let size = Int(lseek(descriptor, 0, SEEK_END))
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = max(0, pread(descriptor, buffer.baseAddress, size, 0))
    }
  }
}
