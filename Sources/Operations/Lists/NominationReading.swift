import Primitives
import SelectionRules

/// `qilu nomination list EDITION`.
struct NominationList: ReadOperation {
  struct Input: Codable, Sendable {
    var edition: String
  }

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var nomination: ByteText
      var name: ByteText
      var employerCreditCode: ByteText
      var region: ByteText
      var channel: NominationChannel
      var qualified: Bool
      var reason: ByteText?
    }

    var nominations: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("编号", "nomination"), TableBlock.text("姓名", "name"),
        TableBlock.text("单位代码", "employer"), TableBlock.text("地区", "region"), TableBlock.text("渠道", "channel"),
        TableBlock.text("资格", "qualification"),
      ]
      return [.table(TableBlock(columns, bilingual: nominations.map(row)))]
    }

    private func row(_ item: Item) -> [Bilingual] {
      let texts = [item.nomination, item.name, item.employerCreditCode, item.region].map(\.string)
      let reason = item.reason?.string ?? ""
      return texts.map { Bilingual($0, $0) } + [
        ChannelWords.words(item.channel),
        item.qualified ? Bilingual("合格", "qualified") : Bilingual("不合格：\(reason)", "unqualified: \(reason)"),
      ]
    }
  }

  static let name = "nomination list"
  static let summary = Bilingual("列出一届的推荐", "list an edition's nominations")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.argument("edition", "EDITION", "届次名称", "the edition's name")]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    return Output(
      nominations: try edition.inputs(in: call.connection).nominations.map { entry in
        Output.Item(
          nomination: entry.key, name: entry.name, employerCreditCode: entry.employerCreditCode,
          region: entry.region, channel: entry.channel, qualified: entry.disqualification == nil,
          reason: entry.disqualification)
      })
  }
}

/// Words for the channels of nomination.
enum ChannelWords {
  static func words(_ channel: NominationChannel) -> Bilingual {
    switch channel {
    case .unit: Bilingual("单位推荐", "unit")
    case .selfRecommended: Bilingual("个人自荐", "self")
    case .joint: Bilingual("联名推荐", "joint")
    }
  }
}
