import Testing

/// A list looks a line up again where the mark of its matter changed (`KeptLines`), so whatever
/// writes what a line shows must change the mark.
@Suite struct MarkTests {
    private static let shown: Set<Substring> = [
        "procedure", "state", "stage", "title", "category", "urgency", "due_at", "amber_at",
        "suspended", "late", "ended_at", "ending", "touched_at", "supervision", "place_id",
        "lead_id",
    ]

    @Test func everyWriterOfALineChangesItsMark() throws {
        let line = try #require(try SourceTree.file("Sources/Storage/NameBook.swift"))
        let columns = Set(line.text.matches(of: /matters\.(\w+)/).map(\.output.1))
        #expect(Self.shown.subtracting(columns).isEmpty)
        let kept = try #require(try SourceTree.file("Sources/Storage/KeptLines.swift"))
        let mark = Set(kept.text.matches(of: /matters\.(\w+)/).map(\.output.1))
        #expect(mark.contains("version"))
        var writers = 0
        for file in try SourceTree.swiftSources {
            for update in file.text.matches(of: #/UPDATE matters\s+SET ([\s\S]*?)\s+WHERE/#) {
                let written = Set(update.output.1.matches(of: #/(\w+) = /#).map(\.output.1))
                writers += 1
                #expect(
                    written.isDisjoint(with: Self.shown) || !written.isDisjoint(with: mark),
                    "\(file.path) writes \(written.intersection(Self.shown)) and no mark.")
            }
        }
        #expect(writers > 5)
    }
}
