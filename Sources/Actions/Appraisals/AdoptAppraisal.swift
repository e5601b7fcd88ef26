package import Kernel
import Storage

/// Puts down the scheme of appraisal that the residents of a place adopted: the first, or a new
/// version. Rounds that were opened before keep the version that they were opened under.
package struct AdoptAppraisal: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let place: Place.ID
    package let wish: AppraisalWish

    package init(realm: Realm, holding: Holding, place: Place.ID, wish: AppraisalWish) {
        self.realm = realm
        self.holding = holding
        self.place = place
        self.wish = wish
    }

    @discardableResult
    package func run(in installation: Installation) async throws -> AppraisalScheme {
        try await installation.appraise(realm, holding, .convene) { work in
            let place = try work.place(place)
            try work.require(.convene, at: place.path)
            guard place.level != work.book.profile.levels.last else {
                throw ActionError.invalid(["place": .init("appraisal.problem.building")])
            }
            let read = try wish.read()
            let adoption = AppraisalScheme.Adoption(
                meeting: wish.meeting, day: try adoptedOn(read, at: place, work),
                words: read.words)
            let before = try Appraisals.versions(
                at: place.id, in: realm.id, limit: 1, work.db
            ).first
            let scheme = AppraisalScheme(
                id: installation.newID(), realm: realm.id, place: place.id,
                placePath: place.path, version: (before?.version ?? 0) + 1, name: read.name,
                rules: read.rules, adoption: adoption, since: work.now)
            if let before, before.isInForce {
                guard !before.says(the: scheme) else {
                    throw ActionError.invalid(["name": .init("appraisal.problem.same")])
                }
                _ = try Appraisals.end(before.id, words: nil, at: work.now, work.db)
            }
            try Appraisals.insert(scheme, work.db)
            try work.record(
                "appraisalScheme", scheme.id.rawValue, action: "adoptAppraisal", scheme.payload)
            return scheme
        }
    }

    /// The day of the adoption: that of the meeting, which must have carried something for this
    /// place, or the one that was typed, which is not to come.
    private func adoptedOn(
        _ read: AppraisalWish.Reading, at place: Place, _ work: AppraisalWork
    ) throws -> Day {
        if let day = read.day {
            guard day <= work.today else {
                throw ActionError.invalid(["day": .init("appraisal.problem.future")])
            }
            return day
        }
        guard let id = wish.meeting,
            let meeting = try Meetings.find(id, in: realm.id, work.db),
            let closed = meeting.closedAt, meeting.hasCarried,
            meeting.placePath.contains(place.path)
        else { throw ActionError.invalid(["meeting": .init("appraisal.problem.meeting")]) }
        return work.book.day(of: closed)
    }
}

/// Ends a scheme, because the residents no longer want it. Its flags come down; points stay.
package struct EndAppraisal: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let scheme: AppraisalScheme.ID
    package let words: String

    package init(realm: Realm, holding: Holding, scheme: AppraisalScheme.ID, words: String) {
        self.realm = realm
        self.holding = holding
        self.scheme = scheme
        self.words = words
    }

    package func run(in installation: Installation) async throws {
        try await installation.appraise(realm, holding, .convene) { work in
            let scheme = try work.scheme(scheme)
            var text = FormText()
            let words = text.read("ending", words, most: AppraisalScheme.wordsCharactersMax)
            try text.finish()
            guard try Appraisals.end(scheme.id, words: words, at: work.now, work.db) else {
                throw ActionError.conflict
            }
            try AppraisalFlags.lower(
                at: scheme.place, in: realm.id, on: work.today, work.db)
            try work.record(
                "appraisalScheme", scheme.id.rawValue, action: "endAppraisal",
                ["place": .text(scheme.place.description), "words": .text(words)])
        }
    }
}

extension AppraisalScheme {
    /// Whether another version says the very same: a form that was sent twice.
    fileprivate func says(the same: AppraisalScheme) -> Bool {
        name == same.name && rules == same.rules && adoption == same.adoption
    }

    /// The rules as they were adopted, for the record.
    fileprivate var payload: [String: Payload] {
        var payload: [String: Payload] = [
            "place": .text(place.description), "version": .int(Int64(version)),
            "name": .text(name), "visits": .int(Int64(rules.visits)),
            "flags": .int(Int64(rules.flags)), "appealDays": .int(Int64(rules.appealDays)),
            "criteria": .list(
                rules.criteria.map { criterion in
                    .object([
                        "name": .text(criterion.name),
                        "points": .int(Int64(criterion.pointsMax)),
                        "looksAt": .text(criterion.looksAt),
                    ])
                }),
            "adoptedOn": .text(adoption.day.description), "words": .text(adoption.words),
        ]
        if let meeting = adoption.meeting { payload["meeting"] = .text(meeting.description) }
        return payload
    }
}
