import Foundation
import Testing

/// Imports point inwards: `linli → App → Web, API, drivers → Actions → Storage, Profiles → Kernel`.
@Suite struct ArrowTests {
    /// What each target may import of ours, and of others.
    static let arrows: [String: Set<String>] = [
        "Kernel": ["Foundation", "Crypto", "Synchronization"],
        "SQL": ["Foundation"],
        "SQLiteDriver": [
            "SQL", "CSQLite", "Foundation", "Dispatch", "Synchronization", "GRDB", "GRDBSQLite",
            "Logging",
        ],
        "PostgresDriver": [
            "SQL", "CPostgres", "Foundation", "Dispatch", "Synchronization", "Logging",
        ],
        "Secrets": ["Foundation", "Dispatch", "Synchronization", "Crypto", "CSodium"],
        "Media": [
            "Secrets", "Foundation", "Crypto", "CGD", "CExif", "CQREncode", "CXLSXWriter", "CZip",
            "CExpat", "CIconv",
        ],
        "Outgoing": ["Kernel", "Secrets", "Foundation", "CCurl"],
        "Markup": ["Foundation"],
        "Planning": ["CLemon"],
        "Profiles": ["Kernel", "Foundation", "Synchronization", "Yams"],
        "Storage": ["Kernel", "SQL", "Secrets", "Foundation", "Synchronization"],
        "Actions": [
            "Kernel", "Profiles", "Planning", "Storage", "SQL", "Secrets", "Media", "Identity",
            "Outgoing",
            "Foundation", "Synchronization", "Logging",
        ],
        "Identity": ["Foundation", "Crypto", "CFido2", "JWTKit"],
        "Web": [
            "Kernel", "Profiles", "Storage", "Actions", "Secrets", "Media", "Identity", "Markup",
            "Foundation", "HTTPTypes", "Hummingbird", "HummingbirdCore", "NIOCore", "NIOHTTPTypes",
            "Logging",
            "Synchronization",
        ],
        "API": [
            "Kernel", "Profiles", "Storage", "Actions", "Secrets", "Media", "Foundation",
            "HTTPTypes", "Hummingbird", "NIOCore", "Logging", "Synchronization",
        ],
        "App": [
            "Kernel", "Profiles", "SQL", "SQLiteDriver", "PostgresDriver", "Storage", "Actions",
            "Web", "API", "Secrets", "Media", "Outgoing", "Foundation", "Hummingbird", "Logging",
            "ServiceLifecycle", "UnixSignals", "HTTPTypes", "NIOCore", "NIOSSL", "Synchronization",
        ],
        "linli": [
            "App", "Kernel", "Profiles", "Planning", "Storage", "Actions", "Secrets", "Media",
            "SQL", "Outgoing",
            "SQLiteDriver", "PostgresDriver", "Foundation", "ArgumentParser", "Logging",
        ],
        "CCurl": [], "CExif": [], "CFido2": [], "CLemon": [], "CGD": [], "CQREncode": [],
        "CPostgres": [], "CSQLite": [], "CSodium": [], "CXLSXWriter": [], "CZip": [], "CExpat": [],
        "CIconv": [],
    ]

    @Test func importsPointInwards() throws {
        for (target, allowed) in Self.arrows.sorted(by: { $0.key < $1.key }) {
            let findings = try SourceTree.target(target).flatMap { file in
                file.findings { line in
                    Self.imported(by: line).flatMap { module in
                        allowed.contains(module) ? nil : "\(target) must not import \(module)"
                    }
                }
            }
            #expect(findings.isEmpty, "\(list(findings))")
        }
    }

    @Test func everyTargetHasItsArrows() throws {
        let folder = SourceTree.root.appendingPathComponent("Sources").path
        let targets = try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { !$0.hasPrefix(".") }
        #expect(Set(targets) == Set(Self.arrows.keys))
    }

    @Test func pagesNeverSeeTheDatabase() throws {
        for target in ["Web", "API", "Markup", "Kernel", "Profiles"] {
            #expect(Self.arrows[target]?.isDisjoint(with: ["SQL", "SQLiteDriver", "GRDB"]) == true)
        }
    }

    /// The module of an import line: `package import struct SQL.SQL` imports SQL.
    static func imported(by line: Substring) -> String? {
        guard line.utf8.count < 120, line.utf8.first != UInt8(ascii: " "),
            !line.utf8.starts(with: "//".utf8)
        else { return nil }
        var words = line.split(separator: " ")[...]
        guard let start = words.firstIndex(of: "import") else { return nil }
        words = words[(start + 1)...]
        if let kind = words.first, kinds.contains(String(kind)) { words = words.dropFirst() }
        return words.first?.split(separator: ".").first.map(String.init)
    }

    private static let kinds: Set = ["struct", "enum", "class", "protocol", "func", "typealias"]

    @Test(
        arguments: [
            ("import Kernel", "Kernel"), ("package import SQL", "SQL"),
            ("import enum SQL.SQLError", "SQL"), ("@testable import Storage", "Storage"),
            ("    import Kernel", nil), ("// import Kernel", nil), ("important", nil),
        ] as [(String, String?)])
    func importLinesAreRead(_ line: String, _ module: String?) {
        #expect(Self.imported(by: line[...]) == module)
    }
}
