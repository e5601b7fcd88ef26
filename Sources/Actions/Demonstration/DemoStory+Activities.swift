import Kernel
import Profiles

extension DemoStory {
    /// Announces an activity that begins in some days, at this time of the day, for two hours.
    func announce(
        _ announced: DemoStories.Announced, by actor: String
    ) async throws -> Activity {
        guard let place = words.places[announced.place] else {
            throw PlayDemonstration.Problem.nobody(announced.place)
        }
        let now = installation.now()
        let day = book.day(of: now)
        let minute = Int(now.milliseconds(since: day.start(in: book.profile.zone)) / 60_000)
        func clock(_ minute: Int) -> String {
            "\(minute / 600)\(minute / 60 % 10):\(minute % 60 / 10)\(minute % 10)"
        }
        var wish = ActivityWish()
        wish.kind = announced.kind
        wish.title = announced.title
        wish.about = announced.about
        wish.venue = announced.venue
        wish.day = day.adding(days: announced.inDays).description
        wish.time = clock(minute)
        wish.until = clock(min(minute + 120, 23 * 60 + 59))
        wish.risk = Activity.Risk.ordinary.rawValue
        wish.agreement = announced.under.map(key) ?? ""
        return try await AnnounceActivity(
            realm: realm, holding: try cast.holding(of: actor, granting: [.organise]),
            place: place.id, wish: wish
        ).run(in: installation)
    }

    /// Those who came sign up, and the roll is kept.
    func keepRoll(
        _ roll: DemoStories.Roll, of activity: Activity, by actor: String
    ) async throws {
        var minutes: [Person.ID: Int64] = [:]
        for (signIn, served) in roll.came.sorted(by: { $0.key < $1.key }) {
            guard let holding = cast.holdings[signIn]?.first else {
                throw PlayDemonstration.Problem.nobody(signIn)
            }
            minutes[holding.post.person] = Int64(served)
        }
        try await KeepRoll(
            realm: realm, holding: try cast.holding(of: actor, granting: [.organise]),
            activity: activity.id, seen: activity.version, minutes: minutes,
            visitors: Int(roll.visitors)
        ).run(in: installation)
    }

    /// Whoever will come has signed up before it began.
    func signUp(_ roll: DemoStories.Roll, for activity: Activity) async throws {
        for signIn in roll.came.keys.sorted() {
            guard let holding = cast.holdings[signIn]?.first else {
                throw PlayDemonstration.Problem.nobody(signIn)
            }
            try await SignUpForActivity(realm: realm, holding: holding, activity: activity.id)
                .run(in: installation)
        }
    }
}
