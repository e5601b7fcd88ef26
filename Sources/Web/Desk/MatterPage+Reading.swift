import Actions
import Kernel
import Markup
import Storage

/// What the page of a matter brings back after something was refused, or read.
struct MatterReturn {
    var problem: HTML = .empty
    /// The action whose form stands open.
    var action: Procedure.Action.ID?
    /// The action that was just done.
    var done: Procedure.Action.ID?
    var sent: SentForm?
    var problems: [Procedure.Field.ID: Answers.Problem] = [:]
    var contact: [Procedure.Field.ID: String]?
    /// Open ones of the same place, spot and kind, which the form may mean.
    var same: [Matter] = []
    /// The reference that a form opened from a link begins with.
    var other: String?
}

extension DeskFrame {
    /// Reads a matter into its page, for the post that looks.
    func matter(_ file: MatterFile, back: MatterReturn = MatterReturn()) async throws -> MatterView
    {
        let story = StoryLines(
            file: file, words: words, times: times,
            photograph: { Link.deskPhotograph($0, small: $1) },
            shownElsewhere: [.account, .category, .place, .spot])
        let choices = try await choices(for: file)
        let meetings = try await meetingsPanel(file)
        let matter = file.matter
        return MatterView(
            title: title(file), badges: badges(file), facts: facts(file),
            problem: "\(back.problem)\(done(back, file))",
            stripLabel: words("matter.stages"), stages: story.stages(),
            reachWords: { [words] in words("stage.\($0.rawValue)") },
            accountTitle: words("matter.account"),
            account: file.shows(.account) ? matter.account : "",
            versions: try await "\(story.pairs())\(targetsAndVersions(file))",
            related: related(file),
            storyTitle: words("matter.story"),
            entries: story.entries(), now: standing(file, story.following()),
            source: .matterStory(matter.reference), actionsTitle: words("matter.actions"),
            actions: file.available.map { action($0, file, choices, back) },
            actionsJump: file.available.isEmpty
                ? nil
                : words("matter.actions.jump", ["count": String(file.available.count)]),
            noActions: words("matter.actions.none"),
            waiting: file.waiting.map { waiting in
                let name = file.procedure.key.name
                return words(
                    "matter.waiting",
                    [
                        "action": words("\(name).action.\(waiting.action.id)"),
                        "why": words.sentence(waiting.rule, name),
                    ])
            },
            sides: [
                try await samePanel(file), openingsPanel(file),
                try await agreementPanel(file),
                linesPanel(
                    file.lines, at: matter.placePath, to: .linesOfMatter(matter.reference)),
                fundPanel(file), meetings, clocks(file),
                "<div id=\"contact\">\(contactPanel(file, back))</div>",
                proofPanel(file),
            ])
    }

    private func targetsAndVersions(_ file: MatterFile) async throws -> HTML {
        let targets = try await TargetsReading(
            file: file, words: words, times: times, installation: ask.installation,
            realm: visit.realm
        ).panel()
        return "\(targets)\(TextVersionsReading(file: file, words: words, times: times).panels())"
    }

    private func title(_ file: MatterFile) -> String {
        if file.shows(.title), !file.matter.title.isEmpty { return file.matter.title }
        return file.story.contains { $0.payload != nil }
            ? words("category.\(file.matter.category)") : words("desk.erased")
    }

    /// Says that an action was done, and lets its draft be forgotten on this device.
    private func done(_ back: MatterReturn, _ file: MatterFile) -> HTML {
        guard let done = back.done, let action = file.procedure.action(done) else { return .empty }
        let name = file.procedure.key.name
        return """
            \(draftSent(action.opens ? "new-\(name)" : "\(file.matter.reference)-\(done)"))\
            \(statusMessage(
                words("matter.done", ["action": words("\(name).action.\(done)")])))
            """
    }

    private func badges(_ file: MatterFile) -> [HTML] {
        let matter = file.matter
        let clock = boundingClock(file)
        let reading = ClockReading(clock, of: matter, by: file.book.keeper, at: ask.now)
        let isLate = matter.clocks.contains {
            $0.met(deadline: $0.deadline(by: file.book.keeper).at) == false
        }
        let light = matter.isOpen ? reading.light : isLate ? .late : .done
        var badges = [
            lightBadge(
                light, words: words("\(file.procedure.key.name).state.\(matter.state)"),
                due: matter.isOpen && light != .paused ? reading.due.map(times.until) : nil)
        ]
        badges.append(
            chip(
                words("urgency.\(matter.urgency)"),
                tone: matter.urgency == "emergency" ? .cinnabar : .plain))
        if matter.supervision != nil { badges.append(chip(words("desk.supervised"), tone: .amber)) }
        if matter.isSuspended { badges.append(chip(words("light.paused"), tone: .blue)) }
        for petition in matter.petitions {
            badges.append(chip(words("petition.\(petition.kind.rawValue)"), tone: .amber))
        }
        return badges
    }

    private func boundingClock(_ file: MatterFile) -> Clock? {
        file.procedure.state(file.matter.state)?.limit.flatMap(file.matter.clock)
    }

    private func facts(_ file: MatterFile) -> [(term: String, value: HTML)] {
        let matter = file.matter
        let spot = file.shows(.spot) ? matter.spot : nil
        let line = file.shownPlaces.map { words.name($0.name) }.joined(separator: " › ")
        var facts: [(term: String, value: HTML)] = [
            (words("matter.reference"), "\(matter.reference.description)"),
            (words("matter.place"), "\(line)\(HTML.when(spot) { " · \($0)" })"),
            (words("matter.category"), "\(words("category.\(matter.category)"))"),
            (
                words("matter.channel"),
                "\(words("channel.\(matter.channel.rawValue)")) · \(times.moment(matter.openedAt))"
            ),
        ]
        if let grid = file.grid {
            facts.append((words("matter.grid"), "<code>\(grid.code)</code> \(grid.name)"))
        }
        if let lead = matter.lead.flatMap({ file.bodies[$0] }) {
            facts.append((words("matter.lead"), bodyFact(lead)))
        }
        if let first = matter.firstReceiver, first != matter.lead, let body = file.bodies[first] {
            facts.append((words("matter.firstReceiver"), bodyFact(body)))
        }
        if !matter.assists.isEmpty {
            let names = matter.assists.compactMap { file.bodies[$0] }.map { words.name($0.name) }
            facts.append(
                (words("matter.assists"), "\(names.joined(separator: words("page.comma")))"))
        }
        if let triage = matter.triage {
            facts.append(
                (
                    words("matter.triage"),
                    "\(words("\(file.procedure.key.name).field.triage.\(triage)"))"
                ))
        }
        return facts
    }

    private func bodyFact(_ body: Body) -> HTML {
        """
        \(words.name(body.name))\(HTML.when(body.phone.flatMap { Link(telephone: $0) }) { link in
            " <a class=\"phone\" href=\"\(link)\">\(body.phone)</a>"
        })
        """
    }

    private func standing(_ file: MatterFile, _ following: [String]) -> TimelineNow? {
        let matter = file.matter
        let state = words("\(file.procedure.key.name).state.\(matter.state)")
        if let ending = matter.ending {
            return TimelineNow(
                title: words("ending.\(ending.rawValue)"),
                text: matter.endedAt.map { words("matter.ended", ["when": times.moment($0)]) }
                    ?? "",
                badge: .empty)
        }
        let reading = ClockReading(
            boundingClock(file), of: matter, by: file.book.keeper, at: ask.now)
        return TimelineNow(
            title: state, text: owner(file),
            badge: lightBadge(
                reading.light, words: words("light.\(reading.light.rawValue)"),
                due: reading.light == .paused ? nil : reading.due.map(times.until)),
            following: following)
    }

    private func owner(_ file: MatterFile) -> String {
        awaits(
            file.procedure.state(file.matter.state)?.owner,
            lead: file.matter.lead.flatMap { file.bodies[$0] }?.name)
    }

    /// Whose move it is, in words.
    func awaits(_ owner: Procedure.Owner?, lead: LocalName?) -> String {
        switch owner {
        case .reporter: words("matter.awaits.reporter")
        case .lead: words("matter.awaits.body", ["body": lead.map(words.name) ?? ""])
        case .taker: words("matter.awaits.taker")
        case .office(let verb):
            words.optional("matter.awaits.\(verb)")
                ?? words("matter.awaits.roles", ["roles": roles(granting: verb)])
        case nil: ""
        }
    }

    private func roles(granting verb: Verb) -> String {
        visit.book.profile.roles.filter { $0.verbs.contains(verb) }
            .map { words("role.\($0.id)") }.joined(separator: words("page.comma"))
    }

    private func related(_ file: MatterFile) -> HTML {
        HTML.each([("matter.related", file.related), ("matter.linked", file.linked)]) {
            key, lines in
            HTML.when(
                !lines.isEmpty,
                panel(words(key), content: matterList(label: words(key), lines.map(line))))
        }
    }

    private func clocks(_ file: MatterFile) -> HTML {
        let running = file.matter.clocks.sorted { $0.startedAt < $1.startedAt }
        guard !running.isEmpty else { return .empty }
        let lines = HTML.each(running) { clock in
            let reading = ClockReading(clock, of: file.matter, by: file.book.keeper, at: ask.now)
            let name = words("\(file.procedure.key.name).clock.\(clock.name)")
            let light = words("light.\(reading.light.rawValue)")
            return clockLine(
                clockDial(usedPerMille: reading.usedPerMille, light: reading.light, words: light),
                words: name, detail: detail(clock, reading, light))
        }
        return panel(words("matter.clocks"), content: lines)
    }

    private func detail(_ clock: Clock, _ reading: ClockReading, _ light: String) -> String {
        guard let due = reading.due else { return light }
        let when = words("matter.due", ["due": times.moment(due)])
        let guess = reading.isProvisional ? words("page.comma") + words("matter.provisional") : ""
        return clock.stoppedAt == nil && !clock.isSuspended
            ? times.until(due) + words("page.comma") + when + guess
            : light + words("page.comma") + when + guess
    }
}
