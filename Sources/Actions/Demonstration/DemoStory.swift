import Kernel
import Profiles
import SQL
import Storage

/// One invented matter on its way through any procedure, each step at its own time.
struct DemoStory: Sendable {
    let realm: Realm
    let installation: Installation
    let book: Rulebook
    let story: DemoStories.Story
    let cast: DemoCast
    let words: RealmWords
    private var matter: Matter.ID?
    private var reference: Reference?
    /// The matters of other stories, by their keys.
    var named: [String: Reference] = [:]
    private var meeting: Meeting?
    private var activity: Activity?

    init(
        realm: Realm, installation: Installation, book: Rulebook, story: DemoStories.Story,
        cast: DemoCast, words: RealmWords
    ) {
        self.realm = realm
        self.installation = installation
        self.book = book
        self.story = story
        self.cast = cast
        self.words = words
    }

    /// When each step is done: by day, and all of them before now, if need be some days earlier.
    func times(at now: Instant) -> [Instant] {
        let started = now.adding(minutes: -story.minutesAgo)
        return (0..<Int64(14)).lazy.map { times(from: started.adding(minutes: -$0 * 1_440)) }
            .first { $0.last.map { $0 < now } ?? true } ?? times(from: started)
    }

    /// When each step is done, by day, if the first is done at an instant.
    func times(from start: Instant) -> [Instant] {
        story.steps.reduce(into: []) { times, step in
            let written = times.last?.adding(minutes: step.minutesAfter) ?? start
            let time = end(of: step, after: times).map { max($0, written) } ?? written
            times.append(DemoPlan.daytime(time, 11, book))
        }
    }

    /// When the clock has run out that a step of the clock waits for: days off put it off.
    ///
    /// - Parameter times: when the steps before it are done.
    private func end(of step: DemoStories.Step, after times: [Instant]) -> Instant? {
        guard step.actor == "clock", step.child == nil, let action = step.action,
            let procedure = story.procedure.flatMap(book.profile.procedure)
        else { return nil }
        let ends = procedure.action(action)?.guards.compactMap { rule -> Instant? in
            guard case .elapsed(let id) = rule, let clock = procedure.clock(id),
                let start = zip(story.steps, times).reversed().first(where: {
                    $0.0.action.map(clock.starts.contains) ?? false
                })
            else { return nil }
            // Where the action itself says until when, days off put nothing off.
            let names = procedure.action(start.0.action ?? "")?.effects.contains(.dueOn(id))
            guard names != true else { return nil }
            return book.keeper.deadline(clock.limit(for: urgency), from: start.1).at
        }
        return ends?.max()
    }

    /// Of the category that the first step names.
    private var urgency: String? {
        guard case .action(_, let answers)? = story.steps.first?.doing else { return nil }
        return answers["category"].flatMap(book.profile.category)?.urgency
    }

    mutating func play(step index: Int) async throws {
        let step = story.steps[index]
        do {
            switch step.doing {
            case .action(let action, let answers): try await act(action, answers, step)
            case .call(let call): try await self.call(call, by: step.actor)
            case .hold(let held): try await hold(held, by: step.actor)
            case .announce(let announced):
                activity = try await announce(announced, by: step.actor)
                if case .keepRoll(let roll)? = story.steps.dropFirst(index + 1).first?.doing,
                    let activity
                {
                    try await signUp(roll, for: activity)
                }
            case .keepRoll(let roll):
                guard let activity else { return }
                try await keepRoll(roll, of: activity, by: step.actor)
            case .money(let money): try await keep(money, by: step.actor)
            case .pair(let paired): try await pair(paired, by: step.actor)
            }
        } catch let problem as PlayDemonstration.Problem {
            throw problem
        } catch {
            throw PlayDemonstration.Problem.step(
                line: step.line, action: "\(step.actor): \(step.doing)", reason: "\(error)")
        }
    }

    private mutating func act(
        _ action: Procedure.Action.ID, _ answers: [String: String], _ step: DemoStories.Step
    ) async throws {
        let form = AnswerForm(texts: answers.mapValues { [key($0)] })
        guard let opening = story.procedure else { return }
        guard let matter else {
            let receipt = try await OpenMatter(
                realm: realm, procedure: opening, action: action,
                acting: try acting(step.actor, action, of: opening),
                channel: answers["onBehalf"].flatMap(Matter.Channel.init) ?? .web,
                form: form
            ).run(in: installation)
            (self.matter, reference) = (receipt.id, receipt.reference)
            return
        }
        var subject = matter
        if let child = step.child {
            let children = try await installation.database.read { db in
                let ordered = try Matters.childIDs(of: matter, db)
                return ordered.isEmpty ? try MatterLinks.made(by: matter, db).sorted() : ordered
            }
            guard children.indices.contains(child - 1) else {
                throw PlayDemonstration.Problem.step(
                    line: step.line, action: action, reason: "there is no child \(child)")
            }
            subject = children[child - 1]
        }
        let procedure = try await installation.matter(subject, in: realm)?.procedure.name
        try await ActOnMatter(
            realm: realm, matter: subject, action: action,
            acting: try acting(step.actor, action, of: procedure ?? opening), seen: nil,
            form: form
        ).run(in: installation)
    }

    private func acting(
        _ actor: String, _ action: Procedure.Action.ID, of procedure: Procedure.Name
    ) throws -> Acting {
        switch actor {
        case "anyone": return .anyone
        case "resident": return matter == nil ? .anyone : .reporter
        case "clock": return .clock
        default: break
        }
        let verbs = book.profile.procedure(procedure)?.action(action)?.by.compactMap(\.verb) ?? []
        return .holding(try cast.holding(of: actor, granting: Set(verbs)))
    }

    /// The matter under the story's key, once it was opened.
    var name: (key: String, reference: Reference)? {
        story.key.flatMap { key in reference.map { (key, $0) } }
    }

    /// A key of a place or a body as its id, `+3d` as the third day from now, `@key` as the number
    /// of another story's matter; any other text as it is.
    func key(_ text: String) -> String {
        if text.hasPrefix("+"), text.hasSuffix("d"), let days = Int(text.dropFirst().dropLast()) {
            return book.day(of: installation.now()).adding(days: days).description
        }
        if text.hasPrefix("@"), let other = named[String(text.dropFirst())] {
            return other.description
        }
        return words.places[text]?.id.description ?? words.bodies[text]?.description ?? text
    }

    private func keep(_ money: DemoStories.Money, by actor: String) async throws {
        guard let reference else { return }
        try await EnterFund(
            realm: realm, holding: try cast.holding(of: actor, granting: [.organise]),
            project: reference, kind: money.kind.rawValue, source: money.source.rawValue,
            amount: money.amount, day: book.day(of: installation.now()).description,
            words: money.words
        ).run(in: installation)
    }

    private mutating func call(_ call: DemoStories.Call, by actor: String) async throws {
        guard let place = words.places[call.place] else {
            throw PlayDemonstration.Problem.nobody(call.place)
        }
        let now = installation.now()
        let day = book.day(of: now)
        let minute = now.milliseconds(since: day.start(in: book.profile.zone)) / 60_000
        meeting = try await CallMeeting(
            realm: realm, holding: try cast.holding(of: actor, granting: [.convene]),
            rule: call.rule, matter: matter, place: place.id,
            call: MeetingWish(
                title: call.title, venue: call.venue,
                day: day.adding(days: call.inDays).description,
                time: "\(minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60)",
                agenda: call.agenda.joined(separator: "\n"))
        ).run(in: installation)
    }

    private mutating func hold(_ held: DemoStories.Held, by actor: String) async throws {
        guard var meeting else { return }
        let holding = try cast.holding(of: actor, granting: [.convene])
        meeting = try await OpenMeeting(
            realm: realm, holding: holding, meeting: meeting.id, seen: meeting.version,
            attendance: try await attendance(held, of: meeting)
        ).run(in: installation)
        if let motion = held.motion {
            meeting = try await PutMotion(
                realm: realm, holding: holding, meeting: meeting.id, seen: meeting.version,
                text: motion, inFavour: held.inFavour, against: held.against,
                abstained: held.abstained
            ).run(in: installation)
        }
        self.meeting = try await CloseMeeting(
            realm: realm, holding: holding, meeting: meeting.id, seen: meeting.version,
            minutes: held.minutes
        ).run(in: installation)
    }

    private func attendance(
        _ held: DemoStories.Held, of meeting: Meeting
    ) async throws -> OpenMeeting.Attendance {
        guard let role = meeting.terms.roll.role else {
            return .counted(entitled: held.entitled, present: held.present)
        }
        let day = book.day(of: installation.now())
        let realm = realm.id
        let path = meeting.placePath
        let members = try await installation.database.read { db in
            try Rolls.holders(of: role, under: path, in: realm, on: day, db)
        }
        return .named(Set(members.prefix(held.present).map(\.person)))
    }
}
