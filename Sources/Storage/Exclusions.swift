package import Kernel
package import SQL

/// Rows of matters that are left out of rates.
package enum Exclusions {
    /// How many matters one rate leaves out at one place and time are read.
    package static let readMax = 2_000

    private static let columns: SQL = """
        figure_exclusions.id, figure_exclusions.realm_id, figure_exclusions.figure,
        figure_exclusions.matter_id, figure_exclusions.reason, figure_exclusions.words,
        figure_exclusions.asked_post_id, askers.person_id, figure_exclusions.asked_at,
        figure_exclusions.answered_post_id, signers.person_id, figure_exclusions.answered_at,
        figure_exclusions.state
        """
    private static let sources: SQL = """
        figure_exclusions JOIN posts AS askers ON askers.id = figure_exclusions.asked_post_id
            LEFT JOIN posts AS signers ON signers.id = figure_exclusions.answered_post_id
        """

    package static func find(
        _ id: Exclusion.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> Exclusion? {
        try db.first(
            """
            SELECT \(columns) FROM \(sources)
            WHERE figure_exclusions.id = \(id) AND figure_exclusions.realm_id = \(realm)
            """, decode)
    }

    /// Whether the matter is left out of the rate, or somebody asked for it.
    package static func stands(
        _ figure: Figure.ID, _ matter: Matter.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> Bool {
        try db.exists(
            """
            SELECT 1 FROM figure_exclusions
            WHERE realm_id = \(realm) AND figure = \(figure) AND matter_id = \(matter)
                AND state <> 'refused'
            """)
    }

    /// Those of a rate, the newest first.
    package static func page(_ query: SQL, _ db: any Reader) throws -> [Exclusion] {
        try db.rows(query, decode)
    }

    /// What `page` asks for a rate's whose matters lie under a place; it may be expected before.
    package static func pageQuery(
        of figure: Figure.ID, under place: PlacePath, limit: Int, in realm: Realm.ID
    ) -> SQL {
        """
        SELECT \(columns) FROM \(sources)
            JOIN matters ON matters.id = figure_exclusions.matter_id
        WHERE figure_exclusions.realm_id = \(realm) AND figure_exclusions.figure = \(figure)
            AND matters.place_path >= \(place) AND matters.place_path < \(place.end)
        ORDER BY figure_exclusions.id DESC LIMIT \(limit)
        """
    }

    package static func insert(_ exclusion: Exclusion, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO figure_exclusions (id, realm_id, figure, matter_id, reason, words,
                asked_post_id, asked_at, state)
            VALUES (\(exclusion.id), \(exclusion.realm), \(exclusion.figure),
                \(exclusion.matter), \(exclusion.reason.rawValue), \(exclusion.words),
                \(exclusion.asked.post), \(exclusion.asked.at), \(exclusion.state.rawValue))
            """)
    }

    package static func answer(_ exclusion: Exclusion, _ db: any Writer) throws {
        try db.run(
            """
            UPDATE figure_exclusions SET state = \(exclusion.state.rawValue),
                answered_post_id = \(exclusion.answered?.post),
                answered_at = \(exclusion.answered?.at)
            WHERE id = \(exclusion.id)
            """)
    }

    private static func decode(_ row: any Row) throws -> Exclusion {
        var answered: Exclusion.Hand?
        if let post: Post.ID = try row.idOrNil(9), let at = try row.instantOrNil(11) {
            answered = Exclusion.Hand(post: post, person: try row.id(10), at: at)
        }
        return Exclusion(
            id: try row.id(0), realm: try row.id(1), figure: try row.text(2),
            matter: try row.id(3), reason: try row.member(4, of: Exclusion.Reason.self),
            words: try row.text(5),
            asked: Exclusion.Hand(
                post: try row.id(6), person: try row.id(7), at: try row.instant(8)),
            answered: answered, state: try row.member(12, of: Exclusion.State.self))
    }
}

extension Facts {
    /// One fact that a rate leaves out.
    package struct Excluded: Hashable, Sendable {
        package let day: Day
        package let place: PlacePath
        package let subject: Int64
    }

    /// The facts of a tally whose matters are left out of a rate, by signature.
    package static func excluded(
        from figure: Figure.ID, of tally: Figure.Tally, under place: PlacePath,
        on days: ClosedRange<Day>, in realm: Realm.ID, _ db: any Reader
    ) throws -> [Excluded] {
        try db.rows(
            """
            SELECT facts.day, facts.place_path, facts.subject_id
            FROM figure_exclusions JOIN facts ON facts.subject_id = figure_exclusions.matter_id
            WHERE figure_exclusions.realm_id = \(realm) AND figure_exclusions.figure = \(figure)
                AND figure_exclusions.state = 'signed' AND \(named(tally))
                AND day >= \(days.lowerBound) AND day <= \(days.upperBound)
                AND place_path >= \(place) AND place_path < \(place.end) \(ofKind(tally))
                \(led(tally, in: realm, db.dialect))
            ORDER BY facts.day DESC, facts.subject_id LIMIT \(Exclusions.readMax)
            """
        ) { row in
            Excluded(
                day: try Day(parsing: row.text(0)), place: try row.path(1),
                subject: try row.int(2))
        }
    }
}
