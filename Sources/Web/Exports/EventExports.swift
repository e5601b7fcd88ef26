import Actions
import Kernel
import Media
import Storage

extension DeskFrame {
    /// The meetings to come, then those that were, the newest first.
    func meetingsExport() -> ListExport {
        ListExport(
            name: "meetings", title: words("meetings.title"),
            columns: exportColumns([
                ("exports.event.title", 40), ("exports.event.kind", 20),
                ("exports.event.starts", 17), ("exports.event.venue", 24),
                ("exports.event.state", 14), ("exports.event.present", 10),
            ])
        ) { [self] after in
            let lists = try await ask.installation.meetingLists(
                in: visit.realm, after: after.flatMap { Meetings.Cursor($0) },
                limit: ListExport.pageRows)
            let meetings = (after == nil ? lists.upcoming : []) + lists.past
            return ListExport.Page(
                rows: meetings.map { meeting in
                    [
                        .text(meeting.title), .text(words("meeting.\(meeting.rule)")),
                        written(meeting.startsAt), .text(meeting.venue),
                        .text(words("meetings.state.\(meeting.state.rawValue)")),
                        meeting.present.map { .number(Int64($0)) } ?? .empty,
                    ]
                }, next: lists.older?.text)
        }
    }

    /// The activities to come, then those that were, the newest first: how many signed up, never
    /// who.
    func activitiesExport() -> ListExport {
        ListExport(
            name: "activities", title: words("activities.title"),
            columns: exportColumns([
                ("exports.event.title", 40), ("exports.event.kind", 20),
                ("exports.event.starts", 17), ("exports.event.ends", 17),
                ("exports.event.venue", 24), ("exports.event.state", 14),
                ("exports.event.signedUp", 10),
            ])
        ) { [self] after in
            let lists = try await ask.installation.activityLists(
                in: visit.realm, after: after.flatMap { Activities.Cursor($0) },
                limit: ListExport.pageRows)
            let activities = (after == nil ? lists.upcoming : []) + lists.past
            return ListExport.Page(
                rows: activities.map { activity in
                    [
                        .text(activity.title), .text(words("activityKind.\(activity.kind)")),
                        written(activity.startsAt), written(activity.endsAt),
                        .text(activity.venue),
                        .text(words("activities.state.\(activity.state.rawValue)")),
                        .number(Int64(lists.signedUp[activity.id]?.placed ?? 0)),
                    ]
                }, next: lists.older?.text)
        }
    }
}
