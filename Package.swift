// swift-tools-version: 6.2
import PackageDescription

/// Settings that every Swift target shares: Swift 6 mode and the strict upcoming features.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(
    name: "HummingbirdTesting", package: "hummingbird")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let lifecycle = Target.Dependency.product(
    name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let jwt = Target.Dependency.product(name: "JWTKit", package: "jwt-kit")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

/// What reads bytes from outside, on saved inputs; for `scripts/fuzz.sh`, which sets `LINLI_FUZZ`,
/// the same as a program, whose main function libFuzzer brings.
let fuzzed: [Target.Dependency] = [
    "Kernel", "Profiles", "SQL", "Secrets", "Media", "Storage", "Actions", "Identity", "Markup",
    "Web", crypto,
]
let fuzz: Target =
    Context.environment["LINLI_FUZZ"] == nil
    ? .testTarget(
        name: "FuzzTests", dependencies: fuzzed, exclude: ["Corpus"], swiftSettings: strict)
    : .executableTarget(
        name: "Fuzz", dependencies: fuzzed, path: "Tests/FuzzTests",
        exclude: ["Corpus", "CorpusTests.swift", "Mutations.swift"], swiftSettings: strict)

let package = Package(
    name: "linli",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "linli", targets: ["linli"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        // The rules of the neighbourhood: pure values, no I/O.
        .target(name: "Kernel", dependencies: [crypto], swiftSettings: strict),
        // YAML becomes Kernel values, or a readable list of problems.
        .target(
            name: "Profiles", dependencies: ["Kernel", yams],
            resources: [.copy("Resources")], swiftSettings: strict),

        // Query text with bound values, and the two drivers that run it.
        .target(name: "SQL", swiftSettings: strict),
        .target(
            name: "SQLiteDriver", dependencies: ["SQL", "CSQLite", grdb, sqlite, logging],
            swiftSettings: strict),
        .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
        .target(
            name: "PostgresDriver", dependencies: ["SQL", "CPostgres", logging],
            swiftSettings: strict),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),

        // Who does what, at the least cost: optimisation behind plain functions.
        .target(name: "Planning", dependencies: ["CLemon"], swiftSettings: strict),
        .target(name: "CLemon", linkerSettings: [.linkedLibrary("m")]),

        // Rows and Kernel values; then one verb a file.
        .target(
            name: "Storage", dependencies: ["Kernel", "SQL", "Secrets"],
            exclude: ["schema.sql"], resources: [.copy("Migrations")], swiftSettings: strict),
        .target(
            name: "Actions",
            dependencies: [
                "Kernel", "Profiles", "Planning", "Storage", "SQL", "Secrets", "Media", "Identity",
                "Outgoing",
                logging,
            ], swiftSettings: strict),

        // What devices and other houses say of who somebody is.
        .target(name: "Identity", dependencies: ["CFido2", crypto, jwt], swiftSettings: strict),
        .systemLibrary(
            name: "CFido2", pkgConfig: "libfido2", providers: [.apt(["libfido2-dev"])]),

        // Passwords, one-time passwords and ciphers; photographs without metadata, QR codes and
        // spreadsheets.
        .target(name: "Secrets", dependencies: ["CSodium", crypto], swiftSettings: strict),
        .target(
            name: "Media",
            dependencies: [
                "Secrets", "CGD", "CExif", "CQREncode", "CXLSXWriter", "CZip", "CExpat", "CIconv",
                crypto,
            ],
            swiftSettings: strict),
        .systemLibrary(name: "CGD", providers: [.apt(["libgd-dev"])]),
        .systemLibrary(name: "CExif", pkgConfig: "libexif", providers: [.apt(["libexif-dev"])]),
        .systemLibrary(
            name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(
            name: "CXLSXWriter", pkgConfig: "xlsxwriter",
            providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(name: "CIconv"),
        .systemLibrary(
            name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),

        // The one door through which other systems are called.
        .target(
            name: "Outgoing", dependencies: ["Kernel", "Secrets", "CCurl"], swiftSettings: strict),
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),

        // Pages.
        .target(name: "Markup", swiftSettings: strict),
        .target(
            name: "Web",
            dependencies: [
                "Kernel", "Profiles", "Storage", "Actions", "Secrets", "Media", "Markup",
                "Identity", hummingbird, hummingbirdCore, logging,
            ],
            resources: [.copy("Assets"), .copy("Texts")], swiftSettings: strict),

        // Doors for other systems.
        .target(
            name: "API",
            dependencies: [
                "Kernel", "Profiles", "Storage", "Actions", "Secrets", "Media", hummingbird,
                logging,
            ],
            swiftSettings: strict),

        // Wiring and the command line.
        .target(
            name: "App",
            dependencies: [
                "Kernel", "Profiles", "SQL", "SQLiteDriver", "PostgresDriver", "Storage",
                "Actions", "Web", "API", "Secrets", "Media", "Outgoing", hummingbird, lifecycle,
                signals, logging, nioSSL,
            ], swiftSettings: strict),
        .executableTarget(
            name: "linli",
            dependencies: [
                "App", "Kernel", "Profiles", "Planning", "Storage", "Actions", "Media",
                "Outgoing",
                argumentParser, logging,
            ],
            swiftSettings: strict),

        // Tests, one target a layer.
        .target(
            name: "TestSupport",
            dependencies: [
                "Kernel", "Profiles", "SQL", "SQLiteDriver", "PostgresDriver", "Storage",
                "Actions", "Web", "API", "App", "Identity", crypto,
            ],
            path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(
            name: "KernelTests", dependencies: ["Kernel"],
            resources: [.copy("Fixtures")], swiftSettings: strict),
        .testTarget(
            name: "ProfilesTests", dependencies: ["Profiles", "Kernel"],
            resources: [.copy("Fixtures")], swiftSettings: strict),
        .testTarget(
            name: "PlanningTests", dependencies: ["Planning", "CLemon"],
            resources: [.copy("Fixtures")], swiftSettings: strict),
        .testTarget(
            name: "SQLTests", dependencies: ["SQL", "SQLiteDriver", "PostgresDriver"],
            swiftSettings: strict),
        .testTarget(
            name: "StorageTests",
            dependencies: ["TestSupport", "App", "Storage", "SQL", "SQLiteDriver"],
            swiftSettings: strict),
        .testTarget(
            name: "ActionsTests",
            dependencies: [
                "TestSupport", "Actions", "Profiles", "Storage", "SQL", "Secrets", "Identity",
                "Outgoing",
            ],
            resources: [.copy("Fixtures")], swiftSettings: strict),
        .testTarget(
            name: "OutgoingTests", dependencies: ["Outgoing", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "IdentityTests", dependencies: ["Identity", "TestSupport", jwt],
            swiftSettings: strict),
        .testTarget(name: "SecretsTests", dependencies: ["Secrets"], swiftSettings: strict),
        .testTarget(name: "MediaTests", dependencies: ["Media", "CGD"], swiftSettings: strict),
        .testTarget(name: "MarkupTests", dependencies: ["Markup"], swiftSettings: strict),
        .testTarget(
            name: "WebTests", dependencies: ["TestSupport", "Web", "SQL", hummingbirdTesting],
            swiftSettings: strict),
        .testTarget(
            name: "APITests",
            dependencies: ["TestSupport", "API", "App", "Web", "SQL", hummingbirdTesting],
            swiftSettings: strict),
        .testTarget(
            name: "CapabilityTests", dependencies: ["Profiles", "Kernel"], swiftSettings: strict),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "linli", "Actions", "App", "Kernel", "Profiles", "SQL", "SQLiteDriver", "Storage",
            ],
            resources: [.copy("Fixtures")], swiftSettings: strict),
        fuzz,
        .testTarget(name: "TidyTests", swiftSettings: strict),
    ],
    cxxLanguageStandard: .cxx17
)
