import Actions
import Kernel
import Markup
import Storage

/// A round as the desk draws it: who looks at whom, how far it is, and what came of it.
struct RoundView {
    let title: String
    let badges: [HTML]
    let facts: [(term: String, value: HTML)]
    let problem: HTML
    let visitsTitle: String
    let visits: HTML
    let resultsTitle: String
    let results: HTML
    let bulletinTitle: String
    let bulletin: HTML
    let storyTitle: String
    let entries: [TimelineEntry]
    let actionsTitle: String
    let actionsJump: String?
    let actions: [HTML]
    let noActions: String
}

extension RoundView {
    static var example: RoundView {
        RoundView(
            title: "2026年11月考评 · 半山尚小区", badges: [chip("评分中", tone: .jade)],
            facts: [("进度", "2 / 12 张")], problem: .empty, visitsTitle: "谁看谁",
            visits: "<p>1号楼</p>", resultsTitle: "结果", results: .empty,
            bulletinTitle: "表扬通报", bulletin: .empty, storyTitle: "经过", entries: [],
            actionsTitle: "可以做的", actionsJump: nil, actions: [], noActions: "没有")
    }
}

func roundPage(_ view: RoundView) -> HTML {
    storyAndActions(
        story: """
            \(view.problem)\(matterHead(title: view.title, badges: view.badges, facts: view.facts))\
            \(HTML.when(view.actionsJump) {
                "<p class=\"jump\"><a class=\"button button-first\" href=\"#actions\">\($0)</a></p>"
            })\
            \(HTML.when(
                !view.results.isEmpty, panel(view.resultsTitle, content: view.results)))\
            \(HTML.when(
                !view.bulletin.isEmpty, panel(view.bulletinTitle, content: view.bulletin)))\
            \(panel(view.visitsTitle, content: view.visits))\
            \(panel(view.storyTitle, content: timeline(label: view.storyTitle, view.entries)))
            """,
        actions: """
            <div id="actions"></div>\(panel(
                view.actionsTitle,
                content: view.actions.isEmpty
                    ? "<p class=\"hint\">\(view.noActions)</p>" : actionList(view.actions)))
            """, actionsLabel: view.actionsTitle)
}

extension Site {
    static func roundReply(
        _ ask: Ask, act: RoundAct? = nil, refused: ActionError? = nil
    ) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        try frame.requireAppraisal()
        guard
            let file = try await ask.installation.appraisalRound(
                ask.id(), in: frame.visit.realm),
            frame.isConcerned(with: file.scheme.placePath)
        else { throw ActionError.notFound }
        let view = RoundReading(frame: frame, file: file, act: act, refused: refused).view()
        var reply = frame.page(view.title, current: .appraisals, content: roundPage(view))
        if let refused { reply.status = ask.failure(of: refused, frame.words).status }
        return reply
    }
}

/// Makes the page of a round out of what was read.
struct RoundReading {
    let frame: DeskFrame
    let file: AppraisalRoundFile
    let act: RoundAct?
    let refused: ActionError?

    private var words: Words { frame.words }
    private var round: AppraisalRound { file.round }

    func name(_ building: Place.ID) -> String {
        words.building(building, of: file.lines, under: file.scheme.placePath)
    }

    func view() -> RoundView {
        let forms = RoundForms(reading: self)
        let actions = forms.offered
        return RoundView(
            title: words(
                "appraisal.round.title",
                ["month": words.month(of: round), "place": words.name(file.place.name)]),
            badges: [
                chip(
                    words("appraisal.state.\(round.state.rawValue)"), tone: round.state.tone)
            ], facts: facts(), problem: frame.problem(refused),
            visitsTitle: words("appraisal.visits"), visits: visits(),
            resultsTitle: words("appraisal.results"), results: results(),
            bulletinTitle: words("appraisal.bulletin"), bulletin: bulletin(),
            storyTitle: words("appraisal.story"), entries: file.story.map(frame.appraisalEntry),
            actionsTitle: words("appraisal.actions"),
            actionsJump: actions.isEmpty ? nil : words("meetings.actions.jump"),
            actions: actions, noActions: words("appraisal.actions.none"))
    }

    private func facts() -> [(term: String, value: HTML)] {
        let entered = file.sheets.count(where: \.isEntered)
        var facts: [(term: String, value: HTML)] = [
            (
                words("appraisal.fact.scheme"),
                """
                <a href="\(Link.appraisal(file.scheme.id))">\(file.scheme.name)</a> · \
                \(words("appraisal.version", ["version": String(file.scheme.version)]))
                """
            ),
            (
                words("appraisal.fact.buildings"),
                "\(words("appraisal.buildings", ["count": String(file.buildings.count)]))"
            ),
            (
                words("appraisal.fact.progress"),
                """
                \(words(
                    "appraisal.round.progress",
                    ["entered": String(entered), "all": String(file.sheets.count)]))
                """
            ),
        ]
        if let until = round.appealsUntil {
            facts.append((words("appraisal.fact.appeals"), "\(frame.times.day(until))"))
        }
        facts.append(
            (
                words("appraisal.fact.seed"),
                "<code>\(seed)</code>"
            ))
        if let reason = round.cancelledFor {
            facts.append((words("appraisal.field.cancellation"), "\(reason)"))
        }
        return facts
    }

    /// The seed in its 16 hexadecimal digits.
    private var seed: String {
        let digits = String(round.seed, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// One row for each building that is looked at, with a way to each sheet about it.
    private func visits() -> HTML {
        let sheets = Dictionary(grouping: file.sheets, by: \.building)
        return """
            <p class="hint">\(words("appraisal.visits.hint"))</p>\
            \(toldTable(
                caption: words("appraisal.visits"),
                columns: [
                    TableColumn(words("appraisal.column.building")),
                    TableColumn(words("appraisal.column.sheets")),
                ],
                rows: file.buildings.map { building in
                    [
                        "\(name(building))",
                        """
                        <ul class="sheet-links">\
                        \(HTML.each(sheets[building] ?? [], sheetLink))</ul>
                        """,
                    ]
                }))
            """
    }

    private func sheetLink(_ sheet: AppraisalSheet) -> HTML {
        let appeal = sheet.appeal.map {
            $0.decision == nil
                ? chip(words("appraisal.appeal.open"), tone: .amber)
                : chip(words("appraisal.appeal.decided"))
        }
        return """
            <li><a href="\(Link.sheet(sheet.id))">\
            \(words("appraisal.sheet.from", ["building": name(sheet.visitor)]))</a> \
            \(sheet.total.map {
                "<strong>\(words("appraisal.points", ["points": String($0)]))</strong>"
            } ?? chip(words("appraisal.sheet.missing")))\(HTML.when(appeal) { $0 })</li>
            """
    }

    /// What every building got, in the order of the tree: never in that of the points.
    private func results() -> HTML {
        guard round.state == .awarded else { return .empty }
        let flagged = Dictionary(
            file.flags.map { ($0.building, $0.place) }, uniquingKeysWith: { first, _ in first })
        let awards = Dictionary(
            file.awards.map { ($0.result.building, $0.result) },
            uniquingKeysWith: { first, _ in first })
        let table = toldTable(
            caption: words("appraisal.results"),
            columns: [
                TableColumn(words("appraisal.column.building")),
                TableColumn(words("appraisal.column.mean"), isNumber: true),
                TableColumn(words("appraisal.column.points"), isNumber: true),
                TableColumn(words("appraisal.column.flag")),
            ],
            rows: file.buildings.map { building in
                let mean = awards[building].map { result in
                    "\(result.sum) ÷ \(result.sheets) = \(words.mixed(result.mean))"
                }
                return [
                    """
                    <a href="\(Link.buildingPoints(frame.visit.realm, building))">\
                    \(name(building))</a>
                    """,
                    "\(mean ?? words("appraisal.noResult"))",
                    "\(file.given[building] ?? 0)",
                    HTML.when(flagged[building]) { place in
                        """
                        <span>\(redFlag()) \
                        \(words("appraisal.flag.place", ["place": String(place)]))</span>
                        """
                    },
                ]
            })
        let exported = Link("desk", "rounds", query: ["round": round.id.description])
        return """
            <p class="hint">\(words("appraisal.results.hint"))</p>\(table)\
            \(frame.exportLinks(.appraisalPoints, like: exported))
            """
    }

    private func bulletin() -> HTML {
        guard let bulletin = file.bulletin else { return .empty }
        let isReleased = bulletin.releasedAt != nil
        let praises = HTML.each(bulletin.praises) {
            "<li><strong>\(name($0.building))</strong> \($0.sentence)</li>"
        }
        return """
            <p class="badges">\(chip(
                words(isReleased ? "appraisal.bulletin.released" : "appraisal.bulletin.draft"),
                tone: isReleased ? .jade : .amber))</p><p>\(bulletin.lead)</p>\
            <ul class="praises">\(praises)</ul>\
            \(HTML.when(
                isReleased,
                buttonRow([
                    buttonLink(
                        words("appraisal.bulletin.see"),
                        to: .bulletin(frame.visit.realm, round.id), icon: .print)
                ])))
            """
    }
}

extension DeskFrame {
    /// A line of the story of a round or a sheet.
    func appraisalEntry(_ line: MeetingStories.Line) -> TimelineEntry {
        let who = [line.personName, line.role.map { words("role.\($0)") }].compactMap { $0 }
        return TimelineEntry(
            .step, title: words("records.action.\(line.action)"),
            who: who.joined(separator: " · "), when: times.moment(line.at),
            whenISO: times.machine(line.at), text: points(line.payload))
    }

    /// The points that a record holds: those before and those after.
    private func points(_ payload: Payload) -> String? {
        func list(_ key: String) -> String? {
            guard case .list(let numbers)? = payload[key] else { return nil }
            let texts = numbers.compactMap { number in
                if case .int(let number) = number { String(number) } else { nil }
            }
            return texts.isEmpty ? nil : texts.joined(separator: " + ")
        }
        guard let after = list("points") else { return nil }
        return list("before").map { "\($0) → \(after)" } ?? after
    }
}
