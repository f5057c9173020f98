import Primitives
import Testing

@testable import Operations

@Suite struct RouteTests {
  @Test("what is called everywhere has a route, what is only on the machine has none, and no row is idle")
  func complete() {
    for entry in Catalogue.all.entries {
      #expect((entry.route != nil) == (entry.reach == .everywhere), "\(entry.name)")
    }
    let names = Set(Catalogue.all.entries.map(\.name))
    #expect(RouteTable.table.keys.filter { !names.contains($0) }.isEmpty)
  }

  @Test("no two routes of one method have one shape")
  func unique() {
    let routes = Catalogue.all.entries.compactMap(\.route)
    #expect(Set(routes.map { [$0.method.rawValue] + $0.shape }).count == routes.count)
  }

  @Test("the fields of a path are fields of the input: needed, of one value, and no files")
  func fields() {
    for entry in Catalogue.all.entries {
      for name in entry.route?.fields ?? [] {
        let field = entry.input.fields.first { $0.name == name }
        #expect(field?.isRequired == true && field?.schema.isScalar == true, "\(entry.name) \(name)")
        #expect(field?.schema != FilePath.schema, "\(entry.name) \(name)")
      }
    }
  }

  @Test("reading is GET, and only reading, except for answers that are files")
  func methods() {
    for entry in Catalogue.all.entries {
      guard let route = entry.route else { continue }
      let isRead = entry.effect != .writes && !JobForm.runsAsJob(entry)
      #expect((route.method == .get) == isRead, "\(entry.name)")
    }
  }
}
