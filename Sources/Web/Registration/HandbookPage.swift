import Actions
import Kernel
import Markup
import Storage

extension Site {
    /// One's own handbook: a record, not a score.
    static func handbookReply(
        _ ask: Ask, _ back: RegistrationReturn = RegistrationReturn()
    ) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let words = frame.words
        let year = ask.handbookYear(on: frame.today)
        let asked = (ask.query["of"] ?? ask.form["of"]).flatMap { Enrolment.ID($0) }
        let own = try await ask.installation.ownHandbook(
            of: frame.visit.person.id, asked, year: year, in: frame.visit.realm)
        func view(_ main: [HTML], side: [HTML] = [], actions: HTML = .empty) -> RegistrationView {
            RegistrationView(
                title: words("registration.nav.handbook"), lead: words("handbook.lead"),
                filtersLabel: words("registration.title"),
                filters: frame.registrationFilters(.handbook()), actions: actions,
                problem: frame.problem(back), main: main, sideLabel: words("handbook.enter"),
                side: side)
        }
        guard let own else {
            return frame.reply(
                view([
                    emptyState(
                        words("handbook.none"), next: words("handbook.none.next"),
                        action: buttonLink(
                            words("registration.nav.own"), to: .registration(), weight: .first))
                ]), back)
        }
        let parts = HandbookParts(frame: frame, own: own, year: year, back: back)
        let print = buttonLink(
            words("handbook.print", ["year": String(year)]),
            to: .handbookSummary(year: year, of: own.enrolment.id), icon: .print)
        return frame.reply(view(parts.main, side: parts.side, actions: print), back)
    }

    static func enterInHandbook(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        guard let id = ask.form["of"].flatMap({ Enrolment.ID($0) }) else {
            throw ActionError.notFound
        }
        do {
            let entry = try await EnterInHandbook(
                realm: visit.realm, holding: visit.holding, enrolment: id,
                kind: ask.form["kind"] ?? "", day: ask.form["day"] ?? "",
                minutes: ask.form["minutes"] ?? "", words: ask.form["words"] ?? "",
                paid: ask.form["paid"] ?? "",
                corrects: ask.form["corrects"].flatMap { HandbookEntry.ID($0) }
            ).run(in: ask.installation)
            return .see(.handbook(year: entry.day.year, of: id))
        } catch let error as ActionError where error.isOfForm {
            let form = ask.form["kind"] == HandbookEntry.dues ? "dues" : "entry"
            return try await handbookReply(ask, RegistrationReturn(form: form, refused: error))
        }
    }
}

extension Ask {
    /// The year that is looked at; the present one unless another is asked for.
    func handbookYear(on day: Day) -> Int {
        let asked = (query["year"] ?? form["year"]).flatMap { Int($0) }
        return asked.flatMap { (2_000...day.year).contains($0) ? $0 : nil } ?? day.year
    }
}

/// Draws a year of one's own handbook.
struct HandbookParts {
    let frame: DeskFrame
    let own: OwnHandbook
    let year: Int
    let back: RegistrationReturn

    private var words: Words { frame.words }
    private var times: Times { frame.times }
    private var isOpen: Bool { own.enrolment.registration.state == .confirmed }

    var main: [HTML] {
        let place = own.place.map { words.name($0.name) } ?? ""
        let kind = words("registration.kind.\(own.enrolment.kind.rawValue)")
        return [
            """
            <p class="badges">\(chip("\(kind) · \(place)", tone: .jade))\(others)</p>\(jump)\(years)
            """,
            // What is put right stands first, where the eye is.
            corrected == nil ? .empty : form,
            panel(words("handbook.entries", ["year": String(year)]), content: entries),
            isOpen && own.enrolment.kind == .here && corrected == nil ? dues : .empty,
            panel(words("handbook.service", ["year": String(year)]), content: service),
        ]
    }

    var side: [HTML] {
        if !isOpen {
            return [panel(words("handbook.enter"), content: "<p>\(words("handbook.ended"))</p>")]
        }
        return corrected == nil ? ["<div id=\"actions\"></div>", form] : []
    }

    /// The form of what is entered, or of what is put right.
    private var form: HTML {
        corrected?.content.isPaid == nil
            ? panel(words("handbook.enter"), content: entryForm) : dues
    }

    private var dues: HTML { panel(words("handbook.dues"), content: duesForm) }

    /// On a phone the form stands far below.
    private var jump: HTML {
        HTML.when(
            isOpen && corrected == nil,
            """
            <p class="jump"><a class="button button-first" href="#actions">\
            \(words("handbook.enter"))</a></p>
            """)
    }

    /// Another handbook of the same person, where there are several.
    private var others: HTML {
        HTML.each(own.enrolments.filter { $0.id != own.enrolment.id }) { other in
            buttonLink(
                words("registration.kind.\(other.kind.rawValue)"),
                to: .handbook(year: year, of: other.id), weight: .quiet, icon: .list)
        }
    }

    private var years: HTML {
        func item(_ year: Int) -> NavItem {
            NavItem(
                words("handbook.year", ["year": String(year)]),
                .handbook(year: year, of: own.enrolment.id))
        }
        return pager(
            label: words("handbook.years"), newer: year < frame.today.year ? item(year + 1) : nil,
            older: item(year - 1))
    }

    private var entries: HTML {
        if own.entries.isEmpty {
            return "<p class=\"hint\">\(words("handbook.entries.none"))</p>"
        }
        return """
            <ol class="handbook">\(HTML.each(own.entries.reversed()) { entry($0) })</ol>
            """
    }

    private func entry(_ line: HandbookEntries.Line) -> HTML {
        let (entry, content) = (line.entry, line.content)
        let isGone = entry.state == .corrected
        let correction = HTML.when(
            isOpen && !isGone,
            """
            <a href="\(Link.handbook(
                year: year, of: own.enrolment.id, corrects: entry.id))">\
            \(words("handbook.correct"))</a>
            """)
        return """
            <li class="handbook-entry\(HTML.when(isGone, " is-corrected"))">\
            <span class="handbook-day">\(frame.day(of: line))</span>\
            <span><strong>\(frame.name(of: content))</strong>\
            \(HTML.when(content.minutes > 0, " · \(times.served(Int64(content.minutes)))"))\
            \(HTML.when(!content.words.isEmpty, "<br>\(content.words)"))\
            \(HTML.when(line.reason) {
                "<br><span class=\"hint\">\(words("handbook.returned", ["reason": $0]))</span>"
            })</span><span class="badges">\(frame.entryChip(entry))\(correction)</span></li>
            """
    }

    private var service: HTML {
        if own.service.isEmpty {
            return "<p class=\"hint\">\(words("handbook.service.none"))</p>"
        }
        return dataTable(
            caption: words("handbook.service.caption"),
            columns: ["activity", "when", "time"].map {
                TableColumn(words("certificate.column.\($0)"))
            },
            rows: own.service.reversed().map { line in
                [
                    "\(line.title)", "\(times.day(Day(of: line.startsAt, in: times.zone)))",
                    "\(times.served(line.minutes))",
                ]
            })
    }

    // MARK: - Forms

    /// The entry that is put right, where one was asked for.
    private var corrected: HandbookEntries.Line? {
        let asked = (frame.ask.query["corrects"] ?? frame.ask.form["corrects"])
            .flatMap { HandbookEntry.ID($0) }
        return asked.flatMap { id in
            own.entries.first { $0.entry.id == id && $0.entry.state != .corrected }
        }
    }

    private func hidden(_ line: HandbookEntries.Line?) -> HTML {
        """
        \(hiddenField("of", value: own.enrolment.id.description))\
        \(hiddenField("year", value: String(year)))\
        \(HTML.when(line) { hiddenField("corrects", value: $0.entry.id.description) })
        """
    }

    private var entryForm: HTML {
        let line = corrected.flatMap { $0.content.isPaid == nil ? $0 : nil }
        var standing = ["day": frame.today.description]
        if let line {
            standing = [
                "kind": line.content.kind, "day": line.entry.day.description,
                "minutes": line.content.minutes == 0 ? "" : String(line.content.minutes),
                "words": line.content.words,
            ]
        }
        let fields = frame.registrationFields("entry", back, standing: standing)
        return postForm(
            to: .handbook(), hidden: hidden(line),
            content: """
                \(HTML.when(line != nil, noteMessage(
                    "<p>\(words("handbook.correcting"))</p>", icon: .reply)))\
                \(selectField(
                    fields.field("kind", as: "entryKind"),
                    choices: frame.visit.book.profile.handbookKinds.map { kind in
                        Choice(
                            kind, label: words("handbookKind.\(kind)"),
                            isChosen: fields.value("kind") == kind)
                    }))\
                \(dateField(
                    fields.field("day"), value: fields.value("day"),
                    latest: frame.today.description))\
                \(textField(
                    fields.field("minutes", hint: true, isRequired: false),
                    value: fields.value("minutes"), kind: .number, isNarrow: true))\
                \(fields.area(
                    fields.field("words", hint: true), most: HandbookEntry.wordsCharactersMax))\
                \(submitButton(
                    words(line == nil ? "handbook.enter.send" : "handbook.correct.send"),
                    weight: .first, icon: .check))
                """)
    }

    private var duesForm: HTML {
        let line = corrected.flatMap { $0.content.isPaid == nil ? nil : $0 }
        let fields = frame.registrationFields("dues", back)
        let day = try? Day(year: year, month: 1, day: 1)
        return postForm(
            to: .handbook(),
            hidden: """
                \(hidden(line))\(hiddenField("kind", value: HandbookEntry.dues))\
                \(hiddenField("day", value: day?.description ?? ""))
                """,
            content: """
                <p class="hint">\(words("handbook.dues.hint"))</p>\
                \(radioCards(
                    fields.field("paid"),
                    choices: ["yes", "no"].map {
                        Choice(
                            $0, label: words("handbook.dues.\($0)", ["year": String(year)]),
                            isChosen: fields.value("paid") == $0)
                    }))\
                \(submitButton(words("handbook.dues.send"), weight: .second))
                """)
    }
}

extension DeskFrame {
    func name(of content: HandbookContent) -> String {
        switch content.isPaid {
        case true?: words("handbook.dues.paid")
        case false?: words("handbook.dues.unpaid")
        case nil: words("handbookKind.\(content.kind)")
        }
    }

    /// The day of an entry; of dues the year alone.
    func day(of line: HandbookEntries.Line) -> String {
        line.content.isPaid == nil
            ? times.day(line.entry.day)
            : words("handbook.year", ["year": String(line.entry.day.year)])
    }

    func entryChip(_ entry: HandbookEntry) -> HTML {
        let tone: ChipTone =
            switch entry.state {
            case .confirmed: .jade
            case .waiting: .blue
            case .returned: .amber
            case .corrected: .plain
            }
        return chip(words("handbook.state.\(entry.state.rawValue)"), tone: tone)
    }
}
