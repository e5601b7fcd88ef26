import Actions
import Kernel
import Markup

extension DeskFrame {
    /// One outlet: what it is told, how that reads, what was sent and what came back.
    ///
    /// - Parameter secret: of a webhook, where it was made just now.
    func outletPage(
        _ file: OutletFile, secret: String? = nil, back: FormReturn? = nil
    ) async throws -> Reply {
        let outlet = file.outlet
        let forms = OrganisationForms(words: words, back: back)
        let story: HTML = """
            \(doneMessage())\(HTML.when(secret) { secret in
                statusMessage(
                    words("outlets.secret.made"),
                    detail: """
                        <p><code class="own-address">\(secret)</code></p>\
                        <p>\(words("outlets.secret.once"))</p>
                        """)
            })\
            \(HTML.when(file.trouble) { trouble in
                noteMessage("\(outletAnswer(trouble))", icon: .warning)
            })\
            \(matterHead(
                title: outlet.name,
                badges: [
                    chip(
                        words("outlets.kind.\(outlet.kind.rawValue)"), icon: outlet.kind.icon),
                    outletState(outlet.state),
                ], facts: outletFacts(file)))\
            \(HTML.when(outlet.kind.speaks, panel(
                words("outlets.samples"), content: outletSamples(outlet))))\
            \(panel(words("outlets.deliveries"), content: deliveryTable(file)))
            """
        let actions = outlet.state == .ended ? [] : try await outletActions(forms, file)
        return page(
            outlet.name, current: .outlets,
            content: storyAndActions(
                story: """
                    <p class="crumb"><a href="\(Link.outlets)">\(icon(.back))\
                    \(words("outlets.title"))</a></p>\(story)
                    """,
                actions: HTML.when(
                    !actions.isEmpty,
                    panel(words("matter.actions"), content: actionList(actions))),
                actionsLabel: words("matter.actions")))
    }

    private func outletFacts(_ file: OutletFile) -> [(term: String, value: HTML)] {
        let outlet = file.outlet
        let events = Event.Kind.told.filter(outlet.events.contains)
            .map { words("outlets.event.\($0.rawValue)") }.joined(separator: words("page.comma"))
        let procedures = outlet.procedures.sorted().map { words("\($0).name") }
            .joined(separator: words("page.comma"))
        var facts: [(term: String, value: HTML)] = []
        if let host = file.host { facts.append((words("outlets.fact.host"), "\(host)")) }
        if file.recipients > 0 {
            facts.append((words("outlets.fact.recipients"), "\(String(file.recipients))"))
        }
        facts.append((words("outlets.field.events"), "\(events)"))
        facts.append(
            (
                words("outlets.field.procedures"),
                "\(procedures.isEmpty ? words("outlets.procedures.all") : procedures)"
            ))
        facts.append(
            (
                words("outlets.field.place"),
                "\(file.place.map { words.name($0.name) } ?? words("outlets.field.place.all"))"
            ))
        facts.append(
            (
                words("outlets.fact.hears"),
                "\(words(outlet.hearsAll ? "outlets.hears.all" : "outlets.hears.public"))"
            ))
        if let until = file.oldSecretUntil {
            facts.append((words("outlets.fact.oldSecret"), "\(times.moment(until))"))
        }
        return facts
    }

    private func outletSamples(_ outlet: Outlet) -> HTML {
        let samples = HTML.each(Event.Kind.told.filter(outlet.events.contains)) { event in
            let said = ask.installation.sample(of: event, saidBy: outlet, visit.book)
            return """
                <div><dt>\(words("outlets.event.\(event.rawValue)"))</dt>\
                <dd class="event-text" lang="\(outlet.language.tag)">\(said)</dd></div>
                """
        }
        return """
            <p class="hint">\(words("outlets.samples.hint"))</p>\
            <dl class="facts">\(samples)</dl>
            """
    }

    // MARK: - What was sent

    private func deliveryTable(_ file: OutletFile) -> HTML {
        if file.deliveries.isEmpty {
            return "<p class=\"hint\">\(words("outlets.deliveries.none"))</p>"
        }
        let table = toldTable(
            caption: words("outlets.deliveries"),
            columns: ["event", "made", "state", "answer"].map {
                TableColumn(words("outlets.column.\($0)"))
            }, rows: file.deliveries.map { deliveryRow($0, of: file.outlet) })
        let older = file.next.map {
            NavItem(words("page.older"), .outlet(file.outlet.id, before: $0))
        }
        return """
            \(table)\(pager(label: words("outlets.deliveries"), newer: nil, older: older))
            """
    }

    private func deliveryRow(_ delivery: Delivery, of outlet: Outlet) -> [HTML] {
        let tone: ChipTone =
            switch delivery.state {
            case .sent: .jade
            case .waiting: .blue
            case .failed: .cinnabar
            }
        let tries =
            delivery.state == .waiting && delivery.attempts > 0
            ? words(
                "outlets.delivery.next",
                [
                    "count": String(delivery.attempts), "at": times.moment(delivery.nextAt),
                ])
            : delivery.attempts > 1
                ? words("outlets.delivery.tries", ["count": String(delivery.attempts)]) : nil
        let subject = delivery.event == .test ? "" : delivery.subject
        let mayReplay =
            outlet.state == .active && delivery.state != .waiting && delivery.event != .test
        let replay = HTML.when(
            mayReplay,
            postForm(
                to: .outletAct(outlet.id, "replays"),
                hidden: hiddenField("delivery", value: delivery.id.description),
                content: submitButton(words("outlets.replay.one"), weight: .quiet)))
        return [
            """
            \(words("outlets.event.\(delivery.event.rawValue)"))<br>\
            <small class="delivery-subject">\(subject)</small>
            """,
            "\(times.moment(delivery.madeAt))",
            """
            <div>\(chip(words("outlets.delivery.\(delivery.state.rawValue)"), tone: tone))\
            \(HTML.when(tries) { "<br><small>\($0)</small>" })</div>
            """,
            """
            <div class="delivery-answer">\(delivery.answer.map(outletAnswer) ?? "–")\
            \(replay)</div>
            """,
        ]
    }

    /// What came back, or why nothing went out.
    func outletAnswer(_ answer: Delivery.Answer) -> String {
        words(
            "outlets.answer.\(answer.word)",
            ["status": answer.status.map(String.init) ?? "", "detail": answer.detail])
    }

    // MARK: - What can be done

    private func outletActions(
        _ forms: OrganisationForms, _ file: OutletFile
    ) async throws -> [HTML] {
        let outlet = file.outlet
        var actions = [
            forms.panel(
                "trial", "outlets.try", hint: "outlets.try.hint", icon: .speak, weight: .first,
                to: .outletAct(outlet.id, "trial"), content: .empty),
            forms.panel(
                "change", "outlets.change", icon: .tool, to: .outletAct(outlet.id, "change"),
                submit: "org.save",
                content: """
                    \(hiddenField("seen", value: String(outlet.version)))\
                    \(try await outletFields(forms, of: "change", outlet.kind, outlet))
                    """),
        ]
        if outlet.state == .active, file.deliveries.contains(where: { $0.state == .failed }) {
            actions.append(
                forms.panel(
                    "replays", "outlets.replay", hint: "outlets.replay.hint", icon: .reply,
                    to: .outletAct(outlet.id, "replays"), content: .empty))
        }
        if outlet.kind == .webhook {
            actions.append(
                forms.panel(
                    "secret", "outlets.secret", hint: "outlets.secret.hint", icon: .keys,
                    to: .outletAct(outlet.id, "secret"), content: .empty))
        }
        let next: Outlet.State = outlet.state == .active ? .paused : .active
        actions.append(
            forms.panel(
                "state", "outlets.to.\(next.rawValue)", hint: "outlets.to.\(next.rawValue).hint",
                icon: .clock, to: .outletAct(outlet.id, "state"),
                content: hiddenField("state", value: next.rawValue)))
        actions.append(
            forms.panel(
                "end", "outlets.to.ended", hint: "outlets.to.ended.hint", icon: .leave,
                weight: .grave, to: .outletAct(outlet.id, "state"),
                content: hiddenField("state", value: Outlet.State.ended.rawValue)))
        return actions
    }
}
