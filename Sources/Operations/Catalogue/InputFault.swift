import Primitives

/// An input that does not decode, told by the field.
enum InputFault {
  static func refusal(_ error: DecodingError) -> Refusal {
    switch error {
    case .keyNotFound(let key, _): missing(key.stringValue)
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      malformed(context.codingPath.map(\.stringValue).joined(separator: "."))
    @unknown default: malformed("")
    }
  }

  private static func missing(_ field: String) -> Refusal {
    Refusal(
      "input.missing", kind: .wrongUse,
      message: Bilingual("缺少参数 \(field)", "the input lacks \(field)"),
      remedy: Bilingual("补上该参数；--help 列出全部参数", "give it; --help lists all parameters"))
  }

  private static func malformed(_ field: String) -> Refusal {
    Refusal(
      "input.malformed", kind: .wrongUse,
      message: Bilingual("参数 \(field) 的写法不对", "\(field) is malformed"),
      remedy: Bilingual("--help 说明各参数的写法", "--help tells the form of each parameter"))
  }
}
