import Foundation
import Testing

/// The pages that people read beside the program keep up with it.
@Suite struct PageTests {
    @Test func bothReadmesHaveTheSameSections() throws {
        guard let english = try SourceTree.file("README.md"),
            let chinese = try SourceTree.file("README.zh-Hans.md")
        else { return }
        #expect(Self.headings(english) == Self.headings(chinese))
    }

    /// The acceptance rows of the seven places: how many each has.
    private static let rows = RowCounts.all

    @Test func theListOfRowsIsComplete() {
        #expect(Self.rows.reduce(0) { $0 + $1.count } == 179)
    }

    @Test func coverageNamesEveryAcceptanceRow() throws {
        guard let coverage = try SourceTree.file("docs/coverage.md") else { return }
        let named = Set(coverage.text.matches(of: /\b([A-Z]{2}-\d+)\b/).map { String($0.1) })
        let wanted = Self.rows.flatMap { place in (1...place.count).map { "\(place.code)-\($0)" } }
        let missing = wanted.filter { !named.contains($0) }
        #expect(missing.isEmpty, "\(missing)")
        let unknown = named.filter { name in
            Self.rows.contains { name.hasPrefix($0.code + "-") } && !wanted.contains(name)
        }
        #expect(unknown.isEmpty, "\(unknown.sorted())")
    }

    /// How deep each heading stands, in order.
    private static func headings(_ file: SourceTree.File) -> [Int] {
        var isCode = false
        return file.lines.compactMap { line in
            if line.hasPrefix("```") { isCode.toggle() }
            guard !isCode, line.hasPrefix("#") else { return nil }
            return line.prefix { $0 == "#" }.count
        }
    }
}
