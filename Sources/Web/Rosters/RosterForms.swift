import Actions
import Kernel
import Markup
import Storage

extension DeskFrame {
    /// What whoever keeps a roster can do with it.
    func rosterForms(_ file: RosterFile, _ back: FormReturn?) -> [HTML] {
        let forms = OrganisationForms(words: words, back: back)
        let roster = file.roster
        let seen = hiddenField("seen", value: String(roster.version))
        let hasShifts = file.lines.contains { $0.shift.startsAt > ask.now }
        return [
            forms.panel(
                "turn", "rosters.turn.set", hint: "rosters.turn.hint", icon: .people,
                weight: roster.turn.isEmpty ? .first : .second,
                to: .rosterAct(roster.id, "turn"), submit: "org.save",
                content: "\(seen)\(turnFields(forms, file))"),
            forms.panel(
                "draw", "rosters.draw", hint: "rosters.draw.hint", icon: .list,
                weight: roster.turn.isEmpty || hasShifts ? .second : .first,
                to: .rosterAct(roster.id, "draw"),
                content: """
                    \(hiddenField("month", value: file.month.description))\
                    <p>\(times.month(file.month.first))</p>\
                    \(forms.check("anew", of: "draw", "rosters.field.anew", isChecked: false))
                    """),
            forms.panel(
                "duty", "rosters.hand", hint: "rosters.hand.hint", icon: .person,
                to: .rosterAct(roster.id, "duty"), submit: "org.save",
                content: handFields(forms, file)),
            forms.panel(
                "change", "rosters.change", hint: "rosters.change.hint", icon: .tool,
                to: .rosterAct(roster.id, "change"), submit: "org.save",
                content: "\(seen)\(rosterFields(forms, of: "change", roster))"),
            forms.panel(
                "end", "rosters.end", hint: "rosters.end.hint", icon: .leave, weight: .grave,
                to: .rosterAct(roster.id, "end"), content: seen),
        ]
    }

    /// The posts of the roster's own body and whoever takes turns already, each with a box; and
    /// one more unit.
    private func turnFields(_ forms: OrganisationForms, _ file: RosterFile) -> HTML {
        let roster = file.roster
        let sent = forms.isBack("turn") ? forms.back?.sent.texts["turn"] ?? [] : nil
        let more = file.own.reversed().map { DutyHolder.post($0.post.id) }
            .filter { !roster.turn.contains($0) }
        let choices = (roster.turn + more).prefix(Roster.turnMax).map { holder in
            Choice(
                holder.description, label: name(of: holder, in: file),
                detail: detail(of: holder, in: file),
                isChosen: sent?.contains(holder.description) ?? roster.turn.contains(holder))
        }
        let cards = HTML.when(
            !choices.isEmpty,
            checkCards(
                forms.field("turn", of: "turn", "rosters.field.turn", isRequired: false),
                choices: Array(choices)))
        return """
            \(cards)\(forms.choice(
                "unit", of: "turn", "rosters.field.unit", groups: bodyGroups(), isRequired: false,
                emptyWords: words("rosters.field.unit.none")))
            """
    }

    private func detail(of holder: DutyHolder, in file: RosterFile) -> String? {
        guard case .post(let id) = holder, let line = file.posts[id] else { return nil }
        return words("role.\(line.post.role)")
    }

    private func handFields(_ forms: OrganisationForms, _ file: RosterFile) -> HTML {
        let roster = file.roster
        let holders =
            roster.turn
            + file.own.reversed().map { DutyHolder.post($0.post.id) }
            .filter { !roster.turn.contains($0) }
        let first = max(today.adding(days: 1), file.month.first)
        return """
            \(forms.day(
                "day", of: "duty", "rosters.field.day", now: first, earliest: today))\
            \(forms.choice(
                "span", of: "duty", "rosters.field.span",
                groups: [
                    ChoiceGroup(
                        label: nil,
                        choices: roster.spans.map {
                            Choice($0.description, label: $0.description)
                        })
                ], now: roster.spans.first?.description ?? ""))\
            \(forms.choice(
                "holder", of: "duty", "rosters.field.holder",
                groups: [
                    ChoiceGroup(
                        label: nil,
                        choices: holders.map {
                            Choice($0.description, label: name(of: $0, in: file))
                        })
                ], isRequired: false, emptyWords: words("rosters.field.holder.none")))
            """
    }

    /// A month on one A4 page: with names for the office, or with posts alone for a wall.
    func rosterPaper(_ file: RosterFile, withNames: Bool) -> Reply {
        let roster = file.roster
        var facts: [(term: String, value: HTML)] = [
            (words("rosters.fact.about"), "\(roster.about)")
        ]
        if let phone = roster.phone ?? file.body?.phone {
            facts.append((words("rosters.field.phone"), "\(phone)"))
        }
        let paper = Paper(
            realm: words.name(visit.realm.name),
            heading: words("rosters.paper.heading", ["title": roster.title]),
            lead: times.month(file.month.first), facts: facts,
            parts: [
                (
                    file.body.map { words.name($0.name) } ?? roster.title,
                    times.dutyTable(
                        of: roster, file.lines, in: file.month,
                        on: file.days(by: visit.book.keeper.calendar, times),
                        caption: times.month(file.month.first)
                    ) { "\(withNames ? self.dutyName($0) : self.times.publicHolder($0))" }
                )
            ], signatures: [],
            footer: words("rosters.paper.footer", ["moment": times.moment(ask.now)]))
        return .page(
            paperPage(
                ask.frame(roster.title, words), paper,
                tools: buttonRow([
                    buttonLink(
                        words("page.back"), to: .roster(roster.id, month: file.month),
                        icon: .back), printButton(words("page.print")),
                ])))
    }
}
