import Foundation
import Kernel

/// Fills what differs from one time to the next: `{n}` is its number from 1, `{a|b|c}` takes turns,
/// so does `{*name}` with a list of the scenario, and `{=2829}` is its part of a whole, which all
/// times add up to.
struct Gaps {
    let number: Int
    let times: Int
    let turns: [String: [String]]

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
        case .pair(let pairing):
            .pair(
                DemoStories.Paired(
                    kind: pairing.kind, place: filled(pairing.place), need: pairing.need,
                    sentence: filled(pairing.sentence), helper: filled(pairing.helper),
                    witness: filled(pairing.witness), name: filled(pairing.name)))
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
            if gap.hasPrefix("*"), let list = turns[String(gap.dropFirst())], !list.isEmpty {
                return list[number % list.count]
            }
            let turns = gap.split(separator: "|", omittingEmptySubsequences: false)
            return String(turns[number % turns.count])
        }
    }
}
