package import Kernel
package import SQL

/// Rows of links between matters, with the mark at each that says whether anything answers it.
package enum MatterLinks {
    /// What is asked for the links of a matter, to be expected.
    package static func query(of id: Matter.ID) -> SQL {
        """
        SELECT matters.procedure, matters.id, matters.ended_at, page.own
        FROM (\(ends(of: id))) AS page JOIN matters ON matters.id = page.id
        ORDER BY matters.id LIMIT \(readMax)
        """
    }

    /// What a matter is linked with, whichever of the two made the link.
    package static func of(_ id: Matter.ID, _ db: any Reader) throws -> [MatterLink] {
        try db.rows(query(of: id)) { row in
            MatterLink(
                kind: try row.text(0), other: try row.id(1), isOpen: try row.intOrNil(2) == nil,
                isOwn: try row.bool(3))
        }
    }

    /// The matters that a matter linked itself with.
    package static func made(by id: Matter.ID, _ db: any Reader) throws -> Set<Matter.ID> {
        Set(
            try db.rows(
                """
                SELECT to_id FROM matter_links WHERE from_id = \(id) ORDER BY to_id
                LIMIT \(readMax)
                """
            ) { try $0.id(0) as Matter.ID })
    }

    /// Each matter links at most `MatterLink.countMax` others, and as many may have been linked
    /// with it at the same moment.
    private static let readMax = 2 * MatterLink.countMax

    private static func ends(of id: Matter.ID) -> SQL {
        """
        SELECT to_id AS id, 1 AS own FROM matter_links WHERE from_id = \(id)
        UNION ALL SELECT from_id AS id, 0 AS own FROM matter_links WHERE to_id = \(id)
        """
    }

    package static func insert(
        from id: Matter.ID, to other: Matter.ID, _ db: any Writer
    ) throws {
        try db.send("INSERT INTO matter_links (from_id, to_id) VALUES (\(id), \(other))")
    }

    package static func delete(
        from id: Matter.ID, to other: Matter.ID, _ db: any Writer
    ) throws {
        try db.send("DELETE FROM matter_links WHERE from_id = \(id) AND to_id = \(other)")
    }

    /// Works out anew whether anything answers a matter.
    ///
    /// - Parameter isTaken: whether somebody took it on and has it now.
    package static func match(
        _ id: Matter.ID, isTaken: Bool, _ db: any Writer
    ) throws {
        try db.send(
            """
            UPDATE matters
            SET matched = CASE WHEN \(isTaken ? 1 : 0) = 1 OR \(hasOpenLink(id)) THEN 1 ELSE 0 END
            WHERE id = \(id)
            """)
    }

    /// Notes that somebody linked a matter or parted it, so that lists and news show it.
    package static func touch(
        _ id: Matter.ID, by person: Person.ID?, at now: Instant, _ db: any Writer
    ) throws {
        try db.send(
            "UPDATE matters SET touched_at = \(now), toucher_id = \(person) WHERE id = \(id)")
    }

    static func hasOpenLink(_ id: Matter.ID) -> SQL {
        """
        EXISTS (SELECT 1 FROM (\(ends(of: id))) AS page JOIN matters AS other
            ON other.id = page.id WHERE other.ended_at IS NULL)
        """
    }
}

extension Inbox {
    /// The matters that a matter is linked with, as far as a viewer may read them.
    ///
    /// - Parameters:
    ///   - holding: the post that looks; nil for everyone else.
    ///   - states: those in which everyone reads the matters of a procedure.
    package static func linked(
        with matter: Matter, for holding: Holding?,
        open states: [(procedure: Procedure.Name, states: [Procedure.State.ID])],
        _ db: any Reader
    ) throws -> [MatterLine] {
        var readable: [SQL] = states.filter { !$0.states.isEmpty }.map { procedure, states in
            "(matters.procedure = \(procedure) AND matters.state IN \(list: states))"
        }
        if let holding {
            let reach = holding.post.reach
            readable.append("matters.taker_id = \(holding.post.person)")
            if holding.verbs.contains(.read) {
                readable.append("matters.lead_id = \(holding.post.body)")
                readable.append(
                    "(matters.place_path >= \(reach) AND matters.place_path < \(reach.end))")
            }
        }
        guard !readable.isEmpty else { return [] }
        return try db.rows(
            """
            SELECT \(columns)
            FROM (SELECT to_id AS id FROM matter_links WHERE from_id = \(matter.id)
                UNION SELECT from_id AS id FROM matter_links WHERE to_id = \(matter.id)) AS page
            JOIN \(sources(of: "page"))
            WHERE matters.realm_id = \(matter.realm) AND (\(readable.joined(separator: " OR ")))
            ORDER BY matters.procedure, matters.id LIMIT \(2 * MatterLink.countMax)
            """, decode)
    }
}
