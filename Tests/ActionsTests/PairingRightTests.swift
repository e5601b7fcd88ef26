import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// The red lines of helping: who is helped is known to those who help and to the worker who
/// answers for it, to nobody else, and not for ever.
@Suite struct PairingRightTests {
    @Test func everyoneElseFindsNothing() async throws {
        try await withTown { town in
            let pairing = try await town.runningPairing()
            let inside: Set = ["community", "volunteer"]
            for colleague in try await town.everyone() where !inside.contains(colleague.signIn) {
                let read = await outcome { try await colleague.reads(pairing) }
                #expect(read == "notFound", "\(colleague.signIn)")
                let file = try await town.installation.pairingFile(
                    pairing.id, in: colleague.realm, for: colleague.holding)
                #expect(file == nil, "\(colleague.signIn)")
                let kept = try await town.installation.keptList(
                    .running, in: colleague.realm, for: colleague.holding)
                #expect(kept.pairings.isEmpty, "\(colleague.signIn)")
                for act in [
                    await outcome { try await colleague.visits(pairing) },
                    await outcome { try await colleague.ends(pairing) },
                    await outcome { try await colleague.withdraws(pairing) },
                    await outcome { try await colleague.answers(.leave, pairing) },
                ] {
                    #expect(act == "notFound", "\(colleague.signIn)")
                }
            }
            #expect(try await town.count("SELECT COUNT(*) FROM pairing_readings") == 0)
            let numbers = try await town.installation.keptList(
                .running, in: town.realm, for: try await town.secretary.holding)
            #expect(numbers.numbers.running == 1)
        }
    }

    @Test func aSupporterIsToldWhatTheConsentCoversAndEachReadingIsLogged() async throws {
        try await withTown { town in
            let pairing = try await town.runningPairing(covers: [.name])
            let (worker, helper) = (try await town.community, try await town.volunteer)
            let told = try #require(try await helper.reads(pairing, "第一次上门"))
            #expect(told.parts == [.name: Colleague.helpedName, .need: "company"])
            let all = try #require(try await worker.reads(pairing, "核对电话"))
            #expect(all.parts[.phone] == Colleague.helpedPhone)
            let log = try await town.database.read { db in
                try ReadingLog.ofPairings.lines(of: pairing.id, limit: 9, db)
            }
            #expect(log.map(\.reason) == ["核对电话", "第一次上门"])
            #expect(log.map(\.role) == ["communityWorker", "volunteer"])
            for reason in ["", "  ", String(repeating: "因", count: 201)] {
                let refused = await outcome { try await helper.reads(pairing, reason) }
                #expect(refused == "invalid")
            }
        }
    }

    @Test func nothingIsToldBeforeTheConsent() async throws {
        try await withTown { town in
            let (worker, helper) = (try await town.community, try await town.volunteer)
            try await helper.pledges()
            let pairing = try await worker.proposes(to: .person(helper.person.id))
            let asked = await outcome { try await helper.reads(pairing) }
            #expect(asked == "notFound")
            try await helper.answers(.accept, pairing)
            let accepted = await outcome { try await helper.reads(pairing) }
            #expect(accepted == "forbidden")
        }
    }

    @Test func aMerchantSeesTheSentenceAndNeitherNameNorDoor() async throws {
        try await withTown { town in
            let (worker, merchant) = (try await town.community, try await town.property)
            try await merchant.pledges(3, [.errands], forBody: true)
            let card = try await worker.proposes(
                .card, to: .body(merchant.body), need: .errands)
            try await merchant.answers(.accept, card)
            try await worker.entersConsent(to: card)
            let list = try await town.installation.helpedList(
                in: town.realm, for: merchant.holding)
            #expect(list.cards == [card.id: "每周三理发一次"])
            let read = await outcome { try await merchant.reads(card) }
            #expect(read == "forbidden")
            try await merchant.visits(card, .given)
            let file = try #require(
                try await town.installation.pairingFile(
                    card.id, in: town.realm, for: worker.holding))
            #expect(file.visits.map(\.kind) == [.given])
            let written = await outcome { try await merchant.visits(card, .given, "给了老王") }
            #expect(written == "invalid")
            let named = await complaints {
                try await worker.proposes(
                    .card, to: .body(merchant.body), need: .errands,
                    sentence: "给\(Colleague.helpedName)理发")
            }
            #expect(named == ["sentence": "pairings.problem.givenAway"])
        }
    }

    @Test func noRowAndNoRecordHoldsAWordOfItInTheOpen() async throws {
        try await withTown { town in
            let pairing = try await town.runningPairing()
            let helper = try await town.volunteer
            try await helper.visits(pairing, .hand, "换了厨房的灯泡")
            _ = try await helper.reads(pairing)
            let open = try await town.database.read { db in
                try db.rows(
                    """
                    SELECT body FROM records WHERE subject_kind = 'pairing' ORDER BY sequence
                    """
                ) { try $0.blob(0) }
                    + db.rows("SELECT sealed FROM pairing_details ORDER BY pairing_id") {
                        try $0.blob(0)
                    }
                    + db.rows(
                        """
                        SELECT sealed FROM pairing_visits WHERE sealed IS NOT NULL ORDER BY id
                        """
                    ) { try $0.blob(0) }
            }
            let words = [
                Colleague.helpedName, Colleague.helpedDoor, Colleague.helpedPhone, "理发", "灯泡",
            ]
            for bytes in open {
                let text = String(decoding: bytes, as: UTF8.self)
                for word in words { #expect(!text.contains(word), "\(word)") }
                #expect(!text.contains("\"company\""))
            }
        }
    }

    @Test func withdrawingErasesAtOnce() async throws {
        try await withTown { town in
            let pairing = try await town.runningPairing()
            let (worker, helper) = (try await town.community, try await town.volunteer)
            try await helper.visits(pairing, .hand, "换了灯泡")
            let ended = try await worker.withdraws(pairing)
            #expect(ended.state == .ended && ended.ending == .withdrawn)
            #expect(try await town.count("SELECT COUNT(*) FROM pairing_details") == 0)
            let kept = try await town.count(
                "SELECT COUNT(*) FROM pairings WHERE seal_key IS NOT NULL")
            #expect(kept == 0)
            let sealed = try await town.count(
                "SELECT COUNT(*) FROM pairing_visits WHERE sealed IS NOT NULL")
            #expect(sealed == 0)
            #expect(try await worker.reads(pairing) == nil)
            let consents = try await town.count(
                "SELECT COUNT(*) FROM pairing_consents WHERE withdrawn_at IS NOT NULL")
            #expect(consents == 1)
        }
    }

    @Test func whatIsKeptAfterTheEndIsErasedAfterThirtyDays() async throws {
        try await withTown { town in
            let pairing = try await town.runningPairing()
            let worker = try await town.community
            town.clock.advance(days: 400)
            #expect(try await EraseExpired().run(in: town.installation).pairings == 0)
            try await worker.ends(pairing)
            let end = town.clock.now.adding(fullDays: Int(Pairing.keptDays))
            town.clock.set(end.adding(milliseconds: -1))
            #expect(try await EraseExpired().run(in: town.installation).pairings == 0)
            town.clock.set(end)
            #expect(try await EraseExpired().run(in: town.installation).pairings == 1)
            #expect(try await worker.reads(pairing) == nil)
            #expect(try await EraseExpired().run(in: town.installation).pairings == 0)
            #expect(try await VerifyRecords().run(in: town.database).problem == nil)
        }
    }

    @Test func whatNobodyConsentedToIsErasedAsWell() async throws {
        try await withTown { town in
            let (worker, helper) = (try await town.community, try await town.volunteer)
            try await helper.pledges()
            let pairing = try await worker.proposes(to: .person(helper.person.id))
            let other = try await town.runningPairing()
            let end = pairing.proposedAt.adding(fullDays: Int(Pairing.keptDays))
            town.clock.set(end.adding(milliseconds: -1))
            #expect(try await EraseExpired().run(in: town.installation).pairings == 0)
            town.clock.set(end)
            #expect(try await EraseExpired().run(in: town.installation).pairings == 1)
            let dropped = try await town.pairing(pairing.id)
            #expect(dropped.state == .ended && dropped.ending == .dropped)
            #expect(try await town.pairing(other.id).state == .running)
            #expect(try await town.count("SELECT COUNT(*) FROM pairing_details") == 1)
        }
    }

    @Test func anotherRealmFindsNothing() async throws {
        try await withTown { town in
            let pairing = try await town.runningPairing()
            let bostonian = try await town.bostonian
            let read = await outcome { try await bostonian.reads(pairing) }
            #expect(read == "notFound")
            let list = try await town.installation.helpedList(
                in: town.boston, for: bostonian.holding)
            #expect(list.accepted.isEmpty && list.asked.isEmpty)
        }
    }

    @Test func whoeverTakesOverThePostAnswersForIt() async throws {
        try await withTown { town in
            let pairing = try await town.runningPairing()
            let (worker, secretary) = (try await town.community, try await town.secretary)
            let day = try await town.rulebook().day(of: town.clock.now)
            // Held still: a second post of the same role and body does not answer for it.
            let post = worker.holding.post
            let successor = Holding(
                post: Post(
                    id: town.installation.newID(), realm: town.realm.id,
                    person: secretary.person.id, role: post.role, body: post.body,
                    place: post.place, reach: post.reach), verbs: worker.holding.verbs)
            try await town.database.write { db in try Posts.insert(successor.post, db) }
            func kept() async throws -> Int {
                try await town.installation.keptList(
                    .running, in: town.realm, for: successor
                ).pairings.count
            }
            #expect(try await kept() == 0)
            try await town.database.write { db in try Posts.end(post.id, on: day, db) }
            #expect(try await kept() == 1)
            let told = try await ReadHelped(
                realm: town.realm, holding: successor, pairing: pairing.id, reason: "交接"
            ).run(in: town.installation)
            #expect(told?.parts[.name] == Colleague.helpedName)
        }
    }
}
