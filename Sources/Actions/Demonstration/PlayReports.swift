package import Kernel
import SQL
import Storage

/// Draws up reports of a realm as its people would: last month's of the whole street frozen, the
/// month before put right, and this year's waiting for the second person.
package struct PlayReports: Sendable {
    package let realm: Realm

    package init(realm: Realm) {
        self.realm = realm
    }

    package func run(in installation: Installation) async throws {
        guard let (root, cast) = try await cast(in: installation) else { return }
        let book = try await installation.rulebook(of: realm)
        let day = book.day(of: installation.now())
        guard let drawer = cast.holding(granting: .report, at: root),
            let freezer = cast.holding(
                granting: .freeze, at: root, otherThan: drawer.post.person)
        else { return }
        let last = Period(.month, with: Month(of: day).previous)
        let first = try await draw(root, last, by: drawer, in: installation)
        try await FreezeReport(realm: realm, by: .holding(freezer), report: first.id)
            .run(in: installation)
        try await draw(root, last, by: drawer, reason: "少数了补录的一次会议", in: installation)
        try await draw(root, Period(.year, with: Month(of: day)), by: drawer, in: installation)
    }

    /// Draws up and checks the report of one period, for the second person to freeze.
    func draw(_ period: Period, in installation: Installation) async throws {
        guard let (root, cast) = try await cast(in: installation),
            let drawer = cast.holding(granting: .report, at: root)
        else { return }
        try await draw(root, period, by: drawer, in: installation)
    }

    /// - Returns: nil where the profile has no such report.
    private func cast(in installation: Installation) async throws -> (Place, DemoCast)? {
        let book = try await installation.rulebook(of: realm)
        guard book.profile.report("work") != nil,
            let root = try await installation.rootPlace(in: realm)
        else { return nil }
        let day = book.day(of: installation.now())
        return try await installation.database.read { db in
            (root, try DemoCast(signIns: try signIns(db), book: book, on: day, db))
        }
    }

    private func signIns(_ db: any Reader) throws -> Set<String> {
        var found: Set<String> = []
        var last: String?
        while true {
            let page = try People.all(in: realm.id, after: last, limit: 1_000, db)
            found.formUnion(page.map(\.signIn))
            guard page.count == 1_000, let end = page.last else { return found }
            last = end.signIn
        }
    }

    @discardableResult
    private func draw(
        _ place: Place, _ period: Period, by holding: Holding, reason: String = "",
        in installation: Installation
    ) async throws -> Report {
        let report = try await DrawUpReport(
            realm: realm, holding: holding, layout: "work", place: place.id.description,
            period: period.description, reason: reason
        ).run(in: installation)
        try await CountFacts().run(in: installation)
        let file = try await installation.reportFile(report.id, in: realm, for: holding)
        try await CheckReport(
            realm: realm, holding: holding, report: report.id, seen: file.content.mark
        ).run(in: installation)
        return report
    }
}
