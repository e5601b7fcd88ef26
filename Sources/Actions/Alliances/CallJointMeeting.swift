package import Kernel
import SQL
import Storage

/// Calls the joint meeting of an alliance (联席会议): by whoever convenes over its place, or by whoever
/// speaks for the unit that chairs in the month of the meeting.
package struct CallJointMeeting: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let alliance: Body.ID
    package let rule: MeetingRule.ID
    package let call: MeetingWish

    package init(
        realm: Realm, holding: Holding, alliance: Body.ID, rule: MeetingRule.ID, call: MeetingWish
    ) {
        self.realm = realm
        self.holding = holding
        self.alliance = alliance
        self.rule = rule
        self.call = call
    }

    /// - Throws: `ActionError`; `.meeting` with the rule's numbers where the notice is too short,
    ///   `.forbidden` where another unit chairs that month.
    @discardableResult
    package func run(in installation: Installation) async throws -> Meeting {
        try await installation.meet(realm, holding, needs: [.convene, .offer]) { work in
            let book = try work.book()
            guard let alliance = try Alliance.find(alliance, of: book, work.db) else {
                throw ActionError.notFound
            }
            guard let declared = book.profile.meetingRule(rule), declared.roll == .members else {
                throw ActionError.invalid(["rule": .init("answer.notAChoice")])
            }
            try refuseStrangers(to: alliance, book, work)
            let (read, room) = try work.read(call)
            let turn = try ChairTurns.find(Month(of: read.day), of: alliance.body.id, work.db)
            guard holding.calls(meetingOf: alliance, chairedBy: turn) else {
                throw ActionError.invalid(["day": .init("alliances.problem.otherMonth")])
            }
            let body = turn?.body ?? holding.post.body
            return try work.call(
                Meeting(
                    id: installation.newID(), realm: realm.id, rule: declared.id,
                    terms: declared.terms, matter: nil, body: body, place: alliance.place.id,
                    placePath: alliance.place.path, title: read.title, venue: read.venue,
                    calledAt: work.now, startsAt: read.startsAt, agenda: read.agenda,
                    alliance: alliance.body.id),
                read, in: room)
        }
    }

    /// Whoever may never call here is told so before the form is read.
    private func refuseStrangers(
        to alliance: Alliance, _ book: Rulebook, _ work: MeetingWork
    ) throws {
        let today = book.day(of: work.now)
        guard alliance.body.exists(on: today) else {
            throw ActionError.invalid(["title": .init("alliances.problem.ended")])
        }
        let turns = try ChairTurns.ahead(
            of: holding.post.body, from: Month(of: today), work.db
        ).filter { $0.alliance == alliance.body.id }
        guard
            ([nil] + turns.map(\.turn)).contains(where: {
                holding.calls(meetingOf: alliance, chairedBy: $0)
            })
        else { throw ActionError.forbidden }
        guard
            try !Alliances.memberships(of: [alliance.body.id], on: today, work.db).isEmpty
        else { throw ActionError.invalid(["title": .init("alliances.problem.noMembers")]) }
    }
}
