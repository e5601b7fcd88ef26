import Actions
import Kernel
import Markup
import Storage

/// What one can help with oneself: said by oneself, taken back at any time.
struct OwnHelpView {
    let title: String
    let lead: String
    let problem: HTML
    let form: HTML
    let withdrawal: HTML
}

extension OwnHelpView {
    static var example: OwnHelpView {
        OwnHelpView(
            title: "我能帮什么", lead: "自己说了算", problem: .empty, form: .empty, withdrawal: .empty)
    }
}

func ownHelpPage(_ view: OwnHelpView) -> HTML {
    readingColumn(
        title: view.title, lead: view.lead,
        content: "\(view.problem)\(view.form)\(view.withdrawal)")
}

extension Site {
    static func ownHelpReply(_ ask: Ask, refused: ActionError? = nil) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let (words, visit) = (frame.words, frame.visit)
        let standing = try await ask.installation.helper(visit.person.id)
        let form =
            visit.book.profile.helpable(by: visit.holding).isEmpty
            ? emptyState(words("help.none"), next: words("help.none.next"))
            : try await OwnHelpForm(frame: frame, standing: standing, refused: refused).draw()
        let view = OwnHelpView(
            title: words("help.title"), lead: words("help.lead"),
            problem: HTML.when(refused) {
                let failure = ask.failure(of: $0, words)
                return alertMessage(failure.title, detail: "<p>\(failure.detail)</p>")
            }, form: form,
            withdrawal: HTML.when(
                standing != nil,
                postForm(
                    to: .ownHelpWithdrawal,
                    content: submitButton(
                        words("help.withdraw"), weight: .quiet, icon: .leave))))
        var reply = frame.page(view.title, current: .ownService(), content: ownHelpPage(view))
        if let refused { reply.status = ask.failure(of: refused, words).status }
        return reply
    }

    static func declareHelp(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        do {
            guard let place = ask.form["place"].flatMap({ Place.ID($0) }) else {
                throw ActionError.invalid(["place": .init("answer.missing")])
            }
            guard let most = Int((ask.form["most"] ?? "").trimmingCharacters().halfWidth) else {
                throw ActionError.invalid(["most": .init("answer.notANumber")])
            }
            let times = (ask.form.texts["times"] ?? []).compactMap { Int($0) }
                .reduce(into: FreeTimes()) { $0.formUnion(FreeTimes(rawValue: 1 << ($1 & 31))) }
                .intersection(.all)
            try await DeclareHelp(
                realm: visit.realm, holding: visit.holding, place: place,
                kinds: Set(ask.form.texts["kinds"] ?? []), times: times, most: most,
                languages: Set(ask.form.texts["languages"] ?? [])
            ).run(in: ask.installation)
            return .see(.ownService())
        } catch let error as ActionError where error.isOfForm {
            return try await ownHelpReply(ask, refused: error)
        }
    }
}

private struct OwnHelpForm {
    let frame: DeskFrame
    let standing: AidOffer?
    let refused: ActionError?

    private var words: Words { frame.words }
    private var sent: SentForm? { refused == nil ? nil : frame.ask.form }

    func draw() async throws -> HTML {
        let visit = frame.visit
        let places = try await frame.ask.installation.places(in: visit.realm, under: .root)
        let chosen =
            sent?["place"].flatMap { Place.ID($0) } ?? standing?.place ?? visit.holding.post.place
        let kinds = sent.map { Set($0.texts["kinds"] ?? []) } ?? standing?.kinds ?? []
        let spoken =
            sent.map { Set($0.texts["languages"] ?? []) } ?? standing?.languages ?? []
        return postForm(
            to: .ownHelp,
            content: """
                \(checkCards(
                    field("kinds"),
                    choices: visit.book.profile.helpable(by: visit.holding).map { category in
                        Choice(
                            category.id, label: words("category.\(category.id)"),
                            isChosen: kinds.contains(category.id))
                    }))\
                \(HTML.when(
                    !visit.book.profile.languages.isEmpty,
                    checkCards(
                        field("languages", hint: true, isRequired: false),
                        choices: visit.book.profile.languages.map { language in
                            Choice(
                                language, label: words("language.\(language)"),
                                isChosen: spoken.contains(language))
                        })))\
                \(groupedSelect(
                    field("place", hint: true),
                    groups: placeGroups(places, chosen: chosen, words: words)))\
                \(times)\
                \(textField(
                    field("most", hint: true),
                    value: sent?["most"] ?? standing.map { String($0.most) } ?? "2",
                    kind: .number, isNarrow: true))\
                \(submitButton(words("help.save"), weight: .first, icon: .check))
                """)
    }

    /// A week of mornings, afternoons and evenings.
    private var times: HTML {
        let free = standing?.times ?? []
        let ticked = sent.map { Set($0.texts["times"] ?? []) }
        let heads = HTML.each(FreeTimes.Part.allCases) {
            "<th scope=\"col\">\(words("matching.part.\($0)"))</th>"
        }
        let rows = HTML.each(1...7) { weekday in
            let cells = HTML.each(FreeTimes.Part.allCases) { part in
                let bit = (weekday - 1) * FreeTimes.Part.allCases.count + part.rawValue
                let isOn = ticked?.contains(String(bit)) ?? free.contains(.on(weekday, part))
                return """
                    <td><label><input type="checkbox" name="times" value="\(bit)"\
                    \(flag: "checked", isOn)><span class="visually-hidden">\
                    \(words("meetings.weekday.\(weekday)"))\(words("matching.part.\(part)"))\
                    </span></label></td>
                    """
            }
            return "<tr><th scope=\"row\">\(words("meetings.weekday.\(weekday)"))</th>\(cells)</tr>"
        }
        let problem = HTML.when(refused.map(frame.complaints)?["times"]) {
            "<p class=\"problem\">\($0.words)</p>"
        }
        return """
            <fieldset class="field"><legend>\(words("help.field.times"))</legend>\(problem)\
            <table class="free-times"><thead><tr><td></td>\(heads)</tr></thead>\
            <tbody>\(rows)</tbody></table></fieldset>
            """
    }

    private func field(
        _ name: String, hint: Bool = false, isRequired: Bool = true
    ) -> Field {
        Field(
            name, label: words("help.field.\(name)"),
            hint: hint ? words("help.field.\(name).hint") : nil,
            problem: refused.map(frame.complaints)?[name], isRequired: isRequired)
    }
}
