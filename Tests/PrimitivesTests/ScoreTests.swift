import Primitives
import Testing

@Suite struct ScoreTests {
  @Test(
    "R-220 reads a score exactly",
    arguments: [
      ("0", 0), ("0.0", 0), ("00.5", 50), ("7", 700), ("07", 700), ("95.5", 9550), ("95.05", 9505), ("99.99", 9999),
      ("100", 10000), ("100.0", 10000), ("100.00", 10000), ("000.01", 1),
    ])
  func reads(_ text: String, _ hundredths: Int) throws {
    #expect(Score(utf8: Array(text.utf8))?.hundredths == hundredths)
    #expect(Array(text.utf8).withUnsafeBufferPointer { Score(utf8: $0) }?.hundredths == hundredths)
    #expect(try Score(text).hundredths == hundredths)
  }

  @Test(
    "R-220 refuses what is not a score from 0 to 100",
    arguments: [
      "", ".", ".5", "5.", "100.01", "100.001", "101", "999.99", "0100", "1.234", "-1", "+1", " 1", "1 ", "1e1", "8e1",
      "NaN",
      "1,5", "１", "1.2.3", "0x1", "1_0", "九十",
    ])
  func refuses(_ text: String) {
    #expect(Score(utf8: Array(text.utf8)) == nil)
    #expect { try Score(text) } throws: { ($0 as? Refusal)?.code == "score.form" }
  }

  @Test("every score of two decimals round trips through its text")
  func roundTrip() throws {
    for hundredths in 0...Score.maximumHundredths {
      let score = try #require(Score(hundredths: hundredths))
      #expect(try Score(score.text) == score)
    }
    #expect(Score(hundredths: -1) == nil)
    #expect(Score(hundredths: 10_001) == nil)
  }

  @Test(
    "a score is written with two decimals", arguments: [(0, "0.00"), (5, "0.05"), (950, "9.50"), (10000, "100.00")])
  func writes(_ hundredths: Int, _ text: String) {
    #expect(Score(hundredths: hundredths)?.text == text)
  }
}
