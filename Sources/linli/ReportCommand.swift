import Actions
import App
import ArgumentParser
import Foundation
import Kernel
import Storage

/// `linli report`
struct ReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report",
        abstract: "Print a report of a place for a period, or freeze one that was checked.",
        discussion: """
            Prints the frozen report where there is one; otherwise what it comes to now, as a \
            draft. --freeze makes the operator the second person: it freezes and seals a report \
            that somebody drew up and checked at the desk. The files html and json of a frozen \
            report carry their proof, which “linli verify --report FILE” checks.
            Examples:
              linli report huifeng --period 2023
              linli report 金秋社区 --realm huifeng --period 2023-Q2 --format xlsx --out q2.xlsx
              linli report huifeng --period 2023 --freeze --format html --out 2023.html
            """)

    @OptionGroup var data: DataOption
    @OptionGroup var realm: RealmOption

    @Argument(
        help: ArgumentHelp(
            "A realm, for all of it, or a place by its name, code or number.", valueName: "place"))
    var place: String

    @Option(
        help: ArgumentHelp(
            "A year, half, quarter or month: 2023, 2023-H1, 2023-Q3, 2023-07.",
            valueName: "period"))
    var period: String

    @Option(
        help: ArgumentHelp(
            "Which report of the profile's reports: (default: the first).", valueName: "name"))
    var layout: String?

    @Option(help: "text, html, csv, xlsx or json.")
    var format: ReportFiles.Format = .text

    @Option(help: "The language of its words: zh-Hans or en.")
    var language: Language = .zh

    @Option(
        help: ArgumentHelp("Write to this new file rather than to the screen.", valueName: "file"))
    var out: String?

    @Flag(help: "Freeze and seal the report that was checked at the desk.")
    var freeze = false

    func validate() throws {
        guard format != .xlsx || out != nil else {
            throw ValidationError("A workbook needs a file: add --out report.xlsx.")
        }
    }

    func run() async throws {
        guard let asked = Period(parsing: period) else {
            throw Complaint("“\(period)” is no period. Write 2023, 2023-H1, 2023-Q3 or 2023-07.")
        }
        try await data.writing { installation in
            let (realm, place) = try await found(in: installation)
            let name = try await layoutName(for: asked, realm, installation)
            if freeze { try await freeze(name, place, asked, realm, installation) }
            let frozen = try await installation.newestReport(
                name, at: place.id, for: asked, isFrozen: true, in: realm)
            let proof = frozen?.proof
            let content =
                if let proof {
                    proof.content
                } else {
                    try await installation.reportContent(name, at: place, for: asked, in: realm)
                }
            try give(
                ReportFiles().bytes(
                    of: content, proof: proof, as: format, in: language,
                    made: frozen?.report.frozen?.at ?? installation.now()))
        }
    }

    private func give(_ bytes: [UInt8]) throws {
        guard let out else { return say(String(decoding: bytes, as: UTF8.self)) }
        try write(Data(bytes), toNewFile: out)
        say("The report is in \(out).")
    }

    private func found(in installation: Installation) async throws -> (Realm, Place) {
        if let realm = try await installation.realm(slug: place) {
            guard let root = try await installation.rootPlace(in: realm) else {
                throw Complaint(
                    "\(realm.slug) has no single place that holds all others. Name one of them.")
            }
            return (realm, root)
        }
        let realm = try await realm.find(in: installation.database)
        guard let found = try await installation.place(named: place, in: realm) else {
            throw Complaint(
                "There is no realm and no place “\(place)”, or several are called so. Give the "
                    + "place's code or number.")
        }
        return (realm, found)
    }

    private func layoutName(
        for period: Period, _ realm: Realm, _ installation: Installation
    ) async throws -> ReportLayout.ID {
        let profile = try await installation.rulebook(of: realm).profile
        let known = profile.reports.map(\.id).joined(separator: ", ")
        guard let found = layout.map(profile.report) ?? profile.reports.first else {
            throw Complaint(
                profile.reports.isEmpty
                    ? "The profile \(profile.id) of \(realm.slug) lists no reports:."
                    : "There is no report “\(layout ?? "")”; there is: \(known).")
        }
        guard found.lengths.contains(period.length) else {
            throw Complaint(
                "The report \(found.id) is made for a "
                    + found.lengths.map { "\($0)" }.joined(separator: ", ")
                    + ", and “\(self.period)” is a \(period.length).")
        }
        return found.id
    }

    private func freeze(
        _ layout: ReportLayout.ID, _ place: Place, _ period: Period, _ realm: Realm,
        _ installation: Installation
    ) async throws {
        let newest = try await installation.newestReport(
            layout, at: place.id, for: period, in: realm)
        guard let report = newest?.report, report.state == .checked else {
            throw Complaint(
                newest?.report.state == .frozen
                    ? "The report \(layout) of \(place.name.zh) for \(period) is frozen already. "
                        + "Draw up a new version at the desk."
                    : "Nobody has checked the report \(layout) of \(place.name.zh) for \(period). "
                        + "Draw it up and check it at the desk first.")
        }
        do {
            try await FreezeReport(realm: realm, by: .operator, report: report.id)
                .run(in: installation)
        } catch ActionError.invalid {
            throw Complaint(
                "Numbers of the report have changed since they were checked. Check it again at "
                    + "the desk.")
        }
    }
}

extension ReportFiles.Format: ExpressibleByArgument {}
