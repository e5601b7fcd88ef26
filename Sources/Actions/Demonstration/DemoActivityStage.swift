import Kernel
import Profiles
import SQL
import Storage

/// Plays invented activities through the real actions, each step when its time has come.
struct DemoActivityStage: TimedStage {
    let realm: Realm
    /// The installation under the clock that the script turns.
    let installation: Installation
    let cast: DemoCast
    let words: RealmWords
    private let script: [DemoActivities.Announced]
    var waiting: [Step] = []
    private var activities: [Int: Activity] = [:]
    private let book: Rulebook
    private let today: Day

    struct Step {
        let time: Instant
        let number: Int
        let kind: Kind

        enum Kind: Int {
            case announce, signUp, roll
        }
    }

    init(
        _ script: DemoActivities, realm: Realm, installation: Installation, book: Rulebook,
        cast: DemoCast, words: RealmWords, now: Instant
    ) {
        self.realm = realm
        self.installation = installation
        self.cast = cast
        self.words = words
        self.script = script.activities
        self.book = book
        today = book.day(of: now)
        waiting = script.activities.enumerated().flatMap { steps(of: $1, number: $0, now: now) }
            .sorted {
                ($0.time, $0.number, $0.kind.rawValue) < ($1.time, $1.number, $1.kind.rawValue)
            }
    }

    private func steps(
        of announced: DemoActivities.Announced, number: Int, now: Instant
    ) -> [Step] {
        let day = today.adding(days: announced.announced)
        let first = min(day.instant(minuteOfDay: 9 * 60, in: book.profile.zone), now)
        var steps = [
            Step(time: first, number: number, kind: .announce),
            Step(time: min(first.adding(minutes: 90), now), number: number, kind: .signUp),
        ]
        if !announced.came.isEmpty {
            let evening = today.adding(days: announced.starts)
                .instant(minuteOfDay: 21 * 60, in: book.profile.zone)
            steps.append(Step(time: evening, number: number, kind: .roll))
        }
        return steps
    }

    func time(of step: Step) -> Instant { step.time }

    func told(_ step: Step) -> (line: Int, action: String) {
        (script[step.number].line, "\(step.kind)")
    }

    mutating func play(_ step: Step) async throws {
        let announced = script[step.number]
        guard let activity = activities[step.number] else {
            activities[step.number] = try await announce(announced)
            return
        }
        switch step.kind {
        case .announce: break
        case .signUp:
            for person in announced.people {
                try await SignUpForActivity(
                    realm: realm, holding: try holding(of: person), activity: activity.id
                ).run(in: installation)
            }
        case .roll:
            let minutes = try announced.came.map {
                (try holding(of: $0.key).post.person, Int64($0.value))
            }
            activities[step.number] = try await KeepRoll(
                realm: realm, holding: try organiser(of: announced), activity: activity.id,
                seen: activity.version,
                minutes: Dictionary(minutes, uniquingKeysWith: { first, _ in first }),
                visitors: announced.visitors
            ).run(in: installation)
        }
    }

    private func announce(_ announced: DemoActivities.Announced) async throws -> Activity {
        guard let place = words.places[announced.place] else {
            throw PlayDemonstration.Problem.noPlace(announced.place, line: announced.line)
        }
        var wish = ActivityWish()
        wish.kind = announced.kind
        wish.title = announced.title
        wish.about = announced.about
        wish.venue = announced.venue
        wish.day = today.adding(days: announced.starts).description
        wish.time = announced.time
        wish.until = announced.until
        wish.places = announced.places.map(String.init) ?? ""
        wish.risk = announced.risk
        wish.riskNote = announced.riskNote ?? ""
        if let unit = announced.agreement.flatMap({ words.bodies[$0] }) {
            wish.agreement =
                try await installation.agreementsInForce(of: unit, in: realm)
                .first?.line.reference.description ?? ""
        }
        return try await AnnounceActivity(
            realm: realm, holding: try organiser(of: announced), place: place.id, wish: wish
        ).run(in: installation)
    }

    private func organiser(of announced: DemoActivities.Announced) throws -> Holding {
        try cast.holding(of: announced.by, granting: [.organise])
    }

    /// Any post of theirs: whoever signs up does it for themselves.
    private func holding(of signIn: String) throws -> Holding {
        guard let holding = cast.holdings[signIn]?.first else {
            throw PlayDemonstration.Problem.nobody(signIn)
        }
        return holding
    }
}
