import Actions
import Kernel
import Markup
import Storage

extension Site {
    /// Call-ups: who is short of hands, and how many shifts are taken.
    static func callUpsReply(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let words = frame.words
        let before = ask.query["before"].flatMap { CallUp.ID($0) }
        let lists = try await ask.installation.callUpLists(
            in: frame.visit.realm, before: before, limit: 20)
        let open = HTML.when(
            before == nil,
            section(
                words("callUps.open"), id: "open",
                content: lists.open.isEmpty
                    ? emptyState(words("callUps.none"), next: words("callUps.none.next"))
                    : frame.cards(lists.open)))
        let closed = HTML.when(
            !lists.closed.isEmpty,
            section(
                words("callUps.closed"), id: "closed",
                content: """
                    \(frame.cards(lists.closed))\
                    \(pager(
                        label: words("callUps.closed"), newer: nil,
                        older: lists.older.map {
                            NavItem(words("page.older"), .callUps(before: $0))
                        }))
                    """))
        return frame.reply(
            RegistrationView(
                title: words("registration.nav.callUps"), lead: words("callUps.lead"),
                filtersLabel: words("registration.title"),
                filters: frame.registrationFilters(.callUps()),
                actions: HTML.when(
                    frame.visit.holding.verbs.contains(.organise),
                    buttonLink(
                        words("callUps.new"), to: .newCallUp, weight: .first, icon: .plus)),
                main: [open, closed, frame.exportLinks(.callUps, like: .callUps())]),
            RegistrationReturn())
    }

    static func newCallUpForm(
        _ ask: Ask, _ back: RegistrationReturn = RegistrationReturn()
    ) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let (words, visit) = (frame.words, frame.visit)
        let fields = frame.registrationFields("callUp", back)
        let places = try await ask.installation.places(
            in: visit.realm, under: visit.holding.post.reach)
        let chosen = ask.form["place"].flatMap { Place.ID($0) } ?? visit.holding.post.place
        let form = postForm(
            to: .callUps(), draft: frame.draft("call-up"),
            content: """
                \(textField(
                    fields.field("title", hint: true), value: fields.value("title"),
                    lengthMax: CallUp.titleCharactersMax))\
                \(groupedSelect(
                    fields.field("place", as: "callUpPlace"),
                    groups: placeGroups(places, chosen: chosen, words: words)))\
                \(textField(
                    fields.field("venue", hint: true), value: fields.value("venue"),
                    lengthMax: Activity.venueCharactersMax))\
                \(selectField(
                    fields.field("kind", as: "callUpKind"),
                    choices: visit.book.profile.activityKinds.map { kind in
                        Choice(
                            kind, label: words("activityKind.\(kind)"),
                            isChosen: fields.value("kind") == kind)
                    }))\
                \(fields.area(
                    fields.field("about", hint: true), most: CallUp.aboutCharactersMax, rows: 5))\
                \(submitButton(words("callUps.send"), weight: .first, icon: .bell))
                """)
        let view = FormPage(
            title: words("callUps.new"), lead: words("callUps.new.lead"),
            problem: frame.problem(back), form: form)
        var reply = frame.page(view.title, current: .registration(), content: formPage(view))
        if let refused = back.refused { reply.status = ask.failure(of: refused, words).status }
        return reply
    }

    static func openCallUp(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        do {
            let callUp = try await OpenCallUp(
                realm: visit.realm, holding: visit.holding,
                place: ask.form["place"].flatMap { Place.ID($0) }, kind: ask.form["kind"] ?? "",
                title: ask.form["title"] ?? "", about: ask.form["about"] ?? "",
                venue: ask.form["venue"] ?? ""
            ).run(in: ask.installation)
            return .see(.callUp(callUp.id))
        } catch let error as ActionError where error.isOfForm {
            return try await newCallUpForm(ask, RegistrationReturn(form: "callUp", refused: error))
        }
    }

    static func callUpReply(_ ask: Ask, _ back: RegistrationReturn = RegistrationReturn())
        async throws -> Reply
    {
        let frame = try await DeskFrame(ask)
        let words = frame.words
        guard
            let file = try await ask.installation.callUpFile(
                try ask.callUpID(), in: frame.visit.realm, for: frame.visit.person.id)
        else { throw ActionError.notFound }
        let parts = CallUpParts(frame: frame, file: file, back: back)
        return frame.reply(
            RegistrationView(
                title: file.callUp.title,
                lead: file.placeLine.map { words.name($0.name) }.joined(separator: " › "),
                filtersLabel: words("registration.title"),
                filters: frame.registrationFilters(.callUps()), problem: frame.problem(back),
                main: parts.main, sideLabel: words("registration.answer"), side: parts.side),
            back)
    }

    static func actOnCallUp(_ act: CallUpAct, _ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        let (realm, holding, id) = (visit.realm, visit.holding, try ask.callUpID())
        do {
            switch act {
            case .shifts:
                try await AddShift(
                    realm: realm, holding: holding, callUp: id, post: ask.form["post"] ?? "",
                    day: ask.form["day"] ?? "", time: ask.form["time"] ?? "",
                    until: ask.form["until"] ?? "", places: ask.form["places"] ?? ""
                ).run(in: ask.installation)
            case .answer:
                try await AnswerCallUp(
                    realm: realm, holding: holding, callUp: id, hands: ask.form["hands"] ?? "",
                    words: ask.form["words"] ?? ""
                ).run(in: ask.installation)
            case .closure:
                try await CloseCallUp(
                    realm: realm, holding: holding, callUp: id,
                    seen: ask.form["seen"].flatMap { Int($0) } ?? 0
                ).run(in: ask.installation)
            }
            return .see(.callUp(id))
        } catch let error as ActionError where error.isOfForm {
            return try await callUpReply(
                ask, RegistrationReturn(form: act.rawValue, refused: error))
        }
    }
}

extension Ask {
    func callUpID() throws -> CallUp.ID {
        guard let id = CallUp.ID(try parameter("id")) else { throw ActionError.notFound }
        return id
    }
}

extension DeskFrame {
    /// Call-ups in short, each with a bar of how many hands it has of those it needs.
    fileprivate func cards(_ lines: [CallUpLine]) -> HTML {
        """
        <div class="call-ups">\(HTML.each(lines) { line in
            """
            <article class="panel"><h3 class="meeting-title">\
            <a href="\(Link.callUp(line.callUp.id))">\(line.callUp.title)</a></h3>\
            <p class="hint">\(line.body.map { words.name($0.name) } ?? "") · \
            \(line.callUp.venue)</p>\(placesMeter(meter(line)))</article>
            """
        })</div>
        """
    }

    private func meter(_ line: CallUpLine) -> PlacesMeter {
        guard line.needed > 0 else {
            return PlacesMeter(words: words("callUps.noShifts"), taken: nil)
        }
        return PlacesMeter(
            words: words(
                "callUps.taken",
                [
                    "taken": String(line.taken), "needed": String(line.needed),
                    "shifts": String(line.shifts),
                ]), taken: (min(line.taken, line.needed), line.needed))
    }
}
