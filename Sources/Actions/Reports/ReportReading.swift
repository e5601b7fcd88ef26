package import Kernel
import SQL
package import Storage

/// A report as a post reads it: what it says, who had a hand in it, and what may come next.
package struct ReportFile: Sendable {
    package let report: Report
    package let place: Place
    /// What was frozen; before that, what it comes to now.
    package let content: ReportContent
    /// Figures that differ from those that were checked.
    package let changed: [Figure.ID]
    /// All versions of it, the newest first, this one among them.
    package let versions: [Report]
    package let posts: [Post.ID: PostLine]
    package let mayDraw: Bool
    package let mayFreeze: Bool
    /// The proof of a frozen one; nil until its record is sealed.
    package let proof: ReportProof?
}

/// A page of reports.
package struct ReportList: Sendable {
    package let lines: [(report: Report, place: LocalName)]
    package let next: Report.ID?
}

extension Installation {
    /// How many versions of one report are listed.
    package static let reportVersionsMax = 50

    package func reports(
        in realm: Realm, under path: PlacePath, before: Report.ID?, limit: Int
    ) async throws -> ReportList {
        try await database.glance { db in
            let found = try Reports.page(
                under: path, before: before, limit: limit + 1, in: realm.id, db)
            let shown = Array(found.prefix(limit))
            let places = try Places.find(
                ids: Set(shown.map(\.place)).sorted(), in: realm.id, db)
            let names = Dictionary(
                places.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
            return ReportList(
                lines: shown.map { ($0, names[$0.place] ?? LocalName(zh: "–")) },
                next: found.count > limit ? shown.last?.id : nil)
        }
    }

    /// - Throws: `ActionError.notFound` for one of another realm, or beyond the reach of the post.
    package func reportFile(
        _ id: Report.ID, in realm: Realm, for holding: Holding
    ) async throws -> ReportFile {
        let book = try await rulebook(of: realm)
        let now = now()
        try await CountFacts().catchUp(in: self)
        return try await database.read { db in
            guard let report = try Reports.find(id, in: realm.id, db),
                let place = try Places.find(report.place, in: realm.id, db),
                holding.grants(.read, at: place.path, in: realm.id)
            else { throw ActionError.notFound }
            let seen = try report.content.map { try ReportContent(canonical: $0) }
            let content: ReportContent
            if report.frozen != nil, let seen {
                content = seen
            } else {
                content = try ReportDrawing(of: report, book: book, at: now, db).content()
            }
            let versions = try Reports.versions(
                of: report.layout, at: place.id, for: report.period, in: realm.id,
                limit: Self.reportVersionsMax, db)
            let hands = versions.flatMap { [$0.drawn, $0.checked, $0.frozen?.hand] }
            return ReportFile(
                report: report, place: place, content: content,
                changed: seen.map { content.changed(since: $0) } ?? [], versions: versions,
                posts: try Posts.lines(
                    withIDs: Set(hands.compactMap { $0?.post }).sorted(), in: realm.id, db),
                mayDraw: holding.grants(.report, at: place.path, in: realm.id),
                mayFreeze: holding.grants(.freeze, at: place.path, in: realm.id),
                proof: try Self.proof(of: report, in: realm, db))
        }
    }

    /// What a report would say if it were drawn up now; nothing is stored.
    ///
    /// - Throws: `ActionError.notFound` where the profile has no such layout.
    package func reportContent(
        _ layout: ReportLayout.ID, at place: Place, for period: Period, in realm: Realm
    ) async throws -> ReportContent {
        let book = try await rulebook(of: realm)
        guard let layout = book.profile.report(layout) else { throw ActionError.notFound }
        let today = book.day(of: now())
        try await CountFacts().run(in: self)
        return try await database.read { db in
            try ReportDrawing(
                book: book, layout: layout, place: place, period: period, version: 1, reason: nil,
                today: today, typed: [], names: [:], db: db
            ).content()
        }
    }

    /// The newest version of a report, with its proof where it is frozen.
    ///
    /// - Parameter isFrozen: whether only frozen ones count.
    package func newestReport(
        _ layout: ReportLayout.ID, at place: Place.ID, for period: Period,
        isFrozen: Bool = false, in realm: Realm
    ) async throws -> (report: Report, proof: ReportProof?)? {
        try await database.read { db in
            // A version is drawn up only where the one before it is frozen.
            let newest = try Reports.versions(
                of: layout, at: place, for: period, in: realm.id, limit: 2, db
            ).first { !isFrozen || $0.state == .frozen }
            return try newest.map { ($0, try Self.proof(of: $0, in: realm, db)) }
        }
    }

    private static func proof(
        of report: Report, in realm: Realm, _ db: any Reader
    ) throws -> ReportProof? {
        guard let frozen = report.frozen, let content = report.content,
            let record = try Records.stored(frozen.record, of: realm.id, db),
            let seal = try Seals.covering(frozen.record, db),
            let proof = Proof(
                of: record.header, under: seal, leaves: try Seals.leaves(of: seal.number, db))
        else { return nil }
        return ReportProof(
            content: try ReportContent(canonical: content), body: record.body, proof: proof)
    }
}
