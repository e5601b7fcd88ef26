import Actions
import Kernel
import SQL
import Storage
import TestSupport

/// Reports as tests draw them up, check and freeze them.
extension Town {
    func report(
        by signIn: String, layout: String = "work", at place: String = "车城路街道",
        period: String? = nil, reason: String = ""
    ) async throws -> ReportFile {
        let colleague = try await colleague(signIn)
        let year = try await rulebook().day(of: clock.now).year
        let report = try await DrawUpReport(
            realm: realm, holding: colleague.holding, layout: layout,
            place: try self.place(place).id.description, period: period ?? String(year),
            reason: reason
        ).run(in: installation)
        return try await opens(report, as: signIn)
    }

    func opens(_ report: Report, as signIn: String) async throws -> ReportFile {
        try await installation.reportFile(
            report.id, in: realm, for: try await colleague(signIn).holding)
    }

    func checks(_ file: ReportFile, by signIn: String) async throws {
        try await CheckReport(
            realm: realm, holding: try await colleague(signIn).holding, report: file.report.id,
            seen: file.content.mark
        ).run(in: installation)
    }

    func freezes(_ report: Report, by signIn: String) async throws {
        try await FreezeReport(
            realm: realm, by: .holding(try await colleague(signIn).holding), report: report.id
        ).run(in: installation)
    }
}
