package import Kernel
import Storage

/// Puts one's own name on the list of an activity: a place while there is one, else a turn in the
/// waiting list. Nobody signs up another (志愿服务条例 article 25).
package struct SignUpForActivity: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let activity: Activity.ID

    package init(realm: Realm, holding: Holding, activity: Activity.ID) {
        self.realm = realm
        self.holding = holding
        self.activity = activity
    }

    /// - Returns: where they stand now; the same again for one who stands there already.
    @discardableResult
    package func run(in installation: Installation) async throws -> SignUp {
        try await installation.doing(realm, holding) { (work: ActivityWork) in
            let activity = try work.find(activity)
            guard activity.takesSignUps(at: work.now) else {
                throw ActionError.invalid(["activity": .init("activities.problem.begun")])
            }
            let person = holding.post.person
            let before = try SignUps.find(person, for: activity.id, work.db)
            if let before, before.standing != .withdrawn { return before }
            let counts = try SignUps.counts(of: activity.id, work.db)
            let standing = activity.standing(afterPlaced: counts.placed)
            guard standing == .placed || counts.waiting < Activity.waitingMax else {
                throw ActionError.invalid(["activity": .init("activities.problem.full")])
            }
            let signUp = SignUp(
                activity: activity.id, person: person,
                ordinal: try SignUps.nextOrdinal(of: activity.id, work.db), at: work.now,
                standing: standing)
            try SignUps.keep(signUp, work.db)
            try work.record(
                activity.id, action: "signUp", ["standing": .text(standing.rawValue)])
            return signUp
        }
    }
}

/// Takes one's own name off the list; whoever waits longest gets the place.
package struct LeaveActivity: Sendable {
    package let realm: Realm
    package let holding: Holding
    package let activity: Activity.ID

    package init(realm: Realm, holding: Holding, activity: Activity.ID) {
        self.realm = realm
        self.holding = holding
        self.activity = activity
    }

    package func run(in installation: Installation) async throws {
        try await installation.doing(realm, holding) { (work: ActivityWork) in
            let activity = try work.find(activity)
            guard activity.takesSignUps(at: work.now) else {
                throw ActionError.invalid(["activity": .init("activities.problem.begun")])
            }
            guard var signUp = try SignUps.find(holding.post.person, for: activity.id, work.db)
            else { throw ActionError.notFound }
            guard signUp.standing != .withdrawn else { return }
            signUp.standing = .withdrawn
            try SignUps.keep(signUp, work.db)
            let moved = try work.moveUp(activity)
            try work.record(
                activity.id, action: "leaveActivity",
                moved.isEmpty
                    ? [:] : ["movedUp": .list(moved.map { .text($0.description) })])
        }
    }
}
