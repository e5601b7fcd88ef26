import Foundation
import Testing

/// What must not stand anywhere in the tree: raw markup, and traces of one machine.
@Suite struct RedLineTests {
    /// Who may turn text into markup unescaped, and why.
    private static let rawMarkup: [String: String] = [
        "Sources/Markup/HTML.swift": "declares it",
        "Sources/Web/Components/QRDrawing.swift": "the drawing of a code, made by our own encoder",
    ]

    @Test func onlyNamedFilesWriteRawMarkup() throws {
        let users = try SourceTree.swiftSources.filter {
            $0.text.contains("HTML(raw:") || $0.text.contains("init(raw:")
        }.map(\.path)
        let unnamed = users.filter { Self.rawMarkup[$0] == nil }
        #expect(unnamed.isEmpty, "\(list(unnamed))")
        let idle = Self.rawMarkup.keys.filter { !users.contains($0) }
        #expect(idle.isEmpty, "No longer needed: \(idle.sorted())")
    }

    /// Paths and hosts of the machine that a thing was made on say nothing to others.
    private static let machine = [
        "/work/" + "main", "/work/" + "shared", "/home/" + "runner", "/Us" + "ers/",
        "registry." + "npmjs", "pypi" + ".org", "artifactory" + ".", "goproxy" + ".",
    ]

    @Test func nothingNamesTheMachineItWasMadeOn() throws {
        var files = try SourceTree.files(
            under: "Sources", ".swift", ".sql", ".yml", ".js", ".css", ".svg", ".csv")
        files += try SourceTree.files(under: "Tests", ".swift", ".py", ".yml", ".json", ".md")
        files += try SourceTree.files(under: "docs", ".md")
        files += try ["README.md", "README.zh-Hans.md", "Package.swift"].compactMap {
            try SourceTree.file($0)
        }
        let wrong = files.flatMap { file in
            file.findings { line in Self.machine.first { line.contains($0) } }
        }
        #expect(wrong.isEmpty, "\(list(wrong))")
    }

    /// Ethnicity, belief, scores of people, video and tracking have no word in the program. The
    /// schema has a test of its own; this one reads declarations of properties and fields.
    @Test func noDeclarationHoldsWhatMustNotBeKept() throws {
        let words = [
            "ethnic", "nationality", "religi", "belief", "blacklist", "watchlist", "faceimage",
            "gpstrack", "idcard", "identitynumber", "birthday", "personscore", "persontag",
        ]
        let wrong = try SourceTree.swiftSources.flatMap { file in
            file.findings { line in
                let parts = line.split(separator: " ")
                guard let kind = parts.firstIndex(where: { ["let", "var", "case"].contains($0) }),
                    parts.indices.contains(kind + 1)
                else { return nil }
                let name = parts[kind + 1].prefix { $0.isLetter }.lowercased()
                return words.contains { name.contains($0) } ? name : nil
            }
        }
        #expect(wrong.isEmpty, "\(list(wrong))")
    }

    /// Query text is made by the compiler from literals: nothing builds one from parts of its own.
    @Test func queriesAreNeverSpliced() throws {
        let wrong = try ["Storage", "Actions", "App", "linli"].flatMap { target in
            try SourceTree.target(target).flatMap { file in
                file.findings { line in
                    line.contains("SQL(text:") || line.contains("sql: \"") ? "spliced SQL" : nil
                }
            }
        }
        #expect(wrong.isEmpty, "\(list(wrong))")
    }
}
