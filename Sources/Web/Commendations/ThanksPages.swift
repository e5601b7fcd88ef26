import Actions
import Kernel
import Markup
import Storage

/// Thanks that their people agreed to, as everyone reads them, the newest first and nobody ranked.
struct ThanksPage {
    struct Card {
        let called: String
        let deed: String
        let words: String?
        let when: String
    }

    let title: String
    let lead: String
    let cards: [Card]
    let none: (title: String, next: String)
    let older: NavItem?
}

extension ThanksPage {
    static var example: ThanksPage {
        ThanksPage(
            title: "谢谢邻里", lead: "本人同意才登",
            cards: [Card(called: "小林", deed: "陪楼里老人看病", words: "顺手的事", when: "11月20日")],
            none: ("还没有", "过几天再看"), older: nil)
    }
}

func thanksPage(_ page: ThanksPage) -> HTML {
    readingColumn(
        title: page.title, lead: page.lead,
        content: """
            \(page.cards.isEmpty
                ? emptyState(page.none.title, next: page.none.next)
                : "<div class=\"story\">\(HTML.each(page.cards, thanksCard))</div>")\
            \(pager(label: page.title, newer: nil, older: page.older))
            """)
}

private func thanksCard(_ card: ThanksPage.Card) -> HTML {
    """
    <article class="panel"><h2>\(icon(.star)) \(card.called)</h2><p>\(card.deed)</p>\
    \(HTML.when(card.words) { "<blockquote><p>\($0)</p></blockquote>" })\
    <p class="hint">\(card.when)</p></article>
    """
}

extension Neighbourhood {
    func thanksReply() async throws -> Reply {
        let found = try await installation.commendations(
            published: true, in: realm,
            before: ask.query["before"].flatMap { Commendation.ID($0) }, limit: Site.thanksMax)
        let page = ThanksPage(
            title: words("thanks.public.title"), lead: words("thanks.public.lead"),
            cards: found.lines.compactMap { line in
                line.consent.map { consent in
                    ThanksPage.Card(
                        called: consent.called, deed: line.deed, words: consent.words,
                        when: line.answeredAt.map(times.moment) ?? "")
                }
            }, none: (words("thanks.public.none"), words("thanks.public.none.next")),
            older: found.next.map { NavItem(words("page.older"), .thanks(realm, before: $0)) })
        return try await self.page(page.title, at: .notices, content: thanksPage(page))
    }
}

extension DeskFrame {
    /// Whom one would like to thank, and who was asked before.
    func thanks(_ page: CommendationPage, _ refused: ActionError?) -> HTML {
        let complaints = refused.map(self.complaints) ?? [:]
        func field(_ name: String) -> Field {
            Field(
                name, label: words("thanks.field.\(name)"),
                hint: words("thanks.field.\(name).hint"), problem: complaints[name])
        }
        let form = postForm(
            to: .deskThanks(),
            content: """
                \(textField(
                    field("volunteer"), value: ask.form["volunteer"] ?? "", lengthMax: 60,
                    isNarrow: true))\
                \(textField(
                    field("deed"), value: ask.form["deed"] ?? "",
                    lengthMax: Commendation.deedCharactersMax))\
                \(submitButton(words("thanks.ask"), weight: .first, icon: .star))
                """)
        let rows = page.lines.map { line -> [HTML] in
            [
                "\(page.names[line.person] ?? "–")", "\(line.deed)",
                chip(
                    words("thanks.state.\(line.state.rawValue)"),
                    tone: line.state == .published ? .jade : .plain),
                "\(times.moment(line.askedAt))",
            ]
        }
        return """
            \(deskHead(title: words("thanks.title"), detail: words("thanks.detail")))\
            <div class="story">\(panel(words("thanks.ask"), content: form))\
            \(rows.isEmpty
                ? emptyState(words("thanks.none"), next: words("thanks.none.next"))
                : dataTable(
                    caption: words("thanks.list"),
                    columns: ["who", "deed", "state", "when"].map {
                        TableColumn(words("thanks.column.\($0)"))
                    }, rows: rows))\
            \(pager(
                label: words("thanks.list"), newer: nil,
                older: page.next.map { NavItem(words("page.older"), .deskThanks(before: $0)) }))\
            </div>
            """
    }

    /// On one's own page: what one is asked, and what stands under one's name.
    func thanksPanel(_ own: [Commendation], _ refused: ActionError?) -> HTML {
        let shown = own.filter { $0.state == .asked || $0.state == .published }
        guard !shown.isEmpty else { return .empty }
        return panel(
            words("thanks.own"), content: HTML.each(shown) { ownThanks($0, refused) })
    }

    private func ownThanks(_ line: Commendation, _ refused: ActionError?) -> HTML {
        let to = Link.thanksAnswer(line.id)
        func answer(_ answer: AnswerCommendation.Answer, _ weight: ButtonWeight) -> HTML {
            submitButton(
                words("thanks.answer.\(answer.rawValue)"), weight: weight, name: "answer",
                value: answer.rawValue)
        }
        if let consent = line.consent {
            return """
                <p><strong>\(consent.called)</strong> · \(line.deed)</p>\
                \(HTML.when(consent.words) { "<blockquote><p>\($0)</p></blockquote>" })\
                <p class="hint">\(words("thanks.own.published"))</p>\
                \(postForm(to: to, content: answer(.withdraw, .grave)))
                """
        }
        let complaints = refused.map(self.complaints) ?? [:]
        func field(_ name: String, isRequired: Bool) -> Field {
            Field(
                name, label: words("thanks.field.\(name)"), problem: complaints[name],
                isRequired: isRequired, form: line.id.description)
        }
        return """
            <p>\(line.deed)</p><p class="hint">\(words("thanks.own.lead"))</p>\
            \(postForm(
                to: to,
                content: """
                    \(textField(
                        field("called", isRequired: false), value: ask.form["called"] ?? "",
                        lengthMax: Commendation.calledCharactersMax, isNarrow: true))\
                    \(textField(
                        field("words", isRequired: false), value: ask.form["words"] ?? "",
                        lengthMax: Commendation.wordsCharactersMax))\
                    \(buttonRow([answer(.agree, .first), answer(.decline, .second)]))
                    """))
            """
    }
}
