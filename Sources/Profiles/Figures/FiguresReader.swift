import Kernel

/// Reads the figures that a profile lists: those that profiles share, and a place's own over them.
struct FiguresReader {
    let source: ProfileSource
    let header: ProfileHeader
    let procedures: [Procedure]
    let findings: Findings

    private static let shared = "common/figures.yml"
    private static let own = "figures.yml"
    private static let formulas = ["count", "sum", "bodies", "register", "open", "share"]

    /// The figures in the order in which they are listed.
    func read() -> [Figure] {
        let listed = header.figureWords
        guard !listed.isEmpty else { return [] }
        let shared = entries(of: Self.shared)
        let own = entries(of: Self.own)
        let names = listed.map(\.word.text)
        for entry in own where !names.contains(entry.name) {
            entry.key.problem(
                "notListed",
                ["kind": .noun("figure"), "name": .said(entry.name), "list": "figures"])
        }
        let read = listed.compactMap { section, word -> Read? in
            guard let entry = (own + shared).first(where: { $0.name == word.text }) else {
                let known = Set((shared + own).map(\.name)).sorted()
                word.at.problem(
                    "unknown",
                    [
                        "kind": .noun("figure"), "name": .said(word.text),
                        "hint": .hint(for: word.text, among: known),
                    ])
                return nil
            }
            return figure(entry, section: section, listed: names).map {
                Read(figure: $0, at: entry)
            }
        }
        refuseSharesOfShares(read)
        return read.map(\.figure)
    }

    private struct Read {
        let figure: Figure
        let at: Entry
    }

    /// A share is of what was counted: a share of a share says nothing.
    private func refuseSharesOfShares(_ read: [Read]) {
        let shares = Set(read.filter { $0.figure.isShare }.map(\.figure.id))
        for one in read {
            guard case .share(let part, let whole) = one.figure.formula else { continue }
            for other in [part, whole] where shares.contains(other) {
                one.at.key.problem(
                    "shareOfShare",
                    ["what": .named("figure", one.figure.id), "other": .said(other)])
            }
        }
    }

    /// The names of all figures that a profile might list.
    var known: Set<Figure.ID> {
        Set(
            [Self.shared, Self.own].flatMap { file in
                source.files[file].flatMap {
                    YAMLFile.root(of: $0, file: file, findings: Findings())
                }?.keys ?? []
            })
    }

    private func entries(of file: String) -> [Entry] {
        guard let text = source.files[file],
            let root = YAMLFile.root(of: text, file: file, findings: findings)
        else { return [] }
        return root.entries(.thing("figures")) ?? []
    }

    private func figure(_ entry: Entry, section: String, listed: [String]) -> Figure? {
        let what = Phrase.named("figure", entry.name)
        guard let id = entry.key.name(.thing("nameOf", of: .thing("figure"))),
            let record = entry.value.record(
                what, optional: Self.formulas + ["kinds", "ledBy", "of", "public"])
        else { return nil }
        let isPublic = record["public"].map { $0.truth("public") ?? false } ?? false
        guard let formula = formula(record, what, listed: listed) else { return nil }
        return Figure(id: id, section: section, formula: formula, isPublic: isPublic)
    }

    private func formula(
        _ record: Record, _ what: Phrase, listed: [String]
    ) -> Figure.Formula? {
        let given = record.entries.filter { Self.formulas.contains($0.name) }
        guard let entry = given.first, given.count == 1 else {
            record.passage.problem("exactlyOne", ["what": what, "known": .listed(Self.formulas)])
            return nil
        }
        if let kinds = record.key("kinds"), !["count", "sum", "bodies"].contains(entry.name) {
            kinds.problem("kindsMisplaced", ["key": .said(entry.name)])
        }
        if let led = record.key("ledBy"), !["count", "sum"].contains(entry.name) {
            led.problem("ledByMisplaced", ["key": .said(entry.name)])
        }
        if let of = record.key("of"), entry.name != "share" {
            of.problem("ofMisplaced", ["key": .said(entry.name)])
        }
        switch entry.name {
        case "count": return tally(entry, record).map { .count($0) }
        case "sum": return tally(entry, record).map { .sum($0) }
        case "bodies": return tally(entry, record).map { .bodies($0) }
        case "register": return register(entry.value).map { .register($0) }
        case "open":
            return entry.value.word(.thing("procedure"), among: procedures.map(\.key.name))
                .map { .open($0) }
        default:
            guard let whole = record["of"] else {
                record.passage.problem("shareOfNothing", ["what": what])
                return nil
            }
            guard let part = entry.value.word(.thing("listedFigure"), among: listed),
                let whole = whole.word(.thing("listedFigure"), among: listed)
            else { return nil }
            return .share(part, of: whole)
        }
    }

    // MARK: - What is counted

    private func tally(_ entry: Entry, _ record: Record) -> Figure.Tally? {
        guard let items = entry.value.items(.thing("whatIsCounted")) else { return nil }
        let names = items.compactMap(name)
        let kinds = (record["kinds"]?.items("kinds") ?? []).compactMap { kind($0, of: names) }
        let ledBy = (record["ledBy"]?.items("ledBy") ?? []).compactMap { passage in
            passage.word(.thing("kindOfBody"), among: header.bodyKinds.map(\.text))
        }
        return names.isEmpty ? nil : Figure.Tally(names, kinds: kinds, ledBy: ledBy)
    }

    private func name(_ passage: Passage) -> Fact.Name? {
        guard let text = passage.text(.thing("fact")) else { return nil }
        let nouns = procedures.map(\.key.name) + Fact.Noun.allCases.map(\.rawValue)
        guard let name = Fact.Name(parsing: text), nouns.contains(name.noun) else {
            passage.problem("notAFact", ["text": .said(text), "known": .listed(nouns)])
            return nil
        }
        let known = events(of: name.noun)
        guard known.contains(name.event) else {
            passage.problem(
                "notCounted",
                [
                    "event": .said(name.event), "noun": .said(name.noun),
                    "hint": .hint(for: name.event, among: known),
                ])
            return nil
        }
        return name
    }

    private func events(of noun: String) -> [String] {
        if let noun = Fact.Noun(rawValue: noun) { return noun.events }
        return procedures.filter { $0.key.name == noun }
            .flatMap { MatterFacts.names(under: $0).map(\.event) }
    }

    /// A category or a wider one, a meeting, a kind of activity, pairing or visit.
    private func kind(_ passage: Passage, of names: [Fact.Name]) -> String? {
        passage.word(.thing("kindOfWhatIsCounted"), among: kinds(of: Set(names.map(\.noun))))
    }

    private func kinds(of nouns: Set<String>) -> [String] {
        var known: [String] = []
        if nouns.contains(Fact.Noun.meeting.rawValue) { known += header.meetings }
        if nouns.contains(Fact.Noun.activity.rawValue) { known += header.activityWords.map(\.text) }
        if nouns.contains(Fact.Noun.pairing.rawValue) {
            known +=
                Pairing.Kind.allCases.map(\.rawValue) + LightVisit.Kind.allCases.map(\.rawValue)
        }
        if nouns.contains(Fact.Noun.report.rawValue) { known += header.reportWords.map(\.text) }
        if nouns.contains(Fact.Noun.line.rawValue) { known += header.lineWords.map(\.text) }
        if nouns.contains(Fact.Noun.sitting.rawValue) {
            known += header.venues?.rules.sittings ?? []
        }
        let categories = header.categories.map(\.value).filter { nouns.contains($0.procedure) }
            .map(\.id)
        let wider = categories.flatMap { id -> [String] in
            let parts = id.split(separator: ".")
            return (1..<max(parts.count, 1)).map { parts.prefix($0).joined(separator: ".") }
        }
        return known + categories + Set(wider).sorted()
    }

    private func register(_ passage: Passage) -> Figure.Register? {
        let nouns = ["places", "bodies", "posts", "grids", "enrolments"]
        guard let record = passage.record(.thing("register"), optional: nouns),
            let entry = record.entries.first, record.entries.count == 1
        else {
            passage.problem("registerNotOne")
            return nil
        }
        switch entry.name {
        case "places":
            return entry.value.word(.thing("level"), among: header.levels.map(\.text))
                .map { .places(level: $0) }
        case "bodies":
            return entry.value.word(.thing("kindOfBody"), among: header.bodyKinds.map(\.text))
                .map { .bodies(kind: $0) }
        case "grids":
            return entry.value.word(.thing("kindOfGrid"), among: header.gridKinds.map(\.value.id))
                .map { .grids(kind: $0) }
        case "enrolments":
            return entry.value.word(
                .thing("kindOfRegistration"), among: Enrolment.Kind.allCases.map(\.rawValue)
            ).flatMap(Enrolment.Kind.init).map { .enrolments(kind: $0) }
        default:
            return entry.value.word(.thing("role"), among: header.roles.map(\.value.id))
                .map { .posts(role: $0) }
        }
    }
}

extension Figure {
    fileprivate var isShare: Bool { if case .share = formula { true } else { false } }
}
