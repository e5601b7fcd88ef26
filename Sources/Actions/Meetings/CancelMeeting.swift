package import Kernel
import Storage

/// Calls a meeting off before it was opened, with a reason that those invited can read.
package struct CancelMeeting: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let meeting: Meeting.ID
    package let seen: Int
    package let reason: String

    package init(
        realm: Realm, holding: Holding, meeting: Meeting.ID, seen: Int, reason: String
    ) {
        self.realm = realm
        self.holding = holding
        self.meeting = meeting
        self.seen = seen
        self.reason = reason
    }

    @discardableResult
    package func run(in installation: Installation) async throws -> Meeting {
        try await installation.meet(realm, holding) { work in
            let before = try work.find(meeting, seen: seen)
            var text = FormText()
            let reason = text.read("reason", reason, most: Meeting.reasonCharactersMax)
            try text.finish()
            let cancelled = try MeetingWork.refusing { () throws(Meeting.Refusal) in
                try before.cancelled(reason: reason)
            }
            try RoomTimes.release(.init(.meeting, meeting.rawValue), work.db)
            return try work.store(
                cancelled, from: before, action: "cancelMeeting", ["reason": .text(reason)])
        }
    }
}
