import Actions
import Kernel
import Markup
import Storage

/// Turns a matter's file into the page that its reporter reads.
struct StoryReading {
    let here: Neighbourhood
    let file: MatterFile
    let state: StoryState

    var words: Words { here.words }
    var times: Times { here.times }
    var matter: Matter { file.matter }
    var name: String { file.procedure.key.name }

    private var lines: StoryLines {
        StoryLines(
            file: file, words: words, times: times,
            photograph: { id, small in .photograph(here.realm, id, small: small) })
    }

    func page() throws -> StoryPage {
        let standing = StandingReading(file, by: file.book.keeper, at: here.ask.now)
        let lines = lines
        return StoryPage(
            title: here.categoryName(matter.category), reference: matter.reference.description,
            badge: badge(standing), done: doneWords(), alert: state.alert,
            problemsTitle: words("report.problems"), problems: problemLines(),
            stripLabel: words("story.stages"), stages: lines.stages(),
            reachWords: Dictionary(
                [Stage.Reach.reached, .now, .ahead, .skipped].map {
                    ($0, words("stage.\($0.rawValue)"))
                }, uniquingKeysWith: { first, _ in first }),
            dial: dial(standing),
            promise: promise(standing), merged: merged(), open: openPage(), facts: facts(),
            actionsTitle: words("story.actions"), actions: try actionPanels(),
            storyTitle: words("story.title"), entries: lines.entries(),
            now: now(standing), privacyTitle: words("story.contact"), held: held(),
            readingsCaption: words("story.readings"),
            readingColumns: ["when", "who", "why"].map {
                TableColumn(words("story.readings.\($0)"))
            },
            readings: file.readings.map { reading in
                StoryPage.Reading(
                    when: times.moment(reading.at),
                    who: words.name(reading.body) + " · " + words("role.\(reading.role)"),
                    why: reading.reason)
            },
            noReadings: file.held.isEmpty ? nil : words("story.readings.none"),
            proofTitle: words("story.proof"),
            proof: proofLines(), proofDigests: proofDigests(),
            download: file.seals.isEmpty
                ? nil
                : NavItem(
                    words("story.proof.download"), .proof(here.realm, matter.reference)),
            printWords: words("page.print"))
    }

    private func openPage() -> NavItem? {
        file.procedure.isOpenToAll(matter)
            ? NavItem(words("open.public"), .open(here.realm, matter.reference)) : nil
    }

    private func doneWords() -> String? {
        guard let done = state.done, let action = file.procedure.action(done),
            action.by.contains(.reporter)
        else { return nil }
        return words("story.done", ["action": words("\(name).action.\(done)")])
    }

    private func badge(_ standing: StandingReading) -> HTML {
        if let ending = matter.ending {
            return chip(
                words("ending.\(ending.rawValue)"), tone: ending == .solved ? .jade : .amber)
        }
        return lightBadge(
            standing.clock.light, words: lightWords(standing),
            due: standing.clock.light == .paused ? nil : standing.due.map(times.until))
    }

    private func dial(_ standing: StandingReading) -> HTML {
        if let ending = matter.ending {
            return icon(ending == .solved ? .check : .flag, large: true)
        }
        return clockDial(
            usedPerMille: standing.clock.usedPerMille, light: standing.clock.light,
            words: lightWords(standing))
    }

    private func lightWords(_ standing: StandingReading) -> String {
        words("light.\(standing.clock.light.rawValue)")
    }

    /// Whose move it is and by when; once it has ended, how, for closed is not solved.
    private func promise(_ standing: StandingReading) -> [String] {
        if let ending = matter.ending {
            let told = "ending.\(ending.rawValue).told"
            return [words.optional("\(name).\(told)") ?? words(told)]
        }
        let who =
            switch standing.owner {
            case .reporter: words("story.promise.you")
            case .lead: leadName() ?? words.name(here.realm.name)
            default:
                words.optional("\(name).state.\(matter.state).who") ?? words.name(here.realm.name)
            }
        guard let due = standing.due, !file.procedure.hangs(in: matter.state) else {
            return [words("story.promise.open", ["who": who])]
        }
        if matter.isSuspended && standing.owner != .reporter {
            return [words("story.promise.paused", ["who": who])]
        }
        let gaps = ["who": who, "due": times.moment(due)]
        var said = [words(due < here.ask.now ? "story.promise.late" : "story.promise", gaps)]
        if let finish = standing.finish {
            said.append(words("story.promise.finish", ["due": times.moment(finish)]))
        }
        if standing.clock.isProvisional { said.append(words("story.promise.provisional")) }
        return said
    }

    private func leadName() -> String? {
        matter.lead.flatMap { file.bodies[$0] }.map { words.name($0.name) }
    }

    /// The stages of the matter that this one is handled with; none of its words.
    private func merged() -> StoryPage.Merged? {
        guard let other = file.related.first(where: { $0.id == matter.mergedInto }) else {
            return nil
        }
        let stages = file.procedure.stages
        let index = stages.firstIndex(of: other.stage) ?? 0
        return StoryPage.Merged(
            text: words("story.merged", ["ref": other.reference.description]),
            stages: stages.enumerated().map { place, stage in
                let label =
                    place == index
                    ? other.ending.map { words("ending.\($0.rawValue)") } : nil
                return Stage(
                    label ?? words("\(name).stage.\(stage)"),
                    place < index || other.endedAt != nil
                        ? .reached : place == index ? .now : .ahead)
            })
    }

    private func facts() -> [(term: String, value: HTML)] {
        var facts: [(term: String, value: HTML)] = [
            (term: words("receipt.place"), value: "\(here.placeName(file.placeLine))")
        ]
        if let spot = matter.spot {
            facts.append((term: words("\(name).field.spot"), value: "\(spot)"))
        }
        if let lead = matter.lead.flatMap({ file.bodies[$0] }) {
            facts.append(
                (
                    term: words("\(name).field.lead"),
                    value: "\(words.name(lead.name)) \(here.phone(lead))"
                ))
        }
        return facts
    }

    private func now(_ standing: StandingReading) -> TimelineNow? {
        guard matter.isOpen, let stage = file.procedure.state(matter.state)?.stage else {
            return nil
        }
        return TimelineNow(
            title: words("\(name).stage.\(stage)"),
            text: standing.owner == .reporter
                ? words("story.now.you") : words("\(name).stage.\(stage).told"),
            badge: badge(standing))
    }
}
