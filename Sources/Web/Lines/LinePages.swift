import Actions
import Kernel
import Markup
import Storage

extension Link {
    static func workLines(year: Int? = nil) -> Link {
        Link("desk", "lines", query: ["year": year.map { String($0) }])
    }

    static func workLine(
        _ line: WorkLine.Name, year: Int, after: WorkLines.Cursor? = nil
    ) -> Link {
        Link("desk", "lines", line, query: ["year": String(year), "after": after?.text])
    }

    static func linesOfMatter(_ reference: Reference) -> Link {
        Link("desk", "matters", reference.description, "lines")
    }

    static func linesOfActivity(_ id: Activity.ID) -> Link {
        Link("desk", "activities", id.description, "lines")
    }
}

extension Site {
    /// Lines of work: what belongs to each, and the tags of matters and activities.
    static let lineRoutes: [Route] = [
        .get("/desk/lines", .post(.read)) { try await DeskFrame($0).workLinesPage() },
        .get("/desk/lines/:line", .post(.read)) { try await DeskFrame($0).workLinePage() },
        .post("/desk/matters/:reference/lines", .post(.organise)) { ask in
            let visit = try ask.visit
            let reference = try ask.reference()
            guard
                let file = try await ask.installation.file(
                    of: reference, in: visit.realm, for: .holding(visit.holding))
            else { throw ActionError.notFound }
            try await ask.setLines(of: .matter(file.matter.id))
            return .see(.matter(reference))
        },
        .post("/desk/activities/:id/lines", .post(.organise)) { ask in
            guard let id = Activity.ID(try ask.parameter("id")) else {
                throw ActionError.notFound
            }
            try await ask.setLines(of: .activity(id))
            return .see(.activity(id))
        },
    ]
}

extension Ask {
    fileprivate func setLines(of subject: WorkLine.Subject) async throws {
        let visit = try visit
        try await SetWorkLines(
            realm: visit.realm, holding: visit.holding, subject: subject,
            lines: Set(form.texts["lines"] ?? [])
        ).run(in: installation)
    }
}

extension DeskFrame {
    /// The lines that a matter or an activity belongs to, and the form for whoever organises.
    func linesPanel(
        _ own: Set<WorkLine.Name>, at place: PlacePath, to link: Link
    ) -> HTML {
        let lines = visit.book.profile.lines
        if lines.isEmpty { return .empty }
        let year = today.year
        let chips = HTML.each(lines.filter(own.contains)) { line in
            """
            <li><a class="chip chip-blue" href="\(Link.workLine(line, year: year))">\
            \(words("workLine.\(line)"))</a></li>
            """
        }
        let mayTag = visit.holding.grants(.organise, at: place, in: visit.realm.id)
        if own.isEmpty, !mayTag { return .empty }
        let form = HTML.when(
            mayTag,
            folded(
                words("lines.set"),
                content: postForm(
                    to: link,
                    content: """
                        \(checkCards(
                            Field(
                                "lines", label: words("lines.field"),
                                hint: words(
                                    "lines.field.hint",
                                    ["max": String(WorkLine.perSubjectMax)]),
                                isRequired: false),
                            choices: lines.map {
                                Choice(
                                    $0, label: words("workLine.\($0)"),
                                    isChosen: own.contains($0))
                            }))\(submitButton(words("org.save"), weight: .second))
                        """)))
        return panel(
            words("lines.title"),
            content: """
                \(HTML.when(own.isEmpty, "<p class=\"hint\">\(words("lines.of.none"))</p>"))\
                \(HTML.when(!own.isEmpty, "<ul class=\"line-chips\">\(chips)</ul>"))\(form)
                """)
    }

    var askedYear: Int {
        let now = today.year
        return ask.query["year"].flatMap { Int($0) }.map { min(max($0, now - 20), now + 1) } ?? now
    }

    private func years(_ link: (Int) -> Link) -> [NavItem] {
        let year = askedYear
        return (today.year - 2...today.year).map {
            NavItem(
                words("figures.period.year", ["year": String($0)]), link($0), isCurrent: $0 == year)
        }
    }

    /// How much of a year belongs to each line, in the order that the place declared.
    func workLinesPage() async throws -> Reply {
        let year = askedYear
        let lines = visit.book.profile.lines
        let counts = try await ask.installation.workLineCounts(of: year, in: visit.realm)
        let rows = lines.map { line -> [HTML] in
            [
                "<a href=\"\(Link.workLine(line, year: year))\">\(words("workLine.\(line)"))</a>",
                "\(counts[line]?["matter"] ?? 0)", "\(counts[line]?["activity"] ?? 0)",
            ]
        }
        return page(
            words("lines.title"), current: .workLines(),
            content: """
                \(deskHead(
                    title: words("lines.title"), detail: words("lines.lead"),
                    filters: years { .workLines(year: $0) },
                    filtersLabel: words("figures.lengths")))\
                \(rows.isEmpty
                    ? emptyState(words("lines.none"), next: words("lines.none.next"))
                    : dataTable(
                        caption: words("lines.title"),
                        columns: [
                            TableColumn(words("lines.column.line")),
                            TableColumn(words("lines.column.matters"), isNumber: true),
                            TableColumn(words("lines.column.activities"), isNumber: true),
                        ], rows: rows))\
                \(exportLinks(.lines, like: .workLines(year: year)))
                """)
    }

    /// What belongs to one line, the latest first.
    func workLinePage() async throws -> Reply {
        let name = try ask.parameter("line")
        let year = askedYear
        guard visit.book.profile.lines.contains(name) else { throw ActionError.notFound }
        let found = try await ask.installation.workLine(
            name, of: year, after: ask.query["after"].flatMap { WorkLines.Cursor($0) }, limit: 30,
            in: visit.realm, for: visit.holding)
        let items = HTML.each(found.items) { line, item in
            let (title, kind, link): (String, String, Link) =
                switch item {
                case .matter(let matter):
                    (
                        self.title(of: matter), words("\(matter.procedure).name"),
                        .matter(matter.reference)
                    )
                case .activity(let activity):
                    (
                        activity.title, words("activityKind.\(activity.kind)"),
                        .activity(activity.id)
                    )
                }
            return """
                <li class="post-line"><span class="post-time">\(times.day(line.day))</span>\
                <a href="\(link)">\(title)</a><span class="post-where">\(kind)</span></li>
                """
        }
        return page(
            words("workLine.\(name)"), current: .workLines(),
            content: """
                \(deskHead(
                    title: words("workLine.\(name)"), detail: words("lines.title"),
                    filters: years { .workLine(name, year: $0) },
                    filtersLabel: words("figures.lengths")))\
                \(found.items.isEmpty
                    ? emptyState(words("lines.line.none"), next: words("lines.line.none.next"))
                    : panel(
                        words("workLine.\(name)"),
                        content: "<ul class=\"post-lines\">\(items)</ul>"))\
                \(pager(
                    label: words("workLine.\(name)"), newer: nil,
                    older: found.older.map {
                        NavItem(words("page.older"), .workLine(name, year: year, after: $0))
                    }))\
                \(exportLinks(
                    .lineItems,
                    like: Link("desk", "lines", query: ["line": name, "year": String(year)])))
                """)
    }
}
