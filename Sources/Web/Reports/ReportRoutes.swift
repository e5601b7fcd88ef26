import Actions
import Foundation
import Kernel
import Markup
import Media
import Storage

extension Site {
    /// Reports: drawn up, checked, and frozen by another.
    static let reportRoutes: [Route] = [
        .get("/desk/reports", .post(.read)) { try await reportsReply($0) },
        .post("/desk/reports", .post(.report), drawUpReport),
        .get("/desk/reports/:id", .post(.read)) { try await reportReply($0) },
        .post("/desk/reports/:id/cells", .post(.report), fillReport),
        .post("/desk/reports/:id/check", .post(.report), checkReport),
        .post("/desk/reports/:id/freeze", .post(.freeze), freezeReport),
        .post("/desk/reports/:id/withdrawal", .post(.report), dropReport),
        .get("/desk/reports/:id/paper", .post(.read), reportPaper),
        .get("/desk/reports/:id/file", .post(.read), reportFile),
    ]

    /// How many reports one page lists.
    private static let reportsMax = 30

    private static func reportsReply(
        _ ask: Ask, refused: ActionError? = nil
    ) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let visit = frame.visit
        guard !visit.book.profile.reports.isEmpty else { throw ActionError.notFound }
        let list = try await ask.installation.reports(
            in: visit.realm, under: visit.holding.post.reach,
            before: ask.query["before"].flatMap { Report.ID($0) }, limit: reportsMax)
        let places = try await ask.installation.filterPlaces(for: visit)
        let view = frame.reports(list, places, refused: refused)
        var reply = frame.page(view.title, current: .reports(), content: reportsPage(view))
        if let refused { reply.status = ask.failure(of: refused, frame.words).status }
        return reply
    }

    private static func reportReply(
        _ ask: Ask, refused: ActionError? = nil
    ) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let file = try await ask.installation.reportFile(
            try ask.reportID(), in: frame.visit.realm, for: frame.visit.holding)
        let view = ReportParts(frame: frame, file: file, refused: refused).view
        var reply = frame.page(view.title, current: .reports(), content: reportView(view))
        if let refused { reply.status = ask.failure(of: refused, frame.words).status }
        return reply
    }

    private static func drawUpReport(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        do {
            let report = try await DrawUpReport(
                realm: visit.realm, holding: visit.holding, layout: ask.form["layout"] ?? "",
                place: ask.form["place"] ?? "", period: ask.form["period"] ?? "",
                reason: ask.form["reason"] ?? ""
            ).run(in: ask.installation)
            return .see(.report(report.id))
        } catch let error as ActionError where error.isOfForm {
            return try await reportsReply(ask, refused: error)
        }
    }

    private static func fillReport(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        let entries = ask.form.texts.sorted { $0.key < $1.key }.compactMap { field, values in
            FillReport.Entry(field: field, value: values.first ?? "")
        }
        return try await changing(ask) { id in
            try await FillReport(
                realm: visit.realm, holding: visit.holding, report: id, entries: entries,
                source: ask.form["source"] ?? ""
            ).run(in: ask.installation)
        }
    }

    private static func checkReport(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        return try await changing(ask) { id in
            try await CheckReport(
                realm: visit.realm, holding: visit.holding, report: id,
                seen: ask.form["seen"] ?? ""
            ).run(in: ask.installation)
        }
    }

    private static func freezeReport(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        return try await changing(ask) { id in
            try await FreezeReport(realm: visit.realm, by: .holding(visit.holding), report: id)
                .run(in: ask.installation)
        }
    }

    private static func dropReport(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        try await DropReport(
            realm: visit.realm, holding: visit.holding, report: try ask.reportID()
        ).run(in: ask.installation)
        return .see(.reports())
    }

    private static func changing(
        _ ask: Ask, _ change: (Report.ID) async throws -> Void
    ) async throws -> Reply {
        let id = try ask.reportID()
        do {
            try await change(id)
            return .see(.report(id))
        } catch let error as ActionError where error.isOfForm {
            return try await reportReply(ask, refused: error)
        }
    }

    // MARK: - Paper and files

    /// A frozen report of the address.
    private static func frozenReport(_ ask: Ask) async throws -> ReportFile {
        let visit = try ask.visit
        let file = try await ask.installation.reportFile(
            try ask.reportID(), in: visit.realm, for: visit.holding)
        guard file.report.state == .frozen else { throw ActionError.notFound }
        return file
    }

    private static func reportPaper(_ ask: Ask) async throws -> Reply {
        let file = try await frozenReport(ask)
        let words = ask.words(of: try ask.visit.book)
        let document = ReportDocument(
            content: file.content, texts: ask.site.words.texts, language: words.language,
            link: { _ in nil })
        let paper = document.paper(
            footer: file.report.frozen.map { frozen in
                words("reports.seal.none", ["record": String(frozen.record)])
            } ?? "")
        return .page(
            paperPage(
                ask.frame(document.title + " · " + document.period, words), paper,
                tools: buttonRow([
                    buttonLink(words("page.back"), to: .report(file.report.id), icon: .back),
                    printButton(words("page.print")),
                ])))
    }

    private static func reportFile(_ ask: Ask) async throws -> Reply {
        let file = try await frozenReport(ask)
        let texts = ask.site.words.texts
        let name = "report-\(file.report.layout)-\(file.report.period)-v\(file.report.version)"
        let table = ReportTable(of: file.content, texts: texts, in: ask.language).spreadsheet
        switch ask.query["format"] {
        case "csv":
            return .file(table.csv, type: "text/csv; charset=utf-8", name: name + ".csv")
        case "xlsx":
            let made = Date(
                timeIntervalSince1970: Double(
                    (file.report.frozen?.at ?? ask.now).milliseconds / 1_000))
            return .file(
                try table.xlsx(made: made),
                type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                name: name + ".xlsx")
        case "json":
            guard let proof = file.proof else { throw ActionError.notFound }
            return .file(
                try proof.json, type: "application/json; charset=utf-8", name: name + ".json")
        case "html":
            guard let proof = file.proof else { throw ActionError.notFound }
            return .file(
                try SealedReport(
                    content: proof.content, proof: proof, texts: texts, language: ask.language
                ).bytes,
                type: "text/html; charset=utf-8", name: name + ".html")
        default: throw ActionError.notFound
        }
    }
}

extension Ask {
    fileprivate func reportID() throws -> Report.ID {
        guard let id = Report.ID(try parameter("id")) else { throw ActionError.notFound }
        return id
    }
}
