import API
import CommandLine
import Foundation
import Operations

var effects = Environment.system()
effects.serve = Door.serve
let program = Program(catalogue: .all, console: .system(), effects: effects)
let process = ProcessInfo.processInfo
exit(program.run(Array(process.arguments.dropFirst()), environment: process.environment))
