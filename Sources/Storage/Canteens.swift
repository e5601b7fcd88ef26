package import Kernel
package import SQL

/// Rows of canteens, of what pays for their meals, and of meals.
package enum Canteens {
    package static func find(
        _ venue: Venue.ID, in realm: Realm.ID, _ db: any Reader
    ) throws -> Canteen? {
        try db.first(
            """
            SELECT venue_id, realm_id, price_fen, subsidy_fen, version FROM canteens
            WHERE venue_id = \(venue) AND realm_id = \(realm)
            """
        ) { row in
            Canteen(
                venue: try row.id(0), realm: try row.id(1), priceFen: try row.int(2),
                subsidyFen: try row.int(3), version: Int(try row.int(4)))
        }
    }

    package static func insert(_ canteen: Canteen, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO canteens (venue_id, realm_id, price_fen, subsidy_fen, version)
            VALUES (\(canteen.venue), \(canteen.realm), \(canteen.priceFen),
                \(canteen.subsidyFen), \(canteen.version))
            """)
    }

    package static func update(_ canteen: Canteen, _ db: any Writer) throws {
        try db.run(
            """
            UPDATE canteens SET price_fen = \(canteen.priceFen),
                subsidy_fen = \(canteen.subsidyFen), version = version + 1
            WHERE venue_id = \(canteen.venue)
            """)
    }

    // MARK: - What pays

    /// A grant of money for reduced meals.
    package struct Grant: Sendable {
        package let source: FundSource
        package let fen: Int64
        package let until: Day?
        package let words: String
        package let at: Instant

        package init(source: FundSource, fen: Int64, until: Day?, words: String, at: Instant) {
            self.source = source
            self.fen = fen
            self.until = until
            self.words = words
            self.at = at
        }
    }

    package static func insert(
        _ grant: Grant, id: Identifier<Grant>, to venue: Venue.ID, transfer: Transfer.ID,
        by post: Post.ID, _ db: any Writer
    ) throws {
        try db.run(
            """
            INSERT INTO meal_grants
                (id, venue_id, source, fen, until_day, words, post_id, at, transfer_id)
            VALUES (\(id), \(venue), \(grant.source.rawValue), \(grant.fen), \(grant.until),
                \(grant.words), \(post), \(grant.at), \(transfer))
            """)
    }

    /// The newest first.
    package static func grants(
        of venue: Venue.ID, limit: Int, _ db: any Reader
    ) throws -> [Grant] {
        try db.rows(
            """
            SELECT source, fen, until_day, words, at FROM meal_grants WHERE venue_id = \(venue)
            ORDER BY id DESC LIMIT \(limit)
            """
        ) { row in
            Grant(
                source: try row.member(0, of: FundSource.self), fen: try row.int(1),
                until: try row.dayOrNil(2), words: try row.text(3), at: try row.instant(4))
        }
    }

    /// When the last grant of each source was given whose day has passed and that was not settled.
    package static func expired(
        of venue: Venue.ID, before today: Day, _ db: any Reader
    ) throws -> [(source: FundSource, at: Instant)] {
        try db.rows(
            """
            SELECT source, MAX(at) FROM meal_grants
            WHERE venue_id = \(venue) AND until_day < \(today) AND settled_at IS NULL
            GROUP BY source ORDER BY source LIMIT 10
            """
        ) { (source: try $0.member(0, of: FundSource.self), at: try $0.instant(1)) }
    }

    package static func settle(
        _ venue: Venue.ID, _ source: FundSource, before today: Day, at now: Instant,
        _ db: any Writer
    ) throws {
        try db.run(
            """
            UPDATE meal_grants SET settled_at = \(now)
            WHERE venue_id = \(venue) AND source = \(source.rawValue)
                AND until_day < \(today) AND settled_at IS NULL
            """)
    }

    // MARK: - Cards

    private static let cardColumns: SQL = """
        id, realm_id, number, proof, post_id, proved_on, ended_on
        """

    package static let cardCounter = "meal cards"

    package static func insert(_ card: MealCard, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO meal_cards (\(cardColumns))
            VALUES (\(card.id), \(card.realm), \(card.number.serial), \(card.proof.rawValue),
                \(card.post), \(card.provedOn), \(card.endedOn))
            """)
    }

    package static func card(
        _ number: CardNumber, in realm: Realm.ID, _ db: any Reader
    ) throws -> MealCard? {
        try db.first(
            """
            SELECT \(cardColumns) FROM meal_cards
            WHERE realm_id = \(realm) AND number = \(number.serial)
            """
        ) { row in
            MealCard(
                id: try row.id(0), realm: try row.id(1),
                number: CardNumber(serial: Int(try row.int(2))),
                proof: try row.member(3, of: MealCard.Proof.self), post: try row.id(4),
                provedOn: try Day(parsing: row.text(5)), endedOn: try row.dayOrNil(6))
        }
    }

    package static func end(_ card: MealCard.ID, on day: Day, _ db: any Writer) throws {
        try db.run("UPDATE meal_cards SET ended_on = \(day) WHERE id = \(card)")
    }
}

/// Rows of meals.
package enum Meals {
    private static let columns: SQL = """
        id, venue_id, day, mealtime, card_id, plates, price_fen, subsidy_fen, source, transfer_id,
        post_id, at
        """

    package static func insert(_ meal: Meal, _ db: any Writer) throws {
        try db.run(
            """
            INSERT INTO meals (\(columns))
            VALUES (\(meal.id), \(meal.venue), \(meal.day), \(meal.mealtime.rawValue),
                \(meal.card), \(meal.plates), \(meal.priceFen), \(meal.subsidyFen),
                \(meal.source?.rawValue), \(meal.transfer), \(meal.post), \(meal.at))
            """)
    }

    /// Whether a card had this meal already.
    package static func had(
        _ card: MealCard.ID, on day: Day, at mealtime: Meal.Mealtime, _ db: any Reader
    ) throws -> Bool {
        try db.exists(
            """
            SELECT 1 FROM meals
            WHERE card_id = \(card) AND day = \(day) AND mealtime = \(mealtime.rawValue)
                AND taken_back_at IS NULL LIMIT 1
            """)
    }

    /// The last tap of a post on a day that was not taken back.
    package static func last(
        at venue: Venue.ID, on day: Day, by post: Post.ID, _ db: any Reader
    ) throws -> Meal? {
        try db.first(
            """
            SELECT \(columns) FROM meals
            WHERE venue_id = \(venue) AND day = \(day) AND post_id = \(post)
                AND taken_back_at IS NULL
            ORDER BY id DESC LIMIT 1
            """
        ) { row in
            Meal(
                id: try row.id(0), venue: try row.id(1), day: try Day(parsing: row.text(2)),
                mealtime: try row.member(3, of: Meal.Mealtime.self), card: try row.idOrNil(4),
                plates: Int(try row.int(5)), priceFen: try row.int(6),
                subsidyFen: try row.int(7),
                source: try row.memberOrNil(8, of: FundSource.self),
                transfer: try row.idOrNil(9), post: try row.id(10), at: try row.instant(11))
        }
    }

    package static func takeBack(_ meal: Meal.ID, at now: Instant, _ db: any Writer) throws {
        try db.run("UPDATE meals SET taken_back_at = \(now) WHERE id = \(meal)")
    }

    /// What each day amounts to, from the first to before the last.
    package static func days(
        of venue: Venue.ID, from first: Day, before end: Day, _ db: any Reader
    ) throws -> [(day: Day, sum: MealSum)] {
        try db.rows(
            """
            SELECT day,
                CAST(SUM(CASE WHEN subsidy_fen > 0 THEN plates ELSE 0 END) AS BIGINT),
                CAST(SUM(CASE WHEN subsidy_fen > 0 THEN 0 ELSE plates END) AS BIGINT),
                CAST(SUM(subsidy_fen) AS BIGINT),
                CAST(SUM(plates * price_fen - subsidy_fen) AS BIGINT)
            FROM meals
            WHERE venue_id = \(venue) AND day >= \(first) AND day < \(end)
                AND taken_back_at IS NULL
            GROUP BY day ORDER BY day LIMIT 366
            """
        ) { row in
            (
                day: try Day(parsing: row.text(0)),
                sum: MealSum(
                    reduced: try row.int(1), whole: try row.int(2), subsidyFen: try row.int(3),
                    paidFen: try row.int(4))
            )
        }
    }

    /// What each source paid, from the first day to before the last.
    package static func sources(
        of venue: Venue.ID, from first: Day, before end: Day, _ db: any Reader
    ) throws -> [(source: FundSource, fen: Int64)] {
        try db.rows(
            """
            SELECT source, CAST(SUM(subsidy_fen) AS BIGINT) FROM meals
            WHERE venue_id = \(venue) AND day >= \(first) AND day < \(end)
                AND source IS NOT NULL AND taken_back_at IS NULL
            GROUP BY source ORDER BY source LIMIT 10
            """
        ) { (source: try $0.member(0, of: FundSource.self), fen: try $0.int(1)) }
    }

    /// Forgets which card meals before a day were for.
    ///
    /// - Returns: how many; fewer than `limit` once none is left.
    package static func forgetCards(
        before day: Day, limit: Int, _ db: any Writer
    ) throws -> Int {
        try db.run(
            """
            UPDATE meals SET card_id = NULL
            WHERE id IN (SELECT id FROM meals WHERE card_id IS NOT NULL AND day < \(day)
                ORDER BY id LIMIT \(limit))
            """)
    }
}
