import Actions
import Kernel
import SQL
import TestSupport
import Testing

/// The queries that pages wait for go through an index, however many rows there are.
@Suite struct QueryPlanTests {
    private func plan(of query: SQL, in town: Town) async throws -> [String] {
        try await town.database.read { db in
            try db.rows("EXPLAIN QUERY PLAN \(query)") { try $0.text(3) }
        }
    }

    static let queries: [(name: String, query: SQL)] = [
        (
            "the open ones by deadline",
            """
            SELECT id FROM matters WHERE realm_id = 1 AND ended_at IS NULL
                AND place_path >= 'a.' AND place_path < 'a/'
            ORDER BY COALESCE(due_at, 253402300800000), id LIMIT 51
            """
        ),
        (
            "the ended ones by end",
            """
            SELECT id FROM matters WHERE realm_id = 1 AND ended_at IS NOT NULL
            ORDER BY ended_at DESC, id DESC LIMIT 51
            """
        ),
        (
            "by reference", "SELECT id FROM matters WHERE realm_id = 1 AND reference = '26-00001-1'"
        ),
        ("the children", "SELECT id FROM matters WHERE parent_id = 1 ORDER BY id LIMIT 100"),
        (
            "the recently solved",
            """
            SELECT id FROM matters WHERE realm_id = 1 AND ending = 'solved'
                AND procedure = 'request'
            ORDER BY ended_at DESC, id DESC LIMIT 6
            """
        ),
        (
            "a story",
            """
            SELECT sequence FROM records WHERE subject_kind = 'matter' AND subject_id = 1
            ORDER BY sequence LIMIT 500
            """
        ),
        (
            "a page of the record",
            """
            SELECT sequence FROM records WHERE realm_id = 1 AND sequence < 100
            ORDER BY sequence DESC LIMIT 50
            """
        ),
        (
            "clocks that have run out",
            """
            SELECT matters.id FROM clocks JOIN matters ON matters.id = clocks.matter_id
            WHERE clocks.stopped_at IS NULL AND clocks.due_at <= 1 AND clocks.name = 'answer'
            ORDER BY clocks.due_at, clocks.matter_id LIMIT 200
            """
        ),
        (
            "places under a place",
            "SELECT id FROM places WHERE path >= 'a.' AND path < 'a/' ORDER BY path LIMIT 2000"
        ),
        (
            "the posts of a person",
            "SELECT id FROM posts WHERE person_id = 1 ORDER BY id LIMIT 50"
        ),
        ("a session", "SELECT person_id FROM sessions WHERE token_digest = 'x'"),
        (
            "what hangs on the board",
            "SELECT id FROM notices WHERE realm_id = 1 AND until_day > '2026-11-09'"
        ),
    ]

    @Test(arguments: queries.indices)
    func noPageReadsAWholeTable(_ index: Int) async throws {
        try await withTown { town in
            let (name, query) = Self.queries[index]
            let plan = try await plan(of: query, in: town)
            let scans = plan.filter { $0.hasPrefix("SCAN") && !$0.contains("INDEX") }
            #expect(scans.isEmpty, "\(name): \(plan)")
        }
    }
}
