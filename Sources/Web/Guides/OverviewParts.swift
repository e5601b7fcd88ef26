import Actions
import Kernel
import Markup
import Storage

/// What is to be known of a place, part by part: the same parts on a page and on paper.
struct OverviewParts {
    let words: Words
    let times: Times
    let overview: Overview
    let today: Day
    /// Words that a line must hold; empty for all.
    let terms: [String]
    let guideLink: (Guide.ID) -> Link
    let venueLink: (Venue.ID) -> Link
    let placeLink: (Place.ID) -> Link
    let rosterLink: (Roster.ID) -> Link
    let matterLink: (Reference) -> Link
    let book: Rulebook
    /// Whether everyone reads it: of those on duty, posts and bodies alone.
    let isPublic: Bool
    let bodyNames: [Body.ID: LocalName]

    typealias Part = (title: String, content: HTML)

    /// Everything.
    var all: [Part] {
        [facts, below, onDuty, bodies, leads(nil), commons, guides(nil), venues, figures]
            .compactMap(\.self)
    }

    /// One line of work, by its wide category.
    func line(_ wide: String) -> [Part] {
        [leads(wide), guides { $0.category == wide }].compactMap(\.self)
    }

    /// What one body answers for.
    func duty(of body: Body.ID, clauses: [DutyClause]) -> [Part] {
        let own = overview.leads.filter { $0.lead.id == body }
        let rows = own.map { lead -> [HTML] in
            ["\(words("category.\(lead.category)"))", "\(lead.basis)"]
        }
        let held = clauses.filter { $0.until.map { $0 > today } ?? true }
        let clauseRows = held.map { clause -> [HTML] in
            ["\(clause.code)", "\(clause.text)", "\(words("stance.\(clause.stance.rawValue)"))"]
        }
        var parts: [Part] = []
        if !rows.isEmpty {
            parts.append(
                (words("overview.leads.own"), table("overview.leads.own", ["what", "basis"], rows)))
        }
        if !clauseRows.isEmpty {
            parts.append(
                (
                    words("overview.clauses"),
                    table("overview.clauses", ["code", "text", "stance"], clauseRows)
                ))
        }
        if let guides = guides({ $0.body == body }) { parts.append(guides) }
        return parts
    }

    private func holds(_ text: String) -> Bool {
        terms.allSatisfy { text.lowercased().contains($0.lowercased()) }
    }

    private func table(_ caption: String, _ columns: [String], _ rows: [[HTML]]) -> HTML {
        toldTable(
            caption: words(caption),
            columns: columns.map { TableColumn(words("overview.column.\($0)")) }, rows: rows)
    }

    // MARK: - Parts

    private var facts: Part? {
        let known = overview.facts.map { fact in
            (
                term: words("facts.kind.\(fact.kind.rawValue)"), said: said(fact),
                source: source(fact)
            )
        }
        let levels = overview.levels.map { level in
            words(
                "overview.count",
                ["name": words("level.\(level.level)"), "count": String(level.count)])
        }
        let posts = overview.posts.map { post in
            words(
                "overview.people",
                ["name": words("role.\(post.role)"), "count": String(post.count)])
        }
        let counted = [("overview.levels", levels), ("overview.posts", posts)]
            .filter { !$0.1.isEmpty }
            .map { title, counts in
                (
                    term: words(title), said: counts.joined(separator: words("page.comma")),
                    source: words("overview.counted", ["day": times.day(today)])
                )
            }
        let lines = (known + counted).filter { holds($0.term + $0.said) }
        if lines.isEmpty { return nil }
        let rows = HTML.each(lines) { line in
            "<div><dt>\(line.term)</dt><dd>\(line.said)<small>\(line.source)</small></dd></div>"
        }
        return (words("overview.facts"), "<dl class=\"known-facts\">\(rows)</dl>")
    }

    func said(_ fact: PlaceFact) -> String {
        fact.isRough ? words("facts.rough", ["said": fact.said]) : fact.said
    }

    func source(_ fact: PlaceFact) -> String {
        words("facts.source", ["day": times.wholeDay(fact.asOf), "source": fact.source])
    }

    /// The places below with what is known of them; of the others their names say enough.
    private var below: Part? {
        let kinds: [PlaceFact.Kind] = [.households, .residents]
        let lines = overview.below.filter { holds(words.name($0.place.name)) }
        if lines.isEmpty { return nil }
        var rows: [[HTML]] = []
        var others: [HTML] = []
        for line in lines {
            let link: HTML = """
                <a href="\(placeLink(line.place.id))">\(words.name(line.place.name))</a>
                """
            let facts = Dictionary(
                line.facts.map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
            let known = kinds.compactMap { facts[$0].map(said) }
            guard let day = kinds.compactMap({ facts[$0]?.asOf }).max() else {
                others.append("<li>\(link)</li>")
                continue
            }
            rows.append(
                [link, "\(known.joined(separator: words("page.comma")))", "\(times.wholeDay(day))"])
        }
        let told = HTML.when(
            !rows.isEmpty, table("overview.below", ["place", "people", "asOf"], rows))
        let list = HTML.when(
            !others.isEmpty, "<ul class=\"overview-places\">\(HTML.joined(others))</ul>")
        return (words("overview.below"), "\(told)\(list)")
    }

    /// Who is there at this hour.
    private var onDuty: Part? {
        func holder(_ line: DutyLine) -> String {
            isPublic ? times.publicHolder(line) : times.holder(line)
        }
        let lines = overview.onDuty.filter { holds($0.roster.title + holder($0)) }
        if lines.isEmpty { return nil }
        let rows = lines.map { line -> [HTML] in
            [
                "<a href=\"\(rosterLink(line.roster.id))\">\(line.roster.title)</a>",
                "\(holder(line))", "\(times.duty(line.shift))",
                "\(line.roster.phone ?? line.body?.phone ?? "–")",
            ]
        }
        return (
            words("overview.onDuty"),
            table("overview.onDuty", ["what", "holder", "until", "phone"], rows)
        )
    }

    private var bodies: Part? {
        let found = overview.bodies.filter { holds(words.name($0.name)) }.sorted {
            words.stands($0.name, before: $1.name)
        }
        if found.isEmpty { return nil }
        let rows = found.map { body -> [HTML] in
            [
                "\(words.name(body.name))", "\(words("bodyKind.\(body.kind)"))",
                "\(body.phone ?? "–")",
            ]
        }
        return (
            words("overview.bodies"), table("overview.bodies", ["body", "kind", "phone"], rows)
        )
    }

    /// Who leads what: a line for each body, with all that it leads.
    private func leads(_ wide: String?) -> Part? {
        let wanted = overview.leads.filter { lead in
            wide.map { lead.category == $0 || lead.category.hasPrefix($0 + ".") } ?? true
        }
        var order: [Body.ID] = []
        var subjects: [Body.ID: (body: Body, names: [String])] = [:]
        for lead in wanted {
            if subjects[lead.lead.id] == nil { order.append(lead.lead.id) }
            subjects[lead.lead.id, default: (lead.lead, [])].names
                .append(words("category.\(lead.category)"))
        }
        let lines = order.compactMap { subjects[$0] }.map { line in
            (body: line.body, names: line.names.joined(separator: words("page.comma")))
        }.filter { holds(words.name($0.body.name) + $0.names) }
        if lines.isEmpty { return nil }
        let rows = lines.map { line -> [HTML] in
            ["\(words.name(line.body.name))", "\(line.names)", "\(line.body.phone ?? "–")"]
        }
        return (words("overview.leads"), table("overview.leads", ["body", "what", "phone"], rows))
    }

    /// Its conventions, accounts and works, as everyone may read them.
    private var commons: Part? {
        let rows = overview.commons.compactMap { line -> [HTML]? in
            let procedure = book.profile.procedure(line.procedure)
            let title = words.openTitle(of: line, under: procedure)
            let kind = words("\(line.procedure).name")
            guard holds(kind + title) else { return nil }
            return [
                "<a href=\"\(matterLink(line.reference))\">\(title)</a>", "\(kind)",
                "\(words("\(line.procedure).state.\(line.state)"))",
                "\(words.openArea(of: line, under: procedure, in: book))",
            ]
        }
        if rows.isEmpty { return nil }
        return (
            words("commons.title"),
            table("commons.title", ["what", "kind", "state", "place"], rows)
        )
    }

    private func guides(_ isWanted: ((Guide) -> Bool)?) -> Part? {
        let found = overview.guides.filter { isWanted?($0) ?? true }.filter { $0.matches(terms) }
        if found.isEmpty { return nil }
        let parts = times.parts(of: found, bodyNames, on: today, link: guideLink)
        return (
            words("overview.guides"),
            HTML.each(parts) { "<h3>\($0.title)</h3>\(guideList($0.lines))" }
        )
    }

    private var venues: Part? {
        let found = overview.venues.filter { holds(words.name($0.name) + $0.spot) }
        if found.isEmpty { return nil }
        let rows = found.map { venue -> [HTML] in
            let week = times.week(venue.hours).filter { $0.hours != words("venues.closed") }
                .map { "\($0.days) \($0.hours)" }.joined(separator: words("page.semicolon"))
            return [
                "<a href=\"\(venueLink(venue.id))\">\(words.name(venue.name))</a>",
                "\(venue.spot)", "\(week)", "\(venue.phone ?? "–")",
            ]
        }
        return (
            words("venues.public.title"),
            table("venues.public.title", ["venue", "spot", "hours", "phone"], rows)
        )
    }

    /// The year so far, of this place.
    private var figures: Part? {
        guard let sheet = overview.figures, terms.isEmpty else { return nil }
        let sentences = FigureSentences(words: words, times: times)
        let facts = sheet.lines.filter { !$0.value.isNothing }.map { line in
            (term: sentences.name(line.figure), value: "\(sentences.value(line.value))" as HTML)
        }
        if facts.isEmpty { return nil }
        return (
            words("overview.figures", ["period": sentences.title(sheet.period)]),
            "<div class=\"overview-figures\">\(definitionList(facts))</div>"
        )
    }
}
