package import Kernel
package import SQL

/// Rows of the responsibility catalogue: published versions and at most one draft.
package enum Catalogues {
    /// How many rules one version holds at most.
    package static let rulesMax = 5_000

    package struct Version: Sendable {
        package let number: Int
        package let publishedAt: Instant?
        package let remark: String
        /// Who published it, or began the draft.
        package let person: String?
    }

    /// A rule as it is written down.
    package struct Entry: Sendable {
        package let id: Catalogue.Rule.ID
        package let ordinal: Int
        package let place: Place.ID
        package let category: Category.ID?
        package let lead: Body.ID
        package let assists: [Body.ID]
        package let basis: String

        package init(
            id: Catalogue.Rule.ID, ordinal: Int, place: Place.ID, category: Category.ID?,
            lead: Body.ID, assists: [Body.ID], basis: String
        ) {
            self.id = id
            self.ordinal = ordinal
            self.place = place
            self.category = category
            self.lead = lead
            self.assists = assists
            self.basis = basis
        }
    }

    /// The latest versions first.
    package static func versions(
        of realm: Realm.ID, before: Int? = nil, limit: Int, _ db: any Reader
    ) throws -> [Version] {
        try db.rows(
            """
            SELECT \(versionColumns) FROM catalogues
                LEFT JOIN people ON people.id = catalogues.person_id
            WHERE catalogues.realm_id = \(realm) AND version < \(before ?? Int(Int32.max))
            ORDER BY version DESC LIMIT \(limit)
            """, version)
    }

    package static func version(
        _ number: Int, of realm: Realm.ID, _ db: any Reader
    ) throws -> Version? {
        try db.first(
            """
            SELECT \(versionColumns) FROM catalogues
                LEFT JOIN people ON people.id = catalogues.person_id
            WHERE catalogues.realm_id = \(realm) AND version = \(number)
            """, version)
    }

    private static let versionColumns: SQL = """
        catalogues.version, catalogues.published_at, catalogues.remark, people.name
        """

    private static func version(_ row: any Row) throws -> Version {
        Version(
            number: Int(try row.int(0)), publishedAt: try row.instantOrNil(1),
            remark: try row.text(2), person: try row.textOrNil(3))
    }

    package static func current(of realm: Realm.ID, _ db: any Reader) throws -> Catalogue {
        let version = try db.int(
            """
            SELECT MAX(version) FROM catalogues
            WHERE realm_id = \(realm) AND published_at IS NOT NULL
            """)
        return try version.map { try find(version: Int($0), of: realm, db) }
            ?? Catalogue(version: 0, rules: [])
    }

    package static func draft(of realm: Realm.ID, _ db: any Reader) throws -> Int? {
        try db.int(
            """
            SELECT version FROM catalogues WHERE realm_id = \(realm) AND published_at IS NULL
            ORDER BY version DESC LIMIT 1
            """
        ).map(Int.init)
    }

    package static func find(
        version: Int, of realm: Realm.ID, _ db: any Reader
    ) throws -> Catalogue {
        let assists = try assists(version: version, of: realm, db)
        let rules = try db.rows(
            """
            SELECT catalogue_rules.id, places.path, catalogue_rules.category,
                catalogue_rules.lead_id, catalogue_rules.basis
            FROM catalogue_rules JOIN places ON places.id = catalogue_rules.place_id
            WHERE catalogue_rules.realm_id = \(realm) AND version = \(version)
            ORDER BY ordinal LIMIT \(rulesMax)
            """
        ) { row in
            let id: Catalogue.Rule.ID = try row.id(0)
            return Catalogue.Rule(
                id: id, place: try row.path(1), category: try row.textOrNil(2),
                lead: try row.id(3), assists: assists[id] ?? [], basis: try row.text(4))
        }
        return Catalogue(version: version, rules: rules)
    }

    package static func entries(
        version: Int, of realm: Realm.ID, _ db: any Reader
    ) throws -> [Entry] {
        let assists = try assists(version: version, of: realm, db)
        return try db.rows(
            """
            SELECT id, ordinal, place_id, category, lead_id, basis FROM catalogue_rules
            WHERE realm_id = \(realm) AND version = \(version)
            ORDER BY ordinal LIMIT \(rulesMax)
            """
        ) { row in
            let id: Catalogue.Rule.ID = try row.id(0)
            return Entry(
                id: id, ordinal: Int(try row.int(1)), place: try row.id(2),
                category: try row.textOrNil(3), lead: try row.id(4), assists: assists[id] ?? [],
                basis: try row.text(5))
        }
    }

    private static func assists(
        version: Int, of realm: Realm.ID, _ db: any Reader
    ) throws -> [Catalogue.Rule.ID: [Body.ID]] {
        let rows = try db.rows(
            """
            SELECT rule_id, body_id FROM catalogue_assists
            JOIN catalogue_rules ON catalogue_rules.id = rule_id
            WHERE realm_id = \(realm) AND version = \(version)
            ORDER BY rule_id, body_id LIMIT \(rulesMax * 4)
            """
        ) { (try $0.id(0) as Catalogue.Rule.ID, try $0.id(1) as Body.ID) }
        return Dictionary(grouping: rows, by: \.0).mapValues { $0.map(\.1) }
    }
}
