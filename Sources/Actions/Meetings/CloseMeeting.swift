package import Kernel
import Storage

/// Closes a meeting with its minutes, which stay at the desk: they may name people.
package struct CloseMeeting: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let meeting: Meeting.ID
    package let seen: Int
    package let minutes: String

    package init(
        realm: Realm, holding: Holding, meeting: Meeting.ID, seen: Int, minutes: String
    ) {
        self.realm = realm
        self.holding = holding
        self.meeting = meeting
        self.seen = seen
        self.minutes = minutes.trimmingCharacters()
    }

    @discardableResult
    package func run(in installation: Installation) async throws -> Meeting {
        try await installation.meet(realm, holding) { work in
            let before = try work.find(meeting, seen: seen)
            guard !minutes.isEmpty else {
                throw ActionError.invalid(["minutes": .init("meetings.problem.noMinutes")])
            }
            guard minutes.count <= Meeting.minutesCharactersMax else {
                throw ActionError.invalid([
                    "minutes": .init(
                        "answer.tooLong",
                        [
                            "max": String(Meeting.minutesCharactersMax),
                            "count": String(minutes.count),
                        ])
                ])
            }
            let closed = try MeetingWork.refusing { () throws(Meeting.Refusal) in
                try before.closed(minutes: minutes, at: work.now)
            }
            // The digest proves the minutes unaltered without keeping their names for ever.
            return try work.store(
                closed, from: before, action: "closeMeeting",
                [
                    "minutesDigest": .text(Digest(of: Array(minutes.utf8)).hex),
                    "isQuorate": .bool(closed.isQuorate),
                    "carried": .int(Int64(closed.motions.count { $0.outcome == .carried })),
                ])
        }
    }
}
