import Kernel
import Profiles
import SQL
import Storage
import Synchronization

/// An invented year as it goes on: matters are raised evenly over it, and each goes its way, act by
/// act, in the order of time. What the last day finds open stays open. It only takes down what the
/// database has to do, so that the next acts can be decided while these are written.
final class InventedYear: Sendable {
    private struct Life {
        var plan: InventedLife
        var matter: Matter?
        var keys: WrappedKeys?
        var history: [Deed] = []
        var place: Place
        var number: Int
    }

    private struct State {
        var generator: SeededGenerator
        /// The lives that wait, by the span of time in which their next act is due.
        var agenda: [Int64: [Life]] = [:]
        var span: Int64 = 0
        var raised = 0
        var acts = 0
        var numbers: Numbers
    }

    /// The numbers that the database gave last, which the year counts on by itself.
    struct Numbers: Sendable {
        /// Of matters, by the name of the year's counter.
        var counters: [String: Int]
        /// Of records.
        var sequence: Int64
    }

    /// Some acts of the year, and what they have the database do.
    struct Batch: Sendable {
        let statements: [SQL]
        let raised: Int
        let acts: Int
        let isOver: Bool
    }

    private let town: InventedTown
    private let installation: Installation
    private let clock: TurnedClock
    private let mattersMax: Int
    private let start: Instant
    /// Guards the year's standing; one transaction after the other takes it.
    private let state: Mutex<State>

    private static let days: Int64 = 365
    private static let spanMinutes: Int64 = 10
    private static let spans = days * 1_440 / spanMinutes

    init(
        _ town: InventedTown, in installation: Installation, clock: TurnedClock, matters: Int,
        seed: UInt64, after numbers: Numbers, until end: Instant
    ) {
        self.town = town
        self.installation = installation
        self.clock = clock
        mattersMax = matters
        start = end.adding(minutes: -Self.days * 1_440)
        state = Mutex(State(generator: SeededGenerator(seed: seed), numbers: numbers))
    }

    /// Plays on until so many acts are done or the year is over.
    func play(acts: Int, _ dialect: Dialect) throws -> Batch {
        let list = StatementList(dialect)
        return try state.withLock { state in
            let most = state.acts + acts
            while state.acts < most, state.span < Self.spans {
                try playSpan(&state, list)
                state.span += 1
            }
            for (name, value) in state.numbers.counters {
                try Realms.setCounter(name, to: value, in: town.book.realm.id, list)
            }
            return Batch(
                statements: list.statements, raised: state.raised, acts: state.acts,
                isOver: state.span >= Self.spans)
        }
    }

    private func playSpan(_ state: inout State, _ db: any Writer) throws {
        let begins = start.adding(minutes: state.span * Self.spanMinutes)
        var lives = state.agenda.removeValue(forKey: state.span) ?? []
        let due = Int(Int64(mattersMax) * (state.span + 1) / Self.spans)
        while state.raised < due {
            state.raised += 1
            let place = town.places[
                Int.random(in: 0..<town.places.count, using: &state.generator)]
            lives.append(
                Life(
                    plan: InventedLife(
                        templates: town.script.requests.count, using: &state.generator),
                    place: place, number: state.raised))
        }
        let step = Self.spanMinutes * 60_000 / Int64(lives.count + 1)
        for (index, life) in lives.enumerated() {
            clock.set(to: begins.adding(milliseconds: step * Int64(index + 1)))
            var life = life
            try act(&life, &state.numbers, db)
            state.acts += 1
            if let minutes = life.plan.minutesUntilNext {
                let later = max(1, minutes / Self.spanMinutes)
                state.agenda[state.span + later, default: []].append(life)
            }
        }
    }

    private func act(
        _ life: inout Life, _ numbers: inout Numbers, _ db: any Writer
    ) throws {
        let now = installation.now()
        guard let step = life.plan.next(), let action = town.procedure.action(step.action) else {
            return
        }
        let template = town.script.requests[life.plan.template]
        let acting = town.acting(step.actor, on: life.matter)
        let journal = Journal(installation: installation, book: town.book, db: db, now: now)
        let answers = town.answers(
            to: action, template: template,
            lead: town.lead(
                at: life.place.path, category: template.category, number: life.number))
        let situation = Situation(
            now: now, timekeeper: town.book.keeper, history: life.history)
        let change: Change
        if let before = life.matter, let keys = life.keys {
            change = try town.procedure.decide(
                action.id, on: before, by: acting, with: answers, in: situation)
            try journal.store(
                change, from: before, keys: keys, after: numbers.sequence, under: town.procedure,
                by: acting, personal: [:], at: now)
        } else {
            (change, life.keys) = try open(
                life, template, action, answers, situation, &numbers, journal)
        }
        numbers.sequence += 1
        life.matter = change.after
        life.history.append(
            Deed(action: action.id, person: acting.person, body: acting.body, at: now))
    }

    /// Every second resident leaves a telephone number that nobody has.
    private func open(
        _ life: Life, _ template: DemoScript.Request, _ action: Procedure.Action,
        _ answers: Answers, _ situation: Situation, _ numbers: inout Numbers, _ journal: Journal
    ) throws -> (Change, WrappedKeys) {
        let door = "\(life.number % 5 + 1)单元\(life.number / 5 % 18 + 1)楼"
        var answers = answers
        answers["account"] = .text(door + "：" + template.account)
        answers["place"] = .place(life.place.id, life.place.path)
        let year = town.book.day(of: situation.now).year
        let serial = numbers.counters[Journal.counter(year), default: 0] + 1
        numbers.counters[Journal.counter(year)] = serial
        let draft = Matter(
            id: installation.newID(), realm: town.book.realm.id,
            reference: Reference(year: year, serial: serial), procedure: town.procedure.key,
            channel: .web, openedAt: situation.now, state: "",
            title: OpenMatter.title(from: template.account),
            account: "", place: life.place.id, placePath: life.place.path,
            category: template.category,
            urgency: town.book.profile.category(template.category)?.urgency ?? "general")
        let change = try town.procedure.open(
            action.id, draft: draft, by: .anyone, with: answers, in: situation)
        let keys = try journal.open(
            change, under: town.procedure, by: .anyone,
            personal: life.number.isMultiple(of: 2) ? ["reporterPhone": "0719-000-9999"] : [:],
            wordDigest: nil, after: numbers.sequence, at: situation.now)
        return (change, keys)
    }
}
