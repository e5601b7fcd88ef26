import Kernel
import Markup
import Storage

extension Link {
    static let alliances = Link("desk", "alliances")

    /// - Parameter year: whose months the rota shows.
    static func alliance(_ id: Body.ID, year: Int? = nil, done: Bool = false) -> Link {
        Link(
            "desk", "alliances", id.description,
            query: ["year": year.map(String.init), "done": done ? "1" : nil])
    }

    /// What is changed of an alliance: `members`, `swap` or `passing`.
    static func allianceChange(_ id: Body.ID, _ what: String) -> Link {
        Link("desk", "alliances", id.description, what)
    }

    static func membershipEnd(_ id: Membership.ID) -> Link {
        Link("desk", "memberships", id.description, "end")
    }

    /// - Parameter fresh: draws all months up anew, those that are set down as well.
    static func rota(_ id: Body.ID, year: Int? = nil, fresh: Bool = false) -> Link {
        Link(
            "desk", "alliances", id.description, "rota",
            query: ["year": year.map(String.init), "fresh": fresh ? "1" : nil])
    }

    static func newJointMeeting(_ id: Body.ID) -> Link {
        Link("desk", "alliances", id.description, "meetings", "new")
    }

    static func jointMeetings(_ id: Body.ID) -> Link {
        Link("desk", "alliances", id.description, "meetings")
    }

    /// The desk's calendar of a month.
    static func diary(_ month: Month? = nil) -> Link {
        Link("desk", "diary", query: ["month": month?.description])
    }

    static func publicDiary(_ realm: Realm, _ month: Month? = nil) -> Link {
        Link(realm.slug, "diary", query: ["month": month?.description])
    }
}
