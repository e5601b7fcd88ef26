import Actions
import Kernel
import SQL
import Storage
import TestSupport

/// Colleagues who propose, answer and visit in tests. The words by which one is helped are such
/// that they can be looked for anywhere.
extension Colleague {
    static let helpedName = "演示·受助人"
    static let helpedDoor = "二单元三零一"
    static let helpedPhone = "13800002222"

    func pledges(
        _ most: Int = 2, _ needs: Set<Pairing.Need> = [.company, .errands], forBody: Bool = false
    ) async throws {
        try await KeepPledge(
            realm: realm, holding: holding, forBody: forBody, most: String(most), needs: needs
        ).run(in: town.installation)
    }

    func proposes(
        _ kind: Pairing.Kind = .person, to supporter: Supporter.Who,
        need: Pairing.Need = .company, at place: String = Resident.home, everyDays: Int = 7,
        untilDays: Int = 30, sentence: String = "每周三理发一次"
    ) async throws -> Pairing {
        let today = try await town.rulebook().day(of: town.clock.now)
        return try await ProposePairing(
            realm: realm, holding: holding,
            wish: PairingWish(
                kind: kind.rawValue, place: try town.place(place).id, supporter: supporter,
                everyDays: String(everyDays), until: "\(today.adding(days: untilDays))",
                name: Self.helpedName, door: Self.helpedDoor, phone: Self.helpedPhone,
                need: need.rawValue, sentence: sentence)
        ).run(in: town.installation)
    }

    @discardableResult
    func answers(
        _ answer: AnswerPairing.Answer = .accept, _ pairing: Pairing
    ) async throws -> Pairing {
        try await AnswerPairing(
            realm: realm, holding: holding, pairing: pairing.id,
            seen: try await town.pairing(pairing.id).version, answer: answer
        ).run(in: town.installation)
    }

    @discardableResult
    func entersConsent(
        to pairing: Pairing, covers: Set<HelpedDetails.Part> = [.name, .door],
        way: String = "written", witness: Post.ID? = nil
    ) async throws -> Pairing {
        let today = try await town.rulebook().day(of: town.clock.now)
        return try await GiveConsent(
            realm: realm, holding: holding, pairing: pairing.id,
            seen: try await town.pairing(pairing.id).version, way: way, witness: witness,
            givenOn: "\(today)", covers: covers
        ).run(in: town.installation)
    }

    @discardableResult
    func visits(
        _ pairing: Pairing, _ kind: LightVisit.Kind = .look, _ sentence: String = ""
    ) async throws -> Pairing {
        try await LogVisit(
            realm: realm, holding: holding, pairing: pairing.id, kind: kind, sentence: sentence
        ).run(in: town.installation)
    }

    func reads(_ pairing: Pairing, _ reason: String = "上门前核对") async throws -> ReadHelped.Told? {
        try await ReadHelped(
            realm: realm, holding: holding, pairing: pairing.id, reason: reason
        ).run(in: town.installation)
    }

    @discardableResult
    func withdraws(_ pairing: Pairing) async throws -> Pairing {
        try await WithdrawConsent(
            realm: realm, holding: holding, pairing: pairing.id,
            seen: try await town.pairing(pairing.id).version
        ).run(in: town.installation)
    }

    @discardableResult
    func ends(_ pairing: Pairing, _ ending: String = "finished") async throws -> Pairing {
        try await EndPairing(
            realm: realm, holding: holding, pairing: pairing.id,
            seen: try await town.pairing(pairing.id).version, ending: ending
        ).run(in: town.installation)
    }
}

extension Town {
    func pairing(_ id: Pairing.ID) async throws -> Pairing {
        let found = try await database.read { db in try Pairings.find(id, in: realm.id, db) }
        guard let found else { throw Missing.matter }
        return found
    }

    /// A pairing of the volunteer, kept by the community worker, that has started.
    func runningPairing(
        covers: Set<HelpedDetails.Part> = [.name, .door]
    ) async throws -> Pairing {
        let (worker, helper) = (try await community, try await volunteer)
        try await helper.pledges()
        let pairing = try await worker.proposes(to: .person(helper.person.id))
        try await helper.answers(.accept, pairing)
        return try await worker.entersConsent(to: pairing, covers: covers)
    }
}
