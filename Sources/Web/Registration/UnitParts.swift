import Actions
import Kernel
import Markup
import Storage

/// Draws one unit's registration for one post.
struct UnitParts {
    let frame: DeskFrame
    let file: UnitFile
    let back: RegistrationReturn

    private var words: Words { frame.words }
    private var times: Times { frame.times }
    private var unit: UnitRegistration { file.unit }
    private var isInside: Bool { file.isOwn || file.isKept }

    var main: [HTML] {
        [facts, isInside ? notes : .empty, isInside ? letters : .empty]
    }

    private var facts: HTML {
        let registration = unit.registration
        var facts: [(term: String, value: HTML)] = [
            (words("registration.field.hands"), "\(unit.hands)"),
            (words("registration.field.unitOffers"), "\(unit.offers)"),
            (words("units.fact.sent"), "\(times.moment(unit.proposedAt))"),
        ]
        if let day = registration.confirmedOn {
            facts.append((words("registration.fact.confirmed"), "\(times.day(day))"))
        }
        if let day = registration.reaffirmBy {
            facts.append((words("registration.fact.reaffirm"), "\(times.day(day))"))
        }
        if let phone = file.body?.phone { facts.append((words("units.fact.phone"), "\(phone)")) }
        let returned = HTML.when(registration.reason) { reason in
            noteMessage(
                "<p>\(words("registration.returned", ["reason": reason]))</p>", icon: .reply)
        }
        return """
            <section class="panel"><p class="badges">\
            \(frame.stateChip(registration, on: frame.today))</p>\(returned)\
            \(definitionList(facts))</section>
            """
    }

    private var notes: HTML {
        let rows = file.notes.map { line in
            let post = file.posts[line.post]
            return TimelineEntry(
                post?.post.body == unit.body ? .resident : .reply, title: line.note,
                who: post.map { "\(words.name($0.bodyName)) · \($0.personName)" } ?? "",
                when: times.moment(line.at), whenISO: times.machine(line.at))
        }
        let fields = frame.registrationFields("note", back)
        let form = HTML.when(
            unit.registration.state == .confirmed,
            postForm(
                to: .unitAct(unit.id, .note),
                content: """
                    \(fields.area(
                        fields.field("words", as: "note", hint: true),
                        most: UnitRegistration.noteCharactersMax, rows: 2))\
                    \(submitButton(words("units.note.send"), weight: .second, icon: .speak))
                    """))
        return panel(
            words("units.notes"),
            content: """
                \(rows.isEmpty
                    ? "<p class=\"hint\">\(words("units.notes.none"))</p>"
                    : timeline(label: words("units.notes"), rows))\(form)
                """)
    }

    private var letters: HTML {
        let rows = HTML.each(file.letters) { letter in
            """
            <li><a href="\(Link.homeLetter(unit.id, letter.code))">\(words(
                "units.letter.line",
                [
                    "from": times.day(letter.from), "until": times.day(letter.until),
                    "times": String(letter.facts.times),
                ]))</a></li>
            """
        }
        return panel(
            words("units.letters"),
            content: file.letters.isEmpty
                ? "<p class=\"hint\">\(words("units.letters.none"))</p>"
                : "<ul class=\"plain-list\">\(rows)</ul>")
    }

    // MARK: - What can be done

    var side: [HTML] {
        let forms = offered
        if forms.isEmpty { return [] }
        return [panel(words("registration.answer"), content: actionList(forms))]
    }

    private var offered: [HTML] {
        var forms: [HTML] = []
        let state = unit.registration.state
        if file.isKept, state == .proposed {
            forms += [tap(.confirmation, weight: .first), giveBack]
        }
        if file.isOwn, state == .returned {
            forms.append(
                buttonLink(words("units.again"), to: .newUnit, weight: .first, icon: .reply))
        }
        if file.isOwn, unit.registration.asksAgain(on: frame.today) {
            forms.append(tap(.reaffirmation, weight: .first))
        }
        if file.isKept, state == .confirmed { forms.append(letterForm) }
        if isInside, state != .ended { forms.append(closure) }
        return forms
    }

    private var seen: HTML { hiddenField("seen", value: String(unit.version)) }

    private func tap(_ act: KeepUnit.Act, weight: ButtonWeight) -> HTML {
        postForm(
            to: .unitAct(unit.id, act), hidden: seen,
            content: submitButton(
                words("units.act.\(act.rawValue)"), weight: weight, icon: .check))
    }

    private var giveBack: HTML {
        let fields = frame.registrationFields(KeepUnit.Act.return.rawValue, back)
        return actionPanel(
            words("registration.return"), icon: .reply, weight: .second, id: "act-return",
            isOpen: back.form == KeepUnit.Act.return.rawValue,
            form: postForm(
                to: .unitAct(unit.id, .return), hidden: seen,
                content: """
                    \(fields.area(
                        fields.field("words", as: "returnReason", hint: true),
                        most: Registration.reasonCharactersMax))\
                    \(submitButton(words("registration.return"), weight: .second))
                    """))
    }

    private var letterForm: HTML {
        let first = (try? Day(year: frame.today.year, month: 1, day: 1)) ?? frame.today
        let fields = frame.registrationFields(
            "letter", back,
            standing: ["from": first.description, "until": frame.today.description])
        return actionPanel(
            words("units.letter"), hint: words("units.letter.short"), icon: .seal,
            weight: .second, id: "act-letter", isOpen: back.form == "letter",
            form: postForm(
                to: .homeLetters(unit.id),
                content: """
                    <p class="hint">\(words("units.letter.hint"))</p><div class="form-pair">\
                    \(dateField(fields.field("from"), value: fields.value("from")))\
                    \(dateField(fields.field("until"), value: fields.value("until")))</div>\
                    \(submitButton(words("units.letter.send"), weight: .first))
                    """))
    }

    private var closure: HTML {
        actionPanel(
            words("units.act.closure"), icon: .leave, weight: .grave, id: "act-closure",
            form: postForm(
                to: .unitAct(unit.id, .closure), hidden: seen,
                content: """
                    <p class="hint">\(words("units.closure.hint"))</p>\
                    \(submitButton(words("units.act.closure"), weight: .grave))
                    """))
    }
}
