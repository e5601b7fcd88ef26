import Kernel
import Markup

extension Link {
    static func rosters(before: Roster.ID? = nil, done: Bool = false) -> Link {
        Link(
            "desk", "rosters",
            query: ["before": before?.description, "done": done ? "1" : nil])
    }

    static let newRoster = Link("desk", "rosters", "new")

    static func roster(_ id: Roster.ID, month: Month? = nil, done: Bool = false) -> Link {
        Link(
            "desk", "rosters", id.description,
            query: ["month": month?.description, "done": done ? "1" : nil])
    }

    static func rosterAct(_ id: Roster.ID, _ act: String) -> Link {
        Link("desk", "rosters", id.description, act)
    }

    /// - Parameter withNames: for the office; without, as it may hang on a wall.
    static func rosterPaper(_ id: Roster.ID, _ month: Month, withNames: Bool) -> Link {
        Link(
            "desk", "rosters", id.description, "paper",
            query: ["month": month.description, "names": withNames ? "1" : nil])
    }

    static func swapAnswer(_ id: DutySwap.ID) -> Link { Link("desk", "swaps", id.description) }

    static func publicDuty(_ realm: Realm) -> Link { Link(realm.slug, "duty") }

    static func publicRoster(_ realm: Realm, _ id: Roster.ID, month: Month? = nil) -> Link {
        Link(realm.slug, "duty", id.description, query: ["month": month?.description])
    }
}
