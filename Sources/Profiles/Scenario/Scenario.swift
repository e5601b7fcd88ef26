package import Kernel

/// A year of a place as it was reported, told so that it can be played again (`scenario.yml`): what
/// the report says, and what has to happen for the record to say the same.
package struct Scenario: Sendable {
    /// The profile that it belongs to.
    package let profile: String
    package let year: Int
    package let claims: [Claim]
    package let registers: [Register]
    package let gridPlans: [Plan]
    package let plays: [Play]

    /// A number that was published, and the figure that must come to it.
    package struct Claim: Sendable {
        /// The row of the coverage that asks for it, such as `HF-2`.
        package let row: String
        /// As it was published: 走访居民2829户.
        package let said: String
        package let number: Int64
        package let source: Source
        /// Of when it speaks; the whole year unless it says so.
        package let period: Period
        /// The key of the place of which it speaks; nil for all of the realm.
        package let place: String?

        /// Where the number comes from.
        package enum Source: Sendable {
            case figure(Figure.ID)
            /// Why the record does not come to it.
            case none(why: String)
        }
    }

    /// A version of the grids that is drafted, approved and holds from a day.
    package struct Plan: Sendable {
        package let line: Int
        package let name: String
        /// The grids, as a spreadsheet holds them.
        package let table: String
        package let drafted: Day
        package let from: Day
        package let drafter: String
        package let approver: String
    }

    /// Bodies, or people with a post, that are entered at the beginning of the year.
    package struct Register: Sendable {
        package enum Noun: Sendable {
            case bodies(kind: String)
            /// Each signs in under its key, and holds a post of the body.
            case posts(role: Role.ID, body: String)
            case places(level: String)
            /// People with a post who register with the community; whoever keeps its register
            /// confirms them.
            case enrolments(Enrolment.Kind, role: Role.ID, body: String)
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
        let turns: [String: [String]]

        /// The n-th of them, counted from 0, with its gaps filled.
        package func entry(_ number: Int) -> Register {
            let gaps = Gaps(number: number, times: count, turns: turns)
            let noun: Noun =
                switch noun {
                case .posts(let role, let body): .posts(role: role, body: gaps.filled(body))
                case .enrolments(let kind, let role, let body):
                    .enrolments(kind, role: role, body: gaps.filled(body))
                case .bodies, .places: noun
                }
            return Register(
                line: line, noun: noun, name: "\(gaps.filled(name))\(number + 1)", count: 1,
                place: gaps.filled(place), actor: gaps.filled(actor),
                key: "\(key)-\(number + 1)", turns: turns)
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
        /// The lists that its gaps name.
        let turns: [String: [String]]
    }

    package static let timesMax = 20_000
    /// How many of a kind one register enters.
    package static let registerMax = 5_000

    /// The day on which the n-th time begins, counted from 0.
    package static func day(of number: Int, in play: Play) -> Day {
        let days = play.until.ordinal - play.from.ordinal + 1
        return play.from.adding(days: number * days / play.times)
    }

    /// The n-th time of a play, counted from 0, with all its gaps filled.
    package static func story(_ number: Int, of play: Play) -> DemoStories.Story {
        let gaps = Gaps(number: number, times: play.times, turns: play.turns)
        return DemoStories.Story(
            procedure: play.procedure, key: play.key.map { "\($0)-\(number + 1)" },
            minutesAgo: 0, steps: play.steps.map(gaps.filled))
    }
}
