import Actions
import Kernel
import Markup
import Storage

/// The forms by which a pairing goes on, each behind its own button.
struct PairingForms {
    let frame: DeskFrame
    let file: PairingFile
    let back: PairingReturn

    private var words: Words { frame.words }
    private var pairing: Pairing { file.pairing }
    private var complaints: [String: Trouble] { back.refused.map(frame.complaints) ?? [:] }

    /// What may be done now, the usual next step first.
    func offered() async throws -> [HTML] {
        var forms: [HTML] = []
        if let supporter = file.supporter, pairing.state != .ended {
            forms.append(supporter.state == .asked ? answer() : departure())
        }
        guard file.isKeeper else { return forms }
        if pairing.kind.isPersonal, pairing.consent == nil, pairing.state != .ended {
            forms.append(try await consent())
        }
        if pairing.state != .ended {
            let most = pairing.kind == .card ? 1 : Pairing.supportersMax
            if pairing.supporters.count(where: \.isIn) < most {
                forms.append(try await supporters())
            }
            if pairing.supporters.contains(where: \.isIn) { forms.append(removal()) }
            if pairing.kind == .card, file.card != nil { forms.append(cardLink()) }
            forms.append(closure())
        }
        if pairing.consent != nil { forms.append(withdrawal()) }
        return forms
    }

    private func answer() -> HTML {
        """
        <div class="pairing-answer"><p>\(words("pairings.asked.one"))</p>\
        \(frame.answerForm(pairing))</div>
        """
    }

    private func departure() -> HTML {
        drawn(
            .answer, "pairings.leave", icon: .leave, weight: .second,
            """
            <p class="hint">\(words("pairings.leave.hint"))</p>\
            \(hiddenField("answer", value: AnswerPairing.Answer.leave.rawValue))\
            \(submitButton(words("pairings.leave"), weight: .grave))
            """)
    }

    private func consent() async throws -> HTML {
        let sent = sent(.consent)
        let witnesses = try await frame.ask.installation.witnesses(
            over: pairing.placePath, in: frame.visit.realm, without: frame.visit.person.id)
        let today = Day(of: frame.ask.now, in: frame.times.zone)
        let ticked = Set(sent.texts["covers"] ?? [])
        let parts: [HelpedDetails.Part] = [.name, .door, .phone]
        let covers = HTML.when(
            pairing.kind != .card,
            checkCards(
                field("covers", .consent, hint: true, isRequired: false),
                choices: parts.map {
                    Choice(
                        $0.rawValue, label: words("pairings.field.\($0.rawValue)"),
                        isChosen: sent.texts.isEmpty || ticked.contains($0.rawValue))
                }))
        return drawn(
            .consent, "pairings.consent", icon: .shield, weight: .first,
            """
            <p class="hint">\(words("pairings.consent.lead"))</p>\
            \(radioCards(
                field("way", .consent),
                choices: ["written", "oral"].map {
                    Choice($0, label: words("pairings.way.\($0)"), isChosen: sent["way"] == $0)
                }))\
            \(selectField(
                field("witness", .consent, hint: true, isRequired: false),
                choices: witnesses.map { line in
                    Choice(
                        line.post.id.description, label: frame.postWords(line),
                        isChosen: sent["witness"] == line.post.id.description)
                }, emptyWords: words("pairings.field.witness.empty")))\
            \(dateField(
                field("givenOn", .consent), value: sent["givenOn"] ?? today.description,
                latest: today.description))\(covers)\
            \(submitButton(words("pairings.consent.submit"), weight: .first))
            """)
    }

    private func supporters() async throws -> HTML {
        let inside = Set(pairing.supporters.filter(\.isIn).map(\.who.formValue))
        let groups = try await frame.supporterGroups(
            for: pairing.kind, near: pairing.placePath,
            chosen: sent(.supporters)["supporter"]
        ).map { group in
            ChoiceGroup(
                label: group.label, choices: group.choices.filter { !inside.contains($0.value) })
        }
        return drawn(
            .supporters, "pairings.ask", icon: .people, weight: .second,
            """
            \(groupedSelect(
                field("supporter", .supporters), groups: groups,
                emptyWords: words("pairings.field.supporter.empty")))\
            \(submitButton(words("pairings.ask"), weight: .first))
            """)
    }

    private func removal() -> HTML {
        let sent = sent(.removal)
        let told = HTML.when(
            pairing.consent != nil,
            checkbox(field("told", .removal, hint: true), isChecked: sent["told"] != nil))
        return drawn(
            .removal, "pairings.remove", icon: .leave, weight: .second,
            """
            \(selectField(
                field("leaving", .removal),
                choices: pairing.supporters.filter(\.isIn).map { supporter in
                    Choice(
                        supporter.who.formValue, label: frame.name(supporter.who, file.names),
                        isChosen: sent["leaving"] == supporter.who.formValue)
                }, emptyWords: words("form.choose")))\
            \(radioCards(
                field("parting", .removal),
                choices: Supporter.Parting.allCases.map {
                    Choice(
                        $0.rawValue, label: words("pairings.parting.\($0.rawValue)"),
                        isChosen: sent["parting"] == $0.rawValue)
                }))\(told)\
            \(submitButton(words("pairings.remove"), weight: .grave))
            """)
    }

    private func closure() -> HTML {
        let endings: [Pairing.Ending] = [.finished, .dropped]
        return drawn(
            .closure, "pairings.end", icon: .check, weight: .second,
            """
            <p class="hint">\(words(
                "pairings.end.hint", ["days": String(Pairing.keptDays)]))</p>\
            \(radioCards(
                field("ending", .closure),
                choices: endings.map {
                    Choice($0.rawValue, label: words("pairings.ending.\($0.rawValue)"))
                }))\
            \(submitButton(words("pairings.end"), weight: .grave))
            """)
    }

    private func withdrawal() -> HTML {
        drawn(
            .withdrawal, "pairings.withdraw", icon: .warning, weight: .grave,
            """
            <p class="hint">\(words("pairings.withdraw.hint"))</p>\
            \(submitButton(words("pairings.withdraw.submit"), weight: .grave))
            """)
    }

    private func cardLink() -> HTML {
        buttonLink(words("pairings.card.print"), to: .pairingCard(pairing.id), icon: .print)
    }

    // MARK: - Parts

    private func drawn(
        _ own: PairingAct, _ key: String, icon: Icon, weight: ButtonWeight, _ content: HTML
    ) -> HTML {
        actionPanel(
            words(key), icon: icon, weight: weight, id: "act-\(own.rawValue)",
            isOpen: back.act == own,
            form: postForm(
                to: .pairingAct(pairing.id, own),
                hidden: hiddenField("seen", value: String(pairing.version)), content: content))
    }

    private func sent(_ own: PairingAct) -> SentForm {
        back.act == own ? frame.ask.form : SentForm()
    }

    private func field(
        _ name: String, _ own: PairingAct, hint: Bool = false, isRequired: Bool = true
    ) -> Field {
        Field(
            name, label: words("pairings.field.\(name)"),
            hint: hint ? words("pairings.field.\(name).hint") : nil,
            problem: back.act == own ? complaints[name] : nil, isRequired: isRequired,
            form: own.rawValue)
    }
}
