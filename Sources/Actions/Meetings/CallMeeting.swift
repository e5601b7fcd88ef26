package import Kernel
import SQL
import Storage

/// Calls a meeting: on a matter that stands where its procedure has people meet, or without one.
package struct CallMeeting: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let rule: MeetingRule.ID
    package let matter: Matter.ID?
    /// Where it is held for: whoever lives there is entitled.
    package let place: Place.ID
    package let call: MeetingWish

    package init(
        realm: Realm, holding: Holding, rule: MeetingRule.ID, matter: Matter.ID?,
        place: Place.ID, call: MeetingWish
    ) {
        self.realm = realm
        self.holding = holding
        self.rule = rule
        self.matter = matter
        self.place = place
        self.call = call
    }

    /// - Throws: `ActionError`; `.meeting` with the rule's numbers where the notice is too short.
    @discardableResult
    package func run(in installation: Installation) async throws -> Meeting {
        try await installation.meet(realm, holding) { work in
            let rule = try declaredRule(work)
            let place = try coveredPlace(work)
            let (read, room) = try work.read(call)
            let meeting = Meeting(
                id: installation.newID(), realm: realm.id, rule: rule.id, terms: rule.terms,
                matter: matter, body: holding.post.body, place: place.id, placePath: place.path,
                title: read.title, venue: read.venue, calledAt: work.now,
                startsAt: read.startsAt, agenda: read.agenda)
            return try work.call(meeting, read, in: room)
        }
    }

    private func declaredRule(_ work: MeetingWork) throws -> MeetingRule {
        guard let declared = try work.book().profile.meetingRule(rule) else {
            throw ActionError.invalid(["rule": .init("answer.notAChoice")])
        }
        // Member units meet as an alliance, which this call does not name.
        guard declared.roll != .members else {
            throw ActionError.invalid(["rule": .init("meetings.problem.alliance")])
        }
        guard let matter else { return declared }
        guard let found = try Matters.find(matter, in: realm.id, work.db),
            found.isReadable(by: holding)
        else { throw ActionError.notFound }
        guard holding.grants(.convene, at: found.placePath, in: realm.id) else {
            throw ActionError.forbidden
        }
        let book = try work.installation.rulebooks.find(
            realm, version: try Matters.profileVersion(of: matter, work.db), at: work.now, work.db)
        let state = book.profile.procedure(found.procedure.name)?.state(found.state)
        guard state?.meets.contains(rule) == true else {
            throw ActionError.invalid(["rule": .init("meetings.problem.notHere")])
        }
        return declared
    }

    /// The place, where the post reaches it and the matter lies in it.
    private func coveredPlace(_ work: MeetingWork) throws -> Place {
        guard let found = try Places.find(place, in: realm.id, work.db) else {
            throw ActionError.notFound
        }
        guard holding.grants(.convene, at: found.path, in: realm.id) else {
            throw ActionError.forbidden
        }
        if let matter, let path = try Matters.find(matter, in: realm.id, work.db)?.placePath,
            !found.path.contains(path)
        {
            throw ActionError.invalid(["place": .init("meetings.problem.elsewhere")])
        }
        return found
    }
}

extension Meeting {
    /// The rule as it was on the day of the call, for the record.
    var termsPayload: [String: Payload] {
        [
            "rule": .text(rule), "article": .text(terms.article),
            "noticeDays": .int(Int64(terms.notice.amount)),
            "quorum": .text(terms.quorum.description),
            "majority": .text(terms.majority.description),
        ]
    }
}
