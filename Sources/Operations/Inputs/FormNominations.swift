import Database
import Primitives
import SelectionRules
import Store

/// Nominations that come by forms enter the package through the eligibility checks alone: a file neither brings
/// one in past them, nor takes one out.
struct FormNominations {
  private let forms: Set<ByteText>

  init(of edition: EditionID, in connection: ReadConnection) throws {
    forms = Set(try FormStore.all(of: edition, in: connection).map(\.number))
  }

  /// Passes if a file may replace the nominations that the package has.
  func checkReplacement(of inputs: EditionInputs) throws {
    guard let first = inputs.nominations.map(\.key).first(where: forms.contains) else { return }
    throw Self.ofForm(
      Bilingual("推荐 \(first) 由推荐表产生，不能由文件替换", "the nomination \(first) came by a form and is not replaced by a file"),
      Bilingual("更正后用 eligibility settle --replace 汇入", "bring it in anew with eligibility settle --replace"))
  }

  /// Passes if a file may bring a nomination in.
  func check(_ number: ByteText) throws {
    guard forms.contains(number) else { return }
    throw Self.ofForm(
      Bilingual("推荐 \(number) 有推荐表，不能由文件导入", "the nomination \(number) has a form and comes by no file"),
      Bilingual("资格审核后用 eligibility settle 汇入", "bring it in with eligibility settle, after its checks"))
  }

  private static func ofForm(_ message: Bilingual, _ remedy: Bilingual) -> Refusal {
    Refusal(
      "nomination.of-form", citation: Citation("R-219", Citation.houseRules), message: message, remedy: remedy)
  }
}
