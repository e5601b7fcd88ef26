package import Kernel
package import Profiles
import SQL
import Storage

/// Plays invented requests into a realm through the real actions, each at its own time in the last
/// weeks, so that the demonstration starts with matters in every state.
package struct PlayDemonstration: Sendable {
    package let realm: Realm
    package let source: ProfileSource

    package init(realm: Realm, source: ProfileSource) {
        self.realm = realm
        self.source = source
    }

    /// Why the script cannot be played.
    package enum Problem: Error, CustomStringConvertible {
        case noScript(profile: String)
        case nobody(String)
        case noPlace(String, line: Int)
        case step(line: Int, action: String, reason: String)

        package var description: String {
            switch self {
            case .noScript(let profile): "The profile \(profile) has no demo.yml."
            case .nobody(let signIn):
                "demo.yml names “\(signIn)”, who holds no fitting post in this realm."
            case .noPlace(let key, let line): "demo.yml:\(line): there is no place “\(key)”."
            case .step(let line, let action, let reason):
                "demo, line \(line): “\(action)” was not done: \(reason)"
            }
        }
    }

    /// - Returns: how many matters were played.
    @discardableResult
    package func run(in installation: Installation) async throws -> Int {
        let book = try await installation.rulebook(of: realm)
        guard let script = try DemoScript(of: source, for: book.profile),
            let procedure = book.profile.procedure("request")
        else { throw Problem.noScript(profile: book.profile.id) }
        let now = installation.now()
        let plans = script.requests.enumerated().map { place, request in
            DemoPlan(request, place: place, procedure: procedure, book: book, now: now)
        }
        let clock = TurnedClock(now)
        let past = installation.past(of: .script) { clock.now }
        var stage = try await stage(plans, script, book, past, at: now)
        var stories = try await stories(book, past, stage, at: now)
        var meetings = try await meetingStage(book, past, stage.words, at: now)
        var activities = try await activityStage(book, past, stage.words, at: now)
        var appraisal = try await appraisalStage(book, past, stage.words, at: now)
        var named: [String: Reference] = [:]
        for cue in Self.cues(of: plans.map(\.times) + stories.map { $0.times(at: now) }) {
            try await meetings.play(until: cue.time) { clock.set(to: $0) }
            try await activities.play(until: cue.time) { clock.set(to: $0) }
            try await appraisal?.play(until: cue.time) { clock.set(to: $0) }
            clock.set(to: cue.time)
            if cue.plan < plans.count {
                try await stage.play(plans[cue.plan], number: cue.plan, step: cue.step)
            } else {
                let number = cue.plan - plans.count
                stories[number].named = named
                try await stories[number].play(step: cue.step)
                if let (key, reference) = stories[number].name { named[key] = reference }
            }
        }
        try await meetings.play(until: now) { clock.set(to: $0) }
        try await activities.play(until: now) { clock.set(to: $0) }
        try await appraisal?.play(until: now) { clock.set(to: $0) }
        return plans.count + stories.count
    }

    private func meetingStage(
        _ book: Rulebook, _ past: Installation, _ words: RealmWords, at now: Instant
    ) async throws -> DemoMeetingStage {
        let script = try DemoMeetings(of: source, for: book.profile)
        let conveners = Set(script.meetings.map(\.by))
        let day = book.day(of: now)
        let cast = try await past.database.read { db in
            try DemoCast(signIns: conveners, book: book, on: day, db)
        }
        return DemoMeetingStage(
            script, realm: realm, installation: past, book: book, cast: cast,
            places: words.places, now: now)
    }

    private func activityStage(
        _ book: Rulebook, _ past: Installation, _ words: RealmWords, at now: Instant
    ) async throws -> DemoActivityStage {
        let script = try DemoActivities(of: source, for: book.profile)
        let people = Set(script.activities.flatMap { [$0.by] + $0.people + $0.came.keys })
        let day = book.day(of: now)
        let cast = try await past.database.read { db in
            try DemoCast(signIns: people, book: book, on: day, db)
        }
        return DemoActivityStage(
            script, realm: realm, installation: past, book: book, cast: cast, words: words,
            now: now)
    }

    private struct Cue {
        let plan: Int
        let step: Int
        let time: Instant
    }

    /// All steps of everything in the order of time, as they would have happened.
    private static func cues(of plans: [[Instant]]) -> [Cue] {
        plans.enumerated().flatMap { number, times in
            times.enumerated().map { Cue(plan: number, step: $0, time: $1) }
        }.sorted { ($0.time, $0.plan, $0.step) < ($1.time, $1.plan, $1.step) }
    }

    /// The matters of other procedures, where the profile tells any.
    private func stories(
        _ book: Rulebook, _ past: Installation, _ stage: DemoStage, at now: Instant
    ) async throws -> [DemoStory] {
        guard let script = try DemoStories(of: source, for: book.profile) else { return [] }
        let people = Set(script.stories.flatMap { $0.steps.map(\.actor) })
            .subtracting(["resident", "anyone", "clock"])
        let day = book.day(of: now)
        let cast = try await past.database.read { db in
            try DemoCast(signIns: people, book: book, on: day, db)
        }
        return script.stories.map { story in
            DemoStory(
                realm: realm, installation: past, book: book, story: story, cast: cast,
                words: stage.words)
        }
    }

    private func stage(
        _ plans: [DemoPlan], _ script: DemoScript, _ book: Rulebook, _ past: Installation,
        at now: Instant
    ) async throws -> DemoStage {
        let requests = script.requests
        let people = Set(
            requests.flatMap { [$0.entered, $0.handledBy, $0.acceptedBy].compactMap { $0 } }
                + ["dispatcher", "checker", "callback", "supervisor"])
        let day = book.day(of: now)
        return try await past.database.read { db in
            DemoStage(
                realm: realm, installation: past, script: script,
                cast: try DemoCast(signIns: people, book: book, on: day, db),
                words: try RealmWords(of: realm, profile: book.profile, db),
                catalogue: try Catalogues.current(of: realm.id, db))
        }
    }
}
