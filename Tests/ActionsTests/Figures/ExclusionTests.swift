import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// A matter is left out of a rate only by two people, and whoever reads the rate sees it.
@Suite struct ExclusionTests {
    private func ask(
        _ matter: Matter, by signIn: String = "dispatcher", figure: String = "onTimeRate",
        reason: String = "unreachable", _ town: Town
    ) async throws -> Exclusion {
        try await AskExclusion(
            realm: town.realm, holding: try await town.colleague(signIn).holding, figure: figure,
            reference: matter.reference.description, reason: reason, words: "打过三次电话"
        ).run(in: town.installation)
    }

    private func answer(
        _ exclusion: Exclusion, by signIn: String, signs: Bool = true, _ town: Town
    ) async throws {
        try await AnswerExclusion(
            realm: town.realm, holding: try await town.colleague(signIn).holding,
            exclusion: exclusion.id, isSigned: signs
        ).run(in: town.installation)
    }

    @Test func itCountsOnceAnotherPersonSigned() async throws {
        try await withTown { town in
            let first = try await town.request(standing: "solved")
            _ = try await town.request(standing: "solved")
            let asked = try await ask(first, town)
            var line = try await town.sheet().lines.first { $0.figure.id == "onTimeRate" }
            #expect(line?.value == .share(part: 2, whole: 2))
            #expect(line?.excluded == 0)
            try await answer(asked, by: "supervisor", town)
            line = try await town.sheet().lines.first { $0.figure.id == "onTimeRate" }
            #expect(line?.value == .share(part: 1, whole: 1))
            #expect(line?.excluded == 1)
            // The counts themselves stay what they are.
            let settled = try await town.figure("requestsSettled")
            #expect(settled == .number(2))
            // Places under it say the same.
            let file = try await town.colleague("supervisor").opens(
                "onTimeRate", at: "车城路街道")
            #expect(file.exclusions.map(\.exclusion.state) == [.signed])
            let shares = file.places.map(\.value).filter { $0 != .share(part: 0, whole: 0) }
            #expect(shares == [.share(part: 1, whole: 1)])
        }
    }

    @Test func whoeverAskedCannotSign() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "solved")
            let asked = try await ask(matter, by: "supervisor", town)
            let own = await complaints { try await answer(asked, by: "supervisor", town) }
            #expect(own == ["answer": "exclusions.problem.samePerson"])
            let reader = await outcome { try await answer(asked, by: "dispatcher", town) }
            #expect(reader == "forbidden")
        }
    }

    @Test func aRefusedOneStillCountsAndMayBeAskedAgain() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "solved")
            let asked = try await ask(matter, town)
            let twice = await complaints { _ = try await ask(matter, town) }
            #expect(twice == ["reference": "exclusions.problem.stands"])
            try await answer(asked, by: "supervisor", signs: false, town)
            let rate = try await town.figure("onTimeRate")
            #expect(rate == .share(part: 1, whole: 1))
            let late = await outcome { try await answer(asked, by: "supervisor", town) }
            #expect(late == "conflict")
            _ = try await ask(matter, town)
        }
    }

    @Test func whatTheRateDoesNotCountIsNotLeftOut() async throws {
        try await withTown { town in
            let open = try await town.request(standing: "submitted")
            let uncounted = await complaints { _ = try await ask(open, town) }
            #expect(uncounted == ["reference": "exclusions.problem.notCounted"])
            let matter = try await town.request(standing: "solved")
            let reason = await complaints { _ = try await ask(matter, reason: "ugly", town) }
            #expect(reason == ["reason": "answer.notAChoice"])
            let number = await outcome {
                _ = try await ask(matter, figure: "requestsOpened", town)
            }
            #expect(number == "notFound")
            let beyond = await complaints { _ = try await ask(matter, by: "community2", town) }
            #expect(beyond == ["reference": "exclusions.problem.matter"])
        }
    }

    @Test func aReportedNumberStandsBesideTheCountedOne() async throws {
        try await withTown { town in
            let holding = try await town.colleague("dispatcher").holding
            let street = try town.place("车城路街道").id
            for (period, number) in [("2025", "18000"), ("2025-05", "1500")] {
                try await EnterBaseline(
                    realm: town.realm, holding: holding, figure: "requestsByHotline",
                    place: street, period: period, number: number, said: "1500余件",
                    source: "工作总结"
                ).run(in: town.installation)
            }
            let content = try await town.report(by: "dispatcher").content
            let line = try #require(content.line("requestsByHotline"))
            // Only a time as long as the report's is laid beside it.
            #expect(line.baseline?.number == 18_000)
            #expect(line.baseline?.said == "1500余件")
            #expect(line.value == .number(0))
            let odd = await complaints {
                try await EnterBaseline(
                    realm: town.realm, holding: holding, figure: "requestsByHotline",
                    place: street, period: "lately", number: "1", said: " ", source: "x"
                ).run(in: town.installation)
            }
            #expect(
                odd == ["period": "baselines.problem.period", "said": "answer.missing"])
        }
    }
}
