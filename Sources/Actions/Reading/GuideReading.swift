package import Kernel
import SQL
package import Storage

/// One guide with everything that its page shows.
package struct GuideFile: Sendable {
    package let guide: Guide
    package let body: Body?
    package let placeLine: [Place]
    package let windows: [Venue]
    package let history: [Histories.Line]
}

/// Everything that is to be known of a place (一口清): read off what stands, typed by nobody.
package struct Overview: Sendable {
    package let place: Place
    package let line: [Place]
    package let facts: [PlaceFact]
    /// How many places of each level lie below, from the top down.
    package let levels: [(level: String, count: Int64)]
    package let below: [(place: Place, facts: [PlaceFact])]
    package let bodies: [Body]
    /// How many posts of each role are held here and below.
    package let posts: [(role: Role.ID, count: Int64)]
    /// Who leads what, by category.
    package let leads: [(category: Kernel.Category.ID, lead: Body, basis: String)]
    package let guides: [Guide]
    package let venues: [Venue]
    /// Who is on duty here and below; on the public page of public rosters alone.
    package let onDuty: [DutyLine]
    package let figures: FigureSheet?
    /// What the place has in common (公共事务) that everyone may read and that is not over: its
    /// conventions, accounts, works; procedures in the order of the profile.
    package let commons: [MatterLine]

    /// How many matters of one procedure in one state are listed.
    package static let commonsMax = 8
    /// How many places below are listed with their facts.
    package static let belowMax = 40
}

extension Installation {
    /// The guides that hold today, and those who answer for them.
    package func guides(in realm: Realm) async throws -> [Guide] {
        let today = try await rulebook(of: realm).day(of: now())
        return try await database.glance { db in try Guides.all(in: realm.id, on: today, db) }
    }

    package func guideFile(
        _ id: Guide.ID, in realm: Realm, before: Int64? = nil
    ) async throws -> GuideFile? {
        try await database.glance { db in
            guard let guide = try Guides.find(id, in: realm.id, db) else { return nil }
            return GuideFile(
                guide: guide,
                body: try Bodies.find(ids: [guide.body], in: realm.id, db)[guide.body],
                placeLine: try Places.find(ids: guide.placePath.ids, in: realm.id, db),
                windows: guide.windows.isEmpty
                    ? [] : try Venues.find(ids: guide.windows, in: realm.id, db),
                history: try Histories.page(
                    of: "guide", id.rawValue, in: realm.id, before: before, db))
        }
    }

    /// Of a body's guides, those that are to be looked at within a fortnight.
    package func guidesToReview(of body: Body.ID, in realm: Realm) async throws -> [Guide] {
        let today = try await rulebook(of: realm).day(of: now())
        return try await database.glance { db in
            try Guides.due(of: body, by: today.adding(days: 14), limit: 50, db)
        }
    }

    /// - Returns: nil where the realm has no such place.
    package func overview(
        of id: Place.ID, in realm: Realm, isPublic: Bool = false
    ) async throws -> Overview? {
        let book = try await rulebook(of: realm)
        let (now, profile) = (now(), book.profile)
        let today = book.day(of: now)
        let period = Period(.year, with: Month(of: today))
        guard let place = try await place(id, in: realm) else { return nil }
        let leads = try await responsibilities(at: place.path, in: realm)
        let onDuty = try await onDuty(in: realm, under: place.path, isPublic: isPublic)
        let figures =
            profile.figures.contains(where: \.isPublic)
            ? try await figureSheet(at: id, for: period, isPublic: true, in: realm) : nil
        let kinds = profile.procedures(behind: .commons).map { procedure in
            (
                procedure: procedure.key.name,
                states: procedure.states.filter { $0.isPublic && $0.ending == nil }.map(\.id)
            )
        }
        return try await database.glance { db in
            let commons = try Inbox.board(
                of: kinds, under: place.path, in: realm.id, limit: Overview.commonsMax, db)
            let levels = profile.levels.drop { $0 != place.level }.dropFirst()
            let children = try Places.children(
                of: id, in: realm.id, on: today, after: nil, limit: Overview.belowMax, db
            ).sorted(by: Place.stand)
            let facts = try PlaceFacts.current(of: [id] + children.map(\.id), db)
            return Overview(
                place: place, line: try Places.find(ids: place.path.ids, in: realm.id, db),
                facts: facts[id] ?? [],
                levels: try levels.map { level in
                    (
                        level,
                        try Registers.count(
                            .places(level: level), under: place.path, on: today, in: realm.id, db)
                    )
                }.filter { $0.1 > 0 },
                below: children.map { ($0, facts[$0.id] ?? []) },
                bodies: try Bodies.at([id], in: realm.id, limit: 60, db)
                    .filter { $0.exists(on: today) },
                posts: try profile.roles.map { role in
                    (
                        role.id,
                        try Registers.count(
                            .posts(role: role.id), under: place.path, on: today, in: realm.id,
                            db)
                    )
                }.filter { $0.1 > 0 },
                leads: leads,
                guides: try Guides.all(in: realm.id, on: today, db)
                    .filter { $0.placePath.contains(place.path) },
                venues: try Venues.all(in: realm.id, db)
                    .filter { $0.stands(on: today) && place.path.contains($0.placePath) },
                onDuty: onDuty, figures: figures,
                commons: kinds.flatMap { kind in
                    commons.filter { $0.procedure == kind.procedure }
                })
        }
    }
}
