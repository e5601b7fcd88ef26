import Actions
import HTTPTypes
import Kernel
import Markup
import Storage

/// One booking, for whoever holds its receipt.
struct BookingPage {
    let title: String
    let lead: String
    let card: ReceiptCard?
    let state: HTML
    let facts: [(term: String, value: HTML)]
    let readings: (title: String, lines: [String])?
    let printWords: String
    let cancel: HTML
    let back: NavItem
}

extension BookingPage {
    static var example: BookingPage {
        BookingPage(
            title: "约好了", lead: "请记下来",
            card: ReceiptCard(
                title: "预约回执", numberLabel: "编号", number: "0042-7", checkLabel: "查询词",
                checkWord: "lumibako", keepWords: "抄下来", facts: [("时间", "12月5日")], seal: "预约"),
            state: .empty, facts: [("时间", "12月5日")], readings: ("谁看过", ["社区 · 12月1日"]),
            printWords: "打印", cancel: .empty, back: NavItem("阵地", Link("x")))
    }
}

func bookingPage(_ page: BookingPage) -> HTML {
    readingColumn(
        title: page.title, lead: page.lead,
        content: """
            <div class="story">\(page.state)\(page.card.map(receipt)
                ?? "<section class=\"panel\">\(definitionList(page.facts))</section>")\
            \(HTML.when(page.card) { _ in buttonRow([printButton(page.printWords)]) })\
            \(HTML.when(page.readings) { readings in
                panel(
                    readings.title,
                    content: "<ul>\(HTML.each(readings.lines) { "<li>\($0)</li>" })</ul>")
            })\(page.cancel)\
            \(buttonRow([buttonLink(page.back.words, to: page.back.link, icon: .back)]))</div>
            """)
}

/// The bookings that this device may open, because their receipts were shown or typed here.
enum FollowedBookings {
    static let cookie = "linli_bookings"
    static let sealed = SealedText(use: "bookings", seconds: 30 * 86_400)
    static let most = 8

    /// Number and word of a booking just made, kept for the page that shows them.
    static let fresh = "linli_booking"
    static let freshSeconds = 3_600

    static func freshSealed(in realm: Realm) -> SealedText {
        SealedText(use: "booking \(realm.id)", seconds: freshSeconds)
    }
}

extension Neighbourhood {
    private var followedBookings: [Booking.ID] {
        let text = open(ask.cookies[FollowedBookings.cookie], for: FollowedBookings.sealed) ?? ""
        return text.split(separator: " ").compactMap { Booking.ID(String($0)) }
    }

    private func following(_ booking: Booking.ID, _ reply: Reply) throws -> Reply {
        let all = ([booking] + followedBookings.filter { $0 != booking })
            .prefix(FollowedBookings.most)
        return reply.setting(
            FollowedBookings.cookie,
            to: try seal(
                all.map(\.description).joined(separator: " "), for: FollowedBookings.sealed),
            seconds: FollowedBookings.sealed.seconds, isSecure: ask.isSecure)
    }

    /// Goes on to the receipt of a booking just made.
    func showing(_ receipt: BookRoom.Receipt) throws -> Reply {
        let number = receipt.booking.number
        let reply = try following(
            receipt.booking.id, .see(.booking(realm, number, fresh: true)))
        return reply.setting(
            FollowedBookings.fresh,
            to: try seal(
                "\(number) \(receipt.word.text)", for: FollowedBookings.freshSealed(in: realm)),
            seconds: FollowedBookings.freshSeconds, isSecure: ask.isSecure)
    }

    private func freshWord(of number: CardNumber) -> String? {
        let text = open(
            ask.cookies[FollowedBookings.fresh], for: FollowedBookings.freshSealed(in: realm))
        let parts = text?.split(separator: " ").map(String.init) ?? []
        return parts.count == 2 && parts[0] == number.description ? parts[1] : nil
    }

    /// The booking of the address, if this device may open it.
    private func followedBooking() async throws -> BookingFile? {
        guard let number = try? CardNumber(parsing: ask.parameter("number")),
            let file = try await installation.bookingFile(number, in: realm),
            followedBookings.contains(file.booking.id)
        else { return nil }
        return file
    }

    // MARK: - Pages

    /// The form that opens a booking, with what was wrong the last time.
    func bookingsReply(
        problems: [String: String] = [:], alert: String? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Reply {
        func field(_ name: String, _ label: String) -> HTML {
            textField(
                Field(name, label: words(label), problem: problems[name]),
                value: ask.form[name] ?? "", autocomplete: "off", lengthMax: 40, isNarrow: true)
        }
        return try await page(
            words("bookings.own"), at: .venues, status: status,
            content: readingColumn(
                title: words("bookings.own"), lead: words("bookings.own.lead"),
                content: """
                    \(HTML.when(alert) { alertMessage($0) })\
                    \(postForm(
                        to: .bookings(realm),
                        content: """
                            \(field("number", "bookings.number"))\(field("word", "track.word"))\
                            \(submitButton(
                                words("bookings.open"), weight: .first, icon: .search))
                            """))\
                    \(noteMessage("<p>\(words("bookings.lost"))</p>"))
                    """))
    }

    func openBooking() async throws -> Reply {
        do {
            let booking = try await TrackBooking(
                realm: realm, number: ask.form["number"] ?? "", word: ask.form["word"] ?? "",
                address: ask.address
            ).run(in: installation)
            return try following(booking.id, .see(.booking(realm, booking.number)))
        } catch ActionError.invalid(let complaints) {
            return try await bookingsReply(
                problems: complaints.mapValues { words($0.key, $0.gaps) },
                status: .unprocessableContent)
        } catch let error as ActionError where error.isTooOften {
            let failure = ask.failure(of: error, words)
            return try await bookingsReply(alert: failure.detail, status: failure.status)
        }
    }

    func bookingReply() async throws -> Reply {
        guard let file = try await followedBooking() else { return .see(.bookings(realm)) }
        let booking = file.booking
        let word = ask.query["new"] == nil ? nil : freshWord(of: booking.number)
        let facts = times.facts(of: file)
        let state = times.state(of: file)
        let page = BookingPage(
            title: word == nil ? words("bookings.title") : words("bookings.made"),
            lead: word == nil ? words("bookings.title.lead") : words("bookings.made.lead"),
            card: word.map { word in
                ReceiptCard(
                    title: words("bookings.receipt"), numberLabel: words("bookings.number"),
                    number: booking.number.description, checkLabel: words("track.word"),
                    checkWord: word, keepWords: words("bookings.keep"), facts: facts,
                    seal: words("bookings.seal"))
            },
            state: HTML.when(state) { said in
                said.isGood
                    ? noteMessage("<p>\(said.words)</p>", icon: .check) : alertMessage(said.words)
            },
            facts: [(words("bookings.number"), "\(booking.number.description)")] + facts,
            readings: file.readings.isEmpty
                ? nil
                : (
                    words("bookings.readings"), times.readings(of: file)
                ), printWords: words("receipt.print"),
            cancel: HTML.when(
                booking.canBeCancelled(at: ask.now) && state == nil,
                actionPanel(
                    words("bookings.cancel"), hint: words("bookings.cancel.hint"), icon: .leave,
                    weight: .quiet, id: "cancel",
                    form: postForm(
                        to: .bookingCancellation(realm, booking.number),
                        content: submitButton(words("bookings.cancel.send"), weight: .grave)))),
            back: NavItem(words("venues.all"), .publicVenues(realm)))
        return try await self.page(page.title, at: .venues, content: bookingPage(page))
    }

    func cancelBooking() async throws -> Reply {
        guard let file = try await followedBooking() else { throw ActionError.notFound }
        try await CancelBooking(realm: realm, booking: file.booking.id, booker: .neighbour)
            .run(in: installation)
        return .see(.booking(realm, file.booking.number))
    }
}

extension Times {
    /// What of a booking its receipt shows.
    func facts(of file: BookingFile) -> [(term: String, value: HTML)] {
        let booking = file.booking
        let what =
            file.sitting.map { words("sittingKind.\($0.kind)") }
            ?? file.room.map { words.name($0.name) } ?? ""
        var facts: [(term: String, value: HTML)] = [
            (words("bookings.fact.what"), "\(what)"),
            (
                words("bookings.fact.when"),
                "\(span(from: booking.startsAt, to: booking.endsAt))"
            ),
            (words("bookings.fact.venue"), "\(words.name(file.venue.name)) · \(file.venue.spot)"),
        ]
        if file.sitting == nil {
            facts.append((words("bookings.field.people"), "\(booking.people)"))
        }
        if let phone = file.venue.phone { facts.append((words("venues.field.phone"), "\(phone)")) }
        return facts
    }

    /// Who read how whoever booked is reached, and why.
    func readings(of file: BookingFile) -> [String] {
        file.readings.map { line in
            "\(words.name(line.body)) · \(moment(line.at)) · \(line.reason)"
        }
    }

    /// That it no longer stands, and why; nil while it does.
    func state(of file: BookingFile) -> (words: String, isGood: Bool)? {
        if let reason = file.sitting?.reason {
            return (words("bookings.state.sittingOff", ["reason": reason]), false)
        }
        guard file.booking.state == .cancelled else { return nil }
        return file.booking.reason.map { (words("bookings.state.off", ["reason": $0]), false) }
            ?? (words("bookings.state.givenBack"), true)
    }
}
