/// What is personal in a pairing: kept sealed, told to few, erased after the end.
///
/// There is no part for health, ethnicity, belief, income or family.
package struct HelpedDetails: Hashable, Sendable {
    package enum Part: String, CaseIterable, Sendable {
        case name, door, phone, need
    }

    package let name: String
    package let door: String
    package let phone: String
    package let need: Pairing.Need
    /// What is agreed, in a sentence: for supporters of a card, who see nothing else, and printed
    /// on it; for others what they are to know.
    package let sentence: String

    package init(
        name: String, door: String, phone: String, need: Pairing.Need, sentence: String
    ) {
        self.name = name
        self.door = door
        self.phone = phone
        self.need = need
        self.sentence = sentence
    }

    package static let nameCharactersMax = 40
    package static let doorCharactersMax = 60

    /// As it is sealed.
    package var payload: Payload {
        .object([
            "name": .text(name), "door": .text(door), "phone": .text(phone),
            "need": .text(need.rawValue), "sentence": .text(sentence),
        ])
    }

    /// Nil for anything but what `payload` writes.
    package init?(_ payload: Payload) {
        func text(_ key: String) -> String? {
            if case .text(let text)? = payload[key] { text } else { nil }
        }
        guard let name = text("name"), let door = text("door"), let phone = text("phone"),
            let need = text("need").flatMap(Pairing.Need.init), let sentence = text("sentence")
        else { return nil }
        self.init(name: name, door: door, phone: phone, need: need, sentence: sentence)
    }

    /// The parts that a consent covers, by part, without those that are empty.
    package func told(_ covers: Set<Part>) -> [Part: String] {
        let parts: [Part: String] = [
            .name: name, .door: door, .phone: phone, .need: need.rawValue,
        ]
        return parts.filter { covers.contains($0.key) && !$0.value.isEmpty }
    }

    /// Whether a sentence gives away who it is about.
    package func isGivenAway(by sentence: String) -> Bool {
        [name, door, phone].contains { part in
            part.count > 1 && sentence.contains(part)
        }
    }
}

/// One light visit (四个一): a tap of a button, with at most a sentence.
package struct LightVisit: Hashable, Sendable {
    package typealias ID = Identifier<LightVisit>

    package enum Kind: String, CaseIterable, Sendable {
        /// 聊一会, 带点东西, 看一眼, 帮一把.
        case chat, bring, look, hand
        /// A merchant gave what a card is for.
        case given

        /// What may be logged in a pairing of this kind.
        package static func offered(in kind: Pairing.Kind) -> [Kind] {
            switch kind {
            case .household, .person: [.chat, .bring, .look, .hand]
            case .card: [.given]
            case .area: []
            }
        }
    }

    /// The same tap within so many seconds is the same visit: a thumb that trembled, a line that
    /// was slow.
    package static let sameSeconds: Int64 = 120
}
