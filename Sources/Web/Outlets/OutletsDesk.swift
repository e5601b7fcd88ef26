import Actions
import Kernel
import Markup

extension Outlet.Kind {
    var icon: Icon {
        switch self {
        case .webhook: .globe
        case .wecom, .dingtalk, .feishu: .speak
        case .email: .letters
        case .sms: .phone
        }
    }
}

extension DeskFrame {
    /// Where the realm's events are told outside.
    func outletsPage() async throws -> Reply {
        let outlets = try await ask.installation.outlets(of: visit.realm)
        let rows = outlets.map { outlet -> [HTML] in
            [
                "<a href=\"\(Link.outlet(outlet.id))\">\(outlet.name)</a>",
                "\(icon(outlet.kind.icon)) \(words("outlets.kind.\(outlet.kind.rawValue)"))",
                "<div>\(outletState(outlet.state))</div>",
                "\(words("outlets.events.count", ["count": String(outlet.events.count)]))",
            ]
        }
        let list: HTML =
            rows.isEmpty
            ? emptyState(words("outlets.none"), next: words("outlets.none.next"))
            : dataTable(
                caption: words("outlets.all"),
                columns: ["name", "kind", "state", "events"].map {
                    TableColumn(words("outlets.column.\($0)"))
                }, rows: rows)
        let kinds = Outlet.Kind.allCases.map { kind in
            buttonLink(
                words("outlets.kind.\(kind.rawValue)"), to: .newOutlet(kind), icon: kind.icon)
        }
        return page(
            words("outlets.title"), current: .outlets,
            content: """
                \(deskHead(title: words("outlets.title"), detail: words("outlets.detail")))\
                <div class="story">\(list)\
                \(panel(
                    words("outlets.add"),
                    content: "<p>\(words("outlets.add.lead"))</p>\(buttonRow(kinds))"))</div>
                """)
    }

    func outletState(_ state: Outlet.State) -> HTML {
        let tone: ChipTone =
            switch state {
            case .active: .jade
            case .paused: .amber
            case .ended: .plain
            }
        return chip(words("outlets.state.\(state.rawValue)"), tone: tone)
    }

    func newOutletPage(_ name: String, back: FormReturn? = nil) async throws -> Reply {
        guard let kind = Outlet.Kind(rawValue: name) else { throw ActionError.notFound }
        let forms = OrganisationForms(words: words, back: back)
        let form = postForm(
            to: .outlets, draft: draft("outlet"),
            content: """
                \(hiddenField("kind", value: kind.rawValue))\
                \(try await outletFields(forms, of: "new", kind, nil))\
                \(submitButton(words("outlets.add.submit"), weight: .first, icon: .plus))
                """)
        let unreached = !ask.installation.means.reaches(kind)
        let view = FormPage(
            title: words("outlets.kind.\(kind.rawValue)"),
            lead: words("outlets.lead.\(kind.rawValue)"),
            problem: """
                \(HTML.when(back) { back in
                    alertMessage(
                        back.failure.title,
                        detail: "<p>\(outletProblem(back) ?? back.failure.detail)</p>")
                })\(HTML.when(
                    unreached, noteMessage("\(words("outlets.problem.noMeans"))", icon: .warning)))
                """, form: form)
        return page(view.title, current: .outlets, content: formPage(view))
    }

    /// What is wrong with the outlet as a whole rather than with a field.
    private func outletProblem(_ back: FormReturn) -> String? {
        back.complaints["kind"].map { words($0.key, $0.gaps) }
    }

    /// What an outlet is told and where it leads, filled with what stands.
    func outletFields(
        _ forms: OrganisationForms, of form: String, _ kind: Outlet.Kind, _ outlet: Outlet?
    ) async throws -> HTML {
        let procedures = visit.book.profile.procedures.map(\.key.name)
        let sentProcedures = forms.isBack(form) ? forms.back?.sent.texts["procedures"] ?? [] : nil
        let sentEvents = forms.isBack(form) ? forms.back?.sent.texts["events"] ?? [] : nil
        let hearsAll =
            forms.isBack(form)
            ? forms.back?.sent["hearsAll"] != nil : outlet?.hearsAll ?? false
        let chosen = outlet.map { $0.procedures } ?? []
        return """
            \(forms.text(
                "name", of: form, "outlets.field.name", now: outlet?.name ?? "",
                hint: "outlets.field.name.hint", lengthMax: Outlet.nameCharactersMax))\
            \(targetFields(forms, of: form, kind, isNew: outlet == nil))\
            \(checkCards(
                forms.field("events", of: form, "outlets.field.events"),
                choices: Event.Kind.told.map { event in
                    Choice(
                        event.rawValue, label: words("outlets.event.\(event.rawValue)"),
                        isChosen: sentEvents?.contains(event.rawValue)
                            ?? outlet?.events.contains(event) ?? false)
                }))\
            \(checkbox(
                forms.field(
                    "hearsAll", of: form, "outlets.field.hearsAll",
                    hint: "outlets.field.hearsAll.hint", isRequired: false),
                isChecked: hearsAll))\
            \(try await placeChoice(forms, of: form, outlet))\
            \(folded(
                words("outlets.field.procedures"), isOpen: !chosen.isEmpty,
                content: checkCards(
                    forms.field(
                        "procedures", of: form, "outlets.field.procedures.which",
                        hint: "outlets.field.procedures.hint", isRequired: false),
                    choices: procedures.map { name in
                        Choice(
                            name, label: words("\(name).name"),
                            isChosen: sentProcedures?.contains(name) ?? chosen.contains(name))
                    })))\
            \(forms.choice(
                "language", of: form, "outlets.field.language",
                groups: [
                    ChoiceGroup(
                        label: nil,
                        choices: Language.allCases.map {
                            Choice($0.rawValue, label: words("outlets.language.\($0.rawValue)"))
                        })
                ], now: (outlet?.language ?? words.language).rawValue))\
            \(sentenceFields(forms, of: form, kind, outlet))
            """
    }

    private func targetFields(
        _ forms: OrganisationForms, of form: String, _ kind: Outlet.Kind, isNew: Bool
    ) -> HTML {
        let hint = isNew ? "outlets.field.url.\(kind.rawValue).hint" : "outlets.field.keep"
        switch kind {
        case .webhook, .wecom, .dingtalk, .feishu:
            let secret =
                kind == .dingtalk || kind == .feishu
                ? forms.text(
                    "secret", of: form, "outlets.field.secret",
                    hint: isNew ? "outlets.field.secret.hint" : "outlets.field.keep",
                    isRequired: false, lengthMax: OutletTarget.secretCharactersMax)
                : .empty
            return """
                \(forms.text(
                    "url", of: form, "outlets.field.url", hint: hint, isRequired: isNew,
                    lengthMax: OutletTarget.urlCharactersMax))\(secret)
                """
        case .email:
            return forms.area(
                "recipients", of: form, "outlets.field.mail",
                hint: isNew ? "outlets.field.mail.hint" : "outlets.field.keep", isRequired: isNew,
                lengthMax: 4_000)
        case .sms:
            return forms.text(
                "recipients", of: form, "outlets.field.phone",
                hint: isNew ? "outlets.field.phone.hint" : "outlets.field.keep",
                isRequired: isNew, lengthMax: 30, isNarrow: true)
        }
    }

    private func placeChoice(
        _ forms: OrganisationForms, of form: String, _ outlet: Outlet?
    ) async throws -> HTML {
        let profile = visit.book.profile
        let places = try await ask.installation.places(in: visit.realm)
            .filter { profile.isPublic(level: $0.level) }
        return forms.choice(
            "place", of: form, "outlets.field.place",
            groups: placeGroups(places, chosen: nil, words: words),
            now: outlet?.place?.description ?? "", isRequired: false,
            emptyWords: words("outlets.field.place.all"))
    }

    /// The sentences that people will read, each with its gaps.
    private func sentenceFields(
        _ forms: OrganisationForms, of form: String, _ kind: Outlet.Kind, _ outlet: Outlet?
    ) -> HTML {
        // A new outlet says the usual sentences; they are changed where it is shown how they read.
        guard kind.speaks, let outlet else { return .empty }
        let areas = HTML.each(Event.Kind.told.filter(outlet.events.contains)) { event in
            let usual = ask.installation.usualSentence(
                of: event, in: outlet.language, visit.book)
            let gaps = event.gaps.map { "{\($0.rawValue)}" }.joined(separator: " ")
            return """
                \(forms.area(
                    OutletWish.field(of: event), of: form,
                    "outlets.event.\(event.rawValue)", now: outlet.texts[event] ?? usual,
                    isRequired: false, rows: 5, lengthMax: OutletText.charactersMax))\
                <p class="hint">\(words("outlets.gaps", ["gaps": gaps]))</p>
                """
        }
        let isWrong = forms.back?.complaints.keys.contains { $0.hasPrefix("text-") } ?? false
        return folded(
            words("outlets.field.texts"), isOpen: forms.isBack(form) && isWrong,
            content: "<p class=\"hint\">\(words("outlets.field.texts.hint"))</p>\(areas)")
    }
}
