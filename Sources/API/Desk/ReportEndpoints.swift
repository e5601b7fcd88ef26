import Actions
import HTTPTypes
import Kernel
import Storage

// Reports: drawn up, filled, checked, and frozen by another.
extension DeskEndpoint {
    private static let reportsMax = 50
    private static let cellsMax = 2_000

    static let reportEndpoints: [DeskEndpoint] = [
        .list(
            "/reports", "listReports", "Reports of the places of the post, newest first",
            most: reportsMax, of: Shapes.reportLine
        ) { call in
            let list = try await call.installation.reports(
                in: call.realm, under: call.holding.post.reach, before: try call.afterID(),
                limit: call.limit(reportsMax))
            return Listing(list.lines.map { ($0.report, $0.place) }, next: list.next?.description)
        },
        .one(
            "/reports/:id", "getReport",
            "One report: as it was frozen, before that what it comes to now", shape: Shapes.report
        ) { call in try await call.report() },
        DeskEndpoint(
            method: .get, path: "/reports/:id/proof", id: "getReportProof",
            summary: "A frozen report with the proof of its record, to be checked without Linli",
            scope: .read, verb: .read, result: .json(.named("ReportProof", .map(.anything)), .ok)
        ) { call in
            guard let proof = try await call.report().proof else {
                throw Problem(.notFound, .says("problem.notSealed"))
            }
            return Answer(
                headers: [.contentType: "application/json; charset=utf-8"],
                bytes: try proof.json)
        },
        .act(
            "/reports", "drawUpReport",
            "Draws up a report, or a new version of one that is frozen; answers the one that is "
                + "being drawn up already",
            verb: .report,
            body: .named(
                "ReportWish",
                .object([
                    .text("layout", .word), .text("period", periodForm),
                    .maybe("place", .id, "That of the post unless said."),
                    .maybe(
                        "reason", .line(Report.reasonCharactersMax),
                        "Why it replaces the version before; needed where that is frozen."),
                ])), shape: Shapes.report, status: .created, isRepeatable: true,
            location: { "/reports/\($0.report.id)" }
        ) { call in
            let place: Place.ID = call.bodyID("place") ?? call.holding.post.place
            let report = try await DrawUpReport(
                realm: call.realm, holding: call.holding, layout: call.typed("layout"),
                place: place.description, period: call.typed("period"),
                reason: call.typed("reason")
            ).run(in: call.installation)
            return try await call.report(report.id)
        },
        .changing(
            "cells", "fillReport", "Fills cells that no record tells, each with its source",
            .named("ReportCells", cells), isRepeatable: true
        ) { call, id in
            try await call.naming(cellNames(of: call)) {
                try await FillReport(
                    realm: call.realm, holding: call.holding, report: id, entries: call.entries,
                    source: call.typed("source")
                ).run(in: call.installation)
            }
        },
        .changing(
            "check", "checkReport", "Says that every figure of a report was looked at and is right",
            .named(
                "ReportCheck",
                .object([
                    .text("mark", .line(64), "The `mark` of what was looked at.")
                ]))
        ) { call, id in
            try await call.naming(["check": "mark"]) {
                try await CheckReport(
                    realm: call.realm, holding: call.holding, report: id,
                    seen: call.typed("mark")
                ).run(in: call.installation)
            }
        },
        .changing(
            "freeze", "freezeReport", "Freezes a report that others drew up and checked",
            verb: .freeze, .nothingSaid
        ) { call, id in
            try await FreezeReport(realm: call.realm, by: .holding(call.holding), report: id)
                .run(in: call.installation)
        },
        .act(
            "/reports/:id/withdrawal", "dropReport",
            "Throws away a report that was never frozen, and answers what it was",
            verb: .report, body: .nothingSaid, shape: Shapes.report, problems: [.conflict]
        ) { call in
            let file = try await call.report()
            try await DropReport(
                realm: call.realm, holding: call.holding, report: file.report.id
            ).run(in: call.installation)
            return file
        },
    ]

    private static let cells = Schema.object([
        .init(
            "cells",
            .list(
                .object([
                    .text("place", .id), .text("cell", .word),
                    .maybe(
                        "value", .line(FillReport.lineCharactersMax),
                        "Left out, the cell is emptied."),
                ]), most: cellsMax)),
        .maybe(
            "source", .line(FillReport.sourceCharactersMax), "Where what is new comes from."),
    ])

    /// What the fields of the form are called here.
    private static func cellNames(of call: DeskCall) -> [String: String] {
        Dictionary(
            call.entries.enumerated().map { index, entry in
                (FillReport.Entry.field(entry.place, entry.cell), "cells/\(index)/value")
            }, uniquingKeysWith: { first, _ in first })
    }

    private static func changing(
        _ noun: String, _ id: String, _ summary: String, verb: Verb = .report, _ body: Schema,
        isRepeatable: Bool = false,
        _ change: @escaping @Sendable (DeskCall, Report.ID) async throws -> Void
    ) -> DeskEndpoint {
        .act(
            "/reports/:id/\(noun)", id, summary, verb: verb, body: body, shape: Shapes.report,
            isRepeatable: isRepeatable, problems: [.conflict]
        ) { call in
            try await change(call, try call.id("id"))
            return try await call.report()
        }
    }
}

extension DeskCall {
    fileprivate func report(_ other: Report.ID? = nil) async throws -> ReportFile {
        try await installation.reportFile(try other ?? id("id"), in: realm, for: holding)
    }

    fileprivate var entries: [FillReport.Entry] {
        objects("cells").compactMap { cell in
            cell.text("place").flatMap { Place.ID($0) }.map { place in
                FillReport.Entry(
                    place: place, cell: cell.text("cell") ?? "", value: cell.text("value") ?? "")
            }
        }
    }
}

extension Shapes {
    static let reportLine = Shape<(Report, LocalName)>(
        "ReportLine",
        [
            .id("id") { $0.0.id }, .text("layout", .word) { pair, _ in pair.0.layout },
            .id("place") { $0.0.place }, .name("placeName") { $0.1 },
            .text("period") { pair, _ in pair.0.period.description },
            .number("version") { pair, _ in pair.0.version },
            .text("state", .choice(Report.State.allCases.map(\.rawValue))) { pair, _ in
                pair.0.state.rawValue
            },
        ])

    static let report = Shape<ReportFile>(
        "Report",
        [
            .one("report", reportLine) { file, _ in (file.report, file.place.name) },
            Member(
                "content", .map(.anything),
                about: "What it says, as the frozen file holds it: see “Figures” of the manual."
            ) { file, _ in file.content.payload.json },
            .text("mark", about: "Of what it says; whoever checks it sends it back.") {
                file, _ in file.content.mark
            },
            .texts("changed", .word, about: "Figures that differ from those that were checked.") {
                file, _ in file.changed
            },
            .flag("mayDraw") { file, _ in file.mayDraw },
            .flag("mayFreeze") { file, _ in file.mayFreeze },
            .many("versions", reportLine, about: "All of it, the newest first.") { file, _ in
                file.versions.map { ($0, file.place.name) }
            },
            .flag("isSealed") { file, _ in file.proof != nil },
        ])
}
