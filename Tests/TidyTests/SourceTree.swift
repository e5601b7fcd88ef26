import Foundation

/// The repository as files of text, found from where this test stands.
struct SourceTree {
    struct File {
        /// From the root of the repository, such as `Sources/Kernel/Clocks/Day.swift`.
        let path: String
        let text: String

        var name: String { path.split(separator: "/").last.map(String.init) ?? path }
        var lines: [Substring] {
            text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                .map { Substring($0) }
        }
        /// How many lines an editor counts.
        var length: Int { lines.count - (text.hasSuffix("\n") ? 1 : 0) }

        /// What is wrong, line by line: `PATH:LINE: what`.
        func findings(_ wrong: (Substring) -> String?) -> [String] {
            lines.enumerated().compactMap { place, line in
                wrong(line).map { "\(path):\(place + 1): \($0)" }
            }
        }
    }

    static let root = URL(fileURLWithPath: #filePath)
        .resolvingSymlinksInPath().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Files under a folder whose name ends in one of these.
    static func files(under folder: String, _ suffixes: String...) throws -> [File] {
        let base = root.appendingPathComponent(folder)
        guard FileManager.default.fileExists(atPath: base.path) else { return [] }
        return try FileManager.default.subpathsOfDirectory(atPath: base.path).sorted()
            .filter { path in suffixes.contains { path.hasSuffix($0) } }
            .map { path in
                File(
                    path: "\(folder)/\(path)",
                    text: try String(
                        contentsOf: base.appendingPathComponent(path), encoding: .utf8))
            }
    }

    /// A file of the root folder; nil when there is none.
    static func file(_ path: String) throws -> File? {
        let url = root.appendingPathComponent(path)
        guard FileManager.default.fileExists(atPath: url.path) else { return nil }
        return File(path: path, text: try String(contentsOf: url, encoding: .utf8))
    }

    /// The Swift files of a target.
    static func target(_ name: String) throws -> [File] {
        try files(under: "Sources/\(name)", ".swift")
    }

    static var swiftSources: [File] {
        get throws { try files(under: "Sources", ".swift") }
    }
}

/// Findings as the comment of a failed expectation: one a line.
func list(_ findings: [String]) -> String {
    "\n" + findings.joined(separator: "\n")
}
