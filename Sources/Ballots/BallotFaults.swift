import Primitives

/// The faults of the rules of a count.
enum RuleFaults {
  static let unknownKey = make(
    "unknown-key", Bilingual("不认识的键", "the key is unknown"),
    Bilingual("删除它，或改正拼写", "take it out or correct its spelling"))
  static let missingKey = make(
    "missing-key", Bilingual("缺少必填的键", "a required key is missing"), Bilingual("补上这个键", "add the key"))
  static let instant = make(
    "instant", Bilingual("不是规定写法的时刻", "this is no instant of the accepted form"),
    Bilingual("写成 2026-05-01T00:00:00Z", "write it as 2026-05-01T00:00:00Z"))
  static let period = make(
    "once-per", Bilingual("只能是 edition 或 day", "this is edition or day"),
    Bilingual("整届一次写 edition，每日一次写 day", "write edition for once in the vote, day for once on each day"))
  static let voter = make(
    "voter", Bilingual("选民标识应为 32 位小写十六进制数字", "a voter is 32 lower-case hexadecimal digits"),
    Bilingual("按选票文件中的写法填写", "write it as the ballots do")
  ).at(Refusal.Location(file: "", column: "voidedVoters"))
  static let tooEarly = make(
    "too-early", Bilingual("投票开始不能早于 1992 年", "the vote cannot open before 1992"),
    Bilingual("核对年份：更早的日期不是全年都比 UTC 早八小时", "check the year; earlier days are not eight hours ahead of UTC all year")
  ).at(Refusal.Location(file: "", column: "opens"))
  static let window = make(
    "window", Bilingual("截止时刻必须晚于开始时刻，且不晚于 9999 年", "the vote closes after it opens, and not after the year 9999"),
    Bilingual("核对两个时刻", "check both instants")
  ).at(Refusal.Location(file: "", column: "closes"))

  static let tooLarge = make(
    "too-large", Bilingual("候选人数、渠道数与小时数之积过大", "nominees, channels and hours are too many together"),
    Bilingual("核对投票起止时刻和候选人数", "check the window and the number of nominees")
  ).at(Refusal.Location(file: "", column: "closes"))

  static func range(_ key: String, _ least: Int, _ most: Int) -> Refusal {
    let bound =
      most == Int.max
      ? Bilingual("不小于 \(least)", "at least \(least)") : Bilingual("\(least)–\(most)", "\(least) to \(most)")
    return make(
      "range", Bilingual("数量应为 \(bound.zh)", "there must be \(bound.en)"), Bilingual("改正数值", "correct the number")
    ).at(Refusal.Location(file: "", column: key))
  }

  static func empty(_ key: String) -> Refusal {
    make("empty", Bilingual("不能为空", "a text must not be empty"), Bilingual("填写内容", "fill it in")).at(
      Refusal.Location(file: "", column: key))
  }

  static func repeated(_ key: String) -> Refusal {
    make("repeated", Bilingual("有重复的值", "a value stands twice"), Bilingual("只保留一个", "keep one of them")).at(
      Refusal.Location(file: "", column: key))
  }

  static func nominations(_ found: Int, _ wanted: Int) -> Refusal {
    make(
      "nominations", Bilingual("应有 \(wanted) 个推荐编号，实有 \(found) 个", "there must be \(wanted) nominations, not \(found)"),
      Bilingual("第 i 个编号属于选票上的第 i 人", "the i-th is the nominee with ballot number i")
    ).at(Refusal.Location(file: "", column: "nominations"))
  }

  static func sort(_ found: Bilingual, _ wanted: Bilingual) -> Refusal {
    make(
      "type", Bilingual("应为\(wanted.zh)，实为\(found.zh)", "this must be \(wanted.en), not \(found.en)"),
      Bilingual("改正类型", "write it as the article on ballots says"))
  }

  private static func make(_ code: String, _ message: Bilingual, _ remedy: Bilingual) -> Refusal {
    Refusal("ballot-rules." + code, message: message, remedy: remedy)
  }
}

/// Why a hand-over is refused as a whole.
enum BallotFaults {
  static func header(_ file: String) -> Refusal {
    Refusal(
      "ballots.header",
      message: Bilingual(
        "首行必须正好是 ballot_id、voter_hash、candidate_no、channel、timestamp 五列，顺序不限",
        "the first line holds ballot_id, voter_hash, candidate_no, channel and timestamp, each once, in any order"),
      remedy: Bilingual(
        "请平台按规定的列名重新导出，以逗号分隔、UTF-8 编码",
        "have the platform export it again with these columns, separated by commas, in UTF-8"),
      location: Refusal.Location(file: file, line: 1))
  }

  static func same(_ file: String, as other: String) -> Refusal {
    Refusal(
      "ballots.same-file",
      message: Bilingual("与 \(other) 内容相同", "its content is that of \(other)"),
      remedy: Bilingual("同一文件只交一次", "hand each file over once"), location: Refusal.Location(file: file))
  }

  static func memory(_ least: Int) -> Refusal {
    Refusal(
      "ballots.memory", kind: .wrongUse,
      message: Bilingual("内存上限至少为 \(least >> 20)M", "the memory limit is at least \(least >> 20)M"),
      remedy: Bilingual("提高 --memory", "raise --memory"))
  }

  static let tooManyVoters = Refusal(
    "ballots.too-many-voters",
    message: Bilingual("选民数超过一次计票的上限", "there are more voters than one count can hold"),
    remedy: Bilingual("请联系维护人员", "tell the maintainers"))
}
