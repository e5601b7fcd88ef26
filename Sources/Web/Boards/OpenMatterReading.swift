import Actions
import Kernel
import Markup
import Storage

/// Turns a matter's file into the page that everyone reads.
struct OpenMatterReading {
    let here: Neighbourhood
    let file: MatterFile
    let state: StoryState
    let meetings: [Meeting]
    let funds: HTML
    let targets: HTML

    private var words: Words { here.words }
    private var times: Times { here.times }
    private var matter: Matter { file.matter }
    private var procedure: Procedure { file.procedure }
    private var name: String { procedure.key.name }

    private var lines: StoryLines {
        StoryLines(
            file: file, words: words, times: times,
            photograph: { id, small in .photograph(here.realm, id, small: small) },
            shownElsewhere: [.title, .account])
    }

    func page() -> OpenMatterPage {
        let standing = StandingReading(file, by: file.book.keeper, at: here.ask.now)
        return OpenMatterPage(
            title: title, kind: words("category.\(matter.category)"), badge: badge,
            done: doneWords(),
            sentDraft: doneWords() == nil
                ? nil : state.done.map { "\(matter.reference)-\($0)" },
            alert: state.alert, problemsTitle: words("report.problems"), problems: problemLines(),
            stepsLabel: words("story.stages"), steps: steps(), told: told(),
            promise: matter.isOpen ? promise(standing) : nil,
            account: account, facts: facts(),
            versions: """
                \(lines.pairs())\
                \(TextVersionsReading(file: file, words: words, times: times).panels())
                """,
            meetings: meetingPart(), funds: "\(targets)\(funds)", tallies: tallies(),
            tasksTitle: words("open.tasks"),
            tasks: tasks(), linkedTitle: words("matter.linked"),
            linked: file.linked.map(here.card), reachWords: { words("stage.\($0.rawValue)") },
            actionsTitle: words("open.actions"), actions: file.available.map(actionPanel),
            staffAction: staffAction(), storyTitle: words("story.title"),
            entries: lines.entries(),
            backToBoard: NavItem(words("\(name).board.nav"), .board(here.realm, name)),
            printWords: words("page.print"))
    }

    private var title: String {
        procedure.shows(.title, of: matter, to: .anyone) && !matter.title.isEmpty
            ? matter.title : words("category.\(matter.category)")
    }

    private var account: [String] {
        procedure.shows(.account, of: matter, to: .anyone)
            ? matter.account.split(whereSeparator: \.isNewline).map(String.init) : []
    }

    /// Thanks for what anyone may say; nothing for a word that somebody put into the address.
    private func doneWords() -> String? {
        guard let done = state.done, let action = procedure.action(done),
            action.by.contains(.anyone), !action.opens
        else { return nil }
        return words("open.done", ["action": words("\(name).action.\(done)")])
    }

    private var badge: HTML {
        chip(
            words("\(name).state.\(matter.state)"), tone: matter.isOpen ? .jade : .plain)
    }

    /// By when; since when, for what hangs on a list until somebody answers it.
    private func promise(_ standing: StandingReading) -> String? {
        procedure.hangs(in: matter.state)
            ? words("lists.since", ["since": times.since(matter.openedAt)])
            : standing.due.map(until)
    }

    private func until(_ due: Instant) -> String {
        let gaps = ["due": times.moment(due), "left": times.until(due)]
        let own = "\(name).until"
        return words(words.optional(own) == nil ? "open.until" : own, gaps)
    }

    private func steps() -> [Step] {
        zip(procedure.stages, lines.stages()).enumerated().map { index, pair in
            Step(
                number: index + 1, words: pair.1.words, reach: pair.1.reach, when: pair.1.when,
                sign: Icon(stage: pair.0))
        }
    }

    private func told() -> String {
        if let ending = matter.ending {
            let key = "ending.\(ending.rawValue).told"
            return words.optional("\(name).\(key)") ?? words(key)
        }
        let stage = procedure.state(matter.state)?.stage ?? ""
        return words("\(name).stage.\(stage).told")
    }

    private func facts() -> [(term: String, value: HTML)] {
        var facts: [(term: String, value: HTML)] = [
            (words("matter.reference"), "\(matter.reference.description)"),
            (words("receipt.place"), "\(area)"),
            (words("receipt.at"), "\(times.day(here.book.day(of: matter.openedAt)))"),
        ]
        if let lead = matter.lead.flatMap({ file.bodies[$0] }) {
            facts.append((words("matter.lead"), "\(words.name(lead.name)) \(here.phone(lead))"))
        }
        return facts
    }

    /// Where it is, no nearer than everyone may know.
    private var area: String {
        here.placeName(file.shownPlaces)
    }

    /// Every meeting held or called on it, the newest first; names stand in none of them.
    private func meetingPart() -> HTML {
        let drawn = HTML.each(meetings.reversed()) { meeting in
            meetingSummary(
                times.summary(of: meeting, link: .publicMeeting(here.realm, meeting.id)))
        }
        return HTML.when(
            !meetings.isEmpty,
            """
            <section><h2>\(words("open.meetings"))</h2><div class="story">\(drawn)</div></section>
            """
        )
    }

    /// What was ordered, and how far each has come.
    private func tasks() -> [OpenMatterPage.Task] {
        file.related.filter { $0.id != matter.mergedInto }.map { line in
            let child = here.book.profile.procedure(line.procedure)
            let index = child?.stages.firstIndex(of: line.stage) ?? 0
            let stages = (child?.stages ?? []).enumerated().map { place, stage in
                Stage(
                    words("\(line.procedure).stage.\(stage)"),
                    place < index || line.endedAt != nil
                        ? .reached : place == index ? .now : .ahead)
            }
            return OpenMatterPage.Task(
                title: line.title, body: line.leadName.map(words.name) ?? "", stages: stages)
        }
    }

    /// How everyone who spoke answered the choices that everyone may read; of a survey once there
    /// are so many answers that none can be told apart.
    private func tallies() -> [AnswerBars] {
        let voices = procedure.actions.filter { $0.by.contains(.anyone) && !$0.opens }
            .flatMap(\.asks).map(\.field)
        let questions = Questions(of: file)
        return procedure.fields.filter { field in
            field.visibility.contains(.everyone) && !questions.leaves(field.id)
        }.compactMap { field in
            guard voices.contains(field.id), case .choice(let options) = field.type else {
                return nil
            }
            let isTold = field.question == nil
            let answers = file.story.compactMap { line -> String? in
                guard case .text(let text)? = line.payload?["answers"]?[field.id] else {
                    return nil
                }
                return text
            }
            guard !answers.isEmpty || !isTold else { return nil }
            let bars =
                isTold || answers.count >= Self.answersMin
                ? options.map { option in
                    (words("\(name).field.\(field.id).\(option)"), answers.count { $0 == option })
                } : []
            return AnswerBars(
                title: words(
                    "open.tally",
                    [
                        "field": questions[field.id] ?? words("\(name).field.\(field.id)"),
                        "count": String(answers.count),
                    ]),
                bars: bars, none: words("open.tally.few", ["least": String(Self.answersMin)]))
        }
    }

    /// From how many answers on a sum gives away nobody.
    private static let answersMin = 5

    /// The way to the desk for those who may take the matter on.
    private func staffAction() -> (item: NavItem, hint: String)? {
        guard procedure.actions(in: matter.state).contains(where: { $0.effects.contains(.take) })
        else { return nil }
        return (
            NavItem(words("\(name).board.join"), .matter(matter.reference)),
            words("\(name).board.help")
        )
    }

    private func actionPanel(_ action: Procedure.Action) -> HTML {
        let isRefused = state.refused == action.id
        var choices = FormChoices()
        choices.questions = Questions(of: file)
        let form = ActionForm(
            procedure: procedure, action: action, words: words, choices: choices,
            sent: isRefused ? state.sent : nil, problems: isRefused ? state.problems : [:])
        let key = "\(name).action.\(action.id)"
        return Web.actionPanel(
            words(key), hint: words.optional(key + ".hint"), icon: .speak, weight: .second,
            id: "action-\(action.id)", isOpen: isRefused,
            form: postForm(
                to: .openAction(here.realm, matter.reference, action.id),
                hidden: actedHidden(matter.version, sent: isRefused ? state.sent : nil),
                draft: Draft(
                    "\(matter.reference)-\(action.id)",
                    restoredWords: words("report.draft.restored"),
                    discardWords: words("report.draft.discard")),
                content: "\(form.fields())\(submitButton(words(key)))"))
    }

    private func problemLines() -> [(name: String, words: String)] {
        guard let refused = state.refused, let action = procedure.action(refused) else { return [] }
        return action.asks.compactMap { ask in
            state.problems[ask.field].map(words.sentence).map { problem in
                let label = words("\(name).field.\(ask.field)")
                return (
                    name: "\(refused)-\(ask.field)", words: label + words("page.colon") + problem
                )
            }
        }
    }
}
