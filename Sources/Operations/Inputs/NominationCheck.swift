import Primitives
import Tables

/// What an import of nominations checks beyond the package: credit codes, regions, and citizen IDs where given.
struct NominationCheck {
  let file: String
  let today: CalendarDay
  /// The nominations that come by forms; nil where an act brings them in.
  let forms: FormNominations?

  /// A nominee's citizen ID and where it stands.
  struct Person {
    let citizenID: CitizenID
    let place: Refusal.Location
  }

  private static let columns = ["nomination", "employer_credit_code", "region"]
  /// The columns that an import takes besides those of the package.
  static let optional = ["citizen_id"]

  /// Checks every row and gives the citizen IDs by nomination; faults and warnings go to the verdicts.
  func run(_ bytes: [UInt8], _ verdicts: inout ImportVerdicts) throws -> [ByteText: Person] {
    let reader = try TableReader(
      file: file, source: ByteSource(bytes), columns: Self.columns, optional: Self.optional)
    var people: [ByteText: Person] = [:]
    var lines: [CitizenID: Int] = [:]
    var found = verdicts
    try reader.forEachRow(onFault: { _ in }) { row in
      checkForm(row, &found)
      checkCode(row, &found)
      checkRegion(row, &found)
      guard row.has(3), !row[3].isEmpty else { return }
      do {
        let citizenID = try CitizenID(row.text(3).string, today: today)
        if let earlier = lines[citizenID] { throw Self.twice(earlier) }
        lines[citizenID] = row.line
        people[row.text(0)] = Person(citizenID: citizenID, place: row.location(3))
      } catch let refusal as Refusal {
        found.refuse(refusal.at(row.location(3)))
      }
    }
    verdicts = found
    return people
  }

  private func checkForm(_ row: TableReader.Row, _ verdicts: inout ImportVerdicts) {
    do {
      try forms?.check(row.text(0))
    } catch let refusal as Refusal {
      verdicts.refuse(refusal.at(row.location(0)))
    } catch {
      preconditionFailure("a form's number threw \(error)")
    }
  }

  private func checkCode(_ row: TableReader.Row, _ verdicts: inout ImportVerdicts) {
    guard !row[1].isEmpty else { return }
    do {
      let code = try CreditCode(row.text(1).string)
      if let warning = code.checkDigitWarning { verdicts.warn(row.line, warning) }
    } catch let refusal as Refusal {
      verdicts.refuse(refusal.at(row.location(1)))
    } catch {
      preconditionFailure("a credit code threw \(error)")
    }
  }

  private func checkRegion(_ row: TableReader.Row, _ verdicts: inout ImportVerdicts) {
    let text = row.text(2).string
    guard !text.isEmpty, (try? Region(historic: text)) == nil else { return }
    verdicts.warn(
      row.line,
      Refusal(
        "region.unknown", citation: Citation("R-807", Citation.divisions),
        message: Bilingual("不认识的地区代码", "the region's code is unknown"),
        remedy: Bilingual("核对地区代码", "check the code")))
  }

  private static func twice(_ line: Int) -> Refusal {
    Refusal(
      "nomination.person-twice", citation: Citation("R-113", Citation.houseRules),
      message: Bilingual("与第 \(line) 行是同一人", "the same person as in line \(line)"),
      remedy: Bilingual("一人一届只保留一份推荐", "keep one nomination for each person"))
  }
}
