import Primitives
import SelectionRules
import Store

/// `qilu structure show EDITION`: the figures of R-236, which block nothing.
struct StructureShow: ReadOperation {
  struct Input: Codable, Sendable {
    var edition: String
  }

  struct Output: OperationOutput {
    var total: Int
    var fromEnterprises: Int
    var young: Int
    var women: Int
    var warnings: [Bilingual]

    var presentation: [Block] {
      [
        .facts([
          Block.Fact("推荐", "nominations", "\(total)"),
          Block.Fact("来自企业", "from enterprises", "\(fromEnterprises)"),
          Block.Fact("\(StructureFigures.youngAge) 岁及以下", "aged \(StructureFigures.youngAge) or less", "\(young)"),
          Block.Fact("女职工", "women", "\(women)"),
        ])
      ] + warnings.map(Block.line)
    }
  }

  static let name = "structure show"
  static let summary = Bilingual(
    "查看已上报推荐的结构（仅提示，不作限制）", "show the make-up of the forwarded nominations; notes only, never a limit")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.argument("edition", "EDITION", "届次名称", "the edition's name")]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    let today = try call.environment.today()
    let running = try EligibilityForms.primaries(of: edition.id, call)
    let forms = try FormStore.all(of: edition.id, in: call.connection).filter {
      running.contains($0.number) && ForwardWords.standing.contains($0.state)
    }
    let nominees = try forms.map { form in
      let content = try FormContext(edition: input.edition, number: form.number, call).form
      let citizenID = try CitizenID(content[.citizenID], today: today)
      let kind = EmployerKind(rawValue: content[.ownership])
      return StructureFigures.Nominee(
        isFromEnterprise: kind?.isEnterprise ?? false, birthDay: citizenID.birthDay, sex: citizenID.sex)
    }
    let figures = try StructureFigures(nominees, on: today)
    return Output(
      total: figures.total, fromEnterprises: figures.fromEnterprises, young: figures.young, women: figures.women,
      warnings: figures.warnings)
  }
}
