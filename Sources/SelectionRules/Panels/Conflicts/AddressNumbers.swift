/// Tells what the numbers of an address are that do not say it themselves.
enum AddressNumbers {
  typealias Part = SharedAddress.Part

  static func resolved(_ parts: [Part]) -> [Part] {
    let trailing = parts.reversed().prefix { if case .bare = $0 { true } else { false } }.count
    let head = inner(Array(parts.dropLast(trailing)))
    let numbers = parts.suffix(trailing).map { part -> String in if case .bare(let text) = part { text } else { "" } }
    return withoutFloor(lastDoors(head + tail(numbers, behind: head)))
  }

  /// A bare number before another part is the door of what follows; 3楼 before a unit is a building.
  private static func inner(_ parts: [Part]) -> [Part] {
    parts.indices.map { index in
      switch parts[index] {
      case .bare(let text): return .door(text)
      case .floor(let text):
        if index + 1 < parts.count, case .unit = parts[index + 1] { return .building(text) }
        return parts[index]
      default: return parts[index]
      }
    }
  }

  /// The numbers at the end: 3-2-501 is building, unit, room; behind a building 2-501 is unit, room.
  private static func tail(_ numbers: [String], behind head: [Part]) -> [Part] {
    let hasBuilding = head.contains { if case .building = $0 { true } else { false } }
    let hasInside = hasBuilding || head.contains(where: isInside)
    switch numbers.count {
    case 1: return [hasInside || head.contains(where: isDoor) ? .room(numbers[0]) : .door(numbers[0])]
    case 2 where hasBuilding: return [.unit(numbers[0]), .room(numbers[1])]
    case 2: return [.building(numbers[0]), .room(numbers[1])]
    case 3 where !hasInside: return [.building(numbers[0]), .unit(numbers[1]), .room(numbers[2])]
    case 4 where !hasInside && !head.contains(where: isDoor):
      return [.door(numbers[0]), .building(numbers[1]), .unit(numbers[2]), .room(numbers[3])]
    default: return numbers.map { .words($0) }
    }
  }

  private static func isInside(_ part: Part) -> Bool {
    switch part {
    case .building, .unit, .floor: true
    default: false
    }
  }

  private static func isDoor(_ part: Part) -> Bool {
    switch part {
    case .door, .compound: true
    default: false
    }
  }

  /// A last 号 inside a building is a room: 3号楼2单元501号.
  private static func lastDoors(_ parts: [Part]) -> [Part] {
    guard case .door(let text)? = parts.last, parts.dropLast().contains(where: isInside) else { return parts }
    return parts.dropLast() + [.room(text)]
  }

  /// A floor that the room's number begins with says nothing: 5层501室 is 501室.
  private static func withoutFloor(_ parts: [Part]) -> [Part] {
    guard case .room(let room)? = parts.last else { return parts }
    return parts.filter { part in
      guard case .floor(let floor) = part else { return true }
      return !(room.hasPrefix(floor) && room.count == floor.count + 2)
    }
  }
}
