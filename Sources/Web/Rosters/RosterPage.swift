import Actions
import Kernel
import Markup
import Storage

extension DeskFrame {
    /// One month of a roster: who is there when, one's own shifts, and what can be done.
    func rosterPage(_ file: RosterFile, back: FormReturn? = nil) -> Reply {
        let roster = file.roster
        let isKept =
            roster.endedOn == nil
            && visit.holding.grants(.organise, at: roster.placePath, in: visit.realm.id)
        let table = times.dutyTable(
            of: roster, file.lines, in: file.month,
            on: file.days(by: visit.book.keeper.calendar, times),
            caption: times.month(file.month.first), cell: dutyCell)
        let story: HTML = """
            \(doneMessage())\(HTML.when(back) {
                alertMessage($0.failure.title, detail: "<p>\($0.failure.detail)</p>")
            })\(matterHead(
                title: roster.title, badges: badges(of: roster), facts: rosterFacts(file)))\
            \(swapsAsked(file))\
            \(panel(times.month(file.month.first), content: """
                \(HTML.when(
                    file.lines.isEmpty, "<p class=\"hint\">\(words("rosters.month.none"))</p>"))\
                \(table)\(pager(
                    label: words("rosters.month"),
                    newer: NavItem(
                        times.month(file.month.previous.first),
                        .roster(roster.id, month: file.month.previous)),
                    older: NavItem(
                        times.month(file.month.next.first),
                        .roster(roster.id, month: file.month.next))))
                """))
            """
        return page(
            roster.title, current: .rosters(),
            content: storyAndActions(
                story: story,
                actions: panel(
                    words("matter.actions"),
                    content: actionList(
                        swapForms(file, back) + (isKept ? rosterForms(file, back) : [])
                            + papers(file))),
                actionsLabel: words("matter.actions")))
    }

    private func dutyCell(_ line: DutyLine) -> HTML {
        let name = dutyName(line)
        return line.shift.holder.isOf(visit.holding) ? "<strong>\(name)</strong>" : "\(name)"
    }

    private func badges(of roster: Roster) -> [HTML] {
        [
            roster.endedOn == nil
                ? chip(words("rosters.state.open"), tone: .jade)
                : chip(words("rosters.state.ended")),
            chip(words(roster.isPublic ? "rosters.public" : "rosters.inside")),
            chip(words(roster.onDaysOff ? "rosters.everyDay" : "rosters.workdays")),
        ]
    }

    private func rosterFacts(_ file: RosterFile) -> [(term: String, value: HTML)] {
        let roster = file.roster
        let place = file.placeLine.map { words.name($0.name) }.joined(separator: " › ")
        let spans = roster.spans.map(\.description).joined(separator: words("page.comma"))
        let isColleague =
            visit.holding.verbs.contains(.read)
            || roster.turn.contains { $0.isOf(visit.holding) }
        let turn = isColleague ? roster.turn.map { name(of: $0, in: file) } : []
        var facts: [(term: String, value: HTML)] = [
            (words("rosters.field.body"), "\(file.body.map { words.name($0.name) } ?? "–")"),
            (words("rosters.field.place"), "\(place)"),
            (words("rosters.fact.about"), "\(roster.about)"),
            (words("rosters.field.phone"), "\(roster.phone ?? file.body?.phone ?? "–")"),
            (words("rosters.field.spans"), "\(spans)"),
            (
                words("rosters.turn"),
                roster.turn.isEmpty
                    ? "\(words("rosters.turn.none"))"
                    : "\(turn.joined(separator: words("page.comma")))"
            ),
        ]
        if let until = roster.until {
            facts.append((words("rosters.field.until"), "\(times.day(until))"))
        }
        return facts
    }

    /// A person with their role, or a body.
    func name(of holder: DutyHolder, in file: RosterFile) -> String {
        switch holder {
        case .post(let id): file.posts[id].map(\.personName) ?? words("rosters.nobody")
        case .body(let id):
            file.bodies[id].map { words.name($0.name) } ?? bodyName(id)
        }
    }

    // MARK: - Swaps

    /// What is asked of whoever reads, and what they asked themselves.
    private func swapsAsked(_ file: RosterFile) -> HTML {
        let shifts = Dictionary(
            file.ahead.map { ($0.shift.id, $0) }, uniquingKeysWith: { first, _ in first })
        let items = file.swaps.compactMap { swap -> HTML? in
            guard let given = shifts[swap.given], let wanted = shifts[swap.wanted] else {
                return nil
            }
            if wanted.shift.holder.isOf(visit.holding) {
                return swapItem(swap, given: given, wanted: wanted)
            }
            guard given.shift.holder.isOf(visit.holding) else { return nil }
            return """
                <li class="swap-line"><span>\(words(
                    "rosters.swap.waits",
                    [
                        "given": times.dutyDay(given.shift), "wanted": times.dutyDay(wanted.shift),
                        "other": dutyName(wanted),
                    ]))</span>\(answerForm(swap, .withdrawn, weight: .quiet))</li>
                """
        }
        if items.isEmpty { return .empty }
        return panel(
            words("rosters.swaps"),
            content: "<ul class=\"swap-lines\">\(HTML.each(items) { $0 })</ul>")
    }

    func swapItem(_ swap: DutySwap, given: DutyLine, wanted: DutyLine) -> HTML {
        """
        <li class="swap-line"><span>\(words(
            "rosters.swap.asked",
            [
                "other": dutyName(given), "given": times.dutyDay(given.shift),
                "wanted": times.dutyDay(wanted.shift),
            ]))</span>\(buttonRow([
                answerForm(swap, .agreed, weight: .first),
                answerForm(swap, .declined, weight: .second),
            ]))</li>
        """
    }

    private func answerForm(
        _ swap: DutySwap, _ answer: DutySwap.State, weight: ButtonWeight
    ) -> HTML {
        postForm(
            to: .swapAnswer(swap.id),
            hidden: hiddenField("answer", value: answer.rawValue),
            content: submitButton(
                words("rosters.swap.\(answer.rawValue)"), weight: weight,
                icon: answer == .agreed ? .check : nil))
    }

    /// For whoever has a shift ahead: which one they give, for which other.
    private func swapForms(_ file: RosterFile, _ back: FormReturn?) -> [HTML] {
        guard file.roster.endedOn == nil else { return [] }
        let asked = Set(file.swaps.map(\.given))
        let mine = file.ahead.filter {
            $0.shift.holder.isOf(visit.holding) && $0.shift.startsAt > ask.now
                && !asked.contains($0.shift.id)
        }
        let others = file.ahead.filter {
            !$0.shift.holder.isOf(visit.holding) && $0.shift.startsAt > ask.now
        }
        guard !mine.isEmpty, !others.isEmpty else { return [] }
        let forms = OrganisationForms(words: words, back: back)
        func choices(_ lines: [DutyLine], _ text: (DutyLine) -> String) -> [ChoiceGroup] {
            [
                ChoiceGroup(
                    label: nil,
                    choices: lines.map { Choice($0.shift.id.description, label: text($0)) })
            ]
        }
        return [
            forms.panel(
                "swap", "rosters.swap", hint: "rosters.swap.hint", icon: .reply, weight: .first,
                to: .rosterAct(file.roster.id, "swaps"), submit: "rosters.swap.send",
                content: """
                    \(forms.choice(
                        "given", of: "swap", "rosters.field.given",
                        groups: choices(mine) { times.dutyDay($0.shift) }))\
                    \(forms.choice(
                        "wanted", of: "swap", "rosters.field.wanted",
                        groups: choices(others) {
                            times.dutyDay($0.shift) + " · " + dutyName($0)
                        }))
                    """)
        ]
    }

    private func papers(_ file: RosterFile) -> [HTML] {
        [true, false].map { names in
            buttonLink(
                words(names ? "rosters.paper.names" : "rosters.paper.wall"),
                to: .rosterPaper(file.roster.id, file.month, withNames: names), icon: .print)
        }
    }
}
