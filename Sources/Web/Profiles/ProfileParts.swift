import Actions
import Kernel
import Markup
import Profiles
import Storage

/// Draws the pages on which a profile is edited.
struct ProfileParts {
    let frame: DeskFrame
    let review: ProfileReview?
    let refused: ActionError?

    private var words: Words { frame.words }
    private var complaints: [String: String] {
        refused.map(frame.complaints)?.mapValues(\.words) ?? [:]
    }

    func view(_ history: [ProfileDraft]) -> ProfileView {
        let realm = frame.visit.realm
        var notes: [HTML] = []
        if let refused {
            notes.append(
                problemSummary(
                    title: frame.ask.failure(of: refused, words).title,
                    problems: complaints.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }))
        }
        if let day = review?.draft.effectiveOn {
            notes.append(
                noteMessage(
                    "\(words("profiles.scheduled", ["day": frame.times.wholeDay(day)]))",
                    icon: .clock))
        }
        return ProfileView(
            title: words("profiles.title"),
            detail: words(
                "profiles.detail",
                [
                    "name": words("profile.name"), "version": String(realm.profileVersion),
                ]), notes: notes, parts: review.map(parts) ?? [(words("profiles.start"), start)],
            history: self.history(history))
    }

    private var start: HTML {
        let built = ProfileSource.builtInNames.map { Choice($0, label: $0) }
        return postForm(
            to: .profile,
            content: """
                <p>\(words("profiles.start.lead"))</p>\
                \(selectField(
                    Field(
                        "origin", label: words("profiles.field.origin"),
                        problem: complaints["origin"], isRequired: false),
                    choices: built, emptyWords: words("profiles.origin.own")))\
                \(submitButton(words("profiles.start.submit"), weight: .first, icon: .plus))
                """)
    }

    private func parts(_ review: ProfileReview) -> [(title: String, content: HTML)] {
        [
            (words("profiles.problems"), problems(review)),
            (words("profiles.differs"), differences(review)),
            (words("profiles.dryRun"), dryRun(review)),
            (words("profiles.files"), files(review)),
            (words("profiles.force"), force(review)),
        ]
    }

    // MARK: - What is wrong

    private func problems(_ review: ProfileReview) -> HTML {
        let misfits = HTML.each(review.misfits) { misfit in
            switch misfit {
            case .level(let level):
                "<li>\(words("profiles.misfit.level", ["name": words("level.\(level)")]))</li>"
            case .bodyKind(let kind):
                "<li>\(words("profiles.misfit.body", ["name": words("bodyKind.\(kind)")]))</li>"
            case .role(let role):
                "<li>\(words("profiles.misfit.role", ["name": words("role.\(role)")]))</li>"
            }
        }
        let found = HTML.each(review.problems.prefix(Self.problemsShown)) { problem in
            """
            <li><a href="\(Link.profileFile(problem.file))">\(problem.file):\(problem.line)</a> \
            \(problem.sentence(in: words.language))</li>
            """
        }
        if review.problems.isEmpty, review.misfits.isEmpty {
            return "<p>\(icon(.check)) \(words("profiles.sound"))</p>"
        }
        let count = review.problems.count { $0.severity == .error } + review.misfits.count
        return """
            <p>\(words("profiles.problems.count", ["count": String(count)]))</p>\
            <ul class="plain-list profile-problems">\(misfits)\(found)</ul>
            """
    }

    private static let problemsShown = 100

    // MARK: - What differs, and what it meets

    private func differences(_ review: ProfileReview) -> HTML {
        guard let profile = review.profile else {
            return "<p class=\"hint\">\(words("profiles.differs.later"))</p>"
        }
        let comparison = ProfileComparison(
            of: review.inForce, and: profile, program: frame.ask.site.words.texts,
            in: words.language)
        if comparison.sections.isEmpty { return "<p>\(words("compare.same"))</p>" }
        return HTML.each(comparison.sections) { section in
            let lines = HTML.each(section.lines) { line($0, comparison) }
            return folded(
                section.title + " (\(section.lines.count))", isOpen: true,
                content: "<ul class=\"plain-list\">\(lines)</ul>")
        }
    }

    private func line(_ line: ProfileComparison.Line, _ comparison: ProfileComparison) -> HTML {
        switch line.kind {
        case .onlyFirst:
            "<li>\(chip(words("profiles.gone"), tone: .cinnabar)) \(line.name)</li>"
        case .onlySecond:
            "<li>\(chip(words("profiles.new"), tone: .jade)) \(line.name)</li>"
        case .differs:
            """
            <li><strong>\(line.name)</strong>\(HTML.each(line.traits) {
                "<br>\(comparison.sentence($0))"
            })</li>
            """
        }
    }

    private func dryRun(_ review: ProfileReview) -> HTML {
        guard !review.matters.isEmpty else { return "<p>\(words("profiles.dryRun.none"))</p>" }
        return """
            <p class="hint">\(words(
                "profiles.dryRun.lead",
                ["version": String(frame.visit.realm.profileVersion)]))</p>\
            \(dataTable(
                caption: words("profiles.dryRun"),
                columns: [
                    TableColumn(words("profiles.column.procedure")),
                    TableColumn(words("profiles.column.open"), isNumber: true),
                    TableColumn(words("profiles.column.gone"), isNumber: true),
                ],
                rows: review.matters.map { standing in
                    [
                        "\(words("\(standing.procedure).name"))", "\(String(standing.open))",
                        "\(String(standing.inGoneStates))",
                    ]
                }))
            """
    }

    // MARK: - Files

    private func files(_ review: ProfileReview) -> HTML {
        let paths = review.source.files.keys.sorted()
        let own = paths.filter { !$0.hasPrefix("common/") }
        let shared = paths.filter { $0.hasPrefix("common/") }
        func rows(_ paths: [String]) -> HTML {
            HTML.each(paths) { path in
                "<li><a href=\"\(Link.profileFile(path))\">\(path)</a></li>"
            }
        }
        return """
            <ul class="plain-list profile-files">\(rows(own))</ul>\
            \(buttonLink(words("profiles.file.new"), to: .profileFile(nil), icon: .plus))\
            \(folded(
                words("profiles.files.shared"),
                content: """
                    <p class="hint">\(words("profiles.files.shared.hint"))</p>\
                    <ul class="plain-list profile-files">\(rows(shared))</ul>
                    """))
            """
    }

    /// One file, with what is wrong in it.
    func file(_ path: String) -> FormPage {
        let isShared = path.hasPrefix("common/")
        // What profiles share is not changed: the place's own copy goes over it.
        let own = isShared ? Self.own(path) : path
        let text = frame.ask.form.texts["text"]?.first ?? review?.source.files[path] ?? ""
        let found = review?.problems.filter { $0.file == path } ?? []
        let listed = HTML.each(found) { problem in
            "<li>\(String(problem.line)): \(problem.sentence(in: words.language))</li>"
        }
        return FormPage(
            title: path.isEmpty ? words("profiles.file.new") : path,
            lead: words(isShared ? "profiles.file.shared" : "profiles.file.lead"),
            problem: """
                \(HTML.when(refused) { refused in
                    problemSummary(
                        title: frame.ask.failure(of: refused, words).title,
                        problems: complaints.sorted { $0.key < $1.key }.map {
                            ($0.key, $0.value)
                        })
                })\(HTML.when(!found.isEmpty, "<ul class=\"profile-problems\">\(listed)</ul>"))
                """,
            form: postForm(
                to: .profileFile(nil), draft: frame.draft("profile-\(own)"),
                content: """
                    \(textField(
                        Field(
                            "path", label: words("profiles.field.path"),
                            hint: words("profiles.field.path.hint"), problem: complaints["path"]),
                        value: frame.ask.form["path"] ?? own, lengthMax: 100))\
                    <div class="profile-text">\(textArea(
                        Field(
                            "text", label: words("profiles.field.text"),
                            hint: words("profiles.field.text.hint"), problem: complaints["text"],
                            isRequired: false),
                        value: text, rows: 30, lengthMax: 200_000,
                        lengthWords: words("form.length", ["max": "200000"]),
                        leftWords: words("form.left")))</div>\
                    \(buttonRow([
                        submitButton(words("profiles.file.submit"), weight: .first),
                        buttonLink(words("page.back"), to: .profile, icon: .back),
                    ]))
                    """))
    }

    /// `common/procedures/visit.yml` is the place's own as `procedures/visit.yml`; the words of
    /// what is shared are overlaid by a file of the place's own.
    private static func own(_ path: String) -> String {
        String(path.dropFirst("common/".count))
    }

    // MARK: - Into force

    private func force(_ review: ProfileReview) -> HTML {
        let today = Day(of: frame.ask.now, in: frame.times.zone)
        let form =
            review.isSound
            ? postForm(
                to: .profileDay,
                content: """
                    <p>\(words("profiles.force.lead"))</p>\
                    \(dateField(
                        Field(
                            "day", label: words("profiles.field.day"),
                            problem: complaints["day"]),
                        value: frame.ask.form["day"] ?? review.draft.effectiveOn?.description
                            ?? today.adding(days: 1).description,
                        earliest: today.description))\
                    \(submitButton(words("profiles.force.submit"), weight: .first))
                    """)
            : "<p class=\"hint\">\(words("profiles.force.later"))</p>"
        return """
            \(form)\(postForm(
                to: .profileWithdrawal,
                content: submitButton(words("profiles.drop"), weight: .grave)))
            """
    }

    private func history(_ drafts: [ProfileDraft]) -> HTML {
        let ended = drafts.filter { $0.endedAt != nil }
        guard !ended.isEmpty else { return .empty }
        return dataTable(
            caption: words("profiles.history"),
            columns: ["origin", "started", "outcome"].map {
                TableColumn(words("profiles.column.\($0)"))
            },
            rows: ended.map { draft in
                let outcome =
                    draft.version.map { words("profiles.became", ["version": String($0)]) }
                    ?? words("profiles.dropped")
                return [
                    "\(draft.origin)", "\(frame.times.moment(draft.startedAt))", "\(outcome)",
                ] as [HTML]
            })
    }
}
