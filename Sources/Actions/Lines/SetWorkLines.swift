package import Kernel
import SQL
package import Storage

/// Says which lines of work a matter or an activity belongs to, in place of what was said before.
package struct SetWorkLines: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let subject: WorkLine.Subject
    package let lines: Set<WorkLine.Name>

    package init(
        realm: Realm, holding: Holding, subject: WorkLine.Subject, lines: Set<WorkLine.Name>
    ) {
        self.realm = realm
        self.holding = holding
        self.subject = subject
        self.lines = lines
    }

    /// - Throws: `.notFound`, `.forbidden` where the post does not organise there, `.invalid` for
    ///   `lines` that the place does not declare, or too many.
    package func run(in installation: Installation) async throws {
        try await installation.doing(realm, holding) { (work: LineWork) in
            let book = try work.installation.book(of: realm, at: work.now, work.db)
            guard lines.isSubset(of: book.profile.lines) else {
                throw ActionError.invalid(["lines": .init("answer.notAChoice")])
            }
            guard lines.count <= WorkLine.perSubjectMax else {
                throw ActionError.invalid([
                    "lines": .init("answer.tooMany", ["max": String(WorkLine.perSubjectMax)])
                ])
            }
            let (place, opened) = try work.found(subject)
            guard holding.grants(.organise, at: place, in: realm.id) else {
                throw ActionError.forbidden
            }
            let standing = try WorkLines.of(subject, work.db)
            for line in standing where !lines.contains(line.line) {
                try WorkLines.remove(line.id, work.db)
                try work.record("untagLine", line)
            }
            let known = Set(standing.map(\.line))
            for name in lines.subtracting(known).sorted() {
                let line = WorkLine(
                    id: installation.newID(), line: name, subject: subject, place: place,
                    day: book.day(of: opened))
                try WorkLines.insert(line, by: holding.post.id, in: realm.id, work.db)
                try work.record("tagLine", line)
            }
        }
    }
}

private struct LineWork: PostWork {
    let installation: Installation
    let realm: Realm
    let holding: Holding
    let now: Instant
    let db: any Writer

    /// Where a subject is, and since when: a matter since it was opened, an activity on its day.
    func found(_ subject: WorkLine.Subject) throws -> (place: PlacePath, at: Instant) {
        switch subject {
        case .matter(let id):
            guard let matter = try Matters.stored(id, in: realm.id, db)?.matter else {
                throw ActionError.notFound
            }
            return (matter.placePath, matter.openedAt)
        case .activity(let id):
            guard let activity = try Activities.find(ids: [id], in: realm.id, db)[id] else {
                throw ActionError.notFound
            }
            return (activity.placePath, activity.startsAt)
        }
    }

    func record(_ action: String, _ line: WorkLine) throws {
        try installation.note(
            action, on: Fact.Noun.line.rawValue, line.id.rawValue, in: realm.id,
            by: .holding(holding), at: now,
            [
                "line": .text(line.line), "kind": .text(line.subject.kind),
                "subject": .int(line.subject.number),
            ], db)
    }
}

/// What belongs to a line of work, each with what it is called.
package struct LinePage: Sendable {
    package enum Item: Sendable {
        case matter(MatterLine)
        case activity(Activity)
    }

    package let items: [(line: WorkLine, item: Item)]
    package let older: WorkLines.Cursor?
}

extension Installation {
    package func workLines(of subject: WorkLine.Subject) async throws -> Set<WorkLine.Name> {
        try await database.glance { db in Set(try WorkLines.of(subject, db).map(\.line)) }
    }

    /// How many matters and activities of a year belong to each line.
    package func workLineCounts(
        of year: Int, in realm: Realm
    ) async throws -> [WorkLine.Name: [String: Int64]] {
        let lines = try await rulebook(of: realm).profile.lines
        let months = Month.all(ofYear: year)
        guard let first = months.first, let last = months.last else { return [:] }
        return try await database.glance { db in
            var counts: [WorkLine.Name: [String: Int64]] = [:]
            for one in try WorkLines.counts(
                of: lines, from: first.first, before: last.end, in: realm.id, db)
            { counts[one.line, default: [:]][one.kind] = one.count }
            return counts
        }
    }

    /// What of a year belongs to a line, page by page, as far as a post may read it.
    package func workLine(
        _ line: WorkLine.Name, of year: Int, after: WorkLines.Cursor?, limit: Int,
        in realm: Realm, for holding: Holding
    ) async throws -> LinePage {
        let months = Month.all(ofYear: year)
        guard let first = months.first, let last = months.last else { throw ActionError.notFound }
        let now = now()
        return try await database.glance { db in
            let found = try WorkLines.page(
                of: line, from: first.first, before: last.end, after: after, limit: limit + 1,
                in: realm.id, db)
            let shown = Array(found.prefix(limit))
            var (matterIDs, activityIDs): ([Matter.ID], [Activity.ID]) = ([], [])
            for one in shown {
                switch one.subject {
                case .matter(let id): matterIDs.append(id)
                case .activity(let id): activityIDs.append(id)
                }
            }
            let matters = try lines(of: matterIDs, in: realm, at: now, db)
            let activities = try Activities.find(ids: activityIDs, in: realm.id, db)
            return LinePage(
                items: shown.compactMap { one -> (line: WorkLine, item: LinePage.Item)? in
                    switch one.subject {
                    case .matter(let id):
                        guard let matter = matters[id],
                            holding.grants(.read, at: one.place, in: realm.id)
                        else { return nil }
                        return (one, .matter(matter))
                    case .activity(let id):
                        guard let activity = activities[id] else { return nil }
                        return (one, .activity(activity))
                    }
                },
                older: found.count > limit
                    ? shown.last.map { WorkLines.Cursor(day: $0.day, id: $0.id) } : nil)
        }
    }
}
