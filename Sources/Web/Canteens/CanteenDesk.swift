import Actions
import Kernel
import Markup

extension Link {
    static func canteen(_ id: Venue.ID, month: Month? = nil, said: String? = nil) -> Link {
        Link(
            "desk", "canteens", id.description,
            query: ["month": month?.description, "said": said])
    }

    static func canteenAct(_ id: Venue.ID, _ act: String) -> Link {
        Link("desk", "canteens", id.description, act)
    }

    static func canteenPaper(_ id: Venue.ID, _ month: Month) -> Link {
        Link(
            "desk", "canteens", id.description, "paper", query: ["month": month.description])
    }
}

/// A canteen at the counter: one tap a meal, what today amounts to, and the month.
struct CanteenView {
    let title: String
    let above: NavItem
    let said: String?
    let problem: HTML
    let taps: HTML
    let today: [Figure]
    let monthTitle: String
    let months: (earlier: NavItem, later: NavItem)
    let figures: [Figure]
    let table: HTML
    let actionsTitle: String
    let actions: [HTML]

    typealias Figure = (words: String, value: String, detail: String?)
}

extension CanteenView {
    static var example: CanteenView {
        CanteenView(
            title: "岩岭食堂", above: NavItem("岩岭邻里中心", Link("x")), said: "记下了",
            problem: .empty, taps: .empty, today: [("今天半价", "12", nil)],
            monthTitle: "2026年11月", months: (NavItem("10月", Link("x")), NavItem("12月", Link("x"))),
            figures: [("半价餐", "240", nil)], table: .empty, actionsTitle: "可以做的", actions: [])
    }
}

func canteenPage(_ view: CanteenView) -> HTML {
    func tiles(_ figures: [CanteenView.Figure]) -> HTML {
        let drawn = HTML.each(figures) {
            figureTile($0.words, value: $0.value, detail: $0.detail)
        }
        return "<div class=\"figures\">\(drawn)</div>"
    }
    let story: HTML = """
        <p class="crumb"><a href="\(view.above.link)">\(icon(.back))\(view.above.words)</a></p>\
        <h1>\(view.title)</h1>\(HTML.when(view.said) { statusMessage($0) })\(view.problem)\
        <div class="canteen-taps">\(view.taps)</div>\(tiles(view.today))\
        <section aria-labelledby="month"><h2 id="month">\(view.monthTitle)</h2>\
        \(tiles(view.figures))\(view.table)\
        \(pager(
            label: view.monthTitle, newer: view.months.earlier, older: view.months.later))\
        </section>
        """
    return storyAndActions(
        story: "<div class=\"activity-sections\">\(story)</div>",
        actions: panel(view.actionsTitle, content: actionList(view.actions)),
        actionsLabel: view.actionsTitle)
}

extension DeskFrame {
    func canteenPage(_ file: CanteenFile, back: FormReturn? = nil) -> Reply {
        let forms = OrganisationForms(words: words, back: back)
        let id = file.venue.id
        let view = CanteenView(
            title: words("canteens.title", ["name": words.name(file.venue.name)]),
            above: NavItem(words.name(file.venue.name), .venue(id)), said: said(file),
            problem: HTML.when(back) { back in
                alertMessage(back.failure.title, detail: "<p>\(back.failure.detail)</p>")
            }, taps: file.canteen.map { taps(forms, $0) } ?? "<p>\(words("canteens.none"))</p>",
            today: todayFigures(file),
            monthTitle: words("canteens.month", ["month": times.month(file.month.first)]),
            months: (
                NavItem(
                    times.month(file.month.previous.first),
                    .canteen(id, month: file.month.previous)),
                NavItem(times.month(file.month.next.first), .canteen(id, month: file.month.next))
            ),
            figures: monthFigures(file), table: times.table(of: file),
            actionsTitle: words("matter.actions"),
            actions: canteenForms(forms, file))
        return page(view.title, current: .venues(), content: Web.canteenPage(view))
    }

    private func todayFigures(_ file: CanteenFile) -> [CanteenView.Figure] {
        guard file.month == Month(of: today) else { return [] }
        let sum = file.sum(of: today)
        return [
            (words("canteens.today.reduced"), String(sum.reduced), nil),
            (words("canteens.today.whole"), String(sum.whole), nil),
        ]
    }

    private func monthFigures(_ file: CanteenFile) -> [CanteenView.Figure] {
        let sum = file.sum
        var figures: [CanteenView.Figure] = [
            (words("canteens.reduced"), String(sum.reduced), nil),
            (words("canteens.whole"), String(sum.whole), nil),
            (words("canteens.subsidy"), Yuan.text(fen: sum.subsidyFen), nil),
        ]
        for balance in file.balances {
            figures.append(
                (
                    words("canteens.left"), Yuan.text(fen: balance.fen),
                    words("funds.source.\(balance.source.rawValue)")
                ))
        }
        return figures
    }

    /// What came of the last tap: the number of a new card, or that a meal was counted.
    private func said(_ file: CanteenFile) -> String? {
        guard let said = ask.query["said"] else { return nil }
        if let number = try? CardNumber(parsing: said) {
            return words("canteens.said.card", ["number": number.description])
        }
        return words(said == "back" ? "canteens.said.back" : "canteens.said.done")
    }

    private func taps(_ forms: OrganisationForms, _ canteen: Canteen) -> HTML {
        let own = canteen.priceFen - canteen.subsidyFen
        return """
            \(postForm(
                to: .canteenAct(canteen.venue, "meals"),
                content: """
                    \(textField(
                        Field(
                            "number", label: words("canteens.card"),
                            problem: forms.problem("number", of: "meals")),
                        autocomplete: "off", lengthMax: 20, isNarrow: true))\
                    \(submitButton(
                        words("canteens.tap.reduced", ["fen": Yuan.text(fen: own)]),
                        weight: .first, icon: .check))
                    """))\
            \(postForm(
                to: .canteenAct(canteen.venue, "meals"),
                content: """
                    \(textField(
                        Field(
                            "plates", label: words("canteens.plates"),
                            problem: forms.problem("plates", of: "meals"), form: "whole"),
                        value: "1", kind: .number, isNarrow: true))\
                    \(submitButton(
                        words(
                            "canteens.tap.whole", ["fen": Yuan.text(fen: canteen.priceFen)]),
                        weight: .second, icon: .plus))
                    """))\
            \(postForm(
                to: .canteenAct(canteen.venue, "reversal"),
                content: submitButton(
                    words("canteens.takeBack"), weight: .quiet, icon: .back)))
            """
    }

    private func canteenForms(_ forms: OrganisationForms, _ file: CanteenFile) -> [HTML] {
        let id = file.venue.id
        func yuan(_ fen: Int64?) -> String {
            fen.map { Yuan.text(fen: $0).filter { $0 != "," } } ?? ""
        }
        let terms = forms.panel(
            "terms", "canteens.terms", icon: .tool, weight: file.canteen == nil ? .first : .second,
            to: .canteenAct(id, "terms"), submit: "org.save",
            content: """
                \(forms.text(
                    "price", of: "terms", "canteens.field.price",
                    now: yuan(file.canteen?.priceFen), lengthMax: 10, isNarrow: true))\
                \(forms.text(
                    "subsidy", of: "terms", "canteens.field.subsidy",
                    now: yuan(file.canteen?.subsidyFen), hint: "canteens.field.subsidy.hint",
                    lengthMax: 10, isNarrow: true))
                """)
        guard file.canteen != nil else { return [terms] }
        let card = forms.panel(
            "cards", "canteens.prove", hint: "canteens.prove.hint", icon: .plus, weight: .first,
            to: .canteenAct(id, "cards"),
            content: radioCards(
                forms.field("proof", of: "cards", "canteens.field.proof"),
                choices: MealCard.Proof.allCases.map {
                    Choice($0.rawValue, label: words("canteens.proof.\($0.rawValue)"))
                }))
        let grant = forms.panel(
            "grants", "canteens.grant", hint: "canteens.grant.hint", icon: .list,
            to: .canteenAct(id, "grants"), submit: "org.save",
            content: """
                \(forms.choice(
                    "source", of: "grants", "funds.field.source",
                    groups: [
                        ChoiceGroup(
                            label: nil,
                            choices: FundSource.allCases.map {
                                Choice(
                                    $0.rawValue, label: words("funds.source.\($0.rawValue)"))
                            })
                    ]))\
                \(forms.text(
                    "amount", of: "grants", "funds.field.amount", lengthMax: 20, isNarrow: true))\
                \(dateField(
                    forms.field(
                        "until", of: "grants", "canteens.field.until",
                        hint: "canteens.field.until.hint", isRequired: false),
                    value: forms.value("until", of: "grants"), earliest: today.description))\
                \(forms.text(
                    "words", of: "grants", "canteens.field.words",
                    lengthMax: Canteen.wordsCharactersMax))
                """)
        let ending = forms.panel(
            "end", "canteens.end", hint: "canteens.end.hint", icon: .leave, weight: .grave,
            to: .canteenAct(id, "end"),
            content: forms.text("number", of: "end", "canteens.card", lengthMax: 20))
        let paper = buttonLink(
            words("canteens.paper"), to: .canteenPaper(id, file.month), icon: .print)
        return [card, grant, terms, ending, paper]
    }

    /// The statement of a month on one sheet: days and sources, and nobody's name or card.
    func canteenPaper(_ file: CanteenFile) -> Reply {
        let sum = file.sum
        var facts: [(term: String, value: HTML)] = [
            (words("canteens.reduced"), "\(sum.reduced)"),
            (words("canteens.whole"), "\(sum.whole)"),
            (words("canteens.subsidy"), "\(Yuan.text(fen: sum.subsidyFen))"),
            (words("canteens.paid"), "\(Yuan.text(fen: sum.paidFen))"),
        ]
        for paid in file.sources {
            facts.append(
                (words("funds.source.\(paid.source.rawValue)"), "\(Yuan.text(fen: paid.fen))"))
        }
        let paper = Paper(
            realm: words.name(visit.realm.name),
            heading: words("canteens.paper.heading"),
            lead: words(
                "canteens.paper.lead",
                [
                    "name": words.name(file.venue.name), "month": times.month(file.month.first),
                ]),
            facts: facts, parts: [(words("canteens.days"), times.table(of: file))],
            signatures: [words("canteens.signature")], footer: words("canteens.paper.footer"))
        return .page(
            paperPage(
                ask.frame(words("canteens.paper.heading"), words), paper,
                tools: buttonRow([
                    buttonLink(
                        words("page.back"), to: .canteen(file.venue.id, month: file.month),
                        icon: .back), printButton(words("page.print")),
                ])))
    }
}

extension Times {
    fileprivate func table(of file: CanteenFile) -> HTML {
        if file.days.isEmpty { return "<p class=\"hint\">\(words("canteens.days.none"))</p>" }
        return toldTable(
            caption: words("canteens.days"),
            columns: [
                TableColumn(words("canteens.column.day")),
                TableColumn(words("canteens.reduced"), isNumber: true),
                TableColumn(words("canteens.whole"), isNumber: true),
                TableColumn(words("canteens.subsidy"), isNumber: true),
                TableColumn(words("canteens.paid"), isNumber: true),
            ],
            rows: file.days.map { line in
                [
                    "\(dayName(line.day))", "\(line.sum.reduced)", "\(line.sum.whole)",
                    "\(Yuan.text(fen: line.sum.subsidyFen))",
                    "\(Yuan.text(fen: line.sum.paidFen))",
                ]
            })
    }
}
