import Actions
import HTTPTypes
import Kernel
import Markup
import Storage

extension Site {
    /// How many versions the list tells on one page.
    private static let versionsOnPage = 30

    /// Who published which version when, and why.
    static func catalogueVersions(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let words = frame.words
        let versions = try await ask.installation.catalogueVersions(
            before: ask.query["before"].flatMap { Int($0) }, limit: versionsOnPage + 1,
            in: frame.visit.realm)
        let rows = versions.prefix(versionsOnPage).map { version -> [HTML] in
            let name = words(
                version.publishedAt == nil ? "catalogue.version.draft" : "catalogue.version",
                ["version": String(version.number)])
            let before = version.number > 1
            return [
                "<a href=\"\(Link.catalogue(version: version.number))\">\(name)</a>",
                "\(version.publishedAt.map(frame.times.moment) ?? "—")",
                "\(version.person ?? words("story.system"))",
                "\(version.remark.isEmpty ? "—" : version.remark)",
                HTML.when(
                    before,
                    buttonLink(
                        words("catalogue.compare.previous"),
                        to: .catalogueComparison(from: version.number - 1, to: version.number),
                        weight: .quiet)),
            ]
        }
        let older =
            versions.count > versionsOnPage
            ? versions.prefix(versionsOnPage).last.map {
                NavItem(words("page.older"), .catalogueVersions(before: $0.number))
            } : nil
        return frame.page(
            words("catalogue.versions.all"), current: .catalogue(),
            content: """
                \(deskHead(
                    title: words("catalogue.versions.all"),
                    detail: words("catalogue.versions.detail"),
                    actions: buttonLink(words("catalogue.back"), to: .catalogue(), icon: .back)))\
                \(frame.comparisonForm(versions))\
                \(dataTable(
                    caption: words("catalogue.versions"),
                    columns: ["version", "published", "person", "remark", "compare"].map {
                        TableColumn(words("catalogue.column.\($0)"))
                    }, rows: Array(rows)))\
                \(pager(label: words("catalogue.versions"), newer: nil, older: older))
                """)
    }

    static func compareCatalogues(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        guard let from = ask.query["from"].flatMap({ Int($0) }),
            let to = ask.query["to"].flatMap({ Int($0) })
        else { return .see(.catalogueVersions()) }
        let report = try await CompareCatalogues(realm: frame.visit.realm, from: from, to: to)
            .run(in: ask.installation.database)
        let words = frame.words
        let title = words("catalogue.compare", ["from": String(from), "to": String(to)])
        return frame.page(
            title, current: .catalogue(),
            content: """
                \(deskHead(
                    title: title, detail: words("catalogue.compare.detail"),
                    actions: buttonRow([
                        buttonLink(
                            words("catalogue.versions.all"), to: .catalogueVersions(), icon: .back),
                        printButton(words("page.print")),
                    ])))\(frame.comparison(report))
                """)
    }

    /// What publishing would change, and the form that does it.
    static func cataloguePublication(_ ask: Ask, problem: Failure? = nil) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let words = frame.words
        let versions = try await ask.installation.catalogueVersions(
            before: nil, limit: 2, in: frame.visit.realm)
        guard let draft = versions.first, draft.publishedAt == nil, versions.count == 2 else {
            throw ActionError.notFound
        }
        let report = try await CompareCatalogues(
            realm: frame.visit.realm, from: versions[1].number, to: draft.number
        ).run(in: ask.installation.database)
        let form: HTML =
            report.changes.isEmpty
            ? noteMessage("<p>\(words("catalogue.publish.nothing"))</p>", icon: .flag)
            : postForm(
                to: .cataloguePublication,
                content: """
                    \(textField(
                        Field(
                            "remark", label: words("catalogue.remark"),
                            hint: words("catalogue.remark.hint"), problem: problem?.detail),
                        value: ask.form["remark"] ?? "", lengthMax: 200))\
                    \(submitButton(words("catalogue.publish"), weight: .first))
                    """)
        var reply = frame.page(
            words("catalogue.publish.review"), current: .catalogue(),
            content: """
                \(deskHead(
                    title: words("catalogue.publish.review"),
                    detail: words("catalogue.draft", ["version": String(draft.number)]),
                    actions: buttonLink(words("catalogue.back"), to: .catalogue(), icon: .back)))\
                \(frame.comparison(report))\(panel(words("catalogue.publish"), content: form))
                """)
        if let problem { reply.status = problem.status }
        return reply
    }
}

extension DeskFrame {
    fileprivate func comparisonForm(_ versions: [Catalogues.Version]) -> HTML {
        guard versions.count > 1 else { return .empty }
        func choices(_ chosen: Int) -> [Choice] {
            versions.map { version in
                Choice(
                    String(version.number),
                    label: words(
                        version.publishedAt == nil
                            ? "catalogue.version.draft" : "catalogue.version",
                        ["version": String(version.number)]), isChosen: version.number == chosen)
            }
        }
        return panel(
            words("catalogue.compare.any"),
            content: """
                <form class="form form-row" method="get" action="\(Link.catalogueComparison())">\
                \(selectField(
                    Field("from", label: words("catalogue.compare.from")),
                    choices: choices(versions[1].number)))\
                \(selectField(
                    Field("to", label: words("catalogue.compare.to")),
                    choices: choices(versions[0].number)))\
                \(submitButton(words("catalogue.compare.submit"), weight: .second))</form>
                """)
    }

    /// What is different, rule by rule, and what that would change for what is open now.
    fileprivate func comparison(_ report: CompareCatalogues.Report) -> HTML {
        let changes = report.changes
        let figures = figureRow(
            [
                ("added", changes.added.count), ("changed", changes.changed.count),
                ("removed", changes.removed.count), ("same", changes.same),
            ].map { key, count in
                figureTile(words("catalogue.compare.\(key)"), value: String(count))
            })
        return """
            \(figures)\(impact(report))\(changedTable(report))\
            \(ruleTable("added", changes.added, report))\
            \(ruleTable("removed", changes.removed, report))
            """
    }

    private func impact(_ report: CompareCatalogues.Report) -> HTML {
        let told = words(
            report.isCut ? "catalogue.impact.cut" : "catalogue.impact",
            ["matters": String(report.matters), "moved": String(report.moved)])
        let rows = report.shifts.prefix(40).map { shift -> [HTML] in
            [
                "\(words("category.\(shift.category)"))", "\(place(shift.place, report))",
                "\(body(shift.from))", "\(body(shift.to))", "\(shift.count)",
                "\(shift.example.description)",
            ]
        }
        let table =
            rows.isEmpty
            ? HTML.empty
            : dataTable(
                caption: words("catalogue.impact.list"),
                columns: ["category", "place", "from", "to", "count", "example"].map {
                    TableColumn(words("catalogue.column.\($0)"), isNumber: $0 == "count")
                }, rows: Array(rows))
        return panel(
            words("catalogue.impact.title"),
            content: "<p>\(told)</p><p class=\"hint\">\(words("catalogue.impact.hint"))</p>\(table)"
        )
    }

    private func changedTable(_ report: CompareCatalogues.Report) -> HTML {
        if report.changes.changed.isEmpty { return .empty }
        let rows = report.changes.changed.prefix(Self.rulesCompared).map { changed -> [HTML] in
            [
                ground(changed.after, report),
                ruleSide(changed.before, changed.parts, isNew: false),
                ruleSide(changed.after, changed.parts, isNew: true),
            ]
        }
        return dataTable(
            caption: words("catalogue.compare.changed.list"),
            columns: ["ground", "before", "after"].map {
                TableColumn(words("catalogue.column.\($0)"))
            }, rows: Array(rows))
    }

    /// How many rules of each kind a comparison lists.
    private static let rulesCompared = 200

    private func ruleTable(
        _ key: String, _ rules: [Catalogue.Rule], _ report: CompareCatalogues.Report
    ) -> HTML {
        if rules.isEmpty { return .empty }
        return dataTable(
            caption: words("catalogue.compare.\(key).list"),
            columns: ["ground", "lead", "basis"].map {
                TableColumn(words("catalogue.column.\($0)"))
            },
            rows: rules.prefix(Self.rulesCompared).map { rule in
                [ground(rule, report), leadAndAssists(rule.lead, rule.assists), "\(rule.basis)"]
            })
    }

    private func ground(_ rule: Catalogue.Rule, _ report: CompareCatalogues.Report) -> HTML {
        let category =
            rule.category.map { words("category.\($0)") } ?? words("catalogue.anyCategory")
        return "\(place(rule.place.ids.last, report))<br><span class=\"hint\">\(category)</span>"
    }

    /// One side of a changed rule: what differs is marked, and said to be.
    private func ruleSide(
        _ rule: Catalogue.Rule, _ parts: Set<CatalogueChanges.Part>, isNew: Bool
    ) -> HTML {
        let assists = rule.assists.map { body($0) }.joined(separator: words("page.comma"))
        let facts: [(CatalogueChanges.Part, String)] = [
            (.lead, body(rule.lead)), (.assists, assists.isEmpty ? "—" : assists),
            (.basis, rule.basis),
        ]
        let rows = HTML.each(facts) { part, text in
            let marked: HTML =
                !parts.contains(part)
                ? "\(text)" : isNew ? "<ins>\(text)</ins>" : "<del>\(text)</del>"
            let name = words("catalogue.part.\(part.rawValue)")
            return "<li><span class=\"hint\">\(name)</span> \(marked)</li>"
        }
        return "<ul class=\"plain-list rule-side\">\(rows)</ul>"
    }

    private func place(_ id: Place.ID?, _ report: CompareCatalogues.Report) -> String {
        id.flatMap { report.places[$0] }.map { words.name($0.name) } ?? "—"
    }

    private func body(_ id: Body.ID?) -> String {
        id.map { bodyNames[$0].map { words.name($0.name) } ?? $0.description }
            ?? words("catalogue.nobody")
    }
}
