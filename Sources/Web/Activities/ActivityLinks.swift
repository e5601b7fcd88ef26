import Kernel
import Markup
import Storage

extension Link {
    /// The desk's activities; `month` such as `2026-11`.
    static func activities(
        month: String? = nil, after: Activities.Cursor? = nil
    ) -> Link {
        Link("desk", "activities", query: ["month": month, "after": after.map(\.text)])
    }

    static let newActivity = Link("desk", "activities", "new")

    static func activity(_ id: Activity.ID) -> Link { Link("desk", "activities", id.description) }

    static func activityAct(_ id: Activity.ID, _ act: ActivityAct) -> Link {
        Link("desk", "activities", id.description, act.rawValue)
    }

    /// The confirmed service of a month as a spreadsheet.
    static func serviceSheet(month: String) -> Link {
        Link("desk", "activities", "service", query: ["month": month])
    }

    static func ownService(before: Activity.ID? = nil) -> Link {
        Link("desk", "service", query: ["before": before?.description])
    }

    static let certificates = Link("desk", "service", "certificates")

    static func certificate(_ code: String) -> Link {
        Link("desk", "service", "certificates", code)
    }

    static func publicActivities(_ realm: Realm, after: Activities.Cursor? = nil) -> Link {
        Link(realm.slug, "activities", query: ["after": after.map(\.text)])
    }

    static func publicActivity(_ realm: Realm, _ id: Activity.ID) -> Link {
        Link(realm.slug, "activities", id.description)
    }

    /// Where whoever is shown a certificate checks it.
    static func certificateCheck(_ realm: Realm, code: String? = nil) -> Link {
        Link(realm.slug, "certificates", query: ["code": code])
    }
}

/// What may be done to an activity from its page.
enum ActivityAct: String, CaseIterable {
    case place, withdrawal, contest, change, cancellation, roll
}
