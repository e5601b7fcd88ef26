package import Kernel
import SQL
import Storage

/// What a form says of a pairing that is to be.
package struct PairingWish: Sendable {
    package let kind: String
    package let place: Place.ID?
    package let supporter: Supporter.Who?
    package let everyDays: String
    package let until: String
    package let name: String
    package let door: String
    package let phone: String
    package let need: String
    package let sentence: String

    package init(
        kind: String, place: Place.ID?, supporter: Supporter.Who?, everyDays: String = "",
        until: String = "", name: String = "", door: String = "", phone: String = "",
        need: String = "", sentence: String = ""
    ) {
        self.kind = kind
        self.place = place
        self.supporter = supporter
        self.everyDays = everyDays
        self.until = until
        self.name = name
        self.door = door
        self.phone = phone
        self.need = need
        self.sentence = sentence
    }
}

/// Proposes a pairing: enters who is helped, sealed, and asks the first supporter.
package struct ProposePairing: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let wish: PairingWish

    package init(realm: Realm, holding: Holding, wish: PairingWish) {
        self.realm = realm
        self.holding = holding
        self.wish = wish
    }

    /// - Throws: `ActionError`; `.forbidden` without `enter` over the place; `.invalid` with every
    ///   wrong field, or with the rule that refused.
    @discardableResult
    package func run(in installation: Installation) async throws -> Pairing {
        guard holding.verbs.contains(.enter) else { throw ActionError.forbidden }
        return try await installation.doing(realm, holding) { (work: PairingWork) in
            let read = try wish.read()
            guard let place = try Places.find(read.place, in: realm.id, work.db) else {
                throw ActionError.invalid(["place": .init("answer.notAChoice")])
            }
            guard holding.grants(.enter, at: place.path, in: realm.id) else {
                throw ActionError.forbidden
            }
            let today = try work.today()
            try PairingWork.refusing { () throws(Pairing.Refusal) in
                try Pairing.checkTerms(
                    read.kind, everyDays: read.everyDays, until: read.until, today: today)
            }
            try work.checkExists(read.supporter)
            let (pledge, load) = try work.pledge(read.supporter)
            let (serial, _) = try Realms.next("pairings", in: realm.id, work.db)
            let bare = Pairing(
                id: installation.newID(), realm: realm.id, number: CardNumber(serial: serial),
                kind: read.kind, place: place.id, placePath: place.path,
                keeper: holding.post.id, everyDays: read.everyDays, until: read.until,
                proposedAt: work.now)
            let pairing = try PairingWork.refusing { () throws(Pairing.Refusal) in
                try bare.asking(
                    read.supporter, as: installation.newID(), need: read.details?.need,
                    pledge: pledge, load: load, at: work.now)
            }
            try Pairings.insert(
                pairing,
                sealed: try read.details.map {
                    try SealedDetails($0, of: pairing, vault: installation.vault)
                }, work.db)
            try work.record(
                pairing, action: "proposePairing",
                [
                    "kind": .text(pairing.kind.rawValue), "number": .int(Int64(serial)),
                    "place": .text(place.id.description), "asked": read.supporter.payload,
                ])
            return pairing
        }
    }
}

extension PairingWish {
    struct Reading {
        let kind: Pairing.Kind
        let place: Place.ID
        let supporter: Supporter.Who
        let everyDays: Int?
        let until: Day?
        let details: HelpedDetails?
    }

    /// - Throws: `.invalid` with every wrong field at once.
    func read() throws(ActionError) -> Reading {
        guard let kind = Pairing.Kind(rawValue: kind) else {
            throw .invalid(["kind": .init("answer.notAChoice")])
        }
        var text = FormText(isPublic: false)
        if place == nil { text.complain("place", "answer.missing") }
        if supporter == nil { text.complain("supporter", "answer.missing") }
        let everyDays = kind.hasVisits ? text.number("everyDays", everyDays) : nil
        let until = kind == .card ? text.day("until", until) : nil
        let details = kind.isPersonal ? details(of: kind, &text) : nil
        try text.finish()
        guard let place, let supporter else { throw .invalid(["place": .init("answer.missing")]) }
        return Reading(
            kind: kind, place: place, supporter: supporter, everyDays: everyDays, until: until,
            details: details)
    }

    private func details(of kind: Pairing.Kind, _ text: inout FormText) -> HelpedDetails? {
        let need = Pairing.Need(rawValue: need)
        if need == nil { text.complain("need", "answer.missing") }
        let details = HelpedDetails(
            name: text.read("name", name, most: HelpedDetails.nameCharactersMax),
            door: text.read(
                "door", door, most: HelpedDetails.doorCharactersMax, isRequired: false),
            phone: text.phone("phone", phone), need: need ?? .other,
            sentence: text.read(
                "sentence", sentence, most: Pairing.sentenceCharactersMax,
                isRequired: kind == .card))
        if !PersonalData.findings(in: details.sentence).isEmpty
            || details.isGivenAway(by: details.sentence)
        {
            text.complain("sentence", "pairings.problem.givenAway")
        }
        return details
    }
}
