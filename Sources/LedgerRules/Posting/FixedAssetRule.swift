import Primitives

/// What an equipment is, for the threshold of fixed assets.
public enum EquipmentClass: String, Sendable, Hashable, Codable, CaseIterable {
  /// 一般设备, and office equipment.
  case general = "GENERAL"
  /// 专用设备.
  case special = "SPECIAL"

  /// The name that people read.
  public var displayName: Bilingual {
    self == .general ? Bilingual("一般设备", "general equipment") : Bilingual("专用设备", "special equipment")
  }
}

/// A purchase of equipment.
public struct EquipmentPurchase: Sendable, Hashable {
  /// Its class.
  public let equipment: EquipmentClass
  /// The price of one piece: the threshold is asked of it, not of the sum of a purchase.
  public let unitPrice: Money
  /// Whether it serves for more than a year.
  public let isLasting: Bool

  /// Describes a purchase.
  public init(_ equipment: EquipmentClass, unitPrice: Money, isLasting: Bool = true) {
    self.equipment = equipment
    self.unitPrice = unitPrice
    self.isLasting = isLasting
  }

  /// Whether a piece is a fixed asset: lasting, and from 1,000 yuan (special equipment 1,500) in the chart of
  /// 2021, 500 (800) in that of 2009.
  public func isFixedAsset(in chart: Chart) -> Bool { isLasting && unitPrice >= Self.threshold(equipment, chart) }

  /// The price from which equipment is a fixed asset (R-418; P1 art 32).
  public static func threshold(_ equipment: EquipmentClass, _ chart: Chart) -> Money {
    switch (equipment, chart) {
    case (.general, .of2021): Money(fen: 100_000)
    case (.special, .of2021): Money(fen: 150_000)
    case (.general, .of2009): Money(fen: 50_000)
    case (.special, .of2009): Money(fen: 80_000)
    }
  }
}
