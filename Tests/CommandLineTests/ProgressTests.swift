import Primitives
import Testing

@testable import CommandLine

@Suite struct ProgressTests {
  @Test("progress and warnings share standard error, and no progress is left there")
  func terminal() {
    let run = Run("edition sensitivity a", console: { $0.console(isTerminal: true) })
    #expect(
      run.error == "\r进度  33 %\r\u{1B}[K提示：2027 年没有数据\n\r进度  66 %\r\u{1B}[K")
    #expect(run.output == "敏感性\n数据包  个数\na          1\n")
  }

  @Test("elsewhere than on a terminal there is no progress, and with --quiet no warning")
  func quiet() {
    #expect(Run("edition sensitivity a --lang en").error == "warning: 2027 has no data\n")
    #expect(Run("edition sensitivity a --quiet", console: { $0.console(isTerminal: true) }).error == "")
  }

  @Test("the line is written at most ten times a second")
  func pace() {
    let recording = Recording()
    let line = ProgressLine(
      recording.console(isTerminal: true, step: .milliseconds(30)), .english, isQuiet: false)
    for done in 1...8 { line.show(done, 8) }
    // The clock stands at 30 ms first and goes on by 30 ms each time: 100 ms are over at the 4th and the 8th.
    #expect(recording.error == "\rprogress  50 %\rprogress 100 %")
  }

  @Test("a sentence takes the place of the one before; where there is no terminal it is a line a second, if asked for")
  func sentences() {
    let recording = Recording()
    let line = ProgressLine(recording.console(isTerminal: true, step: .milliseconds(60)), .english, isQuiet: false)
    for number in 1...4 { line.report(Bilingual("甲", "row \(number)"), isAsked: false) }
    #expect(recording.error == "\r\u{1B}[Krow 2\r\u{1B}[Krow 4")
    let log = Recording()
    let quiet = ProgressLine(log.console(isTerminal: false, step: .milliseconds(400)), .english, isQuiet: false)
    for number in 1...6 { quiet.report(Bilingual("甲", "row \(number)"), isAsked: true) }
    quiet.report(Bilingual("甲", "row 7"), isAsked: false)
    #expect(log.error == "row 3\nrow 6\n")
  }

  @Test("a total of nothing shows nothing, and the largest numbers do not overflow")
  func bounds() {
    let recording = Recording()
    let line = ProgressLine(recording.console(isTerminal: true), .english, isQuiet: false)
    line.show(0, 0)
    line.show(.max - 1, .max)
    line.show(9, 3)
    #expect(recording.error == "\rprogress  99 %\rprogress 100 %")
  }
}
