import Kernel
import SQL

/// What the nodes that share one database tell each other.
enum NodeNews {
    /// A matter or a meeting changed.
    case changed(LiveFeed.Event)
    /// Realms, places, bodies or catalogues changed.
    case reorganised

    /// One line, its parts with a space between two of them.
    var text: String {
        switch self {
        case .changed(let event):
            [
                "changed", event.realm.description, event.place.text,
                event.reference?.description ?? "-", event.isNew ? "new" : "-",
            ].joined(separator: " ")
                + event.parties.map { " \($0)" }.joined()
        case .reorganised: "reorganised"
        }
    }

    /// Nil for what this program does not understand, such as news of a later one.
    init?(_ text: String) {
        let parts = text.split(separator: " ").map(String.init)
        switch parts.first {
        case "reorganised": self = .reorganised
        case "changed" where parts.count >= 5:
            guard let realm = Realm.ID(parts[1]) else { return nil }
            self = .changed(
                LiveFeed.Event(
                    realm: realm, place: PlacePath(stored: parts[2]),
                    parties: parts.dropFirst(5).compactMap { Body.ID($0) },
                    reference: try? Reference(parsing: parts[3]), isNew: parts[4] == "new"))
        default: return nil
        }
    }
}

/// Hands on what other nodes tell, until the database is closed.
package struct HearOtherNodes: Sendable {
    package init() {}

    package func run(in installation: Installation) async {
        guard let news = installation.database.news() else { return }
        for await text in news {
            switch NodeNews(text) {
            case .changed(let event)?: installation.live.tell(event)
            case .reorganised?: installation.gazetteer.forget()
            case nil: break
            }
        }
    }
}

extension Installation {
    /// Tells open pages of this node and of the others about a stored change.
    func tell(_ event: LiveFeed.Event) {
        live.tell(event)
        database.tell(NodeNews.changed(event).text)
    }
}
