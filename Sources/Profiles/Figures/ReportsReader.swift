import Kernel

/// Reads the layouts of reports that a profile lists: those that profiles share, and a place's own
/// over them.
///
/// A shared layout speaks of figures that not every place counts: what it says of them falls away
/// there. A place's own layout names only what the place lists.
struct ReportsReader {
    let source: ProfileSource
    let header: ProfileHeader
    /// The names of all figures that a profile might list.
    let figures: Set<Figure.ID>
    let texts: TextsReader
    let findings: Findings

    private static let shared = "common/reports.yml"
    private static let own = "reports.yml"

    /// The layouts in the order in which they are listed.
    func read() -> [ReportLayout] {
        if header.reportWords.isEmpty { return [] }
        let shared = entries(of: Self.shared)
        let own = entries(of: Self.own)
        let names = header.reportWords.map(\.text)
        for entry in own where !names.contains(entry.name) {
            entry.key.problem(
                "notListed",
                ["kind": .noun("report"), "name": .said(entry.name), "list": "reports"])
        }
        if let word = header.reportWords.first, names.count > ReportLayout.countMax {
            word.at.problem(
                "reportsMax",
                ["count": .number(names.count), "most": .number(ReportLayout.countMax)])
        }
        return header.reportWords.compactMap { word in
            guard let entry = (own + shared).first(where: { $0.name == word.text }) else {
                let known = Set((shared + own).map(\.name)).sorted()
                word.at.problem(
                    "unknown",
                    [
                        "kind": .noun("report"), "name": .said(word.text),
                        "hint": .hint(for: word.text, among: known),
                    ])
                return nil
            }
            return ReportLayoutReader(
                entry: entry, header: header,
                isShared: entry.value.file == Self.shared, known: figures, texts: texts
            ).read()
        }
    }

    private func entries(of file: String) -> [Entry] {
        guard let text = source.files[file],
            let root = YAMLFile.root(of: text, file: file, findings: findings)
        else { return [] }
        return root.entries(.thing("reports")) ?? []
    }
}

/// Reads one layout.
struct ReportLayoutReader {
    let entry: Entry
    let header: ProfileHeader
    let isShared: Bool
    let known: Set<Figure.ID>
    let texts: TextsReader

    private static let kinds = ["heading", "sentence", "table", "trend", "compare", "form"]

    private var listed: [Figure.ID] { header.figureWords.map(\.word.text) }

    func read() -> ReportLayout? {
        let what = Phrase.named("report", entry.name)
        guard let id = entry.key.name(.thing("nameOf", of: .thing("report"))),
            let record = entry.value.record(what, required: ["periods", "parts"]),
            let periods = record["periods"]?.items(.part("periods", of: what)),
            let items = record["parts"]?.items(.part("parts", of: what))
        else { return nil }
        let lengths = periods.compactMap { passage -> Period.Length? in
            let names = Period.Length.allCases.map { "\($0)" }
            return passage.word(.thing("lengthOfTime"), among: names)
                .flatMap { word in Period.Length.allCases.first { "\($0)" == word } }
        }
        needText("report.\(id)", at: entry.key)
        if items.count > ReportLayout.partsMax {
            entry.key.problem(
                "partsMax",
                [
                    "what": what, "count": .number(items.count),
                    "most": .number(ReportLayout.partsMax),
                ])
        }
        let parts = Self.withoutEmptyHeadings(items.compactMap { part($0, of: id) })
        return ReportLayout(id: id, lengths: lengths, parts: parts)
    }

    /// A heading under which everything fell away says nothing.
    private static func withoutEmptyHeadings(_ parts: [ReportLayout.Part]) -> [ReportLayout.Part] {
        parts.enumerated().filter { index, part in
            guard case .heading = part else { return true }
            guard parts.indices.contains(index + 1) else { return false }
            if case .heading = parts[index + 1] { return false }
            return true
        }.map(\.element)
    }

    private func part(_ passage: Passage, of id: ReportLayout.ID) -> ReportLayout.Part? {
        guard let record = passage.record(.thing("partOfAReport"), optional: Self.kinds + ["rows"])
        else { return nil }
        let given = record.entries.filter { Self.kinds.contains($0.name) }
        guard let entry = given.first, given.count == 1 else {
            passage.problem("partNotOne", ["known": .listed(Self.kinds)])
            return nil
        }
        if let rows = record.key("rows"), entry.name != "form" {
            rows.problem("rowsMisplaced", ["key": .said(entry.name)])
        }
        switch entry.name {
        case "heading":
            return key(entry.value, of: id).map { .heading($0) }
        case "sentence":
            guard let key = key(entry.value, of: id) else { return nil }
            return speaks(key, of: id, at: entry.value) ? .sentence(key) : nil
        case "table":
            return some(figures(entry.value)).map { .table($0) }
        case "compare":
            return some(figures(entry.value)).map { .comparison($0) }
        case "trend":
            return figure(entry.value).map { .trend($0) }
        default:
            return form(entry.value, rows: record["rows"], of: id).map { .form($0) }
        }
    }

    private func some<Item>(_ items: [Item]) -> [Item]? { items.isEmpty ? nil : items }

    // MARK: - Figures

    /// A list of figures, or the name of a section: all of its figures.
    private func figures(_ passage: Passage) -> [Figure.ID] {
        if passage.isList { return (passage.items("figures") ?? []).compactMap(figure) }
        guard let section = passage.text(.thing("sectionOfFigures")) else { return [] }
        let sections = header.figureSections.map(\.text)
        guard sections.contains(section) else {
            if !isShared {
                passage.problem(
                    "notOneOf",
                    [
                        "text": .said(section), "what": .thing("sectionOfFigures"),
                        "hint": .hint(for: section, among: sections),
                    ])
            }
            return []
        }
        return header.figureWords.filter { $0.section == section }.map(\.word.text)
    }

    private func figure(_ passage: Passage) -> Figure.ID? {
        let names = isShared ? known.sorted() : listed
        guard
            let id = passage.word(
                isShared ? .thing("figure") : .thing("listedFigure"), among: names)
        else {
            return nil
        }
        return listed.contains(id) ? id : nil
    }

    // MARK: - Words

    private func key(_ passage: Passage, of id: ReportLayout.ID) -> String? {
        guard let key = passage.name(.thing("keyOfAText")) else { return nil }
        needText("report.\(id).\(key)", at: passage)
        return key
    }

    private func needText(_ key: String, at place: Passage) {
        for language in Language.allCases
        where !texts.texts.has(key, in: language) && !texts.broken.contains(language) {
            place.problem("textMissing", ["key": .said(key), "language": .said(language.rawValue)])
        }
    }

    /// Whether every figure that the sentence speaks of is listed; one that nobody knows is a
    /// mistake.
    private func speaks(_ key: String, of id: ReportLayout.ID, at place: Passage) -> Bool {
        var isWhole = true
        for language in Language.allCases {
            let text = "report.\(id).\(key)"
            let sentence = texts.texts.sentence(text, in: language) ?? ""
            for figure in TextsCheck.gaps(in: sentence).sorted().compactMap({
                ReportLayout.figure(ofGap: $0)
            }) where !listed.contains(figure) {
                isWhole = false
                if isShared && known.contains(figure) { continue }
                (texts.places[language]?[text] ?? place).problem(
                    "speaksOfUnlisted",
                    ["name": .said(figure), "hint": .hint(for: figure, among: listed)])
            }
        }
        return isWhole
    }

    // MARK: - The form of an upper office

    private func form(
        _ passage: Passage, rows: Passage?, of id: ReportLayout.ID
    ) -> ReportLayout.Form? {
        guard let items = passage.items(.thing("columnsOfAForm")) else { return nil }
        let isByPlace = rows?.word(.thing("whatHasRows"), among: ["places", "one"]) == "places"
        let columns = items.compactMap { column($0, of: id) }
        let keys = columns.map(\.key)
        if let twice = keys.first(where: { key in keys.count { $0 == key } > 1 }) {
            passage.problem("columnTwice", ["name": .said(twice)])
        }
        if columns.count > ReportLayout.columnsMax {
            passage.problem(
                "columnsMax",
                ["count": .number(columns.count), "most": .number(ReportLayout.columnsMax)])
        }
        let asked = columns.count { if case .asked = $0.source { true } else { false } }
        if isByPlace, asked > ReportLayout.askedMax {
            passage.problem(
                "askedMax", ["count": .number(asked), "most": .number(ReportLayout.askedMax)])
        }
        return columns.isEmpty ? nil : ReportLayout.Form(columns: columns, isByPlace: isByPlace)
    }

    private func column(_ passage: Passage, of id: ReportLayout.ID) -> ReportLayout.Column? {
        guard
            let record = passage.record(
                .thing("column"), required: ["column"], optional: ["figure", "asked"]),
            let key = record["column"].flatMap({ self.key($0, of: id) })
        else { return nil }
        switch (record["figure"], record["asked"]) {
        case (let figure?, nil):
            return self.figure(figure).map { ReportLayout.Column(key: key, source: .figure($0)) }
        case (nil, let asked?):
            let kinds = ReportLayout.Column.Kind.allCases.map(\.rawValue)
            return asked.word(.thing("whatIsAskedFor"), among: kinds)
                .flatMap(ReportLayout.Column.Kind.init)
                .map { ReportLayout.Column(key: key, source: .asked($0)) }
        default:
            passage.problem("columnNotOne", ["name": .said(key)])
            return nil
        }
    }
}
