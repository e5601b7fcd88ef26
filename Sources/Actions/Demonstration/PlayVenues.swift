package import Kernel
import SQL
import Storage

/// Lets invented neighbours of a demonstration book rooms, and trades and professions sit at
/// venues: some that are over, some to come. Real actions, each at its own time.
package struct PlayVenues: Sendable {
    package let realm: Realm

    package init(realm: Realm) {
        self.realm = realm
    }

    /// Does nothing where the venues of the built-in demonstration are not there.
    package func run(in installation: Installation) async throws {
        let book = try await installation.rulebook(of: realm)
        let today = book.day(of: installation.now())
        let realm = realm
        let found = try await installation.database.read { db -> (DemoCast, Venue, [Room])? in
            guard
                let venue = try Venues.all(in: realm.id, db)
                    .first(where: { $0.name.zh == "岩岭邻里中心" })
            else { return nil }
            let cast = try DemoCast(signIns: ["secretary"], book: book, on: today, db)
            return (cast, venue, try Rooms.of([venue.id], db)[venue.id] ?? [])
        }
        guard let (cast, venue, rooms) = found else { return }
        let stage = VenueStage(
            realm: realm, book: book, today: today, venue: venue, rooms: rooms,
            keeper: try cast.holding(of: "secretary", granting: [.keepVenues]))
        try await stage.play(in: installation)
    }
}

private struct VenueStage {
    let realm: Realm
    let book: Rulebook
    let today: Day
    let venue: Venue
    let rooms: [Room]
    let keeper: Holding

    func play(in installation: Installation) async throws {
        let lastWeek = past(days: 9, installation)
        let held: [(kind: String, day: Int, about: String, served: Int)] = [
            ("haircut", -5, "六十岁以上优先，自带毛巾。", 23),
            ("lawyer", -3, "婚姻、租房、劳动、继承，都可以问。带上合同和材料。", 6),
        ]
        var sittings: [(Sitting, Int)] = []
        for one in held {
            sittings.append(
                (try await sits(one.kind, inDays: one.day, one.about, lastWeek), one.served))
        }
        for (sitting, served) in sittings {
            let evening = sitting.endsAt.adding(minutes: 20)
            try await CountSitting(
                realm: realm, holding: keeper, sitting: sitting.id, served: String(served)
            ).run(in: installation.past(of: .venues) { evening })
        }
        let yesterday = past(days: 1, installation)
        let coming: [(kind: String, day: Int, about: String)] = [
            ("knives", 3, "剪刀、菜刀都能磨，用布包好带来。"),
            ("counsellor", 5, "睡不好、闷得慌、跟孩子说不到一块儿，都可以来聊聊。"),
            ("doctor", 9, "量血压、看化验单、问用药。带上正在吃的药的盒子。"),
        ]
        for one in coming {
            let sitting = try await sits(one.kind, inDays: one.day, one.about, yesterday)
            for slot in [1, 2, 4] {
                _ = try await BookSlot(
                    realm: realm, sitting: sitting.id, slot: String(slot)
                ).run(in: yesterday)
            }
        }
        try await books(in: yesterday)
        try await eats(installation)
    }

    /// Five days of a canteen: three cards, and plates at the whole price.
    private func eats(_ installation: Installation) async throws {
        let start = past(days: 12, installation)
        try await KeepCanteen(
            realm: realm, holding: keeper, venue: venue.id, price: "12", subsidy: "6"
        ).run(in: start)
        try await GrantMeals(
            realm: realm, holding: keeper, venue: venue.id, source: FundSource.fiscal.rawValue,
            amount: "3000", until: today.adding(days: 60).description,
            words: "演示文件〔2026〕11 号助餐补贴"
        ).run(in: start)
        var cards: [MealCard] = []
        for proof in MealCard.Proof.allCases {
            cards.append(
                try await ProveDiner(
                    realm: realm, holding: keeper, venue: venue.id, proof: proof.rawValue
                ).run(in: start))
        }
        for days in stride(from: 6, through: 2, by: -1) {
            // At the same minute of each day, well apart from what else is played.
            let noon = today.adding(days: -days).start(in: book.profile.zone).adding(minutes: 735)
            let lunch = installation.past(of: .venues) { noon }
            for card in cards.prefix(days.isMultiple(of: 2) ? 3 : 2) {
                try await CountMeal(
                    realm: realm, holding: keeper, venue: venue.id,
                    number: card.number.description
                ).run(in: lunch)
            }
            try await CountMeal(
                realm: realm, holding: keeper, venue: venue.id, number: "", plates: "4"
            ).run(in: lunch)
        }
    }

    /// Rooms of the coming days, by neighbours on the telephone of nobody and by the community.
    private func books(in installation: Installation) async throws {
        let wishes: [(room: String, day: Int, from: String, until: String, title: String?)] = [
            ("棋牌室", 1, "14:30", "17:00", nil), ("棋牌室", 2, "15:00", "17:30", nil),
            ("舞蹈室", 1, "18:30", "20:00", nil), ("舞蹈室", 4, "18:30", "20:00", nil),
            ("议事厅", 2, "18:30", "20:30", "小区停车怎么办：居民碰头会"),
            ("小讲堂", 3, "15:00", "17:00", "手机课：怎么挂号、怎么看检查单"),
        ]
        for (number, wished) in wishes.enumerated() {
            guard let room = rooms.first(where: { $0.name.zh == wished.room }),
                let day = openDay(from: wished.day, at: wished.until)
            else { continue }
            var wish = BookingWish()
            wish.day = day.description
            (wish.time, wish.until) = (wished.from, wished.until)
            wish.people = "12"
            wish.title = wished.title ?? ""
            wish.phone = "0719-000-71\(10 + number)"
            wish.agrees = true
            do {
                _ = try await BookRoom(
                    realm: realm, room: room.id,
                    booker: wished.title == nil ? .neighbour : .post(keeper), wish: wish
                ).run(in: installation)
            } catch ActionError.invalid {
                // Before a weekend or a holiday two of them may fall on one day: one is enough.
                continue
            }
        }
    }

    /// The first day from one on, on which the venue is open until then, within a week.
    private func openDay(from offset: Int, at until: String) -> Day? {
        guard let minute = MeetingWish.minuteOfDay(until) else { return nil }
        return (offset..<offset + 6).map { today.adding(days: $0) }.first { day in
            venue.hours.hours(on: day, by: book.keeper.calendar).spans
                .contains { $0.covers(minute - 60, minute) }
        }
    }

    private func sits(
        _ kind: String, inDays days: Int, _ about: String, _ installation: Installation
    ) async throws -> Sitting {
        var wish = SittingWish()
        wish.kind = kind
        wish.about = about
        wish.day = today.adding(days: days).description
        (wish.time, wish.until, wish.slotMinutes) = ("09:00", "11:00", "15")
        return try await HoldSitting(
            realm: realm, holding: keeper, venue: venue.id, wish: wish
        ).run(in: installation)
    }

    private func past(days: Int, _ installation: Installation) -> Installation {
        let then = today.adding(days: -days).start(in: book.profile.zone).adding(minutes: 610)
        return installation.past(of: .venues) { then }
    }
}
