package import Kernel
package import SQL

/// What is looked for in the record: any of who, in which post, what, on what, and when.
package struct RecordQuery: Hashable, Sendable {
    /// Where a page goes on: before this instant and sequence.
    package struct Cursor: Hashable, Sendable {
        package let at: Instant
        package let sequence: Int64

        package init(at: Instant, sequence: Int64) {
            self.at = at
            self.sequence = sequence
        }
    }

    package var matter: Matter.ID?
    /// One of these people; nil is everyone, none is nobody.
    package var people: [Person.ID]?
    package var body: Body.ID?
    package var post: Post.ID?
    package var action: String?
    package var kind: String?
    package var from: Instant?
    /// The first instant that is too late.
    package var until: Instant?
    package var after: Cursor?
    package var limit: Int

    package static let limitMax = 50

    package init(limit: Int = limitMax) {
        self.limit = min(limit, Self.limitMax)
    }

    var isFiltered: Bool {
        people != nil || body != nil || post != nil || action != nil || kind != nil
    }
}

extension Records {
    /// The kinds of subject whose number is that of a matter.
    package static let matterKinds = ["matter", "contact", "retention"]

    /// How many records of its span of time one search looks at. A search for a person, a post, an
    /// action or a kind has no index of its own, so that writing stays cheap; it goes on from here.
    package static let searchedMax = 20_000

    /// How many records about one matter are looked at.
    private static let matterRecordsMax = 5_000

    package struct Found: Sendable {
        package let headers: [RecordHeader]
        package let next: RecordQuery.Cursor?
        /// Whether the search stopped at `searchedMax`, and `next` goes on from there.
        package let isCut: Bool

        package init(headers: [RecordHeader], next: RecordQuery.Cursor?, isCut: Bool) {
            self.headers = headers
            self.next = next
            self.isCut = isCut
        }
    }

    /// A page of a realm's records, newest first.
    package static func search(
        _ query: RecordQuery, of realm: Realm.ID, _ db: any Reader
    ) throws -> Found {
        let window = window(query, of: realm)
        let wanted = filters(query)
        let rows = try db.rows(
            """
            SELECT \(headerColumns) FROM (\(window)) AS span
            WHERE \(wanted.isEmpty ? "1 = 1" : wanted.joined(separator: " AND "))
            ORDER BY at DESC, sequence DESC LIMIT \(query.limit + 1)
            """, header)
        let shown = Array(rows.prefix(query.limit))
        if rows.count > query.limit {
            return Found(headers: shown, next: shown.last.map(cursor), isCut: false)
        }
        guard query.isFiltered, query.matter == nil else {
            return Found(headers: shown, next: nil, isCut: false)
        }
        let end = try db.first(
            """
            SELECT at, sequence FROM records WHERE \(span(query, of: realm))
            ORDER BY at DESC, sequence DESC LIMIT 1 OFFSET \(searchedMax - 1)
            """
        ) { RecordQuery.Cursor(at: try $0.instant(0), sequence: try $0.int(1)) }
        return Found(headers: shown, next: end, isCut: end != nil)
    }

    private static func cursor(_ header: RecordHeader) -> RecordQuery.Cursor {
        RecordQuery.Cursor(at: header.at, sequence: header.sequence)
    }

    /// The rows that are looked at: what was recorded about a matter, or the newest of the span.
    private static func window(_ query: RecordQuery, of realm: Realm.ID) -> SQL {
        guard let matter = query.matter else {
            let most = query.isFiltered ? searchedMax : query.limit + 1
            return """
                SELECT \(headerColumns) FROM records WHERE \(span(query, of: realm))
                ORDER BY at DESC, sequence DESC LIMIT \(most)
                """
        }
        return """
            SELECT \(headerColumns) FROM (
                SELECT \(headerColumns) FROM records
                WHERE subject_kind IN \(list: matterKinds) AND subject_id = \(matter)
                ORDER BY sequence DESC LIMIT \(matterRecordsMax)) AS own
            WHERE \(span(query, of: realm))
            """
    }

    private static func span(_ query: RecordQuery, of realm: Realm.ID) -> SQL {
        var conditions: [SQL] = ["realm_id = \(realm)"]
        if let from = query.from { conditions.append("at >= \(from)") }
        if let until = query.until { conditions.append("at < \(until)") }
        if let after = query.after {
            conditions.append("(at, sequence) < (\(after.at), \(after.sequence))")
        }
        return conditions.joined(separator: " AND ")
    }

    private static func filters(_ query: RecordQuery) -> [SQL] {
        var found: [SQL] = []
        if let people = query.people { found.append("person_id IN \(list: people)") }
        if let post = query.post { found.append("post_id = \(post)") }
        if let body = query.body {
            found.append("post_id IN (SELECT posts.id FROM posts WHERE posts.body_id = \(body))")
        }
        if let action = query.action { found.append("action = \(action)") }
        if let kind = query.kind { found.append("subject_kind = \(kind)") }
        return found
    }

    /// The actions and kinds among the newest records of a realm, for a form to choose from.
    package static func recentNames(
        of realm: Realm.ID, _ db: any Reader
    ) throws -> [(action: String, kind: String)] {
        try db.rows(
            """
            SELECT DISTINCT action, subject_kind FROM (
                SELECT action, subject_kind FROM records WHERE realm_id = \(realm)
                ORDER BY at DESC, sequence DESC LIMIT 5000) AS newest
            ORDER BY subject_kind, action LIMIT 300
            """
        ) { (action: try $0.text(0), kind: try $0.text(1)) }
    }

    /// One record as it is stored: its header, the digest beside it, and its body.
    package static func stored(
        _ sequence: Int64, of realm: Realm.ID, _ db: any Reader
    ) throws -> (header: RecordHeader, digest: Digest, body: [UInt8])? {
        try db.first(
            """
            SELECT \(headerColumns), digest, body FROM records
            WHERE sequence = \(sequence) AND realm_id = \(realm)
            """
        ) { row in (try header(row), try row.digest(10), try row.blob(11)) }
    }
}

/// What records name only by number.
package enum RecordNames {
    /// A post as a record tells it.
    package struct NamedPost: Sendable {
        package let role: Role.ID
        package let body: Body.ID
    }

    /// A matter as far as a record names it.
    package struct NamedMatter: Sendable {
        package let reference: Reference
        package let place: PlacePath
        package let lead: Body.ID?
    }

    package static func posts(
        _ ids: [Post.ID], in realm: Realm.ID, _ db: any Reader
    ) throws -> [Post.ID: NamedPost] {
        let rows = try db.rows(
            """
            SELECT id, role, body_id FROM posts WHERE id IN \(list: ids) AND realm_id = \(realm)
            ORDER BY id LIMIT \(ids.count)
            """
        ) { (try $0.id(0) as Post.ID, NamedPost(role: try $0.text(1), body: try $0.id(2))) }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    package static func matters(
        _ ids: [Matter.ID], in realm: Realm.ID, _ db: any Reader
    ) throws -> [Matter.ID: NamedMatter] {
        let rows = try db.rows(
            """
            SELECT id, reference, place_path, lead_id FROM matters
            WHERE id IN \(list: ids) AND realm_id = \(realm) ORDER BY id LIMIT \(ids.count)
            """
        ) { row in
            (
                try row.id(0) as Matter.ID,
                NamedMatter(
                    reference: try row.reference(1), place: try row.path(2),
                    lead: try row.idOrNil(3))
            )
        }
        return Dictionary(rows, uniquingKeysWith: { first, _ in first })
    }

    /// People of a realm with exactly this name or sign-in.
    package static func people(
        named text: String, in realm: Realm.ID, _ db: any Reader
    ) throws -> [Person.ID] {
        try db.rows(
            """
            SELECT id FROM people
            WHERE realm_id = \(realm) AND (name = \(text) OR sign_in = \(text))
            ORDER BY id LIMIT 50
            """
        ) { try $0.id(0) }
    }
}
