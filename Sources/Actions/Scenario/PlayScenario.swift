package import Kernel
package import Profiles
import SQL
import Secrets
import Storage

/// Plays a reported year into an empty realm through the real actions, each at its own time, so
/// that what the record comes to can be held against what was published.
///
/// The same scenario always plays the same. Everyone in it is invented.
package struct PlayScenario: Sendable {
    package let source: ProfileSource
    package let scenario: Scenario
    /// What every invented person signs in with.
    package let password: String

    package init(source: ProfileSource, scenario: Scenario, password: String) {
        self.source = source
        self.scenario = scenario
        self.password = password
    }

    /// What the record came to, beside what was published.
    package struct Outcome: Sendable {
        package let claim: Scenario.Claim
        /// Nil where the claim says why the record does not come to it.
        package let counted: FigureValue?

        package var isSame: Bool { counted.map { $0 == .number(claim.number) } ?? true }
    }

    package struct Report: Sendable {
        package let realm: Realm
        package let outcomes: [Outcome]
    }

    /// The installation as it stood at the scenario's beginning, under a clock that this turns.
    private final class Past: Sendable {
        let clock: TurnedClock
        let installation: Installation

        init(_ installation: Installation, at start: Instant) async throws {
            let clock = TurnedClock(start)
            let given = try await installation.database.read { try GivenIdentifiers.highest($0) }
            self.clock = clock
            self.installation = installation.past(of: .scenario, after: given) { clock.now }
        }
    }

    /// - Parameter progress: told how many of all steps are done, now and then.
    package func run(
        in installation: Installation, progress: @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> Report {
        let profile = try source.load()
        let past = try await Past(
            installation,
            at: Day.first(ofYear: scenario.year).instant(minuteOfDay: 9 * 60, in: profile.zone))
        let realm = try await found(profile, in: past.installation)
        let book = try await past.installation.rulebook(of: realm)
        var cast = try await cast(book, past)
        var words = try await past.installation.database.read { db in
            try RealmWords(of: realm, profile: book.profile, db)
        }
        var registering = EnterRegisters(
            realm: realm, book: book, installation: past.installation, cast: cast, words: words,
            verifier: try await past.installation.passwords.hash(password))
        try await registering.enter(scenario.registers)
        words = registering.words
        cast = try await self.cast(book, past)
        var plans = scenario.gridPlans[...]
        try await draft(&plans, until: book.day(of: past.clock.now), cast, realm, past)
        var stories = stories(book, past.installation, cast, words)
        let cues = Self.cues(stories.map(\.times))
        var today = book.day(of: past.clock.now)
        var named: [String: Reference] = [:]
        for (done, cue) in cues.enumerated() {
            let day = book.day(of: cue.time)
            if day > today {
                // What falls due by itself, every morning before anyone is up.
                past.clock.set(to: day.instant(minuteOfDay: 6 * 60, in: book.profile.zone))
                try await draft(&plans, until: day, cast, realm, past)
                try await TakeUpGridPlans().run(in: past.installation)
                _ = try await RunDueActions().run(in: past.installation)
                today = day
            }
            past.clock.set(to: cue.time)
            stories[cue.story].story.named = named
            try await stories[cue.story].story.play(step: cue.step)
            if let (key, reference) = stories[cue.story].story.name { named[key] = reference }
            if done % 500 == 0 { progress(done, cues.count) }
        }
        try await report(of: realm, past)
        try await CountFacts().run(in: installation)
        try await SealRecords().run(in: installation)
        progress(cues.count, cues.count)
        return Report(
            realm: realm, outcomes: try await outcomes(of: realm, words, in: installation))
    }

    /// The year's own report, drawn up and checked early in the next year.
    private func report(of realm: Realm, _ past: Past) async throws {
        let zone = try source.load().zone
        guard let period = Period(parsing: String(scenario.year)) else { return }
        past.clock.set(
            to: Day.first(ofYear: scenario.year + 1).adding(days: 7)
                .instant(minuteOfDay: 9 * 60, in: zone))
        try await PlayReports(realm: realm).draw(period, in: past.installation)
    }

    private func found(_ profile: Profile, in installation: Installation) async throws -> Realm {
        let name = LocalName(
            zh: profile.texts.text("profile.name", in: .zh),
            en: profile.texts.text("profile.name", in: .en))
        return try await FoundRealm(
            slug: profile.id, name: name, source: source, isPublic: true, demoPassword: password
        ).run(in: installation)
    }

    private func outcomes(
        of realm: Realm, _ words: RealmWords, in installation: Installation
    ) async throws -> [Outcome] {
        guard let root = try await installation.rootPlace(in: realm) else { return [] }
        var outcomes: [Outcome] = []
        var sheets: [Spot: FigureSheet] = [:]
        for claim in scenario.claims {
            guard case .figure(let figure) = claim.source else {
                outcomes.append(Outcome(claim: claim, counted: nil))
                continue
            }
            let place = try claim.place.map { key in
                guard let place = words.places[key] else {
                    throw PlayDemonstration.Problem.nobody(key)
                }
                return place.id
            }
            let spot = Spot(place: place ?? root.id, period: claim.period)
            let sheet: FigureSheet
            if let known = sheets[spot] {
                sheet = known
            } else {
                sheet = try await installation.figureSheet(
                    at: spot.place, for: spot.period, in: realm)
                sheets[spot] = sheet
            }
            let line = sheet.lines.first { $0.figure.id == figure }
            outcomes.append(Outcome(claim: claim, counted: line?.value ?? .number(0)))
        }
        return outcomes
    }

    /// Where and when figures are read.
    private struct Spot: Hashable {
        let place: Place.ID
        let period: Period
    }

    private func cast(_ book: Rulebook, _ past: Past) async throws -> DemoCast {
        let day = book.day(of: past.clock.now)
        return try await past.installation.database.read { db in
            var signIns: Set<String> = []
            var last: Person?
            repeat {
                let page = try People.all(
                    in: book.realm.id, after: last?.signIn, limit: 1_000, db)
                signIns.formUnion(page.map(\.signIn))
                last = page.last
            } while last != nil
            return try DemoCast(signIns: signIns, book: book, on: day, db)
        }
    }

    /// Drafts and approves the plans of grids whose day has come.
    private func draft(
        _ plans: inout ArraySlice<Scenario.Plan>, until day: Day, _ cast: DemoCast,
        _ realm: Realm, _ past: Past
    ) async throws {
        while let plan = plans.first, plan.drafted <= day {
            plans.removeFirst()
            do {
                let drafted = try await DraftGridPlan(
                    realm: realm,
                    by: .holding(try cast.holding(of: plan.drafter, granting: [.editPlaces])),
                    name: plan.name, table: plan.table
                ).run(in: past.installation)
                try await ApproveGridPlan(
                    realm: realm,
                    holding: try cast.holding(of: plan.approver, granting: [.editPlaces]),
                    plan: drafted.id, seen: drafted.version, from: "\(plan.from)"
                ).run(in: past.installation)
            } catch {
                throw PlayDemonstration.Problem.step(
                    line: plan.line, action: plan.name, reason: "\(error)")
            }
        }
    }

    // MARK: - Who plays when

    private struct TimedStory {
        var story: DemoStory
        let times: [Instant]
    }

    private func stories(
        _ book: Rulebook, _ installation: Installation, _ cast: DemoCast, _ words: RealmWords
    ) -> [TimedStory] {
        scenario.plays.flatMap { play in
            (0..<play.times).map { number in
                let story = DemoStory(
                    realm: book.realm, installation: installation, book: book,
                    story: Scenario.story(number, of: play), cast: cast, words: words)
                // Not all at nine: each a few minutes after the other.
                let start = Scenario.day(of: number, in: play)
                    .instant(minuteOfDay: 9 * 60 + number * 37 % 420, in: book.profile.zone)
                return TimedStory(story: story, times: story.times(from: start))
            }
        }
    }

    private struct Cue {
        let story: Int
        let step: Int
        let time: Instant
    }

    private static func cues(_ times: [[Instant]]) -> [Cue] {
        times.enumerated().flatMap { story, times in
            times.enumerated().map { Cue(story: story, step: $0, time: $1) }
        }.sorted { ($0.time, $0.story, $0.step) < ($1.time, $1.story, $1.step) }
    }
}
