import Actions
import HTTPTypes
import Kernel
import Markup

/// A sitting: what is done, and its slots, each to be taken with one press.
struct SittingPage {
    let title: String
    let lead: String
    let badges: [HTML]
    let facts: [(term: String, value: HTML)]
    let confidential: String?
    let slotsTitle: String
    let problem: HTML
    let form: HTML
    let back: NavItem
}

extension SittingPage {
    static var example: SittingPage {
        SittingPage(
            title: "法律咨询", lead: "请带材料", badges: [chip("还有 4 个号", tone: .jade)],
            facts: [("时间", "12月5日")], confidential: "说的话不记录", slotsTitle: "挑一个时间",
            problem: .empty, form: .empty, back: NavItem("阵地", Link("x")))
    }
}

func sittingPage(_ page: SittingPage) -> HTML {
    readingColumn(
        title: page.title, lead: page.lead, above: "<p class=\"badges\">\(page.badges)</p>",
        content: """
            <div class="story"><section class="panel">\(definitionList(page.facts))</section>\
            \(HTML.when(page.confidential) { noteMessage("<p>\($0)</p>", icon: .shield) })\
            <section class="panel" aria-labelledby="slots">\
            <h2 class="panel-title" id="slots">\(page.slotsTitle)</h2>\
            \(page.problem)\(page.form)</section>\
            \(buttonRow([buttonLink(page.back.words, to: page.back.link, icon: .back)]))</div>
            """)
}

extension Neighbourhood {
    func sittingReply(
        complaints: [String: ActionError.Complaint] = [:], failure: Failure? = nil
    ) async throws -> Reply {
        guard let id = Sitting.ID(try ask.parameter("id")),
            let file = try await installation.sittingFile(id, in: realm)
        else { throw ActionError.notFound }
        let sitting = file.line.sitting
        let card = times.card(of: file.line, link: .publicSitting(realm, id))
        let isConfidential = book.profile.venues?.confidential.contains(sitting.kind) ?? true
        let page = SittingPage(
            title: card.kind, lead: sitting.about,
            badges: [
                chip(card.state ?? card.meter.words, tone: card.state == nil ? .jade : .cinnabar)
            ], facts: facts(of: file, card),
            confidential: isConfidential ? words("sittings.confidential") : nil,
            slotsTitle: words("sittings.slots"),
            problem: HTML.when(failure) { alertMessage($0.title, detail: "<p>\($0.detail)</p>") },
            form: form(file, isConfidential, complaints),
            back: NavItem(words("venues.all"), .publicVenues(realm)))
        return try await self.page(
            page.title, at: .venues, status: failure?.status ?? .ok, content: sittingPage(page))
    }

    private func facts(of file: SittingFile, _ card: SittingCard) -> [(term: String, value: HTML)] {
        let venue: HTML = """
            <a href="\(Link.publicVenue(realm, file.line.venue.id))">\(card.venue)</a>\
            \(HTML.when(file.room) { " · \(words.name($0.name))" }) · \(file.line.venue.spot)
            """
        var facts: [(term: String, value: HTML)] = [
            (words("sittings.field.when"), "\(card.when)"), (words("sittings.field.venue"), venue),
        ]
        if let body = file.line.body {
            facts.append((words("sittings.field.body"), "\(words.name(body))"))
        }
        facts.append(
            (
                words("sittings.field.slotMinutes"),
                "\(words("activities.minutes", ["minutes": String(file.line.sitting.slotMinutes)]))"
            ))
        if let reason = file.line.sitting.reason {
            facts.append((words("sittings.field.reason"), "\(reason)"))
        }
        return facts
    }

    private func form(
        _ file: SittingFile, _ isConfidential: Bool, _ complaints: [String: ActionError.Complaint]
    ) -> HTML {
        let sitting = file.line.sitting
        guard sitting.state == .open, sitting.endsAt > ask.now else {
            return "<p class=\"hint\">\(words("sittings.over"))</p>"
        }
        let slots = (1...max(sitting.slots, 1)).map { slot -> HTML in
            let isFree = file.bookings[slot] == nil && sitting.takes(slot, at: ask.now)
            let time = times.clock(sitting.start(of: slot))
            return """
                <label class="slot\(HTML.when(!isFree, " slot-taken"))">\
                <input type="radio" name="slot" value="\(slot)"\
                \(flag: "disabled", !isFree) required><span>\(time)\
                <small>\(words(isFree ? "sittings.slot.free" : "sittings.slot.taken"))</small>\
                </span></label>
                """
        }
        guard file.bookings.count < sitting.slots else {
            return "<p>\(words("sittings.full.next"))</p>"
        }
        func field(_ name: String, hint: Bool) -> Field {
            Field(
                name, label: words("bookings.field.\(name)"),
                hint: hint ? words("sittings.field.\(name).hint") : nil,
                problem: complaints[name].map { words($0.key, $0.gaps) }, isRequired: false,
                mark: words("form.optional"))
        }
        return postForm(
            to: .sittingBookings(realm, sitting.id),
            hidden: hiddenField(
                Sending.field, value: ask.form[Sending.field] ?? Sending.freshKey()),
            content: """
                <fieldset class="field"><legend>\(words("sittings.slots.choose"))</legend>\
                <div class="slots">\(slots)</div></fieldset>\
                \(HTML.when(!isConfidential, textField(
                    field("phone", hint: true), value: ask.form["phone"] ?? "", kind: .tel,
                    autocomplete: "tel", lengthMax: 20)))\
                \(submitButton(words("sittings.take"), weight: .first, icon: .check))
                """)
    }

    func bookSlot() async throws -> Reply {
        guard let id = Sitting.ID(try ask.parameter("id")) else { throw ActionError.notFound }
        do {
            let receipt = try await BookSlot(
                realm: realm, sitting: id, slot: ask.form["slot"] ?? "",
                phone: ask.form["phone"] ?? "",
                limit: Limit.Counted(.bookings, of: ask.address), sending: ask.form.sending()
            ).run(in: installation)
            return try showing(receipt)
        } catch ActionError.invalid(let complaints) {
            return try await sittingReply(
                complaints: complaints, failure: ask.failure(of: .invalid(complaints), words))
        } catch let error as ActionError where error.isTooOften {
            return try await sittingReply(failure: ask.failure(of: error, words))
        }
    }
}
