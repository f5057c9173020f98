import Ballots
import Foundation
import Primitives

/// `qilu ballots count FILES… --rules RULES.json --output FOLDER`: counts raw ballots from files alone.
struct BallotsCount: PureOperation {
  struct Input: Codable, Sendable {
    var files: [FilePath]
    var rules: FilePath
    var output: FilePath
    var memory: String?
    var threads: Int?
    var allRejected: Bool?
    var progress: Bool?
  }

  struct Output: OperationOutput {
    struct ClassRows: Codable, Sendable {
      var code: String
      var rows: Int
    }

    var read: Int
    var classes: [ClassRows]
    var voters: Int
    var signals: Int
    var folder: FilePath
  }

  static let name = "ballots count"
  static let summary = Bilingual("由选票文件计票（不需要数据库）", "count raw ballots from files alone, without a database")
  static let reach = Reach.localOnly
  static let notes: [FieldNote] = [
    .argument(
      "files", "FILES", "选票 CSV，按此顺序读取；可为 gzip、zstd 或管道，- 表示标准输入",
      "CSV files of ballots, read in this order; also gzip, zstd or pipes; - is standard input"),
    .option("rules", "FILE", "计票规则，JSON", "the rules of the count, JSON"),
    .option("output", "FOLDER", "结果写入的文件夹（不存在或为空）", "the folder for the results, new or empty"),
    .option(
      "memory", "SIZE", "内存上限，如 600M、2G，默认 2G；放不下的部分暂存于结果文件夹旁",
      "the most memory, such as 600M or 2G; 2G unless given; what does not fit goes to disk beside the results"),
    .option("threads", "COUNT", "计票线程数（1–16），默认为处理器核数", "counting threads (1–16); as many as cores unless given"),
    .option(
      "allRejected", "", "rejected.csv 列出全部未计入的行，而非每类前 1000 行",
      "list every row that was not counted, not the first 1,000 of each class"),
    .option("progress", "", "即使不在终端也显示进度", "tell the progress also where there is no terminal"),
  ]

  static func run(_ input: Input, _ environment: Environment) throws -> Output {
    let rules = try BallotRules(
      json: try FileSource.whole(input.rules.text, limit: JSONLimits.bytes), file: input.rules.text)
    try PackageFolder.checkIsNew(input.output)
    let files = try BallotFiles(input.files)
    let scratch = ScratchFile(beside: input.output)
    let pace = BallotPace(environment, bytes: files.bytes, isAsked: input.progress == true)
    let result = try count(input, rules).count(files.inputs, scratch: scratch.scratch) { pace.tell($0) }
    try BallotFolder.write(result, to: input.output)
    return Output(
      read: result.read,
      classes: BallotClass.allCases.map { Output.ClassRows(code: $0.code, rows: result.classes[$0] ?? 0) },
      voters: result.voters, signals: result.signals.count, folder: input.output)
  }

  private static func count(_ input: Input, _ rules: BallotRules) throws -> BallotCount {
    var count = BallotCount(rules: rules)
    count.threads = input.threads ?? ProcessInfo.processInfo.activeProcessorCount
    guard (1...16).contains(count.threads) || input.threads == nil else { throw BallotRefusals.threads }
    if let memory = input.memory {
      guard let bytes = MemorySize.bytes(memory) else { throw BallotRefusals.memory(memory) }
      count.memory = bytes
    }
    count.tellsAllRejected = input.allRejected == true
    #if DEBUG
      count.plant(ProcessInfo.processInfo.environment)
    #endif
    return count
  }
}

extension BallotsCount.Output {
  var presentation: [Block] {
    [
      BallotBlocks.classes(classes, read: read),
      .facts([
        Block.Fact("有票计入的选民", "voters with a counted choice", "\(voters)"),
        Block.Fact("供审计查看的信号", "signals for auditors", "\(signals)"),
      ]),
      .line("结果已写入 \(folder.text)", "the results were written to \(folder.text)"),
    ]
  }
}

/// Words for the classes of rows.
enum BallotWords {
  static func words(_ ballotClass: BallotClass) -> Bilingual {
    switch ballotClass {
    case .malformed: Bilingual("格式不合", "malformed")
    case .unknownCandidate: Bilingual("无此候选号", "unknown candidate")
    case .unknownChannel: Bilingual("无此渠道", "unknown channel")
    case .outsideWindow: Bilingual("不在投票时段", "outside the window")
    case .repeatedBallot: Bilingual("选票编号重复", "repeated ballot")
    case .voidedVoter: Bilingual("选民已被取消", "voided voter")
    case .repeatedChoice: Bilingual("重复投同一人", "repeated choice")
    case .overDailyLimit: Bilingual("超过每日票数", "over the daily limit")
    case .counted: Bilingual("计入", "counted")
    }
  }
}

/// What is refused about a count.
enum BallotRefusals {
  static let none = Refusal(
    "ballots.no-file", kind: .wrongUse, message: Bilingual("没有指定选票文件", "no file of ballots was named"),
    remedy: Bilingual("至少指定一个文件", "name at least one"))
  static let threads = Refusal(
    "ballots.threads", kind: .wrongUse, message: Bilingual("线程数应为 1–16", "the threads are 1 to 16"),
    remedy: Bilingual("改正 --threads", "correct --threads"))
  static func memory(_ text: String) -> Refusal {
    Refusal(
      "ballots.memory-form", kind: .wrongUse,
      message: Bilingual("“\(text)”不是内存大小", "“\(text)” is no size of memory"),
      remedy: Bilingual("写成 600M 或 2G", "write it as 600M or 2G"))
  }
}

/// A size as people write it: `600M`, `2G`.
enum MemorySize {
  private static let units: [Character: Int] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40]

  /// Nil for anything else than a number with or without a unit.
  static func bytes(_ text: String) -> Int? {
    let unit = text.last.flatMap { units[$0] }
    let digits = unit == nil ? text[...] : text.dropLast()
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits) else {
      return nil
    }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: unit ?? 1)
    return overflow ? nil : bytes
  }
}
