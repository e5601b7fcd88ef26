import Actions
import Kernel
import Markup
import Storage

extension DeskFrame {
    private var keepsVenues: Bool { visit.holding.verbs.contains(.keepVenues) }

    /// The venues of the realm, for every post: any of them may book a room.
    func venuesPage() async throws -> Reply {
        let list = try await ask.installation.venues(in: visit.realm)
        let cards = list.venues.map { times.card(of: $0, in: list, link: .venue($0.id)) }
        let sittings = list.sittings.map { times.card(of: $0, link: .sitting($0.sitting.id)) }
        let actions = buttonRow(
            (keepsVenues
                ? [
                    buttonLink(
                        words("venues.new"), to: .newVenue, weight: .first, icon: .plus)
                ] : [])
                + [buttonLink(words("sittings.title"), to: .sittings(), icon: .people)])
        return page(
            words("venues.title"), current: .venues(),
            content: """
                \(deskHead(
                    title: words("venues.title"), detail: words("venues.detail"),
                    actions: actions))\(doneMessage())\
                \(cards.isEmpty
                    ? emptyState(words("venues.none"), next: words("venues.none.desk"))
                    : venueCards(cards, heading: words("venues.all")))\
                \(HTML.when(!sittings.isEmpty, """
                    <section class="desk-sittings" aria-labelledby="next"><h2 id="next">\
                    \(words("sittings.next"))</h2><div class="activity-row">\
                    \(HTML.each(sittings, sittingCard))</div></section>
                    """))\(exportLinks(.venues, like: .venues()))
                """)
    }

    func newVenuePage(back: FormReturn? = nil) async throws -> Reply {
        let forms = OrganisationForms(words: words, back: back)
        let rules = visit.book.profile.venues
        let places = try await ask.installation.places(
            in: visit.realm, under: visit.holding.post.reach)
        let content: HTML
        if let rules {
            content = postForm(
                to: .venues(), draft: draft("venue"),
                content: """
                    \(forms.choice(
                        "place", of: "new", "venues.field.place",
                        groups: placeGroups(places, chosen: nil, words: words),
                        now: visit.holding.post.place.description))\
                    \(venueFields(forms, of: "new", rules, nil))\
                    \(submitButton(words("venues.new.send"), weight: .first, icon: .plus))
                    """)
        } else {
            content = emptyState(words("venues.off"), next: words("venues.off.next"))
        }
        let view = FormPage(
            title: words("venues.new"), lead: words("venues.new.lead"),
            problem: HTML.when(back) { back in
                alertMessage(back.failure.title, detail: "<p>\(back.failure.detail)</p>")
            }, form: content)
        return page(view.title, current: .venues(), content: formPage(view))
    }

    /// What a venue says of itself, filled with what stands.
    private func venueFields(
        _ forms: OrganisationForms, of form: String, _ rules: VenueRules, _ venue: Venue?
    ) -> HTML {
        let chosen = forms.isBack(form) ? forms.back?.sent.texts["functions"] ?? [] : nil
        let week = (1...7).map { weekday -> HTML in
            textField(
                Field(
                    "weekday\(weekday)", label: words("weekday.\(weekday)"),
                    problem: forms.problem("weekday\(weekday)", of: form), isRequired: false,
                    form: form),
                value: forms.value(
                    "weekday\(weekday)", of: form,
                    now: typedHours(venue?.hours.weekdays[weekday - 1] ?? [])),
                autocomplete: "off", lengthMax: 80)
        }
        return """
            \(forms.text(
                "name", of: form, "venues.field.name", now: venue?.name.zh ?? "",
                lengthMax: LocalName.charactersMax))\
            \(forms.text(
                "nameEnglish", of: form, "venues.field.nameEnglish", now: venue?.name.en ?? "",
                isRequired: false, lengthMax: LocalName.charactersMax))\
            \(forms.choice(
                "model", of: form, "venues.field.model",
                groups: [
                    ChoiceGroup(
                        label: nil,
                        choices: rules.models.map { Choice($0, label: words("venueModel.\($0)")) })
                ], now: venue?.model ?? ""))\
            \(checkCards(
                forms.field("functions", of: form, "venues.functions", isRequired: false),
                choices: rules.functions.map { function in
                    Choice(
                        function, label: words("venueFunction.\(function)"),
                        isChosen: chosen?.contains(function)
                            ?? venue?.functions.contains(function) ?? false)
                }))\
            \(forms.text(
                "spot", of: form, "venues.field.spot", now: venue?.spot ?? "",
                hint: "venues.field.spot.hint", lengthMax: Venue.spotCharactersMax))\
            \(forms.text(
                "phone", of: form, "venues.field.phone", now: venue?.phone ?? "",
                isRequired: false, lengthMax: 30))\
            \(forms.area(
                "about", of: form, "venues.field.about", now: venue?.about ?? "",
                lengthMax: Venue.aboutCharactersMax))\
            \(forms.area(
                "rules", of: form, "venues.rules", now: venue?.rules ?? "",
                hint: "venues.rules.hint", isRequired: false, lengthMax: Venue.rulesCharactersMax))\
            <fieldset class="field"><legend>\(words("venues.field.hours"))</legend>\
            <p class="hint">\(words("venues.field.hours.hint"))</p>\
            <div class="week-fields">\(week)</div></fieldset>\
            \(forms.choice(
                "onHolidays", of: form, "venues.field.onHolidays",
                groups: [
                    ChoiceGroup(
                        label: nil,
                        choices: OpeningHours.Holidays.allCases.map {
                            Choice($0.rawValue, label: words("venues.onHolidays.\($0.rawValue)"))
                        })
                ], now: venue?.hours.onHolidays.rawValue ?? "closed"))\
            \(forms.text(
                "quiet", of: form, "venues.field.quiet", now: typedHours(venue?.quiet ?? []),
                hint: "venues.field.quiet.hint", isRequired: false, lengthMax: 80))
            """
    }

    /// `08:30-12:00 14:30-17:30`
    private func typedHours(_ spans: [OpeningHours.Span]) -> String {
        spans.map(\.description).joined(separator: " ")
    }

    /// One venue at the desk: what it is, its rooms, and, for whoever keeps it, its forms.
    func venuePage(_ file: VenueFile, back: FormReturn? = nil) throws -> Reply {
        let venue = file.venue
        let isKept = visit.holding.grants(
            .keepVenues, at: venue.placePath, in: visit.realm.id)
        let rows = file.rooms.map { room -> [HTML] in
            [
                "<a href=\"\(Link.room(room.id))\">\(words.name(room.name))</a>",
                "\(times.detail(of: room))", "\(times.terms(of: room))",
                "\(words("rooms.state.\(room.state.rawValue)"))",
            ]
        }
        let story: HTML = """
            \(doneMessage())\(matterHead(
                title: words.name(venue.name), badges: times.badges(of: file),
                facts: venueFacts(file)))\
            \(panel(words("venues.rooms"), content: rows.isEmpty
                ? "<p class=\"hint\">\(words("venues.rooms.none"))</p>"
                : toldTable(
                    caption: words("venues.rooms.caption"),
                    columns: ["name", "has", "terms", "state"].map {
                        TableColumn(words("rooms.column.\($0)"))
                    }, rows: rows)))\
            \(HTML.when(!file.saidDays.isEmpty, panel(
                words("venues.days"),
                content: definitionList(
                    file.saidDays.map { open in
                        (
                            times.dayName(open.day),
                            "\(times.hours(open.spans)) · \(times.reason(open) ?? "")"
                        )
                    }))))\
            \(HTML.when(!file.sittings.isEmpty, panel(
                words("sittings.here"),
                content: """
                    <div class="activity-row">\(HTML.each(file.sittings) {
                        sittingCard(times.card(of: $0, link: .sitting($0.sitting.id)))
                    })</div>
                    """)))\
            \(HTML.when(!venue.rules.isEmpty, panel(
                words("venues.rules"), content: "<p class=\"event-text\">\(venue.rules)</p>")))
            """
        let forms = isKept ? venueForms(file, back) : []
        return page(
            words.name(venue.name), current: .venues(),
            content: forms.isEmpty
                ? "<div class=\"story\">\(story)</div>"
                : storyAndActions(
                    story: story,
                    actions: panel(words("matter.actions"), content: actionList(forms)),
                    actionsLabel: words("matter.actions")))
    }

    private func venueFacts(_ file: VenueFile) -> [(term: String, value: HTML)] {
        let venue = file.venue
        let line = file.placeLine.map { words.name($0.name) }.joined(separator: " › ")
        let functions = venue.functions.map { words("venueFunction.\($0)") }
            .joined(separator: words("page.comma"))
        var facts: [(term: String, value: HTML)] = [
            (words("venues.field.place"), "\(line)"), (words("venues.field.spot"), "\(venue.spot)"),
            (words("venues.field.body"), "\(file.body.map { words.name($0.name) } ?? "–")"),
        ]
        facts += times.week(venue.hours).map { ($0.days, "\($0.hours)") }
        facts.append(
            (
                words("venues.field.onHolidays"),
                "\(words("venues.onHolidays.\(venue.hours.onHolidays.rawValue)"))"
            ))
        if !venue.quiet.isEmpty {
            facts.append((words("venues.field.quiet"), "\(times.hours(venue.quiet))"))
        }
        if !functions.isEmpty { facts.append((words("venues.functions"), "\(functions)")) }
        return facts
    }

    private func venueForms(_ file: VenueFile, _ back: FormReturn?) -> [HTML] {
        let forms = OrganisationForms(words: words, back: back)
        let venue = file.venue
        guard let rules = visit.book.profile.venues else { return [] }
        return [
            forms.panel(
                "sittings", "sittings.new", hint: "sittings.new.hint", icon: .people,
                weight: .first, to: .venueAct(venue.id, "sittings"),
                content: sittingFields(forms, file, rules)),
            buttonLink(words("canteens.open"), to: .canteen(venue.id), icon: .list),
            forms.panel(
                "rooms", "rooms.new", icon: .plus, to: .venueAct(venue.id, "rooms"),
                submit: "rooms.new.send", content: roomFields(forms, of: "rooms", nil)),
            forms.panel(
                "days", "venues.day", hint: "venues.day.hint", icon: .calendar,
                to: .venueAct(venue.id, "days"), submit: "org.save",
                content: """
                    \(forms.day("day", of: "days", "bookings.field.day", now: today))\
                    \(forms.text(
                        "hours", of: "days", "venues.day.hours", hint: "venues.day.hours.hint",
                        isRequired: false, lengthMax: 20))\
                    \(forms.text(
                        "reason", of: "days", "venues.day.reason", hint: "venues.day.reason.hint",
                        isRequired: false, lengthMax: Venue.reasonCharactersMax))
                    """),
            forms.panel(
                "change", "venues.change", icon: .tool, to: .venueAct(venue.id, "change"),
                submit: "org.save",
                content: """
                    \(hiddenField("seen", value: String(venue.version)))\
                    \(venueFields(forms, of: "change", rules, venue))
                    """),
            forms.panel(
                "closure", "venues.close", hint: "venues.close.hint", icon: .leave,
                weight: .grave, to: .venueAct(venue.id, "closure"),
                content: hiddenField("seen", value: String(venue.version))),
        ]
    }
}

extension OrganisationForms {
    /// What was wrong with a field of the form that came back.
    func problem(_ name: String, of form: String) -> String? {
        guard isBack(form), let complaint = back?.complaints[name] else { return nil }
        return words(complaint.key, complaint.gaps)
    }

    func area(
        _ name: String, of form: String, _ label: String, now: String = "", hint: String? = nil,
        isRequired: Bool = true, rows: Int = 4, lengthMax: Int
    ) -> HTML {
        textArea(
            field(name, of: form, label, hint: hint, isRequired: isRequired),
            value: value(name, of: form, now: now), rows: rows, lengthMax: lengthMax,
            lengthWords: words("form.length", ["max": String(lengthMax)]),
            leftWords: words("form.left"))
    }

    func number(
        _ name: String, of form: String, _ label: String, now: Int, hint: String? = nil
    ) -> HTML {
        textField(
            field(name, of: form, label, hint: hint),
            value: value(name, of: form, now: String(now)), kind: .number, isNarrow: true)
    }

    func time(_ name: String, of form: String, _ label: String, now: String) -> HTML {
        textField(
            field(name, of: form, label), value: value(name, of: form, now: now), kind: .time,
            isNarrow: true)
    }

    func check(
        _ name: String, of form: String, _ label: String, isChecked: Bool, hint: String? = nil
    ) -> HTML {
        checkbox(
            Field(
                name, label: words(label), hint: hint.map { words($0) },
                problem: problem(name, of: form), isRequired: false, form: form),
            isChecked: isBack(form) ? back?.sent[name] != nil : isChecked)
    }
}
