// swift-tools-version: 6.0
import PackageDescription

// The floors and who may import whom are held by Tests/ArchitectureTests; the reasons are in the
// architecture article (Sources/qilu/Documentation.docc/Architecture.md).

let package = Package(
  name: "qilu",
  products: [.executable(name: "qilu", targets: ["qilu"])],
  targets: [
    // C: a module map and a shim each, driven by exactly one Swift target.
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CMicroHTTPD", pkgConfig: "libmicrohttpd", providers: [.apt(["libmicrohttpd-dev"])]),

    // Values.
    .target(
      name: "Primitives",
      resources: [
        .embedInCode("Data/working-days.csv"),
        .embedInCode("Data/regions-shandong.csv"),
        .embedInCode("Data/provinces.csv"),
      ]),
    .target(name: "Tables", dependencies: ["Primitives"]),

    // Drivers.
    .target(name: "Sealing", dependencies: ["CSodium", "CCrypto", "Primitives"]),
    .target(name: "Compression", dependencies: ["CZlib", "CZstd", "Primitives"]),

    // Rules: pure.
    .target(name: "SelectionRules", dependencies: ["Primitives", "Tables"]),
    .target(
      name: "LedgerRules", dependencies: ["Primitives", "Tables"],
      resources: [.embedInCode("Data/union-accounts-2021.csv")]),
    .target(name: "StudioRules", dependencies: ["LedgerRules", "Primitives"]),
    .target(name: "Ballots", dependencies: ["Compression", "Sealing", "Primitives", "Tables"]),

    // Storage.
    .target(name: "Database", dependencies: ["CSQLite", "CPostgres", "Primitives"]),
    .target(name: "Evidence", dependencies: ["Sealing", "Primitives"]),
    .target(name: "Store", dependencies: ["Database", "Sealing", "SelectionRules", "Primitives"]),

    // Work.
    .target(
      name: "Operations",
      dependencies: [
        "Ballots", "Store", "Database", "Evidence", "Compression", "Sealing", "SelectionRules", "LedgerRules",
        "StudioRules",
        "Tables", "Primitives",
      ],
      resources: [.embedInCode("Data/common-passwords.txt")]),

    // Exchange.
    .target(name: "HTTPServer", dependencies: ["CMicroHTTPD", "Compression", "Primitives"]),
    .target(name: "HTTPClient", dependencies: ["Compression", "Primitives"]),

    // Doors.
    .target(name: "CommandLine", dependencies: ["HTTPClient", "Operations", "Primitives"]),
    .target(name: "API", dependencies: ["HTTPServer", "Operations", "Primitives"]),

    // Root.
    .executableTarget(name: "qilu", dependencies: ["API", "CommandLine", "Operations"]),

    .testTarget(name: "PrimitivesTests", dependencies: ["Primitives"]),
    .testTarget(name: "TablesTests", dependencies: ["Tables", "Primitives"]),
    .testTarget(name: "SealingTests", dependencies: ["Sealing", "Primitives"]),
    .testTarget(name: "CompressionTests", dependencies: ["Compression", "Primitives"]),
    .testTarget(name: "HTTPClientTests", dependencies: ["HTTPClient", "HTTPServer", "Compression", "Primitives"]),
    .testTarget(name: "HTTPServerTests", dependencies: ["HTTPServer", "Primitives"]),
    .testTarget(
      name: "SelectionRulesTests", dependencies: ["SelectionRules", "Tables", "Primitives"], exclude: ["Fixtures"]),
    .testTarget(name: "LedgerRulesTests", dependencies: ["LedgerRules", "Tables", "Primitives"]),
    .testTarget(name: "StudioRulesTests", dependencies: ["StudioRules", "LedgerRules", "Primitives"]),
    .testTarget(
      name: "BallotsTests", dependencies: ["Ballots", "Compression", "Primitives"], exclude: ["Corpus"]),
    .testTarget(name: "DatabaseTests", dependencies: ["Database", "Primitives"]),
    .testTarget(name: "EvidenceTests", dependencies: ["Evidence", "Sealing", "Primitives"]),
    .testTarget(
      name: "OperationsTests",
      dependencies: [
        "Ballots", "Operations", "Store", "Database", "Evidence", "Sealing", "SelectionRules", "LedgerRules",
        "StudioRules",
        "Tables", "Primitives",
      ],
      exclude: ["Permissions/permissions.csv"]),
    .testTarget(
      name: "CommandLineTests", dependencies: ["CommandLine", "HTTPClient", "Operations", "Primitives"]),
    .testTarget(name: "APITests", dependencies: ["API", "HTTPServer", "Operations", "Primitives"]),
    .testTarget(name: "ArchitectureTests"),
    .testTarget(name: "EndToEndTests", dependencies: ["qilu", "Primitives"]),
  ]
)
