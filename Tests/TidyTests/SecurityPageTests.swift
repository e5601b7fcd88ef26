import Foundation
import Testing

/// `docs/security.md` names every requirement once, and only tests that are there.
@Suite struct SecurityPageTests {
    private static let states = ["met", "partly", "not met", "not applicable"]

    /// Number, state and tests of each row.
    private static func rows() throws -> [(number: String, state: String, tests: [String])] {
        let page = try String(
            contentsOf: SourceTree.root.appendingPathComponent("docs/security.md"),
            encoding: .utf8)
        return page.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count >= 4, cells[0].first?.isNumber == true else { return nil }
            let tests = cells.count > 4 ? cells[4].split(separator: "`").map(String.init) : []
            return (cells[0], cells[2], tests.filter { $0.contains(".") })
        }
    }

    /// How many requirements of levels 1 and 2 each chapter of ASVS 4.0.3 has.
    private static let counts = [
        1: 38, 2: 54, 3: 18, 4: 9, 5: 30, 6: 13, 7: 12, 8: 15, 9: 7, 10: 5, 11: 8, 12: 15, 13: 13,
        14: 23,
    ]

    @Test func everyRequirementOfTheTwoLevelsHasItsRow() throws {
        let numbers = try Self.rows().map(\.number)
        #expect(Set(numbers).count == numbers.count)
        let chapters = Dictionary(grouping: numbers) { number in
            Int(number.prefix { $0 != "." }) ?? 0
        }.mapValues(\.count)
        #expect(chapters == Self.counts)
    }

    @Test func everyRowSaysHowItStands() throws {
        for row in try Self.rows() {
            #expect(Self.states.contains(row.state), "\(row.number): \(row.state)")
        }
    }

    @Test func everyTestThatIsNamedIsThere() throws {
        let swift = try SourceTree.files(under: "Tests", ".swift", ".py")
        let texts = Dictionary(
            swift.map { file in (file.name.split(separator: ".")[0], file.text) },
            uniquingKeysWith: { $0 + $1 })
        for row in try Self.rows() {
            for test in row.tests {
                let parts = test.split(separator: ".", maxSplits: 1)
                let text = texts[parts[0]] ?? ""
                #expect(
                    text.contains("func \(parts[1])(") || text.contains("def \(parts[1])("),
                    "\(row.number) names \(test)")
            }
        }
    }
}
