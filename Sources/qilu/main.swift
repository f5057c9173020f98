import CommandLine
import Foundation
import Operations

let program = Program(catalogue: .all, console: .system(), effects: .system())
let process = ProcessInfo.processInfo
exit(program.run(Array(process.arguments.dropFirst()), environment: process.environment))
