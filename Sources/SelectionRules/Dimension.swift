/// The four dimensions of the expert review, in the order of the score sheet.
public enum Dimension: String, Sendable, Hashable, Codable, CaseIterable {
  /// 工匠精神.
  case spirit
  /// 工艺专长.
  case craft
  /// 领军作用.
  case leading
  /// 突出贡献.
  case contribution

  /// The dimension's place on the sheet, from 0.
  public var order: Int {
    switch self {
    case .spirit: 0
    case .craft: 1
    case .leading: 2
    case .contribution: 3
    }
  }

  /// The Chinese name as the Opinion prints it.
  public var chinese: String {
    switch self {
    case .spirit: "工匠精神"
    case .craft: "工艺专长"
    case .leading: "领军作用"
    case .contribution: "突出贡献"
    }
  }
}

/// Four values, one for each dimension.
public struct ByDimension<Value> {
  /// 工匠精神.
  public var spirit: Value
  /// 工艺专长.
  public var craft: Value
  /// 领军作用.
  public var leading: Value
  /// 突出贡献.
  public var contribution: Value

  /// Makes the four values in the order of the sheet.
  public init(spirit: Value, craft: Value, leading: Value, contribution: Value) {
    self.spirit = spirit
    self.craft = craft
    self.leading = leading
    self.contribution = contribution
  }

  /// Makes the four values by a function of the dimension.
  public init(_ make: (Dimension) throws -> Value) rethrows {
    self.init(
      spirit: try make(.spirit), craft: try make(.craft), leading: try make(.leading),
      contribution: try make(.contribution))
  }

  /// The value of one dimension.
  public subscript(dimension: Dimension) -> Value {
    get {
      switch dimension {
      case .spirit: spirit
      case .craft: craft
      case .leading: leading
      case .contribution: contribution
      }
    }
    set {
      switch dimension {
      case .spirit: spirit = newValue
      case .craft: craft = newValue
      case .leading: leading = newValue
      case .contribution: contribution = newValue
      }
    }
  }
}

extension ByDimension: Sendable where Value: Sendable {}
extension ByDimension: Equatable where Value: Equatable {}
extension ByDimension: Hashable where Value: Hashable {}
