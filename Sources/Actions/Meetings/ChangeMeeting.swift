package import Kernel
import SQL
import Storage

/// Changes a meeting that is still to come. Another day is a new call, with the full notice.
package struct ChangeMeeting: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let meeting: Meeting.ID
    package let seen: Int
    package let call: MeetingWish

    package init(
        realm: Realm, holding: Holding, meeting: Meeting.ID, seen: Int, call: MeetingWish
    ) {
        self.realm = realm
        self.holding = holding
        self.meeting = meeting
        self.seen = seen
        self.call = call
    }

    @discardableResult
    package func run(in installation: Installation) async throws -> Meeting {
        try await installation.meet(realm, holding) { work in
            let before = try work.find(meeting, seen: seen)
            let keeper = try work.book().keeper
            let (read, room) = try work.read(call)
            var changed = try MeetingWork.refusing { () throws(Meeting.Refusal) in
                try before.moved(to: read.startsAt, at: work.now, by: keeper)
            }
            changed.title = read.title
            changed.venue = read.venue
            changed.agenda = read.agenda
            changed.version += 1
            try work.occupy(room, changed)
            return try work.store(
                changed, from: before, action: "changeMeeting", read.payload)
        }
    }
}
