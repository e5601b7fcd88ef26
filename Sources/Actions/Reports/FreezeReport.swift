package import Kernel
import SQL
import Storage

/// Says that somebody looked at every figure of a report and that it is right.
package struct CheckReport: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let report: Report.ID
    /// The mark of what they saw.
    package let seen: String

    package init(realm: Realm, holding: Holding, report: Report.ID, seen: String) {
        self.realm = realm
        self.holding = holding
        self.report = report
        self.seen = seen
    }

    /// - Throws: `.notFound`, `.forbidden`, `.conflict` once it is frozen, `.invalid` where cells
    ///   are missing, or where it says something else than what was seen.
    package func run(in installation: Installation) async throws {
        try await CountFacts().run(in: installation)
        try await installation.doing(realm, holding) { (work: ReportWork) in
            let report = try work.report(report, with: .report)
            let content = try work.content(of: report)
            guard content.mark == seen else {
                throw ActionError.invalid(["check": .init("reports.problem.changed")])
            }
            guard let hand = work.hand else { throw ActionError.forbidden }
            let confirmed = try ReportWork.refusing { () throws(Report.Refusal) in
                try report.confirmed(content, by: hand)
            }
            try Reports.setChecked(confirmed, work.db)
            try work.note("checkReport", report, ["seen": .text(seen)])
        }
    }
}

/// Freezes a report that somebody else drew up and checked: its values, definitions and exclusions
/// are stored, their digest is recorded, the record is sealed. Nothing of it changes afterwards.
package struct FreezeReport: Sendable {
    package let realm: Realm
    package let changer: Changer
    package let report: Report.ID

    package init(realm: Realm, by changer: Changer, report: Report.ID) {
        self.realm = realm
        self.changer = changer
        self.report = report
    }

    /// - Throws: `.notFound`, `.forbidden` without `freeze` over its place, `.conflict` once it is
    ///   frozen, `.invalid` where nobody has checked what it says now, or the same person did.
    package func run(in installation: Installation) async throws {
        try await CountFacts().run(in: installation)
        let now = installation.now()
        try await installation.database.write { db in
            try freeze(
                ReportWork(
                    installation: installation, realm: realm, changer: changer, now: now, db: db))
        }
        try await SealRecords().run(in: installation)
        // So that figures of what was reported count it at once.
        try await CountFacts().run(in: installation)
    }

    private func freeze(_ work: ReportWork) throws {
        let report = try work.report(report, with: .freeze)
        let now = try work.content(of: report)
        let content = try ReportWork.refusing { () throws(Report.Refusal) in
            try report.mayFreeze(now, by: changer.person)
        }
        let record = try work.installation.note(
            ReportProof.action, on: ReportProof.subjectKind, report.id.rawValue, in: realm.id,
            by: changer, at: work.now, ReportProof.body(of: content), work.db)
        try Reports.freeze(
            report.id, Report.Freezing(hand: work.hand, at: work.now, record: record),
            filled: content.filled, typed: content.typed, work.db)
    }
}
