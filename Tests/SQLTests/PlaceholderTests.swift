import SQL
import Testing

@testable import PostgresDriver

/// Statements as PostgreSQL reads them.
@Suite struct PlaceholderTests {
    @Test func limitsAreWrittenOutAndNothingElse() {
        let (limit, name) = (5, "路灯")
        let (text, values) = PlaceholderText.numbered(
            """
            SELECT '?', "LIMIT ?" FROM (SELECT 1 WHERE a = \(name) LIMIT \(limit)) AS found
            WHERE b = \(7) LIMIT \(limit)
            """)
        #expect(
            text == """
                SELECT '?', "LIMIT ?" FROM (SELECT 1 WHERE a = $1 LIMIT 5) AS found
                WHERE b = $2 LIMIT 5
                """)
        #expect(values == [.text("路灯"), .int(7)])
        let plain = PlaceholderText.numbered("SELECT \(1), \(name)")
        #expect(plain.text == "SELECT $1, $2" && plain.values == [.int(1), .text("路灯")])
    }
}
