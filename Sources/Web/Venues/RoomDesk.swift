import Actions
import Kernel
import Markup

extension DeskFrame {
    /// What a room is and by which rules it is booked, filled with what stands.
    func roomFields(_ forms: OrganisationForms, of form: String, _ room: Room?) -> HTML {
        """
        \(forms.text(
            "name", of: form, "rooms.field.name", now: room?.name.zh ?? "",
            lengthMax: LocalName.charactersMax))\
        \(forms.text(
            "nameEnglish", of: form, "venues.field.nameEnglish", now: room?.name.en ?? "",
            isRequired: false, lengthMax: LocalName.charactersMax))\
        \(forms.text(
            "has", of: form, "rooms.field.has", now: room?.has ?? "", isRequired: false,
            lengthMax: Room.hasCharactersMax))\
        \(forms.number("capacity", of: form, "rooms.field.capacity", now: room?.capacity ?? 20))\
        \(forms.choice(
            "access", of: form, "rooms.field.access",
            groups: [
                ChoiceGroup(
                    label: nil,
                    choices: Room.Access.allCases.map {
                        Choice($0.rawValue, label: words("rooms.access.\($0.rawValue)"))
                    })
            ], now: room?.access.rawValue ?? "everyone"))\
        \(forms.number(
            "minutesMax", of: form, "rooms.field.minutesMax", now: room?.minutesMax ?? 120))\
        \(forms.number("perDay", of: form, "rooms.field.perDay", now: room?.perDay ?? 1))\
        \(forms.number(
            "aheadDays", of: form, "rooms.field.aheadDays", now: room?.aheadDays ?? 14))\
        \(forms.check(
            "allowsSound", of: form, "rooms.field.allowsSound",
            isChecked: room?.allowsSound ?? false))
        """
    }

    /// A room at the desk: its week, what is booked, the form to book it and the form to change it.
    func roomPage(_ file: RoomFile, back: FormReturn? = nil) throws -> Reply {
        let room = file.room
        let isKept = visit.holding.grants(
            .keepVenues, at: file.venue.placePath, in: visit.realm.id)
        let first = file.days.first?.open.day ?? today
        let week = RoomWeek(
            file, times: times, today: today,
            last: today.adding(days: Room.aheadDaysRange.upperBound),
            ways: RoomWays(
                free: { day, span in
                    .room(
                        room.id, from: first, day: day, time: self.times.typed(span.from),
                        until: self.times.typed(min(span.to, span.from + room.minutesMax)))
                }, week: { .room(room.id, from: $0) }, use: deskUse))
        let rows = file.bookings.map { booking -> [HTML] in
            [
                "<a href=\"\(Link.deskBooking(booking.number))\">\(booking.number.description)</a>",
                "\(times.span(from: booking.startsAt, to: booking.endsAt))",
                "\(booking.people)",
                "\(booking.title ?? words("bookings.byNeighbour"))",
            ]
        }
        let story: HTML = """
            \(doneMessage())\(matterHead(
                title: words.name(room.name),
                badges: [
                    chip(words("rooms.state.\(room.state.rawValue)")),
                    chip(words("rooms.access.\(room.access.rawValue)"), tone: .jade),
                ],
                facts: [
                    (
                        words("venues.title.one"),
                        """
                        <a href="\(Link.venue(file.venue.id))">\(words.name(file.venue.name))</a>
                        """
                    ),
                    (words("rooms.field.has"), "\(times.detail(of: room))"),
                    (words("rooms.column.terms"), "\(times.terms(of: room))"),
                ]))\
            \(panel(
                words("rooms.week"), content: roomWeek(week, freeWords: words("rooms.week.free"))))\
            \(panel(words("bookings.coming"), content: rows.isEmpty
                ? "<p class=\"hint\">\(words("bookings.coming.none"))</p>"
                : """
                \(toldTable(
                    caption: words("bookings.coming"),
                    columns: ["number", "when", "people", "who"].map {
                        TableColumn(words("bookings.column.\($0)"))
                    }, rows: rows))\
                \(exportLinks(
                    .bookings,
                    like: Link("desk", "rooms", query: ["room": room.id.description])))
                """))
            """
        return page(
            words.name(room.name), current: .venues(),
            content: storyAndActions(
                story: story,
                actions: panel(
                    words("matter.actions"), content: actionList(roomForms(file, isKept, back))),
                actionsLabel: words("matter.actions")))
    }

    private func deskUse(_ subject: RoomDay.Use.Subject) -> (words: String, link: Link?) {
        switch subject {
        case .meeting(let id, let title): (title, .meeting(id))
        case .activity(let id, let title): (title, .activity(id))
        case .sitting(let sitting): (words("sittingKind.\(sitting.kind)"), .sitting(sitting.id))
        case .booking(let booking):
            (booking.title ?? words("bookings.byNeighbour"), .deskBooking(booking.number))
        }
    }

    private func roomForms(_ file: RoomFile, _ isKept: Bool, _ back: FormReturn?) -> [HTML] {
        let room = file.room
        let forms = OrganisationForms(words: words, back: back)
        // A free span that was pressed stands in the form.
        let asked = ask.query["day"] == nil ? nil : ask.query
        let now = asked ?? SentForm()
        let booking = actionPanel(
            words("bookings.new"), hint: words("bookings.new.desk"), icon: .calendar,
            weight: .first, id: "action-booking", isOpen: forms.isBack("booking") || asked != nil,
            form: postForm(
                to: .roomAct(room.id, "bookings"),
                content: """
                    \(HTML.when(forms.isBack("booking") ? back : nil) { back in
                        alertMessage(back.failure.title, detail: "<p>\(back.failure.detail)</p>")
                    })\
                    \(forms.text(
                        "title", of: "booking", "bookings.field.title",
                        hint: "bookings.field.title.hint", lengthMax: Booking.titleCharactersMax))\
                    \(dateField(
                        forms.field("day", of: "booking", "bookings.field.day"),
                        value: forms.value(
                            "day", of: "booking", now: now["day"] ?? today.description),
                        earliest: today.description))\
                    <div class="form-pair">\(forms.time(
                        "time", of: "booking", "bookings.field.time", now: now["time"] ?? "09:00"))\
                    \(forms.time(
                        "until", of: "booking", "bookings.field.until",
                        now: now["until"] ?? "11:00"))</div>\
                    \(forms.number(
                        "people", of: "booking", "bookings.field.people",
                        now: min(10, room.capacity)))\
                    \(submitButton(words("bookings.send"), weight: .first))
                    """))
        guard isKept else { return [booking] }
        return [
            booking,
            forms.panel(
                "change", "rooms.change", icon: .tool, to: .roomAct(room.id, "change"),
                submit: "org.save",
                content: """
                    \(hiddenField("seen", value: String(room.version)))\
                    \(roomFields(forms, of: "change", room))\
                    \(forms.check(
                        "isClosed", of: "change", "rooms.field.isClosed",
                        isChecked: room.state == .closed))
                    """),
        ]
    }

    /// One booking at the desk; who booked it is read only on purpose.
    func bookingPage(
        _ file: BookingFile, told: BookerDetails?? = nil, back: FormReturn? = nil
    ) throws -> Reply {
        let booking = file.booking
        let path = file.venue.placePath
        let isKept = visit.holding.grants(.keepVenues, at: path, in: visit.realm.id)
        let isOwn = booking.post == visit.holding.post.id
        let forms = OrganisationForms(words: words, back: back)
        let state = times.state(of: file)
        var facts = times.facts(of: file)
        facts.append(
            (
                words("bookings.column.who"),
                "\(booking.title ?? words("bookings.byNeighbour"))"
            ))
        if let told {
            facts.append(
                (
                    words("bookings.contact"),
                    "\(told.map { "\($0.name) \($0.phone)" } ?? words("bookings.contact.gone"))"
                ))
        }
        var actions: [HTML] = []
        if isKept, file.isSealed {
            actions.append(
                forms.panel(
                    "reading", "bookings.read", hint: "bookings.read.hint", icon: .phone,
                    to: .deskBookingAct(booking.number, "reading"),
                    content: forms.text(
                        "reason", of: "reading", "bookings.read.reason",
                        lengthMax: ReadContact.reasonCharactersMax)))
        }
        if isKept || isOwn, booking.canBeCancelled(at: ask.now) {
            actions.append(
                forms.panel(
                    "cancellation", "bookings.callOff", icon: .warning, weight: .grave,
                    to: .deskBookingAct(booking.number, "cancellation"),
                    content: isOwn
                        ? .empty
                        : forms.text(
                            "reason", of: "cancellation", "bookings.callOff.reason",
                            hint: "bookings.callOff.reason.hint",
                            lengthMax: Booking.reasonCharactersMax)))
        }
        let lines = times.readings(of: file)
        let story: HTML = """
            \(doneMessage())\(matterHead(
                title: words("bookings.number.title", ["number": booking.number.description]),
                badges: [chip(words("bookings.state.\(booking.state.rawValue)"))], facts: facts))\
            \(HTML.when(state) { noteMessage("<p>\($0.words)</p>") })\
            \(HTML.when(!lines.isEmpty, panel(
                words("bookings.readings"),
                content: "<ul>\(HTML.each(lines) { "<li>\($0)</li>" })</ul>")))\
            \(HTML.when(file.room) { room in
                buttonRow([buttonLink(words.name(room.name), to: .room(room.id), icon: .back)])
            })
            """
        return page(
            booking.number.description, current: .venues(),
            content: actions.isEmpty
                ? "<div class=\"story\">\(story)</div>"
                : storyAndActions(
                    story: story,
                    actions: panel(words("matter.actions"), content: actionList(actions)),
                    actionsLabel: words("matter.actions")))
    }
}
