import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// A pairing from being proposed to being forgotten.
@Suite struct PairingActionTests {
    @Test func aPairingIsProposedAnsweredConsentedVisitedAndEnded() async throws {
        try await withTown { town in
            let (worker, helper) = (try await town.community, try await town.volunteer)
            try await helper.pledges()
            let pairing = try await worker.proposes(to: .person(helper.person.id))
            #expect(pairing.number.serial == 1)
            let asked = try await town.installation.helpedList(
                in: town.realm, for: helper.holding)
            #expect(asked.asked.map(\.id) == [pairing.id])
            try await helper.answers(.accept, pairing)
            #expect(try await town.pairing(pairing.id).state == .proposed)
            let started = try await worker.entersConsent(to: pairing)
            #expect(started.state == .running)
            let today = try await town.rulebook().day(of: town.clock.now)
            #expect(started.dueOn == today.adding(days: 7))
            town.clock.advance(days: 3)
            let visited = try await helper.visits(pairing, .chat, "聊了聊收音机")
            #expect(visited.dueOn == today.adding(days: 10))
            let told = try #require(try await helper.reads(pairing))
            #expect(Array(told.visits.values) == ["聊了聊收音机"])
            try await worker.ends(pairing)
            let story = try await town.database.read { db in
                try PairingStories.of(pairing.id, db).map(\.action)
            }
            #expect(
                story == [
                    "endPairing", "readHelped", "logVisit", "giveConsent", "acceptPairing",
                    "proposePairing",
                ])
            let again = await outcome { try await helper.visits(pairing) }
            #expect(again == "invalid")
            #expect(try await VerifyRecords().run(in: town.database).problem == nil)
        }
    }

    @Test func theSameTapTwiceIsOneVisit() async throws {
        try await withTown { town in
            let pairing = try await town.runningPairing()
            let helper = try await town.volunteer
            try await helper.visits(pairing)
            try await helper.visits(pairing)
            #expect(try await town.count("SELECT COUNT(*) FROM pairing_visits") == 1)
            try await helper.visits(pairing, .chat)
            town.clock.set(town.clock.now.adding(seconds: LightVisit.sameSeconds))
            try await helper.visits(pairing, .chat)
            #expect(try await town.count("SELECT COUNT(*) FROM pairing_visits") == 3)
        }
    }

    @Test func oneMayHelpAsManyAsTheySaidAndNoMore() async throws {
        try await withTown { town in
            let (worker, helper) = (try await town.community, try await town.volunteer)
            let who = Supporter.Who.person(helper.person.id)
            let before = await complaints { try await worker.proposes(to: who) }
            #expect(before == ["supporter": "pairings.refusal.notPledged"])
            try await helper.pledges(1)
            let other = await complaints { try await worker.proposes(to: who, need: .repairs) }
            #expect(other == ["supporter": "pairings.refusal.notPledged"])
            let first = try await worker.proposes(to: who)
            let second = try await worker.proposes(to: who)
            try await helper.answers(.accept, first)
            let full = await complaints { try await helper.answers(.accept, second) }
            #expect(full == ["supporter": "pairings.refusal.full"])
            let third = await complaints { try await worker.proposes(to: who) }
            #expect(third == ["supporter": "pairings.refusal.full"])
            try await worker.ends(first)
            try await helper.answers(.accept, second)
            #expect(try await town.pairing(second.id).supporters.map(\.state) == [.accepted])
        }
    }

    @Test func severalMayHelpOneAndADeclineIsNoAssignment() async throws {
        try await withTown { town in
            let (worker, helper) = (try await town.community, try await town.volunteer)
            let other = try await town.otherVolunteer
            try await helper.pledges()
            try await other.pledges()
            let pairing = try await worker.proposes(to: .person(helper.person.id))
            try await helper.answers(.decline, pairing)
            let seen = try await town.pairing(pairing.id).version
            try await AskSupporter(
                realm: town.realm, holding: worker.holding, pairing: pairing.id, seen: seen,
                supporter: .person(other.person.id)
            ).run(in: town.installation)
            try await other.answers(.accept, pairing)
            try await worker.entersConsent(to: pairing)
            #expect(try await town.pairing(pairing.id).state == .running)
            let declined = await outcome { try await helper.reads(pairing) }
            #expect(declined == "notFound")
            try await other.answers(.leave, pairing)
            #expect(try await town.pairing(pairing.id).state == .proposed)
            let left = await outcome { try await other.reads(pairing) }
            #expect(left == "notFound")
        }
    }

    @Test func anAreaIsCoveredByABodyWithoutConsent() async throws {
        try await withTown { town in
            let (worker, property) = (try await town.community, try await town.property)
            let pairing = try await worker.proposes(.area, to: .body(property.body))
            try await property.answers(.accept, pairing)
            #expect(try await town.pairing(pairing.id).state == .running)
            #expect(try await town.count("SELECT COUNT(*) FROM pairing_details") == 0)
            let matrix = try await town.installation.pairingMatrix(
                under: .root, in: town.realm)
            #expect(matrix.counts.values.map { $0[.area] } == [1])
            #expect(matrix.bodies.values.map(\.count) == [1])
        }
    }

    @Test func aWitnessIsAnotherPersonWithAPostThatIsHeld() async throws {
        try await withTown { town in
            let (worker, helper) = (try await town.community, try await town.volunteer)
            try await helper.pledges()
            let pairing = try await worker.proposes(to: .person(helper.person.id))
            for witness in [nil, worker.holding.post.id] {
                let refused = await complaints {
                    try await worker.entersConsent(to: pairing, way: "oral", witness: witness)
                }
                #expect(refused?.keys.first == "witness")
            }
            let secretary = try await town.secretary
            let consented = try await worker.entersConsent(
                to: pairing, way: "oral", witness: secretary.holding.post.id)
            #expect(consented.consent?.way == .oral(witness: secretary.holding.post.id))
        }
    }

    @Test func whatIsTypedIsReadWholeAndRefusedWhole() async throws {
        try await withTown { town in
            let worker = try await town.community
            let refused = await complaints {
                try await ProposePairing(
                    realm: town.realm, holding: worker.holding,
                    wish: PairingWish(
                        kind: "person", place: nil, supporter: nil, everyDays: "x",
                        name: "", phone: "call", need: "health", sentence: "打13800002222")
                ).run(in: town.installation)
            }
            #expect(
                refused == [
                    "place": "answer.missing", "supporter": "answer.missing",
                    "everyDays": "answer.notANumber", "name": "answer.missing",
                    "phone": "answer.notAPhone", "need": "answer.missing",
                    "sentence": "pairings.problem.givenAway",
                ])
        }
    }

    @Test func coverageCountsPostsAndNamesNobody() async throws {
        try await withTown { town in
            let estate = try town.place(Resident.home)
            let wanted = town.places.first { $0.level == "estate" && $0.path.contains(estate.path) }
            let place = try #require(wanted)
            let count = try await town.installation.coverageCount(
                of: place, roles: ["gridWorker", "propertyManager"], in: town.realm)
            #expect(!count.buildings.isEmpty)
            #expect(count.wider == 2)
            let none = try await town.installation.coverageCount(
                of: place, roles: [], in: town.realm)
            #expect(none.wider == 0)
        }
    }
}
