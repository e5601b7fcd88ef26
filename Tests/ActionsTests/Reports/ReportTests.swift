import Actions
import Foundation
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// A report writes itself, is checked by one, frozen by another, and never changes afterwards.
@Suite struct ReportTests {
    @Test func itSaysWhatTheRecordComesTo() async throws {
        try await withTown { town in
            _ = try await town.request(standing: "solved")
            _ = try await town.request(standing: "submitted")
            let content = try await town.report(by: "dispatcher").content
            #expect(content.line("requestsOpened")?.value == .number(2))
            #expect(content.line("onTimeRate")?.value == .share(part: 1, whole: 1))
            let sentences = content.parts.compactMap { part -> String? in
                if case .sentence(let name) = part { name.zh } else { nil }
            }
            #expect(sentences.contains { $0.contains("共登记诉求 2 件，比上一年增加 2；期末在办 1 件") })
            #expect(!sentences.joined().contains("{"))
            // Every figure of it has its definition in both languages.
            for line in content.lines {
                #expect(!line.means.zh.hasPrefix("figure."), "\(line.id)")
                #expect(line.means.en != line.means.zh, "\(line.id)")
            }
        }
    }

    @Test func twoPeopleFreezeItAndNothingChangesItAfterwards() async throws {
        try await withTown { town in
            _ = try await town.request(standing: "solved")
            let drawn = try await town.report(by: "dispatcher")
            let early = await complaints { try await town.freezes(drawn.report, by: "supervisor") }
            #expect(early == ["freeze": "reports.problem.notChecked"])
            try await town.checks(drawn, by: "dispatcher")
            let self1 = await outcome { try await town.freezes(drawn.report, by: "dispatcher") }
            #expect(self1 == "forbidden")
            try await town.freezes(drawn.report, by: "supervisor")
            _ = try await town.request(standing: "submitted")
            let frozen = try await town.opens(drawn.report, as: "dispatcher")
            #expect(frozen.report.state == .frozen)
            #expect(frozen.content.line("requestsOpened")?.value == .number(1))
            let again = await outcome { try await town.checks(frozen, by: "dispatcher") }
            #expect(again == "conflict" || again == "invalid")
            let twice = await outcome { try await town.freezes(drawn.report, by: "supervisor") }
            #expect(twice == "conflict")
            let dropped = await outcome {
                let dispatcher = try await town.colleague("dispatcher")
                try await DropReport(
                    realm: town.realm, holding: dispatcher.holding, report: drawn.report.id
                ).run(in: town.installation)
            }
            #expect(dropped == "conflict")
        }
    }

    @Test func whoeverCheckedItCannotFreezeItAsWell() async throws {
        try await withTown { town in
            let drawn = try await town.report(by: "dispatcher")
            try await town.checks(drawn, by: "supervisor")
            let own = await complaints { try await town.freezes(drawn.report, by: "supervisor") }
            #expect(own == ["freeze": "reports.problem.samePerson"])
        }
    }

    @Test func aNumberThatChangedIsCheckedAgain() async throws {
        try await withTown { town in
            let drawn = try await town.report(by: "dispatcher")
            try await town.checks(drawn, by: "dispatcher")
            _ = try await town.request(standing: "submitted")
            let now = try await town.opens(drawn.report, as: "dispatcher")
            #expect(now.changed.contains("requestsOpened"))
            let stale = await complaints { try await town.freezes(drawn.report, by: "supervisor") }
            #expect(stale == ["freeze": "reports.problem.notChecked"])
            let unseen = await complaints { try await town.checks(drawn, by: "dispatcher") }
            #expect(unseen == ["check": "reports.problem.changed"])
            try await town.checks(now, by: "dispatcher")
            try await town.freezes(drawn.report, by: "supervisor")
        }
    }

    @Test func theNextVersionSaysWhyItReplacesTheOneBefore() async throws {
        try await withTown { town in
            let first = try await town.report(by: "dispatcher")
            try await town.checks(first, by: "dispatcher")
            try await town.freezes(first.report, by: "supervisor")
            let silent = await complaints { _ = try await town.report(by: "dispatcher") }
            #expect(silent == ["reason": "answer.missing"])
            let second = try await town.report(by: "dispatcher", reason: "少数了一次会议")
            #expect(second.report.version == 2)
            #expect(second.content.reason == "少数了一次会议")
            #expect(second.versions.map(\.version) == [2, 1])
            // Drawing it up again goes on with the draft.
            let same = try await town.report(by: "dispatcher")
            #expect(same.report.id == second.report.id)
            let kept = try await town.opens(first.report, as: "dispatcher")
            #expect(kept.report.state == .frozen)
        }
    }

    @Test func aStrangerChecksItAndOneChangedDigitIsFound() async throws {
        try await withTown { town in
            _ = try await town.request(standing: "solved")
            let drawn = try await town.report(by: "dispatcher")
            try await town.checks(drawn, by: "dispatcher")
            try await town.freezes(drawn.report, by: "supervisor")
            let frozen = try await town.opens(drawn.report, as: "dispatcher")
            let proof = try #require(frozen.proof)
            let json = try proof.json
            try ReportProof(json: json).verify(published: proof.proof.seal.digest)
            var text = String(decoding: json, as: UTF8.self)
            let value = #""value":{"number":1}"#
            #expect(text.contains(value))
            text = text.replacingOccurrences(of: value, with: #""value":{"number":2}"#)
            let forged = try ReportProof(json: Array(text.utf8))
            #expect(throws: ReportProof.Problem.otherContent) { try forged.verify() }
            #expect(throws: Proof.Problem.self) {
                try proof.verify(published: Digest(of: [1, 2, 3]))
            }
        }
    }

    @Test func aRowThatOtherHandsChangedIsNamed() async throws {
        try await withTown { town in
            let drawn = try await town.report(by: "dispatcher")
            try await town.checks(drawn, by: "dispatcher")
            try await town.freezes(drawn.report, by: "supervisor")
            let check = CheckRows(vault: town.installation.vault, now: town.clock.now)
            let clean = try await check.run(in: town.database)
            #expect(clean.problems == [])
            try await town.database.write { db in
                try db.run(
                    """
                    UPDATE reports SET content = REPLACE(content, '"number":0', '"number":9')
                    """)
            }
            let found = try await check.run(in: town.database)
            #expect(found.problems.contains { $0.contains("is not the one that was frozen") })
        }
    }

    @Test func onlyThoseInReachDrawUpAndRead() async throws {
        try await withTown { town in
            let street = await outcome { _ = try await town.report(by: "community") }
            #expect(street == "forbidden")
            let own = try await town.report(by: "community", at: "岩岭社区")
            let other = await outcome { _ = try await town.opens(own.report, as: "community2") }
            #expect(other == "notFound")
            let grid = await outcome { _ = try await town.report(by: "grid", at: "半山尚小区") }
            #expect(grid == "forbidden")
            let list = try await town.installation.reports(
                in: town.realm, under: try town.place("车城路街道").path, before: nil, limit: 10)
            #expect(list.lines.map(\.report.id) == [own.report.id])
            let ahead = await complaints {
                _ = try await town.report(by: "dispatcher", period: "2099")
            }
            #expect(ahead == ["period": "reports.problem.ahead"])
            let odd = await complaints {
                _ = try await town.report(by: "dispatcher", period: "soon")
            }
            #expect(odd == ["period": "answer.notAChoice"])
            let month = await complaints {
                _ = try await town.report(
                    by: "dispatcher", layout: "quarterly", period: "2026-01")
            }
            #expect(month == ["period": "answer.notAChoice"])
        }
    }
}
