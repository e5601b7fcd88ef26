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

    @Test func whatIsPlannedForItsValuesHoldsThemAll() {
        let name = "it's '; DROP TABLE streets; --"
        let bytes: [UInt8] = [0, 10, 255]
        let (text, values) = PlaceholderText.numbered(
            """
            \(SQL.plannedForItsValues)SELECT '?' WHERE a = \(name) AND b = \(7) AND c = \(bytes)
            LIMIT \(5)
            """)
        #expect(values.isEmpty)
        #expect(
            text == """
                /* planned for its values */ SELECT '?' \
                WHERE a = 'it''s ''; DROP TABLE streets; --' AND b = 7::bigint \
                AND c = '\\x000aff'::bytea
                LIMIT 5::bigint
                """)
    }
}
