import Ballots
import Primitives

/// Turnout by hour and channel as a picture: stacked steps, darkest below, told apart in print without colour by their
/// shade and a white line between them.
struct TurnoutChart {
  /// Votes of each hour by channel, in the order of time.
  let turnout: [(hour: Int64, votes: [Int])]
  let channels: [ByteText]

  private static let width = 1200
  private static let height = 600
  private static let plot = (left: 90, right: 1170, top: 80, bottom: 480)
  /// More steps than that cannot be told apart at this width.
  private static let mostSteps = 540
  private static let shades = ["#1b3a5c", "#b5502a", "#3d7a5a", "#c99a2e", "#7d93b2", "#d9a58c", "#a9cdb9", "#ecdcae"]
  private static let hourSeconds: Int64 = 3600

  /// A channel as it is drawn; the smallest are drawn together where there are more channels than shades.
  private struct Layer {
    let name: String
    let sums: [Int]
    var votes: Int { sums.reduce(0, +) }
  }

  /// How many hours a step stands for.
  private var hoursPerStep: Int {
    [1, 2, 3, 6, 12, 24].first { turnout.count <= $0 * Self.mostSteps }
      ?? (turnout.count / (24 * Self.mostSteps) + 1) * 24
  }

  private var layers: [Layer] {
    let steps = (turnout.count + hoursPerStep - 1) / hoursPerStep
    var sums = channels.map { _ in [Int](repeating: 0, count: steps) }
    for (hour, row) in turnout.enumerated() {
      for (channel, votes) in row.votes.enumerated() { sums[channel][hour / hoursPerStep] += votes }
    }
    let all = zip(channels, sums).map { Layer(name: $0.string, sums: $1) }.sorted { $0.votes > $1.votes }
    guard all.count > Self.shades.count else { return all }
    let rest = all[(Self.shades.count - 1)...]
    let together = (0..<steps).map { step in rest.reduce(0) { $0 + $1.sums[step] } }
    return all.prefix(Self.shades.count - 1) + [Layer(name: "其他渠道 others", sums: together)]
  }

  /// The picture.
  var svg: String {
    let layers = layers
    let steps = layers.first?.sums.count ?? 0
    let highest = (0..<steps).map { step in layers.reduce(0) { $0 + $1.sums[step] } }.max() ?? 0
    let unit = Self.tick(highest)
    let top = max(unit, (highest + unit - 1) / unit * unit)
    return ([head] + yAxis(unit, top) + areas(layers, top) + xAxis(steps) + legend(layers) + ["</svg>"])
      .map { $0 + "\n" }.joined()
  }

  // MARK: Parts

  private var head: String {
    let step = hoursPerStep == 1 ? ("每小时", "each hour") : ("每 \(hoursPerStep) 小时", "each \(hoursPerStep) hours")
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(Self.width)" height="\(Self.height)" \
      viewBox="0 0 \(Self.width) \(Self.height)" font-family="Noto Sans CJK SC, Noto Sans SC, sans-serif" font-size="14">
      <rect width="100%" height="100%" fill="#ffffff"/>
      <text x="\(Self.plot.left)" y="34" font-size="20" fill="#111111">\(step.0)各渠道计入的票数</text>
      <text x="\(Self.plot.left)" y="58" fill="#444444">Counted votes of \(step.1) by channel; \
      times in UTC+8 北京时间</text>
      """
  }

  private func yAxis(_ unit: Int, _ top: Int) -> [String] {
    stride(from: 0, through: top, by: unit).map { value in
      let y = Self.y(value, top)
      return "<line x1=\"\(Self.plot.left)\" y1=\"\(y)\" x2=\"\(Self.plot.right)\" y2=\"\(y)\" stroke=\"#cccccc\"/>"
        + "<text x=\"\(Self.plot.left - 8)\" y=\"\(y)\" dy=\"5\" text-anchor=\"end\" fill=\"#111111\">\(value)</text>"
    }
  }

  private func areas(_ layers: [Layer], _ top: Int) -> [String] {
    var base = [Int](repeating: 0, count: layers.first?.sums.count ?? 0)
    return layers.enumerated().map { index, layer in
      let upper = zip(base, layer.sums).map { $0 + $1 }
      defer { base = upper }
      let path = "M" + (points(upper, top) + points(base, top).reversed()).joined(separator: "L") + "Z"
      return "<path d=\"\(path)\" fill=\"\(Self.shades[index])\" stroke=\"#ffffff\" stroke-width=\"0.5\"/>"
    }
  }

  /// The upper line of steps.
  private func points(_ values: [Int], _ top: Int) -> [String] {
    values.enumerated().flatMap { step, value in
      [step, step + 1].map { "\(x($0, of: values.count)) \(Self.y(value, top))" }
    }
  }

  /// A mark at each midnight in UTC+8, not more than about fourteen with their days; for a vote of a day or two each few
  /// hours.
  private func xAxis(_ steps: Int) -> [String] {
    guard let first = turnout.first?.hour else { return [] }
    let hours = steps * hoursPerStep
    // Hours since 1970 by the clock of UTC+8.
    let from = Int(first / Self.hourSeconds) + 8
    let marks = Self.marks(from..<from + hours)
    let every = max(1, (marks.count + 13) / 14)
    let shown = marks.enumerated().filter { $0.offset % every == 0 }.map(\.element)
    return shown.map { mark(at: x($0 - from, of: hours), Self.name(ofHour: $0)) } + [
      "<line x1=\"\(Self.plot.left)\" y1=\"\(Self.plot.bottom)\" x2=\"\(Self.plot.right)\" y2=\"\(Self.plot.bottom)\" "
        + "stroke=\"#111111\"/>"
    ]
  }

  /// The hours that may be marked: midnights, and of a short time others.
  private static func marks(_ hours: Range<Int>) -> [Int] {
    let few = [1, 2, 3, 6].first { hours.count <= $0 * 14 } ?? 24
    let unit = hours.count > 48 ? 24 : few
    let first = (hours.lowerBound + unit - 1) / unit * unit
    return Array(stride(from: first, to: hours.upperBound, by: unit))
  }

  private func mark(at x: String, _ name: String) -> String {
    let (bottom, colour) = (Self.plot.bottom, "#111111")
    return "<line x1=\"\(x)\" y1=\"\(bottom)\" x2=\"\(x)\" y2=\"\(bottom + 6)\" stroke=\"\(colour)\"/>"
      + "<text x=\"\(x)\" y=\"\(bottom + 24)\" text-anchor=\"middle\" fill=\"\(colour)\">\(name)</text>"
  }

  /// `05-02` for a midnight, `18:00` for another hour.
  private static func name(ofHour hour: Int) -> String {
    let (day, rest) = hour.quotientAndRemainder(dividingBy: 24)
    guard rest == 0, let name = CalendarDay(dayNumber: day) else { return rest < 10 ? "0\(rest):00" : "\(rest):00" }
    return String(name.text.dropFirst(5))
  }

  /// Three beside each other, which is room for the longest name and a vote of hundreds of millions.
  private func legend(_ layers: [Layer]) -> [String] {
    let column = (Self.plot.right - Self.plot.left) / 3
    return layers.enumerated().map { index, layer in
      let (x, y) = (Self.plot.left + index % 3 * column, Self.plot.bottom + 56 + index / 3 * 28)
      return "<rect x=\"\(x)\" y=\"\(y - 13)\" width=\"16\" height=\"16\" fill=\"\(Self.shades[index])\"/>"
        + "<text x=\"\(x + 24)\" y=\"\(y)\" fill=\"#111111\">\(Self.escaped(layer.name))：\(layer.votes) 票 votes</text>"
    }
  }

  // MARK: Numbers and texts

  /// A round number of which four to ten reach the highest value.
  private static func tick(_ highest: Int) -> Int {
    var power = 1
    while highest > power * 100 { power *= 10 }
    return [1, 2, 5, 10].map { $0 * power }.first { highest <= $0 * 10 } ?? power * 10
  }

  private func x(_ step: Int, of steps: Int) -> String {
    Self.text(Double(Self.plot.left) + Double(step) / Double(steps) * Double(Self.plot.right - Self.plot.left))
  }

  private static func y(_ value: Int, _ top: Int) -> String {
    text(Double(plot.bottom) - Double(value) / Double(top) * Double(plot.bottom - plot.top))
  }

  /// One decimal.
  private static func text(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }

  /// As the text of an element; what XML cannot hold is left out.
  private static func escaped(_ name: String) -> String {
    let plain = name.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0xFFFE && $0.value != 0xFFFF }
    let short = plain.count > 12 ? plain.prefix(11) + Array("…".unicodeScalars) : plain[...]
    return String(String.UnicodeScalarView(short)).replacing("&", with: "&amp;").replacing("<", with: "&lt;")
  }
}
