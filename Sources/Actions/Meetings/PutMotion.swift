package import Kernel
import Storage

/// Puts a motion to an open meeting with the count of hands, and decides it by the rule.
package struct PutMotion: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let meeting: Meeting.ID
    package let seen: Int
    package let text: String
    package let inFavour: Int
    package let against: Int
    package let abstained: Int

    package init(
        realm: Realm, holding: Holding, meeting: Meeting.ID, seen: Int, text: String,
        inFavour: Int, against: Int, abstained: Int
    ) {
        self.realm = realm
        self.holding = holding
        self.meeting = meeting
        self.seen = seen
        self.text = text
        self.inFavour = inFavour
        self.against = against
        self.abstained = abstained
    }

    @discardableResult
    package func run(in installation: Installation) async throws -> Meeting {
        try await installation.meet(realm, holding) { work in
            let before = try work.find(meeting, seen: seen)
            var reading = FormText()
            let text = reading.read("text", text, most: Meeting.motionCharactersMax)
            try reading.finish()
            let id: Motion.ID = installation.newID()
            let decided = try MeetingWork.refusing { () throws(Meeting.Refusal) in
                try before.putting(
                    text, inFavour: inFavour, against: against, abstained: abstained, id: id,
                    at: work.now)
            }
            guard let motion = decided.motions.last else { throw ActionError.conflict }
            return try work.store(
                decided, from: before, action: "putMotion",
                [
                    "motion": .text(text), "inFavour": .int(Int64(inFavour)),
                    "against": .int(Int64(against)), "abstained": .int(Int64(abstained)),
                    "outcome": .text(motion.outcome.rawValue),
                    "how": .text(decided.tally(of: motion)?.description ?? ""),
                ])
        }
    }
}
