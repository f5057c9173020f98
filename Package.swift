// swift-tools-version: 6.0
import PackageDescription

// The floors and who may import whom are held by Tests/ArchitectureTests; the reasons are in the
// architecture article (Sources/qilu/Documentation.docc/Architecture.md).

let package = Package(
  name: "qilu",
  targets: [
    // Values.
    .target(
      name: "Primitives",
      resources: [
        .embedInCode("Data/working-days.csv"),
        .embedInCode("Data/regions-shandong.csv"),
        .embedInCode("Data/provinces.csv"),
      ]),
    .target(name: "Tables", dependencies: ["Primitives"]),
    // Rules: pure.
    .target(name: "SelectionRules", dependencies: ["Primitives", "Tables"]),
    .testTarget(name: "PrimitivesTests", dependencies: ["Primitives"]),
    .testTarget(name: "TablesTests", dependencies: ["Tables", "Primitives"]),
    .testTarget(
      name: "SelectionRulesTests", dependencies: ["SelectionRules", "Tables", "Primitives"], exclude: ["Fixtures"]),
  ]
)
