package import Kernel
package import SQL

extension Month: SQLBindable {
    package var sqlValue: SQLValue { .text(description) }
}

/// Rows of which bodies belong to which alliance.
package enum Alliances {
    private static let columns: SQL = "id, realm_id, alliance_id, member_id, from_day, until_day"

    package static func find(
        _ id: Membership.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> Membership? {
        try db.first(
            "SELECT \(columns) FROM memberships WHERE id = \(id) AND realm_id = \(realm)", decode)
    }

    /// Every membership of an alliance, past ones included, in the order in which they began.
    package static func memberships(
        of alliance: Body.ID, _ db: any Reader
    ) throws -> [Membership] {
        try db.rows(
            """
            SELECT \(columns) FROM memberships WHERE alliance_id = \(alliance)
            ORDER BY from_day, id LIMIT \(Membership.listedMax)
            """, decode)
    }

    /// Those of several alliances that hold on a day.
    package static func memberships(
        of alliances: [Body.ID], on day: Day, _ db: any Reader
    ) throws -> [Body.ID: [Membership]] {
        let found = try db.rows(
            """
            SELECT \(columns) FROM memberships
            WHERE alliance_id IN \(list: alliances) AND from_day <= \(day)
                AND (until_day IS NULL OR until_day > \(day))
            ORDER BY alliance_id, from_day, id
            LIMIT \(alliances.count * Membership.membersMax)
            """, decode)
        return Dictionary(grouping: found, by: \.alliance)
    }

    /// The alliances that a body belongs or belonged to, the latest first.
    package static func memberships(
        ofMember member: Body.ID, _ db: any Reader
    ) throws -> [Membership] {
        try db.rows(
            """
            SELECT \(columns) FROM memberships WHERE member_id = \(member)
            ORDER BY from_day DESC, id DESC LIMIT \(Membership.listedMax)
            """, decode)
    }

    package static func insert(_ membership: Membership, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO memberships (\(columns))
            VALUES (\(membership.id), \(membership.realm), \(membership.alliance),
                \(membership.member), \(membership.from), \(membership.until))
            """)
    }

    package static func end(_ id: Membership.ID, on day: Day, _ db: any Writer) throws {
        try db.run("UPDATE memberships SET until_day = \(day) WHERE id = \(id)")
    }

    private static func decode(_ row: any Row) throws -> Membership {
        Membership(
            id: try row.id(0), realm: try row.id(1), alliance: try row.id(2),
            member: try row.id(3), from: try Day(parsing: try row.text(4)),
            until: try row.dayOrNil(5))
    }
}
