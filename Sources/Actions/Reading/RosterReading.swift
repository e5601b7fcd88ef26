package import Kernel
import SQL
package import Storage

extension Holding {
    /// Whether a roster is for this post to read: colleagues who read the desk, everyone where it
    /// is public, and whoever takes turns on it.
    package func reads(_ roster: Roster) -> Bool { roster.isPublic || readsNames(on: roster) }

    /// Whether this post reads who has a shift by name: colleagues, and those who take turns.
    package func readsNames(on roster: Roster) -> Bool {
        verbs.contains(.read) || roster.turn.contains { $0.isOf(self) }
    }
}

/// A shift with all that a page says of it.
package struct DutyLine: Sendable {
    package let roster: Roster
    package let shift: DutyShift
    /// The post that has it, with its person; nil where a body has it.
    package let post: PostLine?
    /// The body that has it, or whose post does.
    package let body: Body?
}

/// One month of a roster.
package struct RosterFile: Sendable {
    package let roster: Roster
    package let body: Body?
    package let placeLine: [Place]
    package let month: Month
    package let lines: [DutyLine]
    /// Shifts that have not begun, of this month and those after it, for swaps.
    package let ahead: [DutyLine]
    package let swaps: [DutySwap]
    /// Those who take turns, and the posts of the roster's own body, by what a form calls them.
    package let posts: [Post.ID: PostLine]
    package let bodies: [Body.ID: Body]
    /// The posts of the roster's body today.
    package let own: [PostLine]
}

extension Installation {
    /// The rosters that go on, by place, and those that ended.
    package func rosterLists(
        in realm: Realm, endedBefore: Roster.ID?, limit: Int
    ) async throws -> (open: [Roster], ended: [Roster], older: Roster.ID?) {
        try await database.glance { db in
            let open = try Rosters.open(in: realm.id, db)
            let ended = try Rosters.ended(
                in: realm.id, before: endedBefore, limit: limit + 1, db)
            let shown = Array(ended.prefix(limit))
            return (open, shown, ended.count > limit ? shown.last?.id : nil)
        }
    }

    /// Who is on duty at an instant, by place; everyone reads of those rosters alone that are
    /// public.
    ///
    /// - Parameter place: only rosters here or below.
    package func onDuty(
        in realm: Realm, under place: PlacePath? = nil, isPublic: Bool = false
    ) async throws -> [DutyLine] {
        let now = now()
        return try await database.glance { db in
            try dutyLines(try DutyShifts.going(at: now, in: realm.id, db), in: realm, db)
                .filter { line in
                    (!isPublic || line.roster.isPublic)
                        && place.map { $0.contains(line.roster.placePath) } ?? true
                }.sorted { one, other in
                    (one.roster.placePath, one.roster.id)
                        < (other.roster.placePath, other.roster.id)
                }
        }
    }

    /// The shifts at a place and below that start in a span of time, the earliest first.
    package func duties(
        in realm: Realm, under place: PlacePath, from start: Instant, before end: Instant,
        isPublic: Bool = false
    ) async throws -> [DutyLine] {
        try await database.glance { db in
            try dutyLines(
                DutyShifts.starting(
                    from: start, before: end, under: place, isPublic: isPublic, in: realm.id, db),
                in: realm, db)
        }
    }

    /// The shifts of a person in a span of time, in whichever of their posts, the earliest first;
    /// with those of their bodies, where asked.
    package func duties(
        of person: Person.ID, in realm: Realm, from start: Instant, before end: Instant,
        withBodies: Bool = false, limit: Int = DutyShifts.shownMax
    ) async throws -> [DutyLine] {
        let today = try await rulebook(of: realm).day(of: now())
        return try await database.glance { db in
            let posts = try Posts.held(by: person, on: today, db).filter { $0.realm == realm.id }
            let shifts = try DutyShifts.held(
                by: posts.map(\.id), and: withBodies ? Set(posts.map(\.body)).sorted() : [],
                from: start, before: end, in: realm.id, limit: limit, db)
            return try dutyLines(shifts, in: realm, db)
        }
    }

    /// Adds rosters, posts and bodies to shifts: three statements, however many shifts.
    private func dutyLines(
        _ shifts: [DutyShift], in realm: Realm, _ db: any Reader
    ) throws -> [DutyLine] {
        if shifts.isEmpty { return [] }
        let rosters = Dictionary(
            try Rosters.find(ids: Set(shifts.map(\.roster)).sorted(), in: realm.id, db)
                .map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let ids = Set(shifts.compactMap(\.holder.post)).sorted()
        let posts = ids.isEmpty ? [:] : try Posts.lines(withIDs: ids, in: realm.id, db)
        let bodies = try Bodies.find(
            ids: Set(shifts.compactMap(\.holder.body) + posts.values.map(\.post.body)).sorted(),
            in: realm.id, db)
        return shifts.compactMap { shift in
            guard let roster = rosters[shift.roster] else { return nil }
            let post = shift.holder.post.flatMap { posts[$0] }
            return DutyLine(
                roster: roster, shift: shift, post: post,
                body: (shift.holder.body ?? post?.post.body).flatMap { bodies[$0] })
        }
    }

    /// - Returns: nil where the realm has no such roster.
    package func rosterFile(
        _ id: Roster.ID, month: Month, in realm: Realm
    ) async throws -> RosterFile? {
        let book = try await rulebook(of: realm)
        let (now, zone) = (now(), book.profile.zone)
        let today = book.day(of: now)
        return try await database.glance { db in
            guard let roster = try Rosters.find(id, in: realm.id, db) else { return nil }
            let lines = try dutyLines(
                DutyShifts.of(
                    id, from: month.first.start(in: zone), before: month.end.start(in: zone), db),
                in: realm, db)
            let ahead = try dutyLines(
                DutyShifts.of(
                    id, from: now, before: now.adding(minutes: RosterFile.aheadMinutes), db),
                in: realm, db)
            let own = try Posts.lines(at: roster.body, in: realm.id, db)
                .filter { $0.post.isHeld(on: today) }
            let turn = roster.turn.compactMap(\.post)
            let posts = turn.isEmpty ? [:] : try Posts.lines(withIDs: turn, in: realm.id, db)
            return RosterFile(
                roster: roster,
                body: try Bodies.find(ids: [roster.body], in: realm.id, db)[roster.body],
                placeLine: try Places.find(ids: roster.placePath.ids, in: realm.id, db),
                month: month, lines: lines, ahead: ahead,
                swaps: try DutySwaps.asked(about: ahead.map(\.shift.id), db),
                posts: posts.merging(own.map { ($0.post.id, $0) }) { first, _ in first },
                bodies: try Bodies.find(
                    ids: roster.turn.compactMap(\.body), in: realm.id, db), own: own)
        }
    }

    /// Swaps that somebody asked of a post and that wait for its answer.
    package func swapsAsked(of visit: Visit) async throws -> [(swap: DutySwap, line: DutyLine)] {
        let (now, realm, post) = (now(), visit.realm, visit.holding.post)
        return try await database.glance { db in
            let shifts = try DutyShifts.held(
                by: [post.id], and: [post.body], from: now,
                before: now.adding(minutes: RosterFile.aheadMinutes), in: realm.id,
                limit: 100, db)
            let swaps = try DutySwaps.asked(about: shifts.map(\.id), db)
            let mine = Set(swaps.map(\.wanted))
            let lines = try dutyLines(shifts.filter { mine.contains($0.id) }, in: realm, db)
            return lines.flatMap { line in
                swaps.filter { $0.wanted == line.shift.id }.map { ($0, line) }
            }
        }
    }
}

extension RosterFile {
    /// How far ahead shifts may be changed.
    static let aheadMinutes: Int64 = 62 * 1_440
}
