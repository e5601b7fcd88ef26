import Actions
import HTTPTypes
import Kernel
import Markup

/// A room: a week of it, and the form to book it.
struct RoomPage {
    let title: String
    let lead: String
    let above: NavItem
    let weekTitle: String
    let week: RoomWeek
    let freeWords: String
    let formTitle: String
    let form: HTML
}

extension RoomPage {
    static var example: RoomPage {
        RoomPage(
            title: "议事厅", lead: "30 人 · 投影", above: NavItem("岩岭邻里中心", Link("x")),
            weekTitle: "这一周", week: .example, freeWords: "可约", formTitle: "预约", form: .empty)
    }
}

func roomPage(_ page: RoomPage) -> HTML {
    """
    <div class="room-page"><header class="page-head"><p class="crumb">\
    <a href="\(page.above.link)">\(icon(.back))\(page.above.words)</a></p><h1>\(page.title)</h1>\
    <p class="lead">\(page.lead)</p></header><section aria-labelledby="week">\
    <h2 id="week">\(page.weekTitle)</h2>\(roomWeek(page.week, freeWords: page.freeWords))\
    </section><section class="panel" aria-labelledby="book"><h2 id="book">\(page.formTitle)</h2>\
    \(page.form)</section></div>
    """
}

/// The fields of a booking, filled with what was sent or what a free span says.
struct BookingFields {
    let words: Words
    let times: Times
    let sent: SentForm
    let complaints: [String: ActionError.Complaint]
    /// Minutes of the day that may be chosen.
    let range: OpeningHours.Span
    let days: ClosedRange<Day>
    let capacity: Int

    func field(_ name: String, hint: Bool = false, isRequired: Bool = true) -> Field {
        Field(
            name, label: words("bookings.field.\(name)"),
            hint: hint ? words("bookings.field.\(name).hint") : nil,
            problem: complaints[name].map { words($0.key, $0.gaps) }, isRequired: isRequired,
            mark: isRequired ? nil : words("form.optional"))
    }

    /// Day, from and until.
    var span: HTML {
        """
        \(dateField(
            field("day"), value: sent["day"] ?? days.lowerBound.description,
            earliest: days.lowerBound.description, latest: days.upperBound.description))\
        <div class="form-pair">\(halves("time", from: range.from, to: range.to - 30))\
        \(halves("until", from: range.from + 30, to: range.to))</div>
        """
    }

    var people: HTML {
        textField(
            field("people"), value: sent["people"] ?? "", kind: .number,
            isNarrow: true)
    }

    private func halves(_ name: String, from: Int, to: Int) -> HTML {
        selectField(
            field(name),
            choices: stride(from: from, through: to, by: RoomTime.minutes).map { minute in
                let typed = times.typed(minute)
                return Choice(typed, label: times.minute(minute), isChosen: typed == sent[name])
            })
    }
}

extension Neighbourhood {
    func roomReply(
        sent: SentForm? = nil, complaints: [String: ActionError.Complaint] = [:],
        failure: Failure? = nil
    ) async throws -> Reply {
        guard let id = Room.ID(try ask.parameter("id")) else { throw ActionError.notFound }
        let today = book.day(of: ask.now)
        let asked = (ask.query["from"] ?? sent?["day"]).flatMap { try? Day(parsing: $0) }
        let first = min(
            max(asked ?? today, today), today.adding(days: Room.aheadDaysRange.upperBound))
        guard let file = try await installation.roomFile(id, from: first, in: realm) else {
            throw ActionError.notFound
        }
        let room = file.room
        let isOpen = room.access == .everyone && room.state == .open
        let last = today.adding(days: room.aheadDays)
        let week = RoomWeek(
            file, times: times, today: today, last: last,
            ways: ways(in: room, from: first, isOpen: isOpen))
        let form: HTML
        if isOpen {
            form = self.form(
                file, sent ?? ask.query, complaints, failure, today...last, week.range)
        } else {
            let key = room.state == .open ? "rooms.terms.posts" : "venues.problem.closed"
            form = "<p>\(words(key))</p>"
        }
        let page = RoomPage(
            title: words.name(room.name), lead: times.detail(of: room),
            above: NavItem(words.name(file.venue.name), .publicVenue(realm, file.venue.id)),
            weekTitle: words("rooms.week"), week: week, freeWords: words("rooms.week.free"),
            formTitle: words("bookings.new"), form: form)
        return try await self.page(
            page.title, at: .venues, status: failure?.status ?? .ok, content: roomPage(page))
    }

    private func ways(in room: Room, from first: Day, isOpen: Bool) -> RoomWays {
        let (here, times) = (realm, times)
        var free: (@Sendable (Day, OpeningHours.Span) -> Link)?
        if isOpen {
            free = { day, span in
                .publicRoom(
                    here, room.id, from: first, day: day, time: times.typed(span.from),
                    until: times.typed(min(span.to, span.from + room.minutesMax)))
            }
        }
        return RoomWays(
            free: free, week: { .publicRoom(here, room.id, from: $0) }, use: publicUse)
    }

    /// Meetings and activities are public; of a neighbour's booking only that it is one.
    private func publicUse(_ subject: RoomDay.Use.Subject) -> (words: String, link: Link?) {
        switch subject {
        case .meeting(let id, let title): (title, .publicMeeting(realm, id))
        case .activity(let id, let title): (title, .publicActivity(realm, id))
        case .sitting(let sitting):
            (words("sittingKind.\(sitting.kind)"), .publicSitting(realm, sitting.id))
        case .booking(let booking): (booking.title ?? words("rooms.week.booked"), nil)
        }
    }

    private func form(
        _ file: RoomFile, _ sent: SentForm, _ complaints: [String: ActionError.Complaint],
        _ failure: Failure?, _ days: ClosedRange<Day>, _ range: OpeningHours.Span
    ) -> HTML {
        let fields = BookingFields(
            words: words, times: times, sent: sent, complaints: complaints, range: range,
            days: days, capacity: file.room.capacity)
        let rules = file.venue.rules
        return """
            \(HTML.when(failure) { alertMessage($0.title, detail: "<p>\($0.detail)</p>") })\
            <p class="hint">\(times.terms(of: file.room))</p>\
            \(postForm(
                to: .roomBookings(realm, file.room.id),
                hidden: hiddenField(
                    Sending.field, value: sent[Sending.field] ?? Sending.freshKey()),
                content: """
                    \(fields.span)\(fields.people)\
                    \(HTML.when(file.room.allowsSound, checkbox(
                        fields.field("sound", hint: true, isRequired: false),
                        isChecked: sent["sound"] != nil)))\
                    \(textField(
                        fields.field("phone", hint: true), value: sent["phone"] ?? "", kind: .tel,
                        autocomplete: "tel", lengthMax: 20))\
                    \(textField(
                        fields.field("name", isRequired: false), value: sent["name"] ?? "",
                        autocomplete: "name", lengthMax: Booking.nameCharactersMax))\
                    \(HTML.when(!rules.isEmpty, """
                        <details class="fold"><summary>\(words("venues.rules"))</summary>\
                        <p class="event-text">\(rules)</p></details>\
                        \(checkbox(
                            fields.field("agrees"), isChecked: sent["agrees"] != nil))
                        """))\
                    \(submitButton(words("bookings.send"), weight: .first, icon: .check))
                    """))
            """
    }

    func bookRoom() async throws -> Reply {
        guard let id = Room.ID(try ask.parameter("id")) else { throw ActionError.notFound }
        do {
            let receipt = try await BookRoom(
                realm: realm, room: id, booker: .neighbour, wish: ask.form.bookingWish,
                limit: Limit.Counted(.bookings, of: ask.address), sending: ask.form.sending()
            ).run(in: installation)
            return try showing(receipt)
        } catch ActionError.invalid(let complaints) {
            let failure = ask.failure(of: .invalid(complaints), words)
            return try await roomReply(sent: ask.form, complaints: complaints, failure: failure)
        } catch let error as ActionError where error.isTooOften {
            return try await roomReply(sent: ask.form, failure: ask.failure(of: error, words))
        }
    }
}

extension ActionError {
    var isTooOften: Bool { if case .tooOften = self { true } else { false } }
}

extension SentForm {
    var bookingWish: BookingWish {
        var wish = BookingWish()
        wish.day = self["day"] ?? ""
        wish.time = self["time"] ?? ""
        wish.until = self["until"] ?? ""
        wish.people = self["people"] ?? ""
        wish.withSound = self["sound"] != nil
        wish.title = self["title"] ?? ""
        wish.name = self["name"] ?? ""
        wish.phone = self["phone"] ?? ""
        wish.agrees = self["agrees"] != nil
        return wish
    }
}
