import Actions
import Kernel
import Markup
import Storage

extension Site {
    /// The units that are registered: one's own, and those in one's reach.
    static func unitsReply(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        guard frame.mayReadUnits else { throw ActionError.forbidden }
        let words = frame.words
        let list = try await ask.installation.unitList(
            in: frame.visit.realm, for: frame.visit.holding)
        let mayRegister = frame.visit.holding.verbs.contains(.offer)
        func rows(_ units: [UnitRegistration]) -> HTML {
            registrationRows(
                units.map { unit in
                    RegistrationRow(
                        title: list.bodies[unit.body].map { words.name($0.name) } ?? "",
                        link: .unit(unit.id),
                        detail: [
                            list.places[unit.place].map { words.name($0.name) } ?? "",
                            words("registration.hands", ["count": String(unit.hands)]),
                        ].joined(separator: " · "),
                        badges: frame.stateChip(unit.registration, on: frame.today))
                })
        }
        var main: [HTML] = []
        if mayRegister {
            main.append(
                section(
                    words("units.own"), id: "own",
                    content: list.own.isEmpty
                        ? emptyState(words("units.own.none"), next: words("units.own.none.next"))
                        : rows(list.own)))
        }
        if !mayRegister || !list.kept.isEmpty {
            main.append(
                section(
                    words("units.kept"), id: "kept",
                    content: list.kept.isEmpty
                        ? emptyState(words("units.none"), next: words("units.none.next"))
                        : rows(list.kept)))
        }
        main.append(frame.exportLinks(.units, like: .units))
        return frame.reply(
            RegistrationView(
                title: words("registration.nav.units"), lead: words("units.lead"),
                filtersLabel: words("registration.title"),
                filters: frame.registrationFilters(.units),
                actions: HTML.when(
                    mayRegister,
                    buttonLink(words("units.new"), to: .newUnit, weight: .first, icon: .plus)),
                main: main), RegistrationReturn())
    }

    static func newUnitForm(
        _ ask: Ask, _ back: RegistrationReturn = RegistrationReturn()
    ) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let words = frame.words
        let own = try await ask.installation.unitList(
            in: frame.visit.realm, for: frame.visit.holding
        ).own.first { $0.registration.state == .returned }
        let places = try await ask.installation.registers(in: frame.visit.realm)
        let fields = frame.registrationFields(
            "unit", back,
            standing: [
                "place": own?.place.description ?? "", "hands": own.map { String($0.hands) } ?? "",
                "offers": own?.offers ?? "",
            ])
        let body = frame.bodyNames[frame.visit.holding.post.body].map { words.name($0.name) } ?? ""
        let form = postForm(
            to: .units, draft: frame.draft("unit"),
            content: """
                \(selectField(
                    fields.field("place", as: "unitPlace", hint: true),
                    choices: places.map { place in
                        Choice(
                            place.id.description, label: words.name(place.name),
                            isChosen: fields.value("place") == place.id.description)
                    }, emptyWords: words("registration.field.place.empty")))\
                \(textField(
                    fields.field("hands", hint: true), value: fields.value("hands"),
                    kind: .number, isNarrow: true))\
                \(fields.area(
                    fields.field("offers", as: "unitOffers", hint: true),
                    most: UnitRegistration.offersCharactersMax))\
                \(submitButton(words("units.send"), weight: .first, icon: .check))
                """)
        let view = FormPage(
            title: words("units.new"), lead: words("units.new.lead", ["unit": body]),
            problem: frame.problem(back),
            form: places.isEmpty
                ? emptyState(words("registration.enrol.nowhere"), next: words("units.nowhere.next"))
                : form)
        var reply = frame.page(view.title, current: .registration(), content: formPage(view))
        if let refused = back.refused { reply.status = ask.failure(of: refused, words).status }
        return reply
    }

    static func registerUnit(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        do {
            let unit = try await RegisterUnit(
                realm: visit.realm, holding: visit.holding,
                place: ask.form["place"].flatMap { Place.ID($0) }, hands: ask.form["hands"] ?? "",
                offers: ask.form["offers"] ?? ""
            ).run(in: ask.installation)
            return .see(.unit(unit.id))
        } catch let error as ActionError where error.isOfForm {
            return try await newUnitForm(ask, RegistrationReturn(form: "unit", refused: error))
        }
    }
}

extension Site {
    /// One unit's registration, with what the two sides wrote to each other.
    static func unitReply(_ ask: Ask, _ back: RegistrationReturn = RegistrationReturn())
        async throws -> Reply
    {
        let frame = try await DeskFrame(ask)
        let words = frame.words
        guard
            let file = try await ask.installation.unitFile(
                try ask.unitID(), in: frame.visit.realm, for: frame.visit.holding)
        else { throw ActionError.notFound }
        let parts = UnitParts(frame: frame, file: file, back: back)
        return frame.reply(
            RegistrationView(
                title: file.body.map { words.name($0.name) } ?? words("pairings.gone"),
                lead: file.placeLine.map { words.name($0.name) }.joined(separator: " › "),
                filtersLabel: words("registration.title"),
                filters: frame.registrationFilters(.units), problem: frame.problem(back),
                main: parts.main, sideLabel: words("registration.answer"), side: parts.side),
            back)
    }

    static func keepUnit(_ act: KeepUnit.Act, _ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        do {
            let unit = try await KeepUnit(
                realm: visit.realm, holding: visit.holding, unit: try ask.unitID(),
                seen: ask.form["seen"].flatMap { Int($0) } ?? 0, act: act,
                words: ask.form["words"] ?? ""
            ).run(in: ask.installation)
            return .see(act == .closure ? .units : .unit(unit.id))
        } catch let error as ActionError where error.isOfForm {
            return try await unitReply(ask, RegistrationReturn(form: act.rawValue, refused: error))
        }
    }

    static func writeHomeLetter(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        do {
            let letter = try await WriteHomeLetter(
                realm: visit.realm, holding: visit.holding, unit: try ask.unitID(),
                from: ask.form["from"] ?? "", until: ask.form["until"] ?? ""
            ).run(in: ask.installation)
            return .see(.homeLetter(letter.unit, letter.code))
        } catch let error as ActionError where error.isOfForm {
            return try await unitReply(ask, RegistrationReturn(form: "letter", refused: error))
        }
    }
}

extension Ask {
    func unitID() throws -> UnitRegistration.ID {
        guard let id = UnitRegistration.ID(try parameter("id")) else { throw ActionError.notFound }
        return id
    }
}
