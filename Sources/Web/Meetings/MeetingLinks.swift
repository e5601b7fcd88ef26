import Kernel
import Markup
import Storage

extension Link {
    /// The desk's meetings; `month` such as `2026-11`.
    static func meetings(month: String? = nil, after: Meetings.Cursor? = nil) -> Link {
        Link("desk", "meetings", query: ["month": month, "after": after.map(\.text)])
    }

    static func newMeeting(on matter: Reference? = nil, rule: MeetingRule.ID? = nil) -> Link {
        Link(
            "desk", "meetings", "new",
            query: ["matter": matter?.description, "rule": rule])
    }

    static func meeting(_ id: Meeting.ID) -> Link { Link("desk", "meetings", id.description) }

    /// What is done to a meeting: `change`, `cancellation`, `opening`, `motions`, `resolutions` or
    /// `closure`.
    static func meetingAct(_ id: Meeting.ID, _ act: MeetingAct) -> Link {
        Link("desk", "meetings", id.description, act.rawValue)
    }

    static func meetingSheet(_ id: Meeting.ID, _ sheet: MeetingSheet) -> Link {
        Link("desk", "meetings", id.description, sheet.rawValue)
    }

    static func publicMeetings(_ realm: Realm, after: Meetings.Cursor? = nil) -> Link {
        Link(realm.slug, "meetings", query: ["after": after.map(\.text)])
    }

    static func publicMeeting(_ realm: Realm, _ id: Meeting.ID) -> Link {
        Link(realm.slug, "meetings", id.description)
    }
}

/// What may be done to a meeting from its page.
enum MeetingAct: String, CaseIterable {
    case change, cancellation, opening, motions, resolutions, closure
}

/// What a meeting prints: its notice for the wall, its minutes to be signed.
enum MeetingSheet: String, CaseIterable {
    case notice, minutes
}
