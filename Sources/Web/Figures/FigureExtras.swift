import Actions
import Kernel
import Markup
import Storage

extension Site {
    /// What stands beside a figure: matters left out of a rate, numbers that were reported.
    static let figureExtraRoutes: [Route] = [
        .post("/desk/figures/:figure/exclusions", .post(.report), askExclusion),
        .post("/desk/exclusions/:id", .post(.freeze), answerExclusion),
        .post("/desk/figures/:figure/baselines", .post(.report), enterBaseline),
    ]

    private static func askExclusion(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        return try await changing(ask) { figure, _ in
            try await AskExclusion(
                realm: visit.realm, holding: visit.holding, figure: figure,
                reference: ask.form["reference"] ?? "", reason: ask.form["reason"] ?? "",
                words: ask.form["words"] ?? ""
            ).run(in: ask.installation)
        }
    }

    private static func enterBaseline(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        return try await changing(ask) { figure, place in
            try await EnterBaseline(
                realm: visit.realm, holding: visit.holding, figure: figure, place: place,
                period: ask.form["of"] ?? "", number: ask.form["number"] ?? "",
                said: ask.form["said"] ?? "", source: ask.form["source"] ?? ""
            ).run(in: ask.installation)
        }
    }

    private static func answerExclusion(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        guard let id = Exclusion.ID(try ask.parameter("id")) else { throw ActionError.notFound }
        try await AnswerExclusion(
            realm: visit.realm, holding: visit.holding, exclusion: id,
            isSigned: ask.form["answer"] == "sign"
        ).run(in: ask.installation)
        return .see(ask.form["back"].flatMap { Link(path: $0) } ?? .figures)
    }

    private static func changing(
        _ ask: Ask, _ change: (Figure.ID, Place.ID) async throws -> Void
    ) async throws -> Reply {
        let today = Day(of: ask.now, in: try ask.visit.book.profile.zone)
        let link = FiguresLink(ask.form, today: today)
        let figure = try ask.parameter("figure")
        do {
            try await change(figure, link.place ?? (try ask.visit).holding.post.place)
            return .see(link.figure(figure))
        } catch let error as ActionError where error.isOfForm {
            return try await figureReply(ask, link, refused: error)
        }
    }
}

extension Link {
    static func exclusions(of figure: Figure.ID) -> Link {
        Link("desk", "figures", figure, "exclusions")
    }

    static func exclusion(_ id: Exclusion.ID) -> Link {
        Link("desk", "exclusions", id.description)
    }

    static func baselines(of figure: Figure.ID) -> Link {
        Link("desk", "figures", figure, "baselines")
    }
}

/// Draws what stands beside a figure.
struct FigureExtras {
    let frame: DeskFrame
    let file: FigureFile
    let refused: ActionError?

    private var words: Words { frame.words }
    private var complaints: [String: String] {
        refused.map(frame.complaints)?.mapValues(\.words) ?? [:]
    }
    private var link: FiguresLink { FiguresLink(place: file.place.id, period: file.period) }
    private var figure: Figure.ID { file.line.figure.id }

    private var mayReport: Bool {
        frame.visit.holding.grants(.report, at: file.place.path, in: frame.visit.realm.id)
    }

    private var mayFreeze: Bool { frame.visit.holding.verbs.contains(.freeze) }

    var panels: HTML { "\(exclusions)\(baselines)" }

    private func who(_ post: Post.ID?) -> String {
        post.flatMap { file.posts[$0] }.map { frame.postWords($0) } ?? "–"
    }

    private var hidden: HTML {
        """
        \(hiddenField("place", value: file.place.id.description))\
        \(hiddenField("period", value: file.period.description))
        """
    }

    private func field(
        _ name: String, _ key: String, hint: Bool = false
    ) -> Field {
        Field(
            name, label: words("\(key).field.\(name)"),
            hint: hint ? words("\(key).field.\(name).hint") : nil, problem: complaints[name],
            form: key)
    }

    // MARK: - What a rate leaves out

    private var exclusions: HTML {
        guard file.mayExclude else { return .empty }
        let lines = HTML.each(file.exclusions, exclusion)
        return panel(
            words("exclusions.title"),
            content: """
                <p class="hint">\(words("exclusions.lead"))</p>\
                \(HTML.when(file.exclusions.isEmpty, "<p>\(words("exclusions.none"))</p>"))\
                \(HTML.when(!file.exclusions.isEmpty, "<ul class=\"exclusions\">\(lines)</ul>"))\
                \(HTML.when(mayReport, exclusionForm))
                """)
    }

    private func exclusion(_ line: ExclusionLine) -> HTML {
        let exclusion = line.exclusion
        let state =
            exclusion.state == .asked
            ? words("exclusions.by.asked", ["who": who(exclusion.asked.post)])
            : words(
                "exclusions.by.\(exclusion.state.rawValue)",
                ["asked": who(exclusion.asked.post), "who": who(exclusion.answered?.post)])
        let mayAnswer =
            mayFreeze && exclusion.state == .asked
            && exclusion.asked.person != frame.visit.person.id
        let answer = postForm(
            to: .exclusion(exclusion.id),
            hidden: hiddenField("back", value: link.figure(figure).address),
            content: buttonRow([
                submitButton(
                    words("exclusions.sign"), weight: .first, name: "answer", value: "sign"),
                submitButton(
                    words("exclusions.refuse"), weight: .second, name: "answer", value: "refuse"),
            ]))
        return """
            <li><p><a href="\(Link.matter(line.matter.reference))">\
            \(frame.title(of: line.matter))</a></p>\
            <p>\(chip(words("exclusions.reason.\(exclusion.reason.rawValue)"), tone: .amber)) \
            \(exclusion.words)</p><p class="hint">\(state)</p>\
            \(HTML.when(mayAnswer, answer))</li>
            """
    }

    private var exclusionForm: HTML {
        let isBack = ["reference", "reason", "words"].contains { complaints[$0] != nil }
        return folded(
            words("exclusions.ask"), isOpen: isBack,
            content: postForm(
                to: .exclusions(of: figure), hidden: hidden,
                content: """
                    \(textField(
                        field("reference", "exclusions"),
                        value: frame.ask.form["reference"] ?? "", lengthMax: 20, isNarrow: true))\
                    \(selectField(
                        field("reason", "exclusions"),
                        choices: Exclusion.Reason.allCases.map {
                            Choice(
                                $0.rawValue, label: words("exclusions.reason.\($0.rawValue)"),
                                isChosen: frame.ask.form["reason"] == $0.rawValue)
                        }, emptyWords: words("form.choose")))\
                    \(textField(
                        field("words", "exclusions", hint: true),
                        value: frame.ask.form["words"] ?? "",
                        lengthMax: Exclusion.wordsCharactersMax))\
                    \(submitButton(words("exclusions.ask.submit"), weight: .first))
                    """))
    }

    // MARK: - What was reported

    private var baselines: HTML {
        guard !file.baselines.isEmpty || mayReport, file.line.value.counts == nil else {
            return .empty
        }
        let title = ReportWords(texts: frame.ask.site.words.texts)
        let lines = HTML.each(file.baselines) { baseline in
            """
            <li><strong>\(baseline.said)</strong> \
            \(words.name(title.title(baseline.period)))\
            <p class="hint">\(words(
                "baselines.source",
                ["source": baseline.source, "who": who(baseline.post)]))</p></li>
            """
        }
        return panel(
            words("baselines.title"),
            content: """
                <p class="hint">\(words("baselines.lead"))</p>\
                \(HTML.when(!file.baselines.isEmpty, "<ul class=\"exclusions\">\(lines)</ul>"))\
                \(HTML.when(mayReport, baselineForm))
                """)
    }

    private var baselineForm: HTML {
        let isBack = ["of", "number", "said", "source"].contains { complaints[$0] != nil }
        func text(_ name: String, most: Int, isNarrow: Bool = false) -> HTML {
            textField(
                field(name, "baselines", hint: name == "of" || name == "said"),
                value: frame.ask.form[name] ?? "", lengthMax: most, isNarrow: isNarrow)
        }
        return folded(
            words("baselines.enter"), isOpen: isBack,
            content: postForm(
                to: .baselines(of: figure), hidden: hidden,
                content: """
                    \(text("of", most: 10, isNarrow: true))\
                    \(text("number", most: 12, isNarrow: true))\
                    \(text("said", most: Baseline.saidCharactersMax))\
                    \(text("source", most: Baseline.sourceCharactersMax))\
                    \(submitButton(words("baselines.enter.submit"), weight: .first))
                    """))
    }
}
