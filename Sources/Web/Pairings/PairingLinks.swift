import Kernel
import Markup
import Storage

extension Link {
    /// What one helps with; `logged` names the visit that was just logged.
    static func pairings(logged: LightVisit.Kind? = nil) -> Link {
        Link("desk", "pairings", query: ["logged": logged?.rawValue])
    }

    /// What one answers for.
    static func keptPairings(_ view: Pairings.View? = nil) -> Link {
        Link("desk", "pairings", "kept", query: ["show": view?.rawValue])
    }

    static func newPairing(_ kind: Pairing.Kind? = nil) -> Link {
        Link("desk", "pairings", "new", query: ["kind": kind?.rawValue])
    }

    static let pledge = Link("desk", "pairings", "pledge")
    static let pairingMatrix = Link("desk", "pairings", "matrix")
    static let coverage = Link("desk", "pairings", "coverage")

    static func pairing(_ id: Pairing.ID) -> Link { Link("desk", "pairings", id.description) }

    static func pairingAct(_ id: Pairing.ID, _ act: PairingAct) -> Link {
        Link("desk", "pairings", id.description, act.rawValue)
    }

    static func pairingCard(_ id: Pairing.ID) -> Link {
        Link("desk", "pairings", id.description, "card")
    }

    /// A new matter at a place.
    static func newMatter(at place: Place.ID) -> Link {
        Link("desk", "matters", "new", query: ["place": place.description])
    }
}

/// What may be done to a pairing from its page.
enum PairingAct: String, CaseIterable {
    case answer, visits, reading, supporters, consent, withdrawal, closure
    case removal
    case followUp = "follow-up"
}

extension Supporter.Who {
    /// As it stands in a form: `p12` or `b34`.
    var formValue: String {
        switch self {
        case .person(let id): "p\(id)"
        case .body(let id): "b\(id)"
        }
    }

    /// Reads such a text; nil for anything else.
    init?(formValue text: String) {
        let id = String(text.dropFirst())
        if text.hasPrefix("p"), let person = Person.ID(id) {
            self = .person(person)
        } else if text.hasPrefix("b"), let body = Body.ID(id) {
            self = .body(body)
        } else {
            return nil
        }
    }
}
