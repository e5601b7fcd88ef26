import Actions
import Kernel
import Markup
import Storage

extension DeskFrame {
    /// The page of one body.
    func bodyPage(_ file: BodyFile, back: FormReturn? = nil) async throws -> Reply {
        let body = file.body
        let day = today
        let forms = OrganisationForms(words: words, back: back)
        let mayEdit = reaches(file) && body.until.map { day < $0 } ?? true
        var inbox = InboxLink(scope: .places)
        inbox.place = body.place
        let story: [HTML] = [
            bodyHead(file), bodyTree(body), alliancePanel(file),
            HTML.when(
                visit.holding.verbs.contains(.read),
                mattersPanel(
                    file.matters, title: words("body.matters"), none: words("body.matters.none"),
                    all: file.matters.count < Installation.mattersOnPage ? nil : inbox.link,
                    allWords: words("body.matters.all"))),
            postPanel(
                file.posts, in: .ofBody, title: words("body.posts"),
                none: words("body.posts.none"), aside: { elsewhere($0, file) }),
            dutyList(file, mayEdit: mayEdit),
            history(
                file.history, places: file.placeNames,
                start: body.from.map { words("org.history.since", ["day": times.day($0)]) }
                    ?? words("org.history.founding")
            ) { .body(body.id, before: $0) },
        ]
        let actions = mayEdit ? try await bodyActions(file, forms) : []
        let sides = HTML.when(
            mayEdit, panel(words("org.change"), content: actionList(actions)))
        return page(
            words.name(body.name), current: .bodies(),
            content: sides.isEmpty
                ? "<div class=\"story\">\(doneMessage())\(story)</div>"
                : storyAndActions(
                    story: "\(doneMessage())\(story)", actions: sides,
                    actionsLabel: words("matter.actions")))
    }

    /// Whether the post may change a body: its place lies under the post's, or the post is over a
    /// root and so over everything.
    private func reaches(_ file: BodyFile) -> Bool {
        guard visit.holding.verbs.contains(.editBodies) else { return false }
        return file.place.map { visit.holding.post.reach.contains($0.path) }
            ?? (visit.holding.post.reach.depth <= 1)
    }

    private func bodyHead(_ file: BodyFile) -> HTML {
        let body = file.body
        var facts: [(term: String, value: HTML)] = [
            (words("body.field.kind"), "\(words("bodyKind.\(body.kind)"))")
        ]
        if let phone = body.phone {
            let call: HTML =
                Link(telephone: phone).map {
                    "<a class=\"phone\" href=\"\($0)\">\(icon(.phone))\(phone)</a>" as HTML
                } ?? "\(phone)"
            facts.append((words("body.field.phone"), call))
        }
        facts.append(
            (
                words("body.field.place"),
                file.place.map {
                    "<a href=\"\(Link.place($0.id))\">\(words.name($0.name))</a>" as HTML
                } ?? "\(words("body.place.whole"))"
            ))
        if let other = words.language == .zh ? body.name.en : body.name.zh {
            facts.append((words("place.otherName"), "\(other)"))
        }
        let times = period(body.from, body.until)
        if !times.isEmpty { facts.append((words("place.dates"), "\(times)")) }
        let isEnded = !body.exists(on: today)
        return """
            <header class="org-head">\(wayDown(to: body))<div class="org-title">\
            <h1>\(words.name(body.name))</h1>\
            \(chip(words("bodyKind.\(body.kind)"), tone: .jade))\
            \(HTML.when(isEnded, chip(words("body.ended"), tone: .amber)))</div></header>\
            \(HTML.when(isEnded, noteMessage("<p>\(words("body.ended.note"))</p>")))\
            \(panel(words("place.facts"), content: definitionList(facts)))
            """
    }

    /// The bodies above one, the highest first.
    private func wayDown(to body: Body) -> HTML {
        var line: [Body] = []
        var at = body.parent
        while let parent = at.flatMap({ bodyNames[$0] }), line.count < Body.depthMax {
            line.insert(parent, at: 0)
            at = parent.parent
        }
        let items = HTML.each(line) { parent in
            "<li><a href=\"\(Link.body(parent.id))\">\(words.name(parent.name))</a></li>"
        }
        return """
            <nav class="way-down" aria-label="\(words("body.way"))"><ol>\
            <li><a href="\(Link.bodies())">\(words("bodies.title"))</a></li>\(items)</ol></nav>
            """
    }

    private func bodyTree(_ body: Body) -> HTML {
        let day = today
        let under = bodyNames.values.filter { $0.parent == body.id && $0.exists(on: day) }
        guard !under.isEmpty else { return .empty }
        let chart = BodyChart(
            Array(bodyNames.values.filter { $0.exists(on: day) && $0.id != body.id }),
            kinds: visit.book.profile.bodyKinds, words: words)
        return panel(
            words("body.under"),
            content: chartDrawing(
                label: words("body.under"), chart.boxes(of: under.map(\.id))))
    }

    /// What else somebody of this body holds in other bodies (交叉任职).
    private func elsewhere(_ line: PostLine, _ file: BodyFile) -> HTML {
        guard line.post.isHeld(on: today), let others = file.elsewhere[line.post.person] else {
            return .empty
        }
        let said = others.map { other in
            words(
                "org.post",
                [
                    "role": words("role.\(other.post.role)"), "body": words.name(other.bodyName),
                ])
        }.joined(separator: words("page.comma"))
        return "<span class=\"post-also\">\(chip(words("org.also"), tone: .blue))\(said)</span>"
    }

    private func dutyList(_ file: BodyFile, mayEdit: Bool) -> HTML {
        let day = today
        let current = file.clauses.filter { $0.holds(on: day) }
        let retired = file.clauses.filter { !$0.holds(on: day) }
        let parts = HTML.each(DutyClause.Stance.allCases) { stance in
            let clauses = current.filter { $0.stance == stance }
            guard !clauses.isEmpty else { return .empty }
            return """
                <h3 class="duty-stance">\(words("clause.\(stance.rawValue)"))</h3>\
                <ul class="duties">\(HTML.each(clauses) { duty($0, mayEdit: mayEdit) })</ul>
                """
        }
        let before = HTML.each(retired) { duty($0, mayEdit: false) }
        return panel(
            words("body.duties"),
            content: """
                \(parts)\
                \(HTML.when(
                    current.isEmpty, "<p class=\"hint\">\(words("body.duties.none"))</p>"))\
                \(HTML.when(
                    !retired.isEmpty,
                    folded(
                        words("body.duties.retired", ["count": String(retired.count)]),
                        content: "<ul class=\"duties\">\(before)</ul>")))
                """)
    }

    private func duty(_ clause: DutyClause, mayEdit: Bool) -> HTML {
        let times = period(clause.from, clause.until)
        return """
            <li class="duty"><span class="duty-code">\(clause.code)</span><span>\(clause.text)\
            \(HTML.when(!times.isEmpty, " <span class=\"hint\">\(times)</span>"))</span>\
            \(HTML.when(mayEdit, retiring(clause)))</li>
            """
    }

    /// Retiring cannot be taken back, so it is asked twice.
    private func retiring(_ clause: DutyClause) -> HTML {
        folded(
            words("clause.retire"),
            content: postForm(
                to: .clauseRetirement(clause.id),
                content: submitButton(
                    words("clause.retire.sure", ["code": clause.code]), weight: .grave)))
    }
}

extension BodyChart {
    /// The boxes of some bodies with what stands under each.
    func boxes(of ids: [Body.ID]) -> [ChartBox] {
        let wanted = Set(ids)
        return roots.filter { wanted.contains($0.id) }
            .sorted { ($0.kind, $0.name.zh) < ($1.kind, $1.name.zh) }.map { box($0, depth: 1) }
    }
}
