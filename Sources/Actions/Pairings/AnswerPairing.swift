package import Kernel
import SQL
import Storage

/// Answers to being asked: accepts, declines, or leaves later.
package struct AnswerPairing: Sendable {
    package enum Answer: String, CaseIterable, Sendable {
        case accept, decline, leave
    }

    package let realm: Realm
    package let holding: Holding
    package let pairing: Pairing.ID
    package let seen: Int
    package let answer: Answer

    package init(
        realm: Realm, holding: Holding, pairing: Pairing.ID, seen: Int, answer: Answer
    ) {
        self.realm = realm
        self.holding = holding
        self.pairing = pairing
        self.seen = seen
        self.answer = answer
    }

    /// - Throws: `.notFound` unless the post is one that was asked, or acts for the body that was.
    @discardableResult
    package func run(in installation: Installation) async throws -> Pairing {
        try await installation.doing(realm, holding) { (work: PairingWork) in
            let (before, supporter) = try work.supported(pairing, seen: seen)
            let today = try work.today()
            let (pledge, load) = try work.pledge(supporter.who)
            let (now, id) = (work.now, supporter.id)
            let answered = try PairingWork.refusing { () throws(Pairing.Refusal) in
                switch answer {
                case .accept:
                    try before.accepted(by: id, pledge: pledge, load: load, at: now, on: today)
                case .decline: try before.declined(by: id, at: now)
                case .leave: try before.left(by: id, at: now)
                }
            }
            return try work.store(
                answered, from: before, action: "\(answer.rawValue)Pairing",
                ["who": supporter.who.payload])
        }
    }
}

/// Asks one more to help, or again who declined or left.
package struct AskSupporter: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let pairing: Pairing.ID
    package let seen: Int
    package let supporter: Supporter.Who?

    package init(
        realm: Realm, holding: Holding, pairing: Pairing.ID, seen: Int,
        supporter: Supporter.Who?
    ) {
        self.realm = realm
        self.holding = holding
        self.pairing = pairing
        self.seen = seen
        self.supporter = supporter
    }

    @discardableResult
    package func run(in installation: Installation) async throws -> Pairing {
        try await installation.doing(realm, holding) { (work: PairingWork) in
            let before = try work.kept(pairing, seen: seen)
            guard let supporter else {
                throw ActionError.invalid(["supporter": .init("answer.missing")])
            }
            try work.checkExists(supporter)
            let (pledge, load) = try work.pledge(supporter)
            // Opened for the rule alone; nobody is told what it says.
            let need = try PairingSecrets.details(
                of: before.id, vault: installation.vault, work.db)?.need
            let asked = try PairingWork.refusing { () throws(Pairing.Refusal) in
                try before.asking(
                    supporter, as: installation.newID(), need: need, pledge: pledge,
                    load: load, at: work.now)
            }
            return try work.store(
                asked, from: before, action: "askSupporter", ["asked": supporter.payload])
        }
    }
}

/// Ends a pairing, because the help is no longer needed or because nothing came of it.
package struct EndPairing: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let pairing: Pairing.ID
    package let seen: Int
    package let ending: String

    package init(
        realm: Realm, holding: Holding, pairing: Pairing.ID, seen: Int, ending: String
    ) {
        self.realm = realm
        self.holding = holding
        self.pairing = pairing
        self.seen = seen
        self.ending = ending
    }

    @discardableResult
    package func run(in installation: Installation) async throws -> Pairing {
        try await installation.doing(realm, holding) { (work: PairingWork) in
            let before = try work.kept(pairing, seen: seen)
            guard let ending = Pairing.Ending(rawValue: ending), ending != .withdrawn else {
                throw ActionError.invalid(["ending": .init("answer.notAChoice")])
            }
            let ended = try PairingWork.refusing { () throws(Pairing.Refusal) in
                try before.ended(ending, at: work.now)
            }
            return try work.store(
                ended, from: before, action: "endPairing", ["ending": .text(ending.rawValue)])
        }
    }
}
