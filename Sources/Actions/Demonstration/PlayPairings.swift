package import Kernel
import SQL
import Storage

/// Gives the invented people of a demonstration a few pairings, through the real actions, each at
/// its own time: one overdue, one in time, one to be answered, an area and a card.
package struct PlayPairings: Sendable {
    package let realm: Realm

    package init(realm: Realm) {
        self.realm = realm
    }

    private struct Cast {
        let worker: Holding
        let witness: Holding
        let helper: Holding
        let company: Holding
        let estate: Place
        let buildings: [Place]
    }

    /// Does nothing where the cast of the built-in demonstration is not there.
    package func run(in installation: Installation) async throws {
        let now = installation.now()
        let book = try await installation.rulebook(of: realm)
        let day = book.day(of: now)
        guard let cast = try await cast(book, on: day, installation) else { return }
        // Each at ten in the morning, when an office works.
        func past(days: Int) -> Installation {
            let then = day.adding(days: -days).start(in: book.profile.zone).adding(minutes: 600)
            return installation.past(of: .pairings) { then }
        }
        try await KeepPledge(
            realm: realm, holding: cast.helper, forBody: false, most: "4",
            needs: [.company, .errands, .repairs]
        ).run(in: past(days: 36))
        try await KeepPledge(
            realm: realm, holding: cast.company, forBody: true, most: "6",
            needs: [.repairs, .other]
        ).run(in: past(days: 35))
        let helper = Supporter.Who.person(cast.helper.post.person)
        let company = Supporter.Who.body(cast.company.post.body)
        let first = try await start(
            wish(.person, cast.buildings[0], helper, "演示·甲奶奶", .company, "周末陪着下楼走走"),
            cast, answeredBy: cast.helper, in: past(days: 30))
        let second = try await start(
            wish(.household, cast.buildings[1], helper, "演示·乙家", .errands, "买菜时捎一份"),
            cast, answeredBy: cast.helper, in: past(days: 21))
        try await visit(first, .chat, cast.helper, in: past(days: 22))
        try await visit(first, .hand, cast.helper, in: past(days: 10))
        let recently = past(days: 3)
        try await visit(second, .bring, cast.helper, in: recently)
        _ = try await FollowUpVisit(
            realm: realm, holding: cast.helper, pairing: second.id,
            category: "need.surroundings", words: "单元门口的台阶缺一个扶手，老人下楼不方便。"
        ).run(in: recently)
        let area = try await ProposePairing(
            realm: realm, holding: cast.worker,
            wish: PairingWish(kind: "area", place: cast.estate.id, supporter: company)
        ).run(in: past(days: 20))
        try await answer(area, cast.company, in: past(days: 20))
        let card = try await start(
            wish(.card, cast.buildings[1], company, "演示·丙爷爷", .repairs, "每月上门换灯泡一次"),
            cast, answeredBy: cast.company, in: past(days: 15))
        try await visit(card, .given, cast.company, in: past(days: 6))
        try await ProposePairing(
            realm: realm, holding: cast.worker,
            wish: wish(.person, cast.buildings[0], helper, "演示·丁叔", .repairs, "教用手机缴水费")
        ).run(in: past(days: 1))
    }

    private func cast(
        _ book: Rulebook, on day: Day, _ installation: Installation
    ) async throws -> Cast? {
        let realm = realm
        return try await installation.database.read { db in
            let cast = try DemoCast(
                signIns: ["community", "secretary", "volunteer", "property"], book: book, on: day,
                db)
            guard let estate = try Places.called("半山尚小区", in: realm.id, limit: 1, db).first
            else { return nil }
            let buildings = try Places.children(of: estate.id, limit: 2, db)
            guard buildings.count == 2 else { return nil }
            return Cast(
                worker: try cast.holding(of: "community", granting: [.enter]),
                witness: try cast.holding(of: "secretary", granting: [.enter]),
                helper: try cast.holding(of: "volunteer", granting: [Verb("claim")]),
                company: try cast.holding(of: "property", granting: [Verb("handle")]),
                estate: estate, buildings: buildings)
        }
    }

    private func wish(
        _ kind: Pairing.Kind, _ place: Place, _ supporter: Supporter.Who, _ name: String,
        _ need: Pairing.Need, _ sentence: String
    ) -> PairingWish {
        PairingWish(
            kind: kind.rawValue, place: place.id, supporter: supporter, everyDays: "7",
            name: name, door: "演示单元 101", phone: "10000000", need: need.rawValue, sentence: sentence
        )
    }

    /// Proposed, accepted and consented on one morning.
    private func start(
        _ wish: PairingWish, _ cast: Cast, answeredBy holding: Holding, in past: Installation
    ) async throws -> Pairing {
        let today = try await past.rulebook(of: realm).day(of: past.now())
        let last = today.adding(days: 120)
        let pairing = try await ProposePairing(
            realm: realm, holding: cast.worker, wish: wish.until("\(last)")
        ).run(in: past)
        let accepted = try await answer(pairing, holding, in: past)
        return try await GiveConsent(
            realm: realm, holding: cast.worker, pairing: pairing.id, seen: accepted.version,
            way: "oral", witness: cast.witness.post.id, givenOn: "\(today)",
            covers: [.name, .door, .phone]
        ).run(in: past)
    }

    @discardableResult
    private func answer(
        _ pairing: Pairing, _ holding: Holding, in past: Installation
    ) async throws -> Pairing {
        try await AnswerPairing(
            realm: realm, holding: holding, pairing: pairing.id, seen: pairing.version,
            answer: .accept
        ).run(in: past)
    }

    private func visit(
        _ pairing: Pairing, _ kind: LightVisit.Kind, _ holding: Holding, in past: Installation
    ) async throws {
        try await LogVisit(realm: realm, holding: holding, pairing: pairing.id, kind: kind)
            .run(in: past)
    }
}

extension PairingWish {
    /// The same with another last day.
    fileprivate func until(_ day: String) -> PairingWish {
        PairingWish(
            kind: kind, place: place, supporter: supporter, everyDays: everyDays, until: day,
            name: name, door: door, phone: phone, need: need, sentence: sentence)
    }
}
