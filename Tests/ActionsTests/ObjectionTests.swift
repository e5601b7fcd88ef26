import Actions
import Kernel
import TestSupport
import Testing

/// Objections to a dispatch: on a clause of one's own duty list, decided by someone else, bounded.
@Suite struct ObjectionTests {
    @Test func anObjectionCitesAClauseOfTheBodysOwnList() async throws {
        try await withTown { town in
            var matter = try await town.request(standing: "accepted")
            matter = try await town.dispatcher.does(
                "dispatch", matter, ["lead": [try town.body("city-office").id.description]])
            let department = try await town.department
            let own = try #require(
                try await town.installation.clauses(of: department.body)
                    .first { $0.stance == .notOurs })
            let foreign = try #require(
                try await town.installation.clauses(of: try town.body("police-station").id).first)
            for clause in [foreign.id.description, "1", "0", "-1", "abc", "9223372036854775807"] {
                let refused = await refusal {
                    try await department.does("object", matter, ["clause": [clause]])
                }
                #expect(refused == .answers(["clause": .notAChoice]), "clause \(clause)")
            }
            let objected = try await department.does(
                "object", matter, ["clause": [own.id.description]])
            #expect(objected.state == "objected")
            #expect(try await department.file(of: objected)?.clauses[own.id] == own)
        }
    }

    @Test func anObjectionWithoutAClauseOrAReasonIsRefused() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "dispatched")
            let refused = await refusal {
                try await town.property.does(
                    "object", matter, ["clause": [""], "reason": ["  \n "]])
            }
            #expect(refused == .answers(["clause": .missing, "reason": .missing]))
        }
    }

    @Test func afterTwoUpheldObjectionsTheFirstReceiverLeads() async throws {
        try await withTown { town in
            var matter = try await town.request(standing: "accepted")
            let first = try town.body("property-banshan")
            let second = try town.body("city-office")
            for lead in [first, second] {
                matter = try await town.dispatcher.does(
                    "dispatch", matter, ["lead": [lead.id.description]])
                let handler = lead == first ? try await town.property : try await town.department
                matter = try await handler.does("object", matter)
                matter = try await town.secretary.does("upholdObjection", matter)
                #expect(matter.lead == nil)
                #expect(matter.firstReceiver == first.id)
            }
            let refused = await refusal {
                try await town.dispatcher.does(
                    "dispatch", matter, ["lead": [second.id.description]])
            }
            #expect(
                refused
                    == .guardFailed(.firstReceiverAfter("upholdObjection", times: 2)))
            matter = try await town.dispatcher.does(
                "dispatch", matter, ["lead": [first.id.description]])
            #expect(matter.lead == first.id)
            let third = await refusal { try await town.property.does("object", matter) }
            #expect(third == .usedUp("object", atMost: 2))
        }
    }

    @Test func whoObjectedDoesNotDecideOnIt() async throws {
        try await withTown { town in
            let committee = try town.body("yanling-committee")
            var matter = try await town.request(standing: "accepted")
            matter = try await town.dispatcher.does(
                "dispatch", matter, ["lead": [committee.id.description]])
            let secretary = try await town.secretary
            matter = try await secretary.does("object", matter)
            for decision in ["upholdObjection", "rejectObjection"] {
                let refused = await refusal { [matter] in
                    try await secretary.does(decision, matter)
                }
                #expect(refused == .guardFailed(.otherPersonThan(["object"])))
            }
            matter = try await town.dispatcher.does("rejectObjection", matter)
            #expect(matter.state == "dispatched")
            #expect(matter.lead == committee.id)
            #expect(try await town.light("receive", of: matter) == .green)
        }
    }
}
