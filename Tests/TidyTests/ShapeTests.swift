import Foundation
import Testing

/// Small files, short lines, names that say something, and no way to stop the program.
@Suite struct ShapeTests {
    private static let linesMax = 300
    private static let columnsMax = 100

    @Test func noSourceFileIsOverThreeHundredLines() throws {
        let files = try SourceTree.swiftSources + SourceTree.files(under: "Tests", ".swift")
        let long = files.filter { $0.length > Self.linesMax }.map { "\($0.path): \($0.length)" }
        #expect(long.isEmpty, "\(list(long))")
    }

    @Test func noLineIsOverAHundredColumns() throws {
        let files = try SourceTree.swiftSources + SourceTree.files(under: "Tests", ".swift")
        let long = files.flatMap { file in
            file.findings { line in
                guard line.utf8.count > Self.columnsMax, line.count > Self.columnsMax else {
                    return nil
                }
                return "\(line.count) columns"
            }
        }
        #expect(long.isEmpty, "\(list(long))")
    }

    @Test func fileNamesAreUniqueWithinTheirTarget() throws {
        for target in ArrowTests.arrows.keys.sorted() {
            let names = try SourceTree.target(target).map(\.name)
            let twice = Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }.keys
            #expect(twice.isEmpty, "\(target): \(twice.sorted())")
        }
    }

    @Test func everyFileEndsWithOneNewline() throws {
        let wrong = try SourceTree.swiftSources.filter { file in
            !file.text.isEmpty && (!file.text.hasSuffix("\n") || file.text.hasSuffix("\n\n"))
        }.map(\.path)
        #expect(wrong.isEmpty, "\(list(wrong))")
    }

    @Test func noTypeIsNamedByAWordThatSaysNothing() throws {
        let kinds: Set<Substring> = ["struct", "class", "enum", "actor", "protocol", "typealias"]
        let wrong = try SourceTree.swiftSources.flatMap { file in
            file.findings { line in
                let words = line.prefix(100).split(separator: " ")
                guard let kind = words.firstIndex(where: kinds.contains),
                    words.indices.contains(kind + 1), !line.contains("//")
                else { return nil }
                let name = words[kind + 1].prefix { $0.isLetter || $0.isNumber }
                let saysNothing =
                    ["Manager", "Helper", "Util", "Impl"].contains { name.contains($0) }
                    || name.hasSuffix("Service")
                return saysNothing ? String(name) : nil
            }
        }
        #expect(wrong.isEmpty, "\(list(wrong))")
    }

    /// What stops a program, or was left for later.
    private static let banned = [
        "try!", "fatalError(", " as! ", "TODO", "FIXME", "XXX", "coming soon", "not implemented",
        "unowned(unsafe)", "nonisolated(unsafe)",
    ]

    @Test func nothingStopsTheProgramOrIsLeftForLater() throws {
        let files = try SourceTree.files(under: "Sources", ".swift", ".sql", ".yml", ".js", ".css")
        let wrong = files.flatMap { file in
            file.findings { line in Self.banned.first { line.contains($0) } }
        }
        #expect(wrong.isEmpty, "\(list(wrong))")
    }

    /// `first!` and the like: an exclamation mark right after a name or a bracket, and before a
    /// point, a bracket, a comma or the end of the line.
    @Test func nothingIsUnwrappedByForce() throws {
        let wrong = try SourceTree.swiftSources.flatMap { file in
            file.findings { line in
                guard line.utf8.contains(UInt8(ascii: "!")) else { return nil }
                let code = Array(Self.codeWithoutTexts(line))
                let forced = code.indices.dropFirst().contains { place in
                    guard code[place] == "!" else { return false }
                    let before = code[place - 1]
                    let after = place + 1 < code.count ? code[place + 1] : ")"
                    return (before.isLetter || before.isNumber || ")]".contains(before))
                        && ".)],".contains(after)
                }
                return forced ? "unwraps by force" : nil
            }
        }
        #expect(wrong.isEmpty, "\(list(wrong))")
    }

    @Test func uncheckedSendableCarriesASentence() throws {
        let wrong = try SourceTree.swiftSources.flatMap { file -> [String] in
            let lines = file.lines
            return lines.indices.filter { lines[$0].contains("@unchecked Sendable") }.filter {
                place in !lines[max(0, place - 4)...place].contains { $0.contains("//") }
            }.map { "\(file.path):\($0 + 1)" }
        }
        #expect(wrong.isEmpty, "\(list(wrong))")
    }

    /// A line of code without its comment and without what stands between quotation marks; a line
    /// of markup inside a long text is no code.
    private static func codeWithoutTexts(_ line: Substring) -> String {
        let trimmed = line.drop(while: \.isWhitespace)
        guard !trimmed.hasPrefix("//"), !trimmed.hasPrefix("<") else { return "" }
        let code = trimmed.split(separator: "//", maxSplits: 1).first ?? ""
        return code.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset.isMultiple(of: 2) }.map { String($0.element) }.joined()
    }
}
