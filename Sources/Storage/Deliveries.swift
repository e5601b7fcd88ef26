package import Kernel
package import SQL

/// Rows of events on their way out.
package enum Deliveries {
    private static let columns: SQL = """
        id, realm_id, outlet_id, event, subject, body, made_at, state, attempts, next_at, done_at,
        answer_status, answer_word, answer_detail
        """

    package static func find(
        _ id: Delivery.ID, of outlet: Outlet.ID, _ db: any Reader
    ) throws -> Delivery? {
        try db.first(
            "SELECT \(columns) FROM deliveries WHERE id = \(id) AND outlet_id = \(outlet)", decode)
    }

    /// The newest first.
    package static func page(
        of outlet: Outlet.ID, before: Delivery.ID? = nil, limit: Int, _ db: any Reader
    ) throws -> [Delivery] {
        try db.rows(
            """
            SELECT \(columns) FROM deliveries
            WHERE outlet_id = \(outlet) AND id < \(before ?? Delivery.ID(.max))
            ORDER BY id DESC LIMIT \(limit)
            """, decode)
    }

    /// What is to be sent now, the longest due first.
    package static func due(
        at now: Instant, limit: Int, _ db: any Reader
    ) throws -> [Delivery] {
        try db.rows(
            """
            SELECT \(columns) FROM deliveries WHERE state = 'waiting' AND next_at <= \(now)
            ORDER BY next_at, id LIMIT \(limit)
            """, decode)
    }

    /// How many wait for an outlet, counted no further than a most.
    package static func waiting(
        for outlet: Outlet.ID, most: Int, _ db: any Reader
    ) throws -> Int {
        Int(
            try db.int(
                """
                SELECT COUNT(*) FROM (
                    SELECT 1 FROM deliveries WHERE outlet_id = \(outlet) AND state = 'waiting'
                    LIMIT \(most)
                ) AS found
                """) ?? 0)
    }

    /// When the last of those that wait for an outlet is to be sent.
    package static func lastNext(
        for outlet: Outlet.ID, _ db: any Reader
    ) throws -> Instant? {
        try db.first(
            """
            SELECT next_at FROM deliveries WHERE outlet_id = \(outlet) AND state = 'waiting'
            ORDER BY next_at DESC LIMIT 1
            """
        ) { try $0.instant(0) }
    }

    package static func failed(
        of outlet: Outlet.ID, limit: Int, _ db: any Reader
    ) throws -> [Delivery] {
        try db.rows(
            """
            SELECT \(columns) FROM deliveries WHERE outlet_id = \(outlet) AND state = 'failed'
            ORDER BY id LIMIT \(limit)
            """, decode)
    }

    package static func insert(_ delivery: Delivery, _ db: any Writer) throws {
        try db.send(
            """
            INSERT INTO deliveries (\(columns))
            VALUES (\(delivery.id), \(delivery.realm), \(delivery.outlet),
                \(delivery.event.rawValue), \(delivery.subject), \(delivery.body),
                \(delivery.madeAt), \(delivery.state.rawValue), \(delivery.attempts),
                \(delivery.nextAt), \(delivery.doneAt), \(delivery.answer?.status),
                \(delivery.answer?.word), \(delivery.answer?.detail))
            """)
    }

    /// Stores where a delivery stands, where nobody changed it since.
    package static func update(
        _ delivery: Delivery, from before: Delivery, _ db: any Writer
    ) throws {
        try db.run(
            """
            UPDATE deliveries SET state = \(delivery.state.rawValue),
                attempts = \(delivery.attempts), next_at = \(delivery.nextAt),
                done_at = \(delivery.doneAt), answer_status = \(delivery.answer?.status),
                answer_word = \(delivery.answer?.word), answer_detail = \(delivery.answer?.detail)
            WHERE id = \(delivery.id) AND outlet_id = \(delivery.outlet)
                AND state = \(before.state.rawValue) AND attempts = \(before.attempts)
            """)
    }

    /// Puts off what is due for an outlet that does not answer.
    package static func putOff(
        _ outlet: Outlet.ID, dueBy now: Instant, until next: Instant, _ db: any Writer
    ) throws {
        try db.run(
            """
            UPDATE deliveries SET next_at = \(next)
            WHERE outlet_id = \(outlet) AND state = 'waiting' AND next_at <= \(now)
            """)
    }

    /// Gives up what waits for an outlet that ended.
    package static func giveUp(
        _ outlet: Outlet.ID, at now: Instant, word: String, _ db: any Writer
    ) throws {
        try db.run(
            """
            UPDATE deliveries SET state = 'failed', done_at = \(now), answer_word = \(word),
                answer_status = NULL, answer_detail = NULL
            WHERE outlet_id = \(outlet) AND state = 'waiting'
            """)
    }

    /// - Returns: how many were deleted, at most `limit`.
    package static func delete(
        doneBefore end: Instant, limit: Int, _ db: any Writer
    ) throws -> Int {
        try db.run(
            """
            DELETE FROM deliveries WHERE id IN (
                SELECT id FROM deliveries WHERE done_at IS NOT NULL AND done_at < \(end)
                ORDER BY done_at LIMIT \(limit)
            )
            """)
    }

    private static func decode(_ row: any Row) throws -> Delivery {
        let word = try row.textOrNil(12)
        let status = try row.intOrNil(11).map(Int.init)
        let detail = try row.textOrNil(13)
        return Delivery(
            id: try row.id(0), realm: try row.id(1), outlet: try row.id(2),
            event: try row.member(3, of: Event.Kind.self), subject: try row.text(4),
            body: try row.text(5), madeAt: try row.instant(6),
            state: try row.member(7, of: Delivery.State.self), attempts: Int(try row.int(8)),
            nextAt: try row.instant(9), doneAt: try row.instantOrNil(10),
            answer: word.map { Delivery.Answer(status: status, word: $0, detail: detail ?? "") })
    }
}
