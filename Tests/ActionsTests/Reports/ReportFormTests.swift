import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// An upper office's form is mapped once: figures fill it, and only what no record tells is typed.
@Suite struct ReportFormTests {
    private func form(_ file: ReportFile) throws -> ReportContent.Form {
        let forms = file.content.parts.compactMap { part -> ReportContent.Form? in
            if case .form(let form) = part { form } else { nil }
        }
        return try #require(forms.first)
    }

    private func fill(
        _ file: ReportFile, _ entries: [FillReport.Entry], source: String, _ town: Town
    ) async throws {
        try await FillReport(
            realm: town.realm, holding: try await town.colleague("dispatcher").holding,
            report: file.report.id, entries: entries, source: source
        ).run(in: town.installation)
    }

    @Test func figuresFillItAndTheRestIsTypedWithItsSource() async throws {
        try await withTown { town in
            _ = try await town.request(standing: "submitted")
            let drawn = try await town.report(by: "dispatcher", layout: "quarterly")
            let rows = try form(drawn).rows
            #expect(rows.count > 3)
            let yanling = try #require(rows.first { $0.name.zh == "岩岭社区" })
            #expect(yanling.cells.first == .figure("requestsOpened", .number(1)))
            // Two cells of each row are asked for, and no more.
            #expect(drawn.content.cellsMissing == rows.count * 2)
            let gaps = await complaints { try await town.checks(drawn, by: "dispatcher") }
            #expect(gaps == ["check": "reports.problem.cells"])
            let entries = rows.flatMap { row in
                [
                    FillReport.Entry(place: row.place, cell: "funds", value: "20000"),
                    FillReport.Entry(place: row.place, cell: "remark", value: "无"),
                ]
            }
            let unsourced = await complaints { try await fill(drawn, entries, source: " ", town) }
            #expect(unsourced == ["source": "answer.missing"])
            let odd = await complaints {
                try await fill(
                    drawn, [.init(place: yanling.place, cell: "funds", value: "两万")],
                    source: "通知", town)
            }
            #expect(
                odd == [FillReport.Entry.field(yanling.place, "funds"): "answer.notANumber"])
            try await fill(drawn, entries, source: "区财政局通知", town)
            let filled = try await town.opens(drawn.report, as: "dispatcher")
            let cell = try form(filled).rows.first { $0.place == yanling.place }?.cells[5]
            let person = try await town.colleague("dispatcher").person.name
            #expect(
                cell
                    == .typed(
                        key: "funds", text: "20000", source: "区财政局通知", by: person, .number))
            try await town.checks(filled, by: "dispatcher")
            try await town.freezes(filled.report, by: "supervisor")
            let late = await outcome { try await fill(filled, entries, source: "通知", town) }
            #expect(late == "conflict")
        }
    }

    @Test func aCellThatIsTypedLaterTakesTheCheckBack() async throws {
        try await withTown { town in
            let drawn = try await town.report(
                by: "dispatcher", layout: "quarterly", at: "半山尚小区")
            let rows = try form(drawn).rows
            let entries = rows.flatMap { row in
                ["funds", "remark"].map {
                    FillReport.Entry(place: row.place, cell: $0, value: "1")
                }
            }
            try await fill(drawn, entries, source: "台账", town)
            let filled = try await town.opens(drawn.report, as: "dispatcher")
            try await town.checks(filled, by: "dispatcher")
            let row = try #require(rows.first)
            try await fill(
                filled, [.init(place: row.place, cell: "funds", value: "2")], source: "台账", town)
            let open = try await town.opens(drawn.report, as: "dispatcher")
            #expect(open.report.state == .draft)
            let unknown = await outcome {
                try await fill(
                    filled, [.init(place: row.place, cell: "requests", value: "9")],
                    source: "台账", town)
            }
            #expect(unknown == "notFound")
        }
    }

    @Test func whatWasSavedIsCounted() async throws {
        try await withTown { town in
            let drawn = try await town.report(by: "dispatcher")
            try await town.checks(drawn, by: "dispatcher")
            try await town.freezes(drawn.report, by: "supervisor")
            let facts = try await town.counted().facts.filter { $0.contains(" report ") }
            #expect(facts.contains { $0.contains(" frozen ") })
            #expect(facts.contains { $0.contains(" filled ") })
            #expect(!facts.contains { $0.contains(" typed ") })
        }
    }
}
