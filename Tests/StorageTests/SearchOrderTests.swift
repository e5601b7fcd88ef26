import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// The index gives the newest of a realm first, whatever share of all matters has the words and
/// however far apart they were opened.
@Suite struct SearchOrderTests {
    private struct Indexed {
        let id: Matter.ID
        let realm: Realm.ID
        let words: Set<String>
    }

    private static let realms: [Realm.ID] = [Realm.ID(1), Realm.ID(12)]

    private static let now = Instant(milliseconds: 1_795_000_000_000)

    /// 1,200 matters over three years, most of them in the last month; each word in another share.
    private static let indexed: [Indexed] = {
        var generator = SeededGenerator(seed: 7)
        let shares = [("全部", 1), ("常见", 3), ("有时", 20), ("少见", 150), ("罕见", 500)]
        let ids = IdentifierSource(node: 0)
        let minutes = (0..<1_200).map { index in
            Int64.random(in: 0..<(index < 300 ? 3 * 525_600 : 43_200), using: &generator)
        }
        return minutes.sorted(by: >).map { ago in
            Indexed(
                id: ids.next(at: now.adding(minutes: -ago)),
                realm: realms[Int.random(in: 0..<4, using: &generator) == 0 ? 0 : 1],
                words: Set(
                    shares.filter { Int.random(in: 0..<$0.1, using: &generator) == 0 }.map(\.0)))
        }
    }()

    @Test(arguments: [true, false], ["全部", "常见", "有时", "少见", "罕见", "没有"])
    func theNewestComeFirst(_ isOpen: Bool, _ word: String) async throws {
        try await withTown { town in
            let table: SQL = isOpen ? "open_search" : "ended_search"
            try await town.installation.database.write { db in
                for one in Self.indexed {
                    let pieces = one.words.sorted() + [Grams.piece(of: one.realm)]
                    let grams = pieces.joined(separator: " ")
                    try db.run("INSERT INTO \(table) (rowid, grams) VALUES (\(one.id), \(grams))")
                }
            }
            let realm = Self.realms[1]
            let reaches = WordReaches()
            var all = Self.indexed.filter { $0.words.contains(word) && $0.realm == realm }
                .map(\.id)
            func holdsInOrder(before: Matter.ID, limit: Int) async throws {
                let found = try await town.installation.database.read { db in
                    try SearchIndex.hits(
                        db.dialect == .sqlite ? "\"\(word)\"" : "'\(word)'", in: realm,
                        within: "1 = 1", strays: false, isOpen: isOpen, before: before,
                        limit: limit, reaches: reaches, db
                    ).map(\.id)
                }
                #expect(found == Array(all.reversed().filter { $0 < before }.prefix(limit)))
            }
            let (newest, middle) = (Matter.ID(.max), Self.indexed[700].id)
            for (before, limit) in [
                (newest, 64), (newest, 64), (newest, 2_000), (newest, 30), (newest, 64),
                (middle, 10), (middle, 436), (Self.indexed[0].id, 5), (Matter.ID(1), 5),
            ] { try await holdsInOrder(before: before, limit: limit) }
            // What came in since lies in a span that nobody asked for.
            let ids = IdentifierSource(node: 1)
            for days in [0, 1, 9, 90] {
                let id: Matter.ID = ids.next(at: Self.now.adding(fullDays: days))
                try await town.installation.database.write { db in
                    try db.run(
                        """
                        INSERT INTO \(table) (rowid, grams)
                        VALUES (\(id), \(word + " " + Grams.piece(of: realm)))
                        """)
                }
                all.append(id)
                for limit in [64, 64, 3] { try await holdsInOrder(before: newest, limit: limit) }
            }
        }
    }
}
