import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// What is said in a mediation is read by its mediator and the registrar alone (人民调解法 article 15).
@Suite struct MediationWallTests {
    private static let dispute = "楼上装修弄裂了天花板"
    private static let minutes = "双方都说了狠话"
    private static let other = "演示·楼上住户"

    private func inSession(_ town: Town) async throws -> Matter {
        let registrar = try await town.colleague("registrar")
        let mediator = try await town.colleague("mediator")
        let opened = try await registrar.opens(
            "mediation", "offer",
            [
                "category": ["dispute.neighbour"], "dispute": [Self.dispute],
                "applicantName": ["演示居民"], "applicantPhone": [Resident.secretPhone],
                "otherSide": [Self.other],
            ])
        try await registrar.does("applicantConsents", opened, ["way": ["inPerson"]])
        try await registrar.does("otherConsents", opened, ["way": ["inPerson"]])
        let panel = try town.body("panel-joint").id
        try await registrar.does(
            "begin", opened, ["panel": ["\(panel)"], "openness": ["closed"]])
        try await mediator.does("take", opened)
        try await registrar.does("acceptMediator", opened, ["way": ["inPerson"]])
        return try await mediator.does(
            "session", opened, ["heldOn": ["2026-11-09"], "minutes": [Self.minutes]])
    }

    /// Whatever a colleague could read of the story, as one text.
    private func read(_ matter: Matter, by colleague: Colleague) async throws -> String? {
        guard let file = try await colleague.file(of: matter) else { return nil }
        return file.story.map { line in
            guard case .object(let answers)? = line.payload?["answers"] else { return "" }
            return answers.filter {
                file.procedure.shows($0.key, of: matter, to: colleague.acting)
            }.map { "\($0.value)" }.joined()
        }.joined()
    }

    @Test func onlyTheMediatorAndTheRegistrarReadWhatWasSaid() async throws {
        try await withTown { town in
            let matter = try await inSession(town)
            for colleague in try await town.everyone() {
                let text = try await read(matter, by: colleague)
                let isInside = ["registrar", "mediator"].contains(colleague.signIn)
                for secret in [Self.dispute, Self.minutes] {
                    #expect(text?.contains(secret) ?? false == isInside, "\(colleague.signIn)")
                }
                let held = try await colleague.file(of: matter)?.held ?? []
                #expect(held.contains { $0.isReadable } == isInside, "\(colleague.signIn)")
            }
        }
    }

    @Test func itsWordsStandInNoRowAndNoSearchFindsThem() async throws {
        try await withTown { town in
            let matter = try await inSession(town)
            #expect(matter.title.isEmpty && matter.account.isEmpty && matter.spot == nil)
            let secretary = try await town.secretary
            for secret in [Self.dispute, Self.minutes, Self.other] {
                let found = try await secretary.inbox(InboxQuery(scope: .places, text: secret))
                #expect(found.lines.isEmpty)
            }
        }
    }

    @Test func casesAndSessionsAreTwoNumbers() async throws {
        try await withTown { town in
            let matter = try await inSession(town)
            let mediator = try await town.colleague("mediator")
            try await mediator.does(
                "session", matter, ["heldOn": ["2026-11-10"], "minutes": ["谈拢了。"]])
            #expect(try await town.figure("mediationsAsked") == .number(1))
            #expect(try await town.figure("mediationSessions") == .number(2))
        }
    }
}
