package import Kernel
import SQL
import Storage

/// Keeps three invented duty rosters of a demonstration: the street's by units, around the clock; a
/// community's by its own people; an estate's evening rounds. With a swap that waits for an answer.
package struct PlayRosters: Sendable {
    package let realm: Realm

    package init(realm: Realm) {
        self.realm = realm
    }

    /// Does nothing where the places of the built-in demonstration are not there.
    package func run(in installation: Installation) async throws {
        let book = try await installation.rulebook(of: realm)
        let today = book.day(of: installation.now())
        let realm = realm
        let found = try await installation.database.read { db -> RosterStage? in
            let bodies = try Bodies.all(in: realm.id, db)
            let places = try Places.under(.root, in: realm.id, limit: 2_000, db)
            guard
                let community = places.first(where: { $0.name.zh == "岩岭社区" }),
                let estate = places.first(where: { place in
                    place.parent == community.id
                }),
                let street = places.first
            else { return nil }
            return RosterStage(
                realm: realm, book: book, today: today, street: street, community: community,
                estate: estate, bodies: bodies,
                cast: try DemoCast(
                    signIns: ["dispatcher", "secretary", "community"], book: book, on: today, db))
        }
        try await found?.play(in: installation)
    }
}

private struct RosterStage {
    let realm: Realm
    let book: Rulebook
    let today: Day
    let street: Place
    let community: Place
    let estate: Place
    let bodies: [Body]
    let cast: DemoCast

    func play(in installation: Installation) async throws {
        let secretary = try cast.holding(of: "secretary", granting: [.organise])
        let worker = try cast.holding(of: "community", granting: [.organise])
        let dispatcher = try cast.holding(of: "dispatcher", granting: [.organise])
        let then = today.adding(days: -9).start(in: book.profile.zone).adding(minutes: 560)
        let past = installation.past(of: .rosters) { then }

        var wish = RosterWish()
        (wish.title, wish.spans) = ("街道总值班", "08:30-18:00 18:00-08:30")
        wish.about = "办公楼一楼值班室：接电话、收急件，夜里有急事找这里。"
        wish.phone = "0719-000-1000"
        (wish.onDaysOff, wish.isPublic) = (true, true)
        let offices = bodies.filter { ["streetOffice", "department"].contains($0.kind) }.prefix(5)
        try await opens(
            wish, at: street, by: dispatcher, turn: offices.map { .body($0.id) }, in: past)

        (wish.title, wish.spans) = ("社区值班", "08:30-17:30")
        wish.about = "社区大厅值班台：接待来访、登记事项、代办。"
        (wish.phone, wish.onDaysOff) = ("", false)
        let duty = try await opens(
            wish, at: community, by: secretary,
            turn: [.post(worker.post.id), .post(secretary.post.id)], in: past)

        (wish.title, wish.spans) = ("治安巡逻", "19:00-21:30")
        wish.about = "绕小区走两圈，看消防通道、楼道和车棚，有事当场说。"
        wish.onDaysOff = true
        let teams = bodies.filter { body in
            ["propertyCompany", "volunteerTeam", "community"].contains(body.kind)
                && body.place.map { place in
                    community.id == place || estate.id == place
                } ?? false
        }
        try await opens(
            wish, at: estate, by: secretary,
            turn: teams.isEmpty
                ? [.body(secretary.post.body)] : teams.prefix(4).map { .body($0.id) }, in: past)
        try await swaps(duty, worker, secretary, in: installation)
    }

    @discardableResult
    private func opens(
        _ wish: RosterWish, at place: Place, by keeper: Holding, turn: [DutyHolder],
        in installation: Installation
    ) async throws -> Roster {
        let roster = try await OpenRoster(
            realm: realm, holding: keeper, place: place.id, wish: wish
        ).run(in: installation)
        try await SetTurn(
            realm: realm, holding: keeper, roster: roster.id, seen: roster.version, turn: turn
        ).run(in: installation)
        let first = Month(of: today.adding(days: -9))
        for month in [first, first.next, first.next.next] {
            do {
                try await DrawUpRoster(
                    realm: realm, holding: keeper, roster: roster.id, month: month, anew: false
                ).run(in: installation)
            } catch ActionError.invalid {
                // At the end of a month no shift of it may be left.
                continue
            }
        }
        return roster
    }

    /// The community worker would like to change a shift with the secretary.
    private func swaps(
        _ roster: Roster, _ worker: Holding, _ secretary: Holding, in installation: Installation
    ) async throws {
        let now = installation.now()
        let ahead = try await installation.database.read { db in
            try DutyShifts.of(
                roster.id, from: now.adding(fullDays: 1), before: now.adding(fullDays: 20), db)
        }
        guard let given = ahead.first(where: { $0.holder.isOf(worker) }),
            let wanted = ahead.first(where: { $0.holder.isOf(secretary) })
        else { return }
        try await AskSwap(
            realm: realm, holding: worker, roster: roster.id, given: given.id, wanted: wanted.id
        ).run(in: installation.past(of: .rosters) { now.adding(minutes: -40) })
    }
}
