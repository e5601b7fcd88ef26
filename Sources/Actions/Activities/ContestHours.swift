package import Kernel
import Storage

/// Says that one's own minutes are wrong; the organiser corrects the roll, or leaves it and says
/// so. Whoever served may ask for a correction (民政部令第67号).
package struct ContestHours: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let activity: Activity.ID
    package let words: String

    package init(realm: Realm, holding: Holding, activity: Activity.ID, words: String) {
        self.realm = realm
        self.holding = holding
        self.activity = activity
        self.words = words
    }

    package func run(in installation: Installation) async throws {
        try await installation.doing(realm, holding) { (work: ActivityWork) in
            let activity = try work.find(activity)
            guard var signUp = try SignUps.find(holding.post.person, for: activity.id, work.db),
                signUp.minutes != nil
            else { throw ActionError.notFound }
            var text = FormText()
            signUp.contest = text.read("words", words, most: SignUp.contestCharactersMax)
            try text.finish()
            try SignUps.keep(signUp, work.db)
            try work.record(activity.id, action: "contestHours")
        }
    }
}
