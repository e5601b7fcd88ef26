import Actions
import Kernel
import Markup
import Storage

/// A sheet as the desk draws it: to be filled in on a phone in front of the building, or to read.
struct SheetView {
    let title: String
    let badges: [HTML]
    let problem: HTML
    let back: NavItem
    let form: HTML?
    let marksTitle: String
    let marks: HTML
    let appealTitle: String
    let appeal: HTML
    let actions: [HTML]
    let storyTitle: String
    let entries: [TimelineEntry]
}

extension SheetView {
    static var example: SheetView {
        SheetView(
            title: "1号楼看2号楼", badges: [chip("未填")], problem: .empty,
            back: NavItem("回到这一轮", Link("a")), form: "<form></form>", marksTitle: "评分",
            marks: "<p>40</p>", appealTitle: "申诉", appeal: .empty, actions: [],
            storyTitle: "经过", entries: [])
    }
}

func sheetPage(_ view: SheetView) -> HTML {
    """
    <div class="sheet-page"><header class="page-head"><p class="badges">\(view.badges)</p>\
    <h1>\(view.title)</h1></header>\(view.problem)\
    \(HTML.when(view.form) { "<section class=\"panel\">\($0)</section>" })\
    \(HTML.when(!view.marks.isEmpty, panel(view.marksTitle, content: view.marks)))\
    \(HTML.when(!view.appeal.isEmpty, panel(view.appealTitle, content: view.appeal)))\
    \(HTML.when(!view.actions.isEmpty, actionList(view.actions)))\
    \(HTML.when(
        !view.entries.isEmpty,
        panel(view.storyTitle, content: timeline(label: view.storyTitle, view.entries))))\
    \(buttonRow([buttonLink(view.back.words, to: view.back.link, icon: .back)]))</div>
    """
}

extension Site {
    static func sheetReply(
        _ ask: Ask, act: SheetAct? = nil, refused: ActionError? = nil
    ) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        try frame.requireAppraisal()
        guard
            let file = try await ask.installation.appraisalSheet(
                ask.id(), in: frame.visit.realm),
            frame.isConcerned(with: file.scheme.placePath)
        else { throw ActionError.notFound }
        let view = SheetReading(frame: frame, file: file, act: act, refused: refused).view()
        var reply = frame.page(view.title, current: .appraisals, content: sheetPage(view))
        if let refused { reply.status = ask.failure(of: refused, frame.words).status }
        return reply
    }
}

/// Makes the page of a sheet out of what was read.
struct SheetReading {
    let frame: DeskFrame
    let file: AppraisalSheetFile
    let act: SheetAct?
    let refused: ActionError?

    private var words: Words { frame.words }
    private var sheet: AppraisalSheet { file.sheet }
    private var rules: AppraisalRules { file.scheme.rules }
    private var complaints: [String: Trouble] { refused.map(frame.complaints) ?? [:] }

    private func name(_ building: Place.ID) -> String {
        words.building(building, of: file.lines, under: file.scheme.placePath)
    }

    private func may(_ verb: Verb, _ building: Place.ID?) -> Bool {
        guard let building else {
            return frame.visit.holding.grants(
                verb, at: file.scheme.placePath, in: frame.visit.realm.id)
        }
        return file.lines.places[building].map {
            frame.visit.holding.grants(verb, at: $0.path, in: frame.visit.realm.id)
        } ?? false
    }

    func view() -> SheetView {
        let isOpen = file.round.state == .open
        let form = isOpen && may(.enter, sheet.visitor) ? marksForm() : nil
        var badges = [
            sheet.total.map {
                chip(
                    words(
                        "appraisal.pointsOf",
                        ["points": String($0), "max": String(rules.pointsMax)]), tone: .jade)
            } ?? chip(words("appraisal.sheet.missing"), tone: .amber)
        ]
        badges.append(chip(words.month(of: file.round)))
        return SheetView(
            title: words(
                "appraisal.sheet.title",
                ["visitor": name(sheet.visitor), "building": name(sheet.building)]),
            badges: badges, problem: frame.problem(refused),
            back: NavItem(words("appraisal.sheet.back"), .round(file.round.id)), form: form,
            marksTitle: words("appraisal.sheet.marks"),
            marks: sheet.isEntered && form == nil ? marks() : .empty,
            appealTitle: words("appraisal.appeal"), appeal: appeal(), actions: actions(),
            storyTitle: words("appraisal.story"),
            entries: file.story.map(frame.appraisalEntry))
    }

    // MARK: - Filling in

    private func marksForm() -> HTML {
        let sent = act == .marks ? frame.ask.form : SentForm()
        let rows = HTML.each(Array(zip(rules.criteria, 1...))) { criterion, number in
            let mark = number <= sheet.marks.count ? sheet.marks[number - 1] : nil
            return """
                <fieldset class="mark-fields"><legend>\(criterion.name)</legend>\
                <p class="hint">\(criterion.looksAt)</p>\
                \(textField(
                    Field(
                        "points\(number)",
                        label: words(
                            "appraisal.field.mark", ["max": String(criterion.pointsMax)]),
                        problem: complaints["points\(number)"]),
                    value: value("points\(number)", mark.map { String($0.points) }, sent),
                    kind: .number, isNarrow: true))\
                \(textField(
                    Field(
                        "evidence\(number)", label: words("appraisal.field.evidence"),
                        hint: words("appraisal.field.evidence.hint"),
                        problem: complaints["evidence\(number)"], isRequired: false),
                    value: value("evidence\(number)", mark?.evidence, sent),
                    lengthMax: AppraisalMark.evidenceCharactersMax))</fieldset>
                """
        }
        let key = sheet.isEntered ? "appraisal.sheet.correct" : "appraisal.sheet.enter"
        return postForm(
            to: .sheetAct(sheet.id, .marks),
            hidden: hiddenField("seen", value: String(sheet.version)),
            content: "\(rows)\(submitButton(words(key), icon: .check))")
    }

    private func value(_ field: String, _ standing: String?, _ sent: SentForm) -> String {
        sent.texts.isEmpty ? standing ?? "" : sent[field] ?? ""
    }

    // MARK: - Reading

    private func marks() -> HTML {
        let counted = sheet.points
        return toldTable(
            caption: words("appraisal.sheet.marks"),
            columns: [
                TableColumn(words("appraisal.criterion")),
                TableColumn(words("appraisal.column.points"), isNumber: true),
                TableColumn(words("appraisal.field.evidence")),
            ],
            rows: zip(sheet.marks, rules.criteria).enumerated().map { index, pair in
                let (mark, criterion) = pair
                let points = index < counted.count ? counted[index] : mark.points
                let before = points == mark.points ? "" : "\(mark.points) → "
                return [
                    "\(criterion.name)", "\(before)\(points) / \(criterion.pointsMax)",
                    "\(mark.evidence ?? "–")",
                ]
            })
    }

    private func appeal() -> HTML {
        guard let appeal = sheet.appeal else { return .empty }
        let decision = HTML.when(appeal.decision) { decision in
            """
            <p>\(chip(
                words(
                    decision.isUpheld ? "appraisal.appeal.upheld" : "appraisal.appeal.dismissed"),
                tone: decision.isUpheld ? .jade : .plain)) \(decision.words)</p>
            """
        }
        return """
            <p>\(appeal.reason)</p><p class="hint">\(frame.times.moment(appeal.at))</p>\(decision)
            """
    }

    // MARK: - Appeals

    private func actions() -> [HTML] {
        let today = Day(of: frame.ask.now, in: frame.times.zone)
        if sheet.appeal == nil {
            let takes = file.round.takesAppeals(on: today) && sheet.isEntered
            return takes && may(.enter, sheet.building) ? [appealForm()] : []
        }
        guard let appeal = sheet.appeal, appeal.decision == nil, may(.convene, nil),
            file.round.state == .closed
        else { return [] }
        let person = frame.visit.person.id
        guard appeal.person != person, sheet.entry?.person != person else {
            return [noteMessage("<p>\(words("appraisal.refusal.ownSheet"))</p>")]
        }
        return [decisionForm()]
    }

    private func appealForm() -> HTML {
        let until = file.round.appealsUntil.map(frame.times.day) ?? ""
        return actionPanel(
            words("appraisal.act.appeal"),
            hint: words("appraisal.appeal.hint", ["day": until]), icon: .speak,
            id: "act-appeal", isOpen: act == .appeal,
            form: postForm(
                to: .sheetAct(sheet.id, .appeal),
                content: """
                    \(textField(
                        Field(
                            "reason", label: words("appraisal.field.reason"),
                            problem: complaints["reason"]),
                        value: act == .appeal ? frame.ask.form["reason"] ?? "" : "",
                        lengthMax: AppraisalAppeal.wordsCharactersMax))\
                    \(submitButton(words("appraisal.act.appeal")))
                    """))
    }

    private func decisionForm() -> HTML {
        let sent = act == .decision ? frame.ask.form : SentForm()
        let isUpheld = sent["outcome"] == "upheld"
        let points = HTML.each(Array(zip(rules.criteria, 1...))) { criterion, number in
            let mark = number <= sheet.marks.count ? sheet.marks[number - 1].points : 0
            return textField(
                Field(
                    "points\(number)",
                    label: words(
                        "appraisal.field.decided",
                        ["name": criterion.name, "max": String(criterion.pointsMax)]),
                    problem: complaints["points\(number)"]),
                value: value("points\(number)", String(mark), sent), kind: .number,
                isNarrow: true)
        }
        return actionPanel(
            words("appraisal.act.decision"), icon: .check, weight: .first, id: "act-decision",
            isOpen: act == .decision,
            form: postForm(
                to: .sheetAct(sheet.id, .decision),
                content: """
                    \(radioCards(
                        Field("outcome", label: words("appraisal.field.outcome")),
                        choices: [
                            Choice(
                                "upheld", label: words("appraisal.appeal.upheld"),
                                detail: words("appraisal.appeal.upheld.detail"),
                                isChosen: isUpheld),
                            Choice(
                                "dismissed", label: words("appraisal.appeal.dismissed"),
                                isChosen: sent["outcome"] == "dismissed"),
                        ]))<div class="form-thirds">\(points)</div>\
                    \(textField(
                        Field(
                            "words", label: words("appraisal.field.decision"),
                            problem: complaints["words"]), value: sent["words"] ?? "",
                        lengthMax: AppraisalAppeal.wordsCharactersMax))\
                    \(submitButton(words("appraisal.act.decision")))
                    """))
    }
}
