import Actions
import Kernel
import Markup
import Storage

/// The money of a project at the desk: what there is, line by line, and the form of the next.
struct FundView {
    let title: String
    let lead: String
    let problem: HTML
    let tools: [HTML]
    let sums: HTML
    let linesTitle: String
    let lines: HTML
    let older: NavItem?
    let form: HTML
}

func fundPage(_ view: FundView) -> HTML {
    """
    \(deskHead(title: view.title, detail: view.lead, actions: buttonRow(view.tools)))\
    \(view.problem)<div class="story">\(view.sums)\(view.form)\(view.lines)\
    \(pager(label: view.linesTitle, newer: nil, older: view.older))</div>
    """
}

extension FundView {
    static var example: FundView {
        FundView(
            title: "四点半课堂的经费", lead: "谁出的、花在哪", problem: .empty, tools: [],
            sums: "<p>3,000.00</p>", linesTitle: "每一笔", lines: "<p>…</p>", older: nil,
            form: .empty)
    }
}

/// Draws the money of one project for one post.
struct FundParts {
    let frame: DeskFrame
    let file: FundFile
    let back: FundReturn

    private var words: Words { frame.words }
    private var matter: Matter { file.file.matter }
    private var tables: FundTables { FundTables(words: words, times: frame.times) }

    var view: FundView {
        FundView(
            title: words("funds.title", ["project": matter.title]), lead: words("funds.lead"),
            problem: HTML.when(back.refused) {
                let failure = frame.ask.failure(of: $0, words)
                return alertMessage(failure.title, detail: "<p>\(failure.detail)</p>")
            },
            tools: [
                buttonLink(words("funds.project"), to: .matter(matter.reference), icon: .back),
                buttonLink(words("funds.paper"), to: .fundPaper(matter.reference), icon: .print),
            ], sums: tables.sums(file.sums), linesTitle: words("funds.lines"),
            lines: lines,
            older: file.next.map {
                NavItem(words("page.older"), .fund(matter.reference, before: $0))
            }, form: file.isKept ? form : .empty)
    }

    private var lines: HTML {
        guard !file.lines.isEmpty else {
            return emptyState(words("funds.none"), next: words("funds.none.next"))
        }
        let tools: ((Funds.Line) -> HTML)? = file.isKept ? { reversal($0) } : nil
        return tables.lines(file.lines, who: who, tools: tools)
    }

    private func who(_ line: Funds.Line) -> String {
        file.posts[line.post].map { frame.postWords($0) } ?? "–"
    }

    private func reversal(_ line: Funds.Line) -> HTML {
        guard !line.isReversed, line.line.reverses == nil else { return .empty }
        let isBack = back.line == line.line.id
        return folded(
            words("funds.reverse"), isOpen: isBack,
            content: postForm(
                to: .fundReversal(matter.reference, line.line.id),
                content: """
                    \(textField(
                        Field(
                            "reason", label: words("funds.field.reason"),
                            problem: isBack ? complaints["reason"] : nil,
                            form: "reverse-\(line.line.id)"),
                        value: isBack ? frame.ask.form["reason"] ?? "" : "",
                        lengthMax: FundLine.wordsCharactersMax))\
                    \(submitButton(words("funds.reverse.submit"), weight: .grave))
                    """))
    }

    // MARK: - The form

    private var complaints: [String: Trouble] { back.refused.map(frame.complaints) ?? [:] }
    private var sent: SentForm { back.line == nil ? frame.ask.form : SentForm() }

    private var form: HTML {
        let isBack = back.refused != nil && back.line == nil
        let today = Day(of: frame.ask.now, in: frame.times.zone)
        return actionPanel(
            words("funds.enter"), icon: .plus, weight: .first, id: "act-enter", isOpen: isBack,
            form: postForm(
                to: .fund(matter.reference),
                content: """
                    \(radioCards(
                        field("kind"),
                        choices: FundLine.Kind.allCases.map {
                            Choice(
                                $0.rawValue, label: words("funds.kind.\($0.rawValue)"),
                                isChosen: sent["kind"] == $0.rawValue)
                        }))\
                    \(selectField(
                        field("source"),
                        choices: FundSource.allCases.map {
                            Choice(
                                $0.rawValue, label: words("funds.source.\($0.rawValue)"),
                                isChosen: sent["source"] == $0.rawValue)
                        }, emptyWords: words("form.choose")))\
                    <div class="form-pair">\(textField(
                        field("amount", hint: true), value: sent["amount"] ?? "", lengthMax: 20,
                        isNarrow: true))\
                    \(dateField(field("day"), value: sent["day"] ?? today.description))</div>\
                    \(textField(
                        field("words", hint: true), value: sent["words"] ?? "",
                        lengthMax: FundLine.wordsCharactersMax))\
                    \(submitButton(words("funds.enter.submit"), weight: .first))
                    """))
    }

    private func field(_ name: String, hint: Bool = false) -> Field {
        Field(
            name, label: words("funds.field.\(name)"),
            hint: hint ? words("funds.field.\(name).hint") : nil,
            problem: back.line == nil ? complaints[name] : nil)
    }
}

extension DeskFrame {
    /// On the page of a project's matter: what it has, and the way to every line.
    func fundPanel(_ file: MatterFile) -> HTML {
        guard file.procedure.keepsMoney else { return .empty }
        let tables = FundTables(words: words, times: times)
        let used = (file.funds ?? []).filter { !$0.isEmpty }
        let lines = used.map { sum -> (term: String, value: HTML) in
            let said = words(
                "funds.panel.line",
                ["left": tables.yuan(sum.left), "received": tables.yuan(sum.received)])
            return (words("funds.source.\(sum.source.rawValue)"), "\(said)")
        }
        return panel(
            words("funds.panel"),
            content: """
                \(used.isEmpty
                    ? "<p class=\"hint\">\(words("funds.none"))</p>"
                    : definitionList(lines))\
                \(buttonLink(
                    words(file.isFundKept ? "funds.open.kept" : "funds.open"),
                    to: .fund(file.matter.reference), icon: .arrow))
                """)
    }
}
