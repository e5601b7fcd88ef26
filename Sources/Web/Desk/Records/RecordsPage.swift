import Actions
import HTTPTypes
import Kernel
import Markup
import Storage

extension Site {
    /// The record of everything, newest first, and the search in it.
    static func recordsPage(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let words = frame.words
        let asked = RecordLink(ask.query)
        let form = frame.recordForm(
            asked, names: try await ask.installation.recordNames(in: frame.visit.realm))
        var status = HTTPResponse.Status.ok
        var list: HTML
        do {
            let reading = try await ask.installation.records(
                try asked.search(in: frame.visit.book), in: frame.visit.realm)
            list = frame.recordList(reading, asked)
        } catch let problem as RecordLink.Unreadable {
            list = alertMessage(words("records.unreadable.\(problem.rawValue)"))
            status = .unprocessableContent
        }
        let seals = buttonLink(words("records.seals.all"), to: .deskSeals(), icon: .seal)
        var reply = frame.page(
            words("records.title"), current: .records,
            content: """
                \(deskHead(
                    title: words("records.title"), detail: words("records.detail"),
                    actions: seals))\
                \(form)\(list)
                """)
        reply.status = status
        return reply
    }

    /// Every seal with what it closes, the latest first.
    static func deskSealsPage(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let words = frame.words
        let before = ask.query["before"].flatMap { Int64($0) }
        let seals = try await ask.installation.seals(before: before, limit: sealsOnPage + 1)
        let rows = seals.prefix(sealsOnPage).map { seal -> [HTML] in
            [
                "\(seal.number)", "\(frame.times.moment(seal.sealedAt))",
                "\(seal.first)–\(seal.last)", "<code class=\"digest\">\(seal.digest.hex)</code>",
            ]
        }
        let older =
            seals.count > sealsOnPage
            ? seals.prefix(sealsOnPage).last.map {
                NavItem(words("page.older"), .deskSeals(before: $0.number))
            } : nil
        let table =
            rows.isEmpty
            ? emptyState(words("seals.none"), next: words("seals.none.next"))
            : dataTable(
                caption: words("records.seals"),
                columns: ["number", "sealedAt", "range", "digest"].map {
                    TableColumn(words("records.column.\($0)"))
                }, rows: Array(rows))
        return frame.page(
            words("records.seals"), current: .records,
            content: """
                \(deskHead(
                    title: words("records.seals"), detail: words("records.seals.detail"),
                    actions: buttonLink(words("records.back"), to: .records, icon: .back)))\
                \(table)\(pager(label: words("records.seals"), newer: nil, older: older))
                """)
    }

    private static let sealsOnPage = 30
}

extension DeskFrame {
    fileprivate func recordForm(
        _ asked: RecordLink, names: [(action: String, kind: String)]
    ) -> HTML {
        let kinds = Set(names.map(\.kind) + [asked.kind].compactMap(\.self))
        let actions = Set(names.map(\.action) + [asked.action].compactMap(\.self))
        let bodies = bodyNames.values.sorted { $0.name.zh < $1.name.zh }
        let fields: HTML = """
            \(textField(
                Field(
                    "reference", label: words("records.search.reference"), isRequired: false),
                value: asked.reference, lengthMax: 20))\
            \(textField(
                Field("person", label: words("records.search.person"), isRequired: false),
                value: asked.person, autocomplete: "off", lengthMax: 60))\
            \(selectField(
                Field("body", label: words("records.search.body"), isRequired: false),
                choices: bodies.map {
                    Choice(
                        $0.id.description, label: words.name($0.name), isChosen: $0.id == asked.body
                    )
                }, emptyWords: words("records.search.any")))\
            \(selectField(
                Field("action", label: words("records.search.action"), isRequired: false),
                choices: choices(actions, asked.action, recorded),
                emptyWords: words("records.search.any")))\
            \(selectField(
                Field("kind", label: words("records.search.kind"), isRequired: false),
                choices: choices(kinds, asked.kind, recordedKind),
                emptyWords: words("records.search.any")))\
            \(dateField(
                Field("from", label: words("records.search.from"), isRequired: false),
                value: asked.from))\
            \(dateField(
                Field("until", label: words("records.search.until"), isRequired: false),
                value: asked.until))\
            \(HTML.when(asked.post) { hiddenField("post", value: $0.description) })
            """
        let clear = HTML.when(
            asked.isFiltered,
            buttonLink(words("records.search.clear"), to: .records, weight: .quiet))
        return """
            <details class="panel search-panel"\(flag: "open", asked.isFiltered)><summary>\
            \(icon(.search))<span>\(words("records.search"))</span></summary>\
            <form class="form sum-form" method="get" action="\(Link.records)">\(fields)\
            \(buttonRow([submitButton(words("records.search.submit"), weight: .second), clear]))\
            </form></details>
            """
    }

    private func choices(
        _ values: Set<String>, _ chosen: String?, _ name: (String) -> String
    ) -> [Choice] {
        values.map { Choice($0, label: name($0), isChosen: $0 == chosen) }
            .sorted { $0.label < $1.label }
    }

    fileprivate func recordList(_ reading: RecordReading, _ asked: RecordLink) -> HTML {
        let rows = reading.found.headers.map { header -> [HTML] in
            [
                "<a href=\"\(Link.record(header.sequence))\">\(header.sequence)</a>",
                "\(times.moment(header.at))", "\(recordedBy(header, reading))",
                "\(recorded(header.action))", recordedOn(header, reading),
            ]
        }
        let table =
            rows.isEmpty
            ? emptyState(words("records.none"), next: words("records.none.next"))
            : dataTable(
                caption: words(asked.isFiltered ? "records.found" : "records.caption"),
                columns: ["sequence", "at", "person", "action", "subject"].map {
                    TableColumn(words("records.column.\($0)"))
                }, rows: rows)
        let cut = HTML.when(
            reading.found.isCut,
            noteMessage(
                """
                <p>\(words(
                    "records.cut", ["count": String(Records.searchedMax)]))</p>
                """, icon: .search))
        let older = reading.found.next.map { next in
            NavItem(
                words(reading.found.isCut ? "records.further" : "page.older"),
                asked.with { $0.after = next }.link)
        }
        let asOf = HTML.when(reading.asOf) { moment in
            noteMessage(
                "<p>\(words("records.asOf", ["moment": times.moment(moment)]))</p>", icon: .clock)
        }
        return """
            \(asOf)\(table)\(cut)\(pager(label: words("records.title"), newer: nil, older: older))\
            \(exportLinks(.records, like: asked.with { $0.after = nil }.link))
            """
    }

    /// Who did it, and in which post.
    func recordedBy(_ header: RecordHeader, _ reading: RecordReading) -> String {
        let person = header.person.flatMap { reading.people[Person.ID($0)] }
        let post = header.post.flatMap { reading.posts[Post.ID($0)] }.map { post in
            words("role.\(post.role)")
                + (bodyNames[post.body].map { " " + words.name($0.name) } ?? "")
        }
        let named = [person, post].compactMap(\.self)
        if !named.isEmpty { return named.joined(separator: " · ") }
        if header.person != nil { return words("records.formerly") }
        return words(isByReporter(header) ? "procedure.actor.reporter" : "story.system")
    }

    /// Whether a deed without a person was a resident's, who needs no account.
    private func isByReporter(_ header: RecordHeader) -> Bool {
        guard header.subjectKind == "matter" else { return false }
        return visit.book.profile.procedures.contains { procedure in
            procedure.action(header.action)?.by.contains { $0 == .reporter || $0 == .anyone }
                ?? false
        }
    }

    /// What it was done to, as a link where the reader may follow it.
    func recordedOn(_ header: RecordHeader, _ reading: RecordReading) -> HTML {
        let kind = recordedKind(header.subjectKind)
        guard Records.matterKinds.contains(header.subjectKind),
            let matter = reading.matters[Matter.ID(header.subject)]
        else { return "\(kind)" }
        let holding = visit.holding
        let isReadable =
            holding.verbs.contains(.read)
            && (holding.post.reach.contains(matter.place) || matter.lead == holding.post.body)
        guard isReadable else { return "\(kind) \(matter.reference.description)" }
        return """
            \(kind) <a href="\(Link.matter(matter.reference))">\(matter.reference.description)</a>
            """
    }

    /// What a record says happened, in words: a matter's action by its procedure's own name.
    func recorded(_ action: String) -> String {
        if let known = words.optional("records.action.\(action)") { return known }
        let names = visit.book.profile.procedures.lazy.map(\.key.name)
        return names.compactMap { [words] in words.optional("\($0).action.\(action)") }.first
            ?? action
    }

    func recordedKind(_ kind: String) -> String {
        words.optional("records.kind.\(kind)") ?? kind
    }
}
