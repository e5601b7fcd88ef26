package import Kernel

/// A year of a place as it was reported, told so that it can be played again (`scenario.yml`): what
/// the report says, and what has to happen for the record to say the same.
package struct Scenario: Sendable {
    package let year: Int
    package let claims: [Claim]
    package let registers: [Register]
    package let plays: [Play]

    /// A number that was published, and the figure that must come to it.
    package struct Claim: Sendable {
        /// The row of the coverage that asks for it, such as `HF-2`.
        package let row: String
        /// As it was published: 走访居民2829户.
        package let said: String
        package let figure: Figure.ID
        package let number: Int64
    }

    /// Bodies, or people with a post, that are entered at the beginning of the year.
    package struct Register: Sendable {
        package enum Noun: Sendable {
            case bodies(kind: String)
            /// Each signs in under its key, and holds a post of the body.
            case posts(role: Role.ID, body: String)
        }

        package let line: Int
        package let noun: Noun
        /// Each is called so, with its number.
        package let name: String
        package let count: Int
        package let place: String
        package let actor: String
        /// By which steps name each: `unit-1`.
        package let key: String

        /// The n-th of them, counted from 0, with its gaps filled.
        package func entry(_ number: Int) -> Register {
            let gaps = Gaps(number: number, times: count)
            let noun: Noun =
                if case .posts(let role, let body) = noun {
                    .posts(role: role, body: gaps.filled(body))
                } else {
                    noun
                }
            return Register(
                line: line, noun: noun, name: "\(name)\(number + 1)", count: 1,
                place: gaps.filled(place), actor: actor, key: "\(key)-\(number + 1)")
        }
    }

    /// A story that happens so many times, evenly over a span of days.
    package struct Play: Sendable {
        package let line: Int
        package let procedure: Procedure.Name?
        package let key: String?
        package let times: Int
        package let from: Day
        package let until: Day
        package let steps: [DemoStories.Step]
    }

    package static let timesMax = 20_000

    /// The day on which the n-th time begins, counted from 0.
    package static func day(of number: Int, in play: Play) -> Day {
        let days = play.until.ordinal - play.from.ordinal + 1
        return play.from.adding(days: number * days / play.times)
    }

    /// The n-th time of a play, counted from 0, with all its gaps filled.
    package static func story(_ number: Int, of play: Play) -> DemoStories.Story {
        let gaps = Gaps(number: number, times: play.times)
        return DemoStories.Story(
            procedure: play.procedure, key: play.key.map { "\($0)-\(number + 1)" },
            minutesAgo: 0, steps: play.steps.map(gaps.filled))
    }
}

/// Fills what differs from one time to the next: `{n}` is its number from 1, `{a|b|c}` takes turns,
/// `{=2829}` is its part of a whole, which all times add up to.
struct Gaps {
    let number: Int
    let times: Int

    func filled(_ step: DemoStories.Step) -> DemoStories.Step {
        DemoStories.Step(
            line: step.line, minutesAfter: step.minutesAfter, actor: filled(step.actor),
            child: step.child, doing: filled(step.doing))
    }

    private func filled(_ doing: DemoStories.Doing) -> DemoStories.Doing {
        switch doing {
        case .action(let action, let answers):
            .action(action, answers: answers.mapValues { filled($0) })
        case .call(let call):
            .call(
                DemoStories.Call(
                    rule: call.rule, place: filled(call.place), title: filled(call.title),
                    venue: filled(call.venue), agenda: call.agenda.map { filled($0) },
                    inDays: call.inDays))
        case .hold(let held):
            .hold(
                DemoStories.Held(
                    entitled: held.entitled, present: held.present,
                    motion: held.motion.map { filled($0) }, inFavour: held.inFavour,
                    against: held.against, abstained: held.abstained,
                    minutes: filled(held.minutes)))
        case .announce(let activity):
            .announce(
                DemoStories.Announced(
                    kind: filled(activity.kind), place: filled(activity.place),
                    title: filled(activity.title), venue: filled(activity.venue),
                    about: filled(activity.about), inDays: activity.inDays,
                    under: activity.under.map { filled($0) }))
        case .money(let money):
            .money(
                DemoStories.Money(
                    kind: money.kind, source: money.source, amount: filled(money.amount),
                    words: filled(money.words)))
        case .keepRoll(let roll):
            .keepRoll(
                DemoStories.Roll(
                    visitors: filled(roll.visitors),
                    came: Dictionary(
                        roll.came.map { (filled($0.key), $0.value) },
                        uniquingKeysWith: { first, _ in first })))
        }
    }

    func filled(_ text: String) -> String {
        text.replacing(/\{([^{}]*)\}/) { match -> String in
            let gap = String(match.1)
            if gap == "n" { return String(number + 1) }
            if gap.hasPrefix("="), let whole = Int(gap.dropFirst()) {
                // What is left over goes to the first times, one each.
                return String(whole / times + (number < whole % times ? 1 : 0))
            }
            let turns = gap.split(separator: "|", omittingEmptySubsequences: false)
            return String(turns[number % turns.count])
        }
    }
}
