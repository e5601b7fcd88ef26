package import Kernel
import SQL
import Storage

/// Says who takes turns on a roster, in which order: posts that people hold, or whole bodies.
package struct SetTurn: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let roster: Roster.ID
    package let seen: Int
    package let turn: [DutyHolder]

    package init(
        realm: Realm, holding: Holding, roster: Roster.ID, seen: Int, turn: [DutyHolder]
    ) {
        self.realm = realm
        self.holding = holding
        self.roster = roster
        self.seen = seen
        self.turn = turn
    }

    /// - Throws: `.invalid` for `turn` where somebody is not of this realm, or there are too many.
    package func run(in installation: Installation) async throws {
        try await installation.doing(realm, holding) { (work: RosterWork) in
            let before = try work.kept(roster, for: "turn")
            var known: Set<DutyHolder> = []
            let unique = turn.filter { known.insert($0).inserted }
            guard unique.count <= Roster.turnMax else {
                throw ActionError.invalid([
                    "turn": .init("answer.tooMany", ["max": String(Roster.turnMax)])
                ])
            }
            for holder in unique where !before.turn.contains(holder) {
                guard try work.isHere(holder) else {
                    throw ActionError.invalid(["turn": .init("answer.notAChoice")])
                }
            }
            var changed = before
            changed.turn = unique
            try work.store(
                changed, from: before, seen: seen, action: "setTurn",
                ["turn": .list(unique.map { .text($0.description) })])
        }
    }
}

/// Draws up a month of a roster: each shift that nobody has goes to whoever is next in turn.
package struct DrawUpRoster: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let roster: Roster.ID
    package let month: Month?
    /// Whether shifts ahead that are set down already are given out anew, too.
    package let anew: Bool

    package init(
        realm: Realm, holding: Holding, roster: Roster.ID, month: Month?, anew: Bool
    ) {
        self.realm = realm
        self.holding = holding
        self.roster = roster
        self.month = month
        self.anew = anew
    }

    /// - Throws: `.invalid` for `month` that is over or too far ahead, and for `turn` while nobody
    ///   takes turns.
    package func run(in installation: Installation) async throws {
        try await installation.doing(realm, holding) { (work: RosterWork) in
            let roster = try work.kept(roster, for: "month")
            guard let month else { throw ActionError.invalid(["month": .init("answer.missing")]) }
            try work.mustBeNear(month)
            guard !roster.turn.isEmpty else {
                throw ActionError.invalid(["month": .init("rosters.problem.noTurn")])
            }
            let book = try work.book()
            let ahead = roster.slots(of: month, by: book.keeper.calendar, in: book.profile.zone)
                .filter { $0.startsAt > work.now }
            let known = try DutyShifts.of(
                roster.id, from: month.previous.previous.first.start(in: book.profile.zone),
                before: month.next.end.start(in: book.profile.zone), work.db)
            let struck = anew ? known.filter { ahead.contains($0.slot) } : []
            try work.remove(struck)
            let standing = known.filter { !struck.contains($0) }
            let taken = Set(standing.map(\.startsAt))
            let there = try work.days(of: roster.turn)
            let turns = roster.turns(
                for: ahead.filter { !taken.contains($0.startsAt) }, after: standing
            ) { holder, slot in there[holder]?(book.day(of: slot.startsAt)) ?? false }
            guard !turns.isEmpty else {
                throw ActionError.invalid(["month": .init("rosters.problem.nothingLeft")])
            }
            for turn in turns {
                try DutyShifts.set(
                    DutyShift(
                        id: installation.newID(), roster: roster.id,
                        startsAt: turn.slot.startsAt, endsAt: turn.slot.endsAt,
                        holder: turn.holder), in: realm.id, work.db)
            }
            try work.record(
                roster, "drawUpRoster",
                ["month": .text("\(month)"), "shifts": .int(Int64(turns.count))])
        }
    }
}

/// Sets down by hand who takes one shift, or that nobody does.
package struct SetDuty: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let roster: Roster.ID
    package let day: String
    /// One of the shifts of a day, such as `08:30-18:00`.
    package let span: String
    /// Nil leaves the shift to nobody.
    package let holder: DutyHolder?

    package init(
        realm: Realm, holding: Holding, roster: Roster.ID, day: String, span: String,
        holder: DutyHolder?
    ) {
        self.realm = realm
        self.holding = holding
        self.roster = roster
        self.day = day
        self.span = span
        self.holder = holder
    }

    package func run(in installation: Installation) async throws {
        try await installation.doing(realm, holding) { (work: RosterWork) in
            let roster = try work.kept(roster, for: "day")
            var form = FormText()
            let day = form.day("day", day)
            let span = roster.spans.first { $0.description == self.span }
            if span == nil { form.complain("span", "answer.notAChoice") }
            if let holder, try !work.isHere(holder) { form.complain("holder", "answer.notAChoice") }
            try form.finish()
            guard let day, let span else { return }
            let start = day.instant(minuteOfDay: span.from, in: try work.book().profile.zone)
            guard start > work.now else {
                throw ActionError.invalid(["day": .init("rosters.problem.past")])
            }
            try work.mustBeNear(Month(of: day), for: "day")
            guard roster.stands(on: day) else {
                throw ActionError.invalid(["day": .init("rosters.problem.notThen")])
            }
            let stood = try DutyShifts.of(
                roster.id, from: start, before: start.adding(milliseconds: 1), work.db)
            if let holder {
                try DutySwaps.lapse(about: stood.map(\.id), at: work.now, work.db)
                try DutyShifts.set(
                    DutyShift(
                        id: stood.first?.id ?? installation.newID(), roster: roster.id,
                        startsAt: start, endsAt: start.adding(minutes: Int64(span.minutes)),
                        holder: holder), in: realm.id, work.db)
            } else {
                try work.remove(stood)
            }
            try work.record(
                roster, "setDuty",
                [
                    "startsAt": .int(start.milliseconds),
                    "holder": holder.map { .text($0.description) } ?? .null,
                ])
        }
    }
}

extension RosterWork {
    func mustBeNear(_ month: Month, for field: String = "month") throws {
        let now = Month(of: try book().day(of: now))
        guard month >= now, month.ordinal <= now.ordinal + Roster.monthsAheadMax else {
            throw ActionError.invalid([
                field: .init(
                    "rosters.problem.tooFar", ["months": String(Roster.monthsAheadMax)])
            ])
        }
    }

    /// Whether a post or a body of this realm holds today.
    func isHere(_ holder: DutyHolder) throws -> Bool {
        try days(of: [holder])[holder]?(book().day(of: now)) ?? false
    }

    /// On which days those who take turns are there.
    func days(of turn: [DutyHolder]) throws -> [DutyHolder: (Day) -> Bool] {
        var days: [DutyHolder: (Day) -> Bool] = [:]
        for (id, line) in try Posts.lines(
            withIDs: turn.compactMap(\.post), in: realm.id, db)
        { days[.post(id)] = line.post.isHeld(on:) }
        for (id, body) in try Bodies.find(
            ids: turn.compactMap(\.body), in: realm.id, db)
        { days[.body(id)] = body.exists(on:) }
        return days
    }
}
