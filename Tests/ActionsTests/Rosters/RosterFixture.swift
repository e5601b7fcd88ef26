import Actions
import Kernel
import SQL
import Storage
import TestSupport

extension Town {
    /// A roster of the committee of Yanling, in which its worker and its secretary take turns.
    func roster(
        spans: String = "08:30-17:30", everyDay: Bool = true, isPublic: Bool = true,
        drawn: Bool = true
    ) async throws -> Roster {
        let secretary = try await colleague("secretary")
        let worker = try await colleague("community")
        var wish = RosterWish()
        (wish.title, wish.about, wish.spans) = ("社区值班", "一楼值班室", spans)
        (wish.onDaysOff, wish.isPublic) = (everyDay, isPublic)
        wish.phone = "0719-000-1234"
        let roster = try await OpenRoster(
            realm: realm, holding: secretary.holding, place: try place("岩岭社区").id, wish: wish
        ).run(in: installation)
        try await SetTurn(
            realm: realm, holding: secretary.holding, roster: roster.id, seen: 1,
            turn: [.post(worker.holding.post.id), .post(secretary.holding.post.id)]
        ).run(in: installation)
        if drawn {
            try await DrawUpRoster(
                realm: realm, holding: secretary.holding, roster: roster.id,
                month: try await thisMonth, anew: false
            ).run(in: installation)
        }
        return roster
    }

    var thisMonth: Month { get async throws { Month(of: try await rulebook().day(of: clock.now)) } }

    /// The shifts of a roster that have not begun.
    func shifts(of roster: Roster) async throws -> [DutyShift] {
        let now = clock.now
        return try await database.read { db in
            try DutyShifts.of(roster.id, from: now, before: now.adding(fullDays: 60), db)
        }
    }
}
