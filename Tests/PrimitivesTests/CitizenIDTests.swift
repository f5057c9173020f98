import Primitives
import Testing

@Suite struct CitizenIDTests {
  private func read(_ text: String, today: String = "2026-07-13") throws -> CitizenID {
    try CitizenID(text, today: CalendarDay(today))
  }

  @Test(
    "R-802 accepts the test IDs, with birth day and sex",
    arguments: [
      ("11010519491231002X", "1949-12-31", .female), ("34052419800101001X", "1980-01-01", .male),
      ("370102198503070018", "1985-03-07", .male), ("370705199001150022", "1990-01-15", .female),
    ] as [(String, String, Sex)])
  func vectors(_ text: String, _ birth: String, _ sex: Sex) throws {
    let id = try read(text)
    #expect(id.number == text)
    #expect(id.birthDay.text == birth)
    #expect(id.sex == sex)
    #expect(id.provinceCode == String(text.prefix(2)))
  }

  @Test("R-801 takes x for X")
  func lowerCase() throws {
    #expect(try read("11010519491231002x") == read("11010519491231002X"))
    #expect(try read("11010519491231002x").number == "11010519491231002X")
  }

  @Test(
    "R-801 refuses a citizen ID of another form",
    arguments: [
      "", "37010219850307001", "3701021985030700188", "37010219850307001Y", "3701021985030700X8", "X70102198503070018",
      "37010219850307001８", " 370102198503070018", "370102198503070018 ", "370102 19850307 0018", "11010519491231002Х",
    ])
  func form(_ text: String) {
    #expect(refusalCode { try read(text) } == "citizen-id.form")
  }

  @Test(
    "R-801 refuses a citizen ID whose birth date does not exist",
    arguments: [
      "370102199902300014", "370102199904310013", "370102190002290016", "370102198513010019", "370102198500070012",
      "370102000001010019",
    ]
  )
  func birthDay(_ text: String) {
    #expect(refusalCode { try read(text) } == "citizen-id.birth-day")
  }

  @Test("R-801 accepts 29 February of a leap year")
  func leapDay() throws {
    #expect(try read("370102200002290012").birthDay.text == "2000-02-29")
  }

  @Test("R-801 refuses a birth date that is not in the past")
  func birthFuture() throws {
    #expect(refusalCode { try read("370102202607130010") } == "citizen-id.birth-future")
    #expect(refusalCode { try read("370102202701010015") } == "citizen-id.birth-future")
    #expect(try read("370102202607120015").birthDay.text == "2026-07-12")
  }

  @Test("R-801 refuses every wrong check character of the test IDs")
  func checkDigit() {
    for id in ["11010519491231002X", "34052419800101001X", "370102198503070018", "370705199001150022"] {
      for wrong in "0123456789X" where wrong != id.last {
        #expect(refusalCode { try read(id.dropLast() + String(wrong)) } == "citizen-id.check-digit")
      }
    }
  }

  @Test("R-801 refuses a wrong digit anywhere in a test ID")
  func everyDigit() {
    let digits = Array("370102198503070018")
    for index in 0..<17 {
      for wrong in "0123456789" where wrong != digits[index] {
        var text = digits
        text[index] = wrong
        #expect(refusalCode { try read(String(text)) } != nil)
      }
    }
  }

  @Test(
    "R-803 keeps abolished region codes valid and holds only the province against the list",
    arguments: [
      "371202198503070014", "371203198503070010", "370181198503070013", "370125198503070012", "379999198503070019",
      "810000198503070017",
    ])
  func abolished(_ text: String) throws {
    #expect(try read(text).number == text)
  }

  @Test(
    "R-803 refuses a citizen ID of no province",
    arguments: ["000102198503070014", "990102198503070013", "160102198503070019", "38010219850307001X"])
  func province(_ text: String) {
    #expect(refusalCode { try read(text) } == "citizen-id.province")
  }

  @Test("R-820 masks a citizen ID for lists and for the public")
  func masking() throws {
    let id = try read("11010519491231002X")
    #expect(id.masked(.internal) == "110105********002X")
    #expect(id.masked(.public) == "1***************2X")
  }

  @Test("R-820 no description, interpolation, mirror or refusal of a citizen ID shows it")
  func leaks() throws {
    let id = try read("370102198503070018")
    var dumped = ""
    dump(["id": id], to: &dumped)
    dump(id as CitizenID?, to: &dumped)
    let shown = ["\(id)", String(reflecting: id), String(describing: [id]), String(reflecting: Optional(id)), dumped]
    for text in shown {
      #expect(!text.contains("0307"))
      #expect(text.contains("370102********0018"))
    }
    let refusal = refusal { try read("370102198503070019") }
    #expect("\(String(describing: refusal))".contains("19850307") == false)
    #expect(refusal?.citation?.rule == "R-801")
    #expect(!(id as Any is any Encodable))
  }
}
