import Actions
import Kernel
import Markup
import Storage

extension DeskFrame {
    /// Who sits where for whom, and when, filled with what was sent.
    func sittingFields(
        _ forms: OrganisationForms, _ file: VenueFile, _ rules: VenueRules
    ) -> HTML {
        let form = "sittings"
        let rooms = file.rooms.filter { $0.state == .open }
        return """
            \(forms.choice(
                "kind", of: form, "sittings.field.kind",
                groups: [
                    ChoiceGroup(
                        label: nil,
                        choices: rules.sittings.map {
                            Choice($0, label: words("sittingKind.\($0)"))
                        })
                ]))\
            \(forms.choice(
                "body", of: form, "sittings.field.body", groups: bodyGroups(),
                now: visit.holding.post.body.description, isRequired: false))\
            \(forms.choice(
                "room", of: form, "sittings.field.room",
                groups: [
                    ChoiceGroup(
                        label: nil,
                        choices: rooms.map {
                            Choice($0.id.description, label: words.name($0.name))
                        })
                ], isRequired: false, emptyWords: words("sittings.field.room.none")))\
            \(forms.area(
                "about", of: form, "sittings.field.about", hint: "sittings.field.about.hint",
                rows: 3, lengthMax: Sitting.aboutCharactersMax))\
            \(forms.day("day", of: form, "bookings.field.day", now: today.adding(days: 3)))\
            <div class="form-pair">\(forms.time(
                "time", of: form, "bookings.field.time", now: "09:00"))\
            \(forms.time("until", of: form, "bookings.field.until", now: "11:00"))</div>\
            \(forms.number(
                "slotMinutes", of: form, "sittings.field.slotMinutes", now: 15,
                hint: "sittings.field.slotMinutes.hint"))
            """
    }

    func sittingsPage() async throws -> Reply {
        let lists = try await ask.installation.sittingLists(
            in: visit.realm, after: ask.query["after"].flatMap { Sittings.Cursor($0) }, limit: 12)
        func cards(_ lines: [SittingLine]) -> HTML {
            """
            <div class="activity-row">\(HTML.each(lines) {
                sittingCard(times.card(of: $0, link: .sitting($0.sitting.id)))
            })</div>
            """
        }
        return page(
            words("sittings.title"), current: .venues(),
            content: """
                \(deskHead(title: words("sittings.title"), detail: words("sittings.detail")))\
                <div class="activity-sections"><section aria-labelledby="next">\
                <h2 id="next">\(words("sittings.next"))</h2>\(lists.upcoming.isEmpty
                    ? emptyState(words("sittings.none"), next: words("sittings.none.next"))
                    : cards(lists.upcoming))</section>\
                \(HTML.when(!lists.past.isEmpty, """
                    <section aria-labelledby="past"><h2 id="past">\(words("sittings.past"))</h2>\
                    \(cards(lists.past))\(pager(
                        label: words("sittings.past"), newer: nil,
                        older: lists.older.map {
                            NavItem(words("page.older"), .sittings(after: $0))
                        }))</section>
                    """))</div>\(exportLinks(.sittings, like: .sittings()))
                """)
    }

    /// One sitting: which slots are taken, and, for whoever keeps the venue, what can be done. Of
    /// those who come there is a number on each slot and nothing else.
    func sittingPage(_ file: SittingFile, back: FormReturn? = nil) throws -> Reply {
        let sitting = file.line.sitting
        let card = times.card(of: file.line, link: .sitting(sitting.id))
        let isKept = visit.holding.grants(
            .keepVenues, at: sitting.placePath, in: visit.realm.id)
        let forms = OrganisationForms(words: words, back: back)
        let rows = (1...max(sitting.slots, 1)).map { slot -> [HTML] in
            let booking = file.bookings[slot]
            return [
                "\(times.clock(sitting.start(of: slot)))",
                booking.map { booking in
                    isKept
                        ? """
                        <a href="\(Link.deskBooking(booking.number))">\
                        \(booking.number.description)</a>
                        """ : "\(words("sittings.slot.taken"))"
                } ?? "\(words("sittings.slot.free"))",
            ]
        }
        var actions: [HTML] = []
        if isKept, sitting.state != .cancelled, ask.now >= sitting.startsAt {
            actions.append(
                forms.panel(
                    "count", "sittings.count", hint: "sittings.count.hint", icon: .check,
                    weight: .first, to: .sittingAct(sitting.id, "count"), submit: "org.save",
                    content: forms.number(
                        "served", of: "count", "sittings.field.served",
                        now: sitting.served ?? file.bookings.count)))
        }
        if isKept, sitting.state == .open {
            actions.append(
                forms.panel(
                    "cancellation", "sittings.cancel", icon: .warning, weight: .grave,
                    to: .sittingAct(sitting.id, "cancellation"),
                    content: forms.text(
                        "reason", of: "cancellation", "bookings.callOff.reason",
                        hint: "bookings.callOff.reason.hint",
                        lengthMax: Sitting.reasonCharactersMax)))
        }
        var facts: [(term: String, value: HTML)] = [
            (words("sittings.field.when"), "\(card.when)"),
            (
                words("sittings.field.venue"),
                """
                <a href="\(Link.venue(file.line.venue.id))">\(card.venue)</a>\
                \(HTML.when(file.room) { " · \(words.name($0.name))" })
                """
            ),
            (
                words("sittings.field.body"),
                "\(file.line.body.map { words.name($0) } ?? "–")"
            ), (words("sittings.field.about"), "\(sitting.about)"),
        ]
        if let reason = sitting.reason {
            facts.append((words("sittings.field.reason"), "\(reason)"))
        }
        let story: HTML = """
            \(doneMessage())\(matterHead(
                title: card.kind,
                badges: [chip(words("sittings.state.\(sitting.state.rawValue)"), tone: .jade)],
                facts: facts))\
            \(panel(words("sittings.slots"), content: """
                \(placesMeter(card.meter))\(toldTable(
                    caption: words("sittings.slots"),
                    columns: ["time", "number"].map { TableColumn(words("sittings.column.\($0)")) },
                    rows: rows))
                """))
            """
        return page(
            card.kind, current: .venues(),
            content: actions.isEmpty
                ? "<div class=\"story\">\(story)</div>"
                : storyAndActions(
                    story: story,
                    actions: panel(words("matter.actions"), content: actionList(actions)),
                    actionsLabel: words("matter.actions")))
    }
}
