package import Kernel
package import SQL

/// Rows of schemes of appraisal, each version a row with its criteria.
package enum Appraisals {
    private static let columns: SQL = """
        id, realm_id, place_id, place_path, version, name, visits, flags, appeal_days, meeting_id,
        adopted_day, adopted_words, since_at, until_at, ended_words
        """

    /// How many places of a realm may have a scheme in force.
    package static let schemesMax = 200

    package static func find(
        _ id: AppraisalScheme.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> AppraisalScheme? {
        let found = try db.first(
            "SELECT \(columns) FROM appraisal_schemes WHERE id = \(id) AND realm_id = \(realm)",
            Stored.init)
        return try found.map { try whole([$0], db) }?.first
    }

    /// The version that holds at a place; nil where none does.
    package static func inForce(
        at place: Place.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> AppraisalScheme? {
        let found = try db.first(
            """
            SELECT \(columns) FROM appraisal_schemes
            WHERE realm_id = \(realm) AND place_id = \(place) AND until_at IS NULL
            """, Stored.init)
        return try found.map { try whole([$0], db) }?.first
    }

    /// Whether any place of a realm has a scheme in force.
    package static func holdAnywhere(in realm: Realm.ID, _ db: any Reader) throws -> Bool {
        try db.exists(
            """
            SELECT 1 FROM appraisal_schemes WHERE realm_id = \(realm) AND until_at IS NULL LIMIT 1
            """)
    }

    /// What holds in a realm, place by place.
    package static func inForce(
        in realm: Realm.ID, _ db: any Reader
    ) throws -> [AppraisalScheme] {
        try whole(
            db.rows(
                """
                SELECT \(columns) FROM appraisal_schemes
                WHERE realm_id = \(realm) AND until_at IS NULL
                ORDER BY place_id LIMIT \(schemesMax)
                """, Stored.init), db)
    }

    /// Every version at a place, the newest first.
    package static func versions(
        at place: Place.ID, in realm: Realm.ID, limit: Int, _ db: any Reader
    ) throws -> [AppraisalScheme] {
        try whole(
            db.rows(
                """
                SELECT \(columns) FROM appraisal_schemes
                WHERE realm_id = \(realm) AND place_id = \(place)
                ORDER BY version DESC LIMIT \(limit)
                """, Stored.init), db)
    }

    package static func insert(_ scheme: AppraisalScheme, _ db: any Writer) throws {
        let (rules, adoption) = (scheme.rules, scheme.adoption)
        try db.run(
            """
            INSERT INTO appraisal_schemes
                (id, realm_id, place_id, place_path, version, name, visits, flags, appeal_days,
                meeting_id, adopted_day, adopted_words, since_at)
            VALUES (\(scheme.id), \(scheme.realm), \(scheme.place), \(scheme.placePath),
                \(scheme.version), \(scheme.name), \(rules.visits), \(rules.flags),
                \(rules.appealDays), \(adoption.meeting), \(adoption.day), \(adoption.words),
                \(scheme.since))
            """)
        for (index, criterion) in rules.criteria.enumerated() {
            try db.run(
                """
                INSERT INTO appraisal_criteria (scheme_id, ordinal, name, points_max, looks_at)
                VALUES (\(scheme.id), \(index + 1), \(criterion.name), \(criterion.pointsMax),
                    \(criterion.looksAt))
                """)
        }
    }

    /// Ends a version; `words` are missing where another takes its place.
    ///
    /// - Returns: false when it was over already.
    package static func end(
        _ id: AppraisalScheme.ID, words: String?, at now: Instant, _ db: any Writer
    ) throws -> Bool {
        try db.run(
            """
            UPDATE appraisal_schemes SET until_at = \(now), ended_words = \(words)
            WHERE id = \(id) AND until_at IS NULL
            """) == 1
    }

    /// The buildings that stand under a place on a day, in the order of the tree.
    package static func buildings(
        under path: PlacePath, level: String, in realm: Realm.ID, on day: Day, _ db: any Reader
    ) throws -> [Place] {
        try db.rows(
            """
            SELECT \(Places.columns) FROM places
            WHERE realm_id = \(realm) AND level = \(level)
                AND path >= \(path) AND path < \(path.end)
                AND (from_day IS NULL OR from_day <= \(day))
                AND (until_day IS NULL OR until_day > \(day))
            ORDER BY path LIMIT \(AppraisalDraw.buildingsMax + 1)
            """, Places.decode)
    }

    // MARK: - Reading rows

    /// A row before its criteria are known.
    private struct Stored {
        let id: AppraisalScheme.ID
        let scheme: ([AppraisalCriterion]) throws -> AppraisalScheme

        init(_ row: any Row) throws {
            let id: AppraisalScheme.ID = try row.id(0)
            let (realm, place): (Realm.ID, Place.ID) = (try row.id(1), try row.id(2))
            let (path, version) = (try row.path(3), Int(try row.int(4)))
            let name = try row.text(5)
            let visits = Int(try row.int(6))
            let flags = Int(try row.int(7))
            let days = Int(try row.int(8))
            let adoption = AppraisalScheme.Adoption(
                meeting: try row.idOrNil(9), day: try Day(parsing: try row.text(10)),
                words: try row.text(11))
            let (since, until) = (try row.instant(12), try row.instantOrNil(13))
            let ended = try row.textOrNil(14)
            self.id = id
            scheme = { criteria in
                AppraisalScheme(
                    id: id, realm: realm, place: place, placePath: path, version: version,
                    name: name,
                    rules: try AppraisalRules(
                        criteria: criteria, visits: visits, flags: flags, appealDays: days),
                    adoption: adoption, since: since, until: until, endedWords: ended)
            }
        }
    }

    private static func whole(
        _ stored: [Stored], _ db: any Reader
    ) throws -> [AppraisalScheme] {
        guard !stored.isEmpty else { return [] }
        let ids = stored.map(\.id)
        let rows = try db.rows(
            """
            SELECT scheme_id, name, points_max, looks_at FROM appraisal_criteria
            WHERE scheme_id IN \(list: ids) ORDER BY scheme_id, ordinal
            LIMIT \(ids.count * AppraisalRules.criteriaMax)
            """
        ) { row in
            (
                scheme: try row.id(0) as AppraisalScheme.ID,
                criterion: AppraisalCriterion(
                    name: try row.text(1), pointsMax: Int(try row.int(2)),
                    looksAt: try row.text(3))
            )
        }
        let criteria = Dictionary(grouping: rows, by: \.scheme)
        return try stored.map { try $0.scheme(criteria[$0.id]?.map(\.criterion) ?? []) }
    }
}
