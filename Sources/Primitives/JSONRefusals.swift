/// The faults of a JSON text, each with its stable code.
enum JSONFault: String {
  case tooLarge = "json.too-large"
  case encoding = "json.encoding"
  case unexpectedEnd = "json.unexpected-end"
  case syntax = "json.syntax"
  case trailing = "json.trailing"
  case tooDeep = "json.too-deep"
  case number = "json.number"
  case escape = "json.escape"
  case loneSurrogate = "json.lone-surrogate"
  case controlCharacter = "json.control-character"
  case repeatedKey = "json.repeated-key"

  /// The refusal of this fault; the message names the fault, never the text that was read.
  func refusal(at location: Refusal.Location) -> Refusal {
    Refusal(rawValue, message: message, remedy: remedy, location: location)
  }

  private var message: Bilingual {
    switch self {
    case .tooLarge:
      let limit = JSONLimits.bytes / (1024 * 1024)
      return Bilingual("JSON 内容超过 \(limit) MB。", "The JSON text is longer than \(limit) MB.")
    case .encoding: return Bilingual("不是有效的 UTF-8 编码。", "The bytes are not valid UTF-8.")
    case .unexpectedEnd: return Bilingual("JSON 内容不完整，提前结束。", "The JSON text ends too early.")
    case .syntax: return Bilingual("JSON 语法错误。", "This is not JSON syntax.")
    case .trailing: return Bilingual("JSON 值之后还有多余内容。", "Something follows the JSON value.")
    case .tooDeep:
      return Bilingual(
        "JSON 嵌套超过 \(JSONLimits.depth) 层。", "The JSON text nests deeper than \(JSONLimits.depth) levels.")
    case .number: return Bilingual("JSON 数字写法不正确。", "This is not a JSON number.")
    case .escape: return Bilingual("字符串中的转义写法不正确。", "This escape is not one of JSON.")
    case .loneSurrogate:
      return Bilingual("\\u 转义中的代理项没有成对。", "A \\u escape writes half of a surrogate pair.")
    case .controlCharacter:
      return Bilingual("字符串中有未转义的控制字符。", "A string holds a control character that is not escaped.")
    case .repeatedKey: return Bilingual("同一对象中键重复出现。", "A key stands twice in the same object.")
    }
  }

  private var remedy: Bilingual {
    switch self {
    case .tooLarge: Bilingual("请确认文件是否正确。", "Check that this is the right file.")
    case .encoding: Bilingual("请将文件另存为 UTF-8 编码。", "Save the file as UTF-8.")
    case .repeatedKey: Bilingual("请删除重复的键，只保留一个。", "Keep one of them and delete the other.")
    case .loneSurrogate: Bilingual("请直接写出该字符，或写成完整的一对。", "Write the character itself, or the whole pair.")
    case .controlCharacter: Bilingual("请改用 \\n、\\t 等转义。", "Write it as an escape such as \\n or \\t.")
    case .unexpectedEnd: Bilingual("请取得完整的文件。", "Get the whole file.")
    case .trailing: Bilingual("请删除多余的内容。", "Delete what follows the value.")
    case .tooDeep, .syntax, .number, .escape:
      Bilingual("请按 RFC 8259 修改所指位置。", "Correct the place as RFC 8259 says.")
    }
  }
}
