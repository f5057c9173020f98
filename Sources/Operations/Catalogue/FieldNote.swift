import Primitives

/// What people are told about one field of an operation's input.
public struct FieldNote: Sendable, Hashable {
  /// How the command line takes the field.
  public enum Form: Sendable, Hashable {
    /// By its place: `qilu edition verify FOLDER`.
    case argument
    /// By its name: `--output FOLDER`.
    case option
  }

  /// The property's name in the input type.
  public let name: String
  /// How the command line takes it.
  public let form: Form
  /// What stands for the value in help: `FOLDER`.
  public let placeholder: String
  /// What it means.
  public let help: Bilingual
  /// Whether the value is personal: a door offers a way to give it that other users of the machine do not see.
  public let isPersonal: Bool

  /// Describes a field that is taken by its place.
  public static func argument(_ name: String, _ placeholder: String, _ zh: String, _ en: String) -> FieldNote {
    FieldNote(name: name, form: .argument, placeholder: placeholder, help: Bilingual(zh, en), isPersonal: false)
  }

  /// Describes a field that is taken by its name.
  public static func option(_ name: String, _ placeholder: String, _ zh: String, _ en: String) -> FieldNote {
    FieldNote(name: name, form: .option, placeholder: placeholder, help: Bilingual(zh, en), isPersonal: false)
  }

  /// Describes a field that is taken by its name and holds a personal value.
  public static func personal(_ name: String, _ placeholder: String, _ zh: String, _ en: String) -> FieldNote {
    FieldNote(name: name, form: .option, placeholder: placeholder, help: Bilingual(zh, en), isPersonal: true)
  }

  /// The option as the command line spells it: `dryRun` is `--dry-run`.
  public var flag: String {
    name.reduce(into: "--") { text, character in
      if character.isUppercase { text.append("-") }
      text.append(Character(character.lowercased()))
    }
  }
}
