package import Kernel
package import SQL

/// Who knows places, bodies, people and posts by heart, so that a long list need not join them.
package protocol NameBook {
    /// Places by their ids, at least those of the named that are there.
    func places(_ ids: [Place.ID], _ db: any Reader) throws -> [Place.ID: Place]

    /// Bodies by their ids, at least those of the named that are there.
    func bodies(_ ids: [Body.ID], _ db: any Reader) throws -> [Body.ID: Body]

    /// What people are called, at least those of the named that are there.
    func people(_ ids: [Person.ID], _ db: any Reader) throws -> [Person.ID: String]

    /// Posts by their ids, at least those of the named that are there.
    func posts(_ ids: [Post.ID], _ db: any Reader) throws -> [Post.ID: RecordNames.NamedPost]
}

extension Inbox {
    /// As `columns`, without the names: then where the matter is, and who leads.
    static let unnamedColumns: SQL = """
        matters.id, matters.reference, matters.procedure, matters.state, matters.stage,
        matters.title, '', NULL, matters.category, matters.urgency, NULL, NULL,
        matters.opened_at, matters.due_at, matters.amber_at, matters.suspended, matters.late,
        matters.ended_at, matters.ending, matters.touched_at, matters.supervision, NULL, NULL, '',
        NULL, matters.place_id, matters.lead_id
        """

    /// A matter of a list before its place and its lead have names.
    struct UnnamedLine: Sendable {
        let line: MatterLine
        let place: Place.ID
        let lead: Body.ID?
    }

    /// The lines of some matters by their id, those that were read before from where they are kept.
    package static func lines(
        of matters: [Matter.ID], at now: Instant, kept: KeptLines, names: any NameBook,
        _ db: any Reader
    ) throws -> [Matter.ID: MatterLine] {
        if matters.isEmpty { return [:] }
        let marks = try db.rows(
            """
            SELECT \(MatterMark.columns) FROM matters WHERE \(isOne(of: matters, db.dialect))
            """, MatterMark.init)
        let lines = try named(kept.lines(of: marks, at: now, db), by: names, db)
        return Dictionary(lines.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The lines of some matters, in any order.
    static func unnamed(_ matters: [Matter.ID], _ db: any Reader) throws -> [UnnamedLine] {
        try db.rows(
            "SELECT \(unnamedColumns) FROM matters WHERE \(isOne(of: matters, db.dialect))"
        ) { row in
            UnnamedLine(line: try decode(row), place: try row.id(25), lead: try row.idOrNil(26))
        }
    }

    private static func isOne(of matters: [Matter.ID], _ dialect: Dialect) -> SQL {
        switch dialect {
        case .sqlite: return "id IN \(list: matters)"
        case .postgres:
            // One text is bound sooner than many numbers, and planned once for however many.
            let list = matters.map { String($0.rawValue) }.joined(separator: ",")
            return "id = ANY (CAST(string_to_array(\(list), ',') AS BIGINT[]))"
        }
    }

    static func named(
        _ found: [UnnamedLine], by names: any NameBook, _ db: any Reader
    ) throws -> [MatterLine] {
        let places = try names.places(Set(found.map(\.place)).sorted(), db)
        let wider = try names.places(
            Set(found.compactMap { places[$0.place]?.parent }).sorted(), db)
        let bodies = try names.bodies(Set(found.compactMap(\.lead)).sorted(), db)
        return found.map { one in
            var line = one.line
            if let place = places[one.place] {
                (line.place, line.level) = (place.name, place.level)
                let wider = place.parent.flatMap { wider[$0] }
                (line.wider, line.widerLevel) = (wider?.name, wider?.level)
            }
            line.leadName = one.lead.flatMap { bodies[$0]?.name }
            return line
        }
    }
}
