import Kernel
import Profiles

extension DemoStory {
    /// How many pairings an invented helper takes on, and how often they look in.
    private static let pledged = "20"
    private static let everyDays = "7"
    private static let cardDays = 120

    /// Proposes a pairing; its helper accepts, and the one who is helped agrees before a witness.
    func pair(_ paired: DemoStories.Paired, by actor: String) async throws {
        guard let place = words.places[paired.place] else {
            throw PlayDemonstration.Problem.nobody(paired.place)
        }
        guard let helper = cast.holdings[paired.helper]?.first else {
            throw PlayDemonstration.Problem.nobody(paired.helper)
        }
        let isCard = paired.kind == .card
        let worker = try cast.holding(of: actor, granting: [.enter])
        let witness = try cast.holding(of: paired.witness, granting: [.enter])
        let today = book.day(of: installation.now())
        try await KeepPledge(
            realm: realm, holding: helper, forBody: isCard, most: Self.pledged,
            needs: Set(Pairing.Need.allCases)
        ).run(in: installation)
        let proposed = try await ProposePairing(
            realm: realm, holding: worker,
            wish: PairingWish(
                kind: paired.kind.rawValue, place: place.id,
                supporter: isCard ? .body(helper.post.body) : .person(helper.post.person),
                everyDays: isCard ? "" : Self.everyDays,
                until: isCard ? "\(today.adding(days: Self.cardDays))" : "",
                name: paired.name, door: "演示单元 101", phone: "10000000",
                need: paired.need.rawValue, sentence: paired.sentence)
        ).run(in: installation)
        let accepted = try await AnswerPairing(
            realm: realm, holding: helper, pairing: proposed.id, seen: proposed.version,
            answer: .accept
        ).run(in: installation)
        try await GiveConsent(
            realm: realm, holding: worker, pairing: accepted.id, seen: accepted.version,
            way: "oral", witness: witness.post.id, givenOn: "\(today)",
            covers: isCard ? [] : [.name, .door, .phone]
        ).run(in: installation)
    }
}
