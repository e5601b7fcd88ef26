package import Kernel
package import SQL

/// Rows of the public notice board.
package struct Notice: Sendable {
    package typealias ID = Identifier<Notice>

    package let id: ID
    package let title: LocalName
    package let text: LocalName
    package let from: Day
    /// The first day on which it no longer hangs.
    package let until: Day

    package init(id: ID, title: LocalName, text: LocalName, from: Day, until: Day) {
        self.id = id
        self.title = title
        self.text = text
        self.from = from
        self.until = until
    }
}

package enum Notices {
    /// The notices that hang on a day, newest first.
    package static func hanging(
        in realm: Realm.ID, on day: Day, limit: Int, _ db: any Reader
    ) throws -> [Notice] {
        try db.rows(
            """
            SELECT id, title_zh, title_en, text_zh, text_en, from_day, until_day FROM notices
            WHERE realm_id = \(realm) AND until_day > \(day) AND from_day <= \(day)
            ORDER BY from_day DESC, id DESC LIMIT \(limit)
            """, decode)
    }

    package static func insert(
        _ notice: Notice, realm: Realm.ID, by person: Person.ID?, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO notices
                (id, realm_id, title_zh, title_en, text_zh, text_en, from_day, until_day,
                person_id)
            VALUES (\(notice.id), \(realm), \(notice.title.zh), \(notice.title.en),
                \(notice.text.zh), \(notice.text.en), \(notice.from), \(notice.until), \(person))
            """)
    }

    /// Takes a notice down.
    ///
    /// - Returns: false when the realm has no such notice that still hangs.
    package static func end(
        _ id: Notice.ID, in realm: Realm.ID, on day: Day, _ db: any Writer
    ) throws -> Bool {
        try db.run(
            """
            UPDATE notices SET until_day = \(day)
            WHERE id = \(id) AND realm_id = \(realm) AND until_day > \(day)
            """) == 1
    }

    private static func decode(_ row: any Row) throws -> Notice {
        Notice(
            id: try row.id(0), title: try row.localName(1), text: try row.localName(3),
            from: try Day(parsing: try row.text(5)), until: try Day(parsing: try row.text(6)))
    }
}
