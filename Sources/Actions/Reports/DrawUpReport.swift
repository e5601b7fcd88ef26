package import Kernel
import SQL
import Storage

/// Draws up a report of a place for a period, or a new version of one that is frozen.
package struct DrawUpReport: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let layout: ReportLayout.ID
    package let place: String
    package let period: String
    /// Why it replaces the version before; needed where that is frozen.
    package let reason: String

    package init(
        realm: Realm, holding: Holding, layout: ReportLayout.ID, place: String, period: String,
        reason: String = ""
    ) {
        self.realm = realm
        self.holding = holding
        self.layout = layout
        self.place = place
        self.period = period
        self.reason = reason
    }

    /// - Returns: the new report, or the one that is being drawn up already.
    /// - Throws: `.forbidden` without `report` over the place, `.invalid` by field: a layout or
    ///   period that is not offered, a period that has not begun, no reason for a new version.
    @discardableResult
    package func run(in installation: Installation) async throws -> Report {
        try await installation.doing(realm, holding) { (work: ReportWork) in
            try drawUp(work)
        }
    }

    private func drawUp(_ work: ReportWork) throws -> Report {
        let book = try work.book()
        guard let layout = book.profile.report(layout) else {
            throw ActionError.invalid(["layout": .init("answer.notAChoice")])
        }
        guard let period = Period(parsing: period), layout.lengths.contains(period.length) else {
            throw ActionError.invalid(["period": .init("answer.notAChoice")])
        }
        guard period.days.lowerBound <= book.day(of: work.now) else {
            throw ActionError.invalid(["period": .init("reports.problem.ahead")])
        }
        guard let id = Place.ID(place) else {
            throw ActionError.invalid(["place": .init("answer.notAChoice")])
        }
        let place = try work.place(id)
        try work.changer.must(.report, at: place.path, in: realm.id)
        let newest = try Reports.versions(
            of: layout.id, at: place.id, for: period, in: realm.id, limit: 1, work.db
        ).first
        if let newest, newest.state != .frozen { return newest }
        guard let hand = work.hand else { throw ActionError.forbidden }
        let report = Report(
            id: work.installation.newID(), realm: realm.id, layout: layout.id, place: place.id,
            period: period, version: (newest?.version ?? 0) + 1,
            reason: try newest.map { _ in try readReason() }, drawn: hand)
        try Reports.insert(report, at: place.path, work.db)
        try work.note(
            "drawUpReport", report,
            [
                "layout": .text(layout.id), "period": .text(period.description),
                "place": .text(place.id.description), "version": .int(Int64(report.version)),
                "reason": report.reason.map { .text($0) } ?? .null,
            ])
        return report
    }

    private func readReason() throws -> String {
        var text = FormText()
        let reason = text.read("reason", reason, most: Report.reasonCharactersMax)
        if reason.isEmpty { text.complain("reason", "reports.problem.reason") }
        try text.finish()
        return reason
    }
}

/// Throws away a report that was drawn up by mistake and never frozen.
package struct DropReport: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let report: Report.ID

    package init(realm: Realm, holding: Holding, report: Report.ID) {
        self.realm = realm
        self.holding = holding
        self.report = report
    }

    /// - Throws: `.notFound`, `.forbidden`, `.conflict` once it is frozen.
    package func run(in installation: Installation) async throws {
        try await installation.doing(realm, holding) { (work: ReportWork) in
            let report = try work.report(report, with: .report)
            guard report.state != .frozen else { throw ActionError.conflict }
            try Reports.delete(report.id, work.db)
            try work.note("dropReport", report, ["version": .int(Int64(report.version))])
        }
    }
}
