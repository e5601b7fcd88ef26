package import Kernel

extension Setting {
    /// How something is done, as a realm starts with it.
    package struct GuideEntry: Hashable, Sendable {
        package let place: String
        package let body: String
        package let kind: Guide.Kind
        package let category: Kernel.Category.ID?
        package let title: LocalName
        package let text: LocalName
        package let bring: LocalName
        package let source: String
        /// Days after the day on which the realm is set up; negative for one that is overdue.
        package let reviewInDays: Int
        /// Names of venues of the same profile.
        package let windows: [String]
    }

    /// What is known of a place.
    package struct FactEntry: Hashable, Sendable {
        package let place: String
        package let kind: PlaceFact.Kind
        package let said: String
        package let isRough: Bool
        package let asOf: Day
        package let source: String
    }
}

extension SettingReader {
    func guide(_ passage: Passage) -> Setting.GuideEntry? {
        guard
            let record = passage.record(
                .thing("guide"),
                required: ["place", "body", "kind", "title", "text", "source"],
                optional: ["about", "bring", "review", "windows"]),
            let place = record["place"].flatMap(place),
            let body = record["body"].flatMap(body(named:)),
            let kind = record["kind"]?.word(
                .thing("kindOfGuide"), among: Guide.Kind.allCases.map(\.rawValue)
            ).flatMap(Guide.Kind.init),
            let title = record["title"]?.localName(.part("title", of: .thing("guide"))),
            let text = record["text"]?.sentences(.part("text", of: .thing("guide"))),
            let source = record["source"]?.text(
                "source", charactersMax: Guide.sourceCharactersMax)
        else { return nil }
        let wides = Set(
            profile.categories.compactMap { $0.id.split(separator: ".").first.map(String.init) })
        let venues = Set(setting.venues.map(\.name.zh))
        return Setting.GuideEntry(
            place: place, body: body, kind: kind,
            category: record["about"]?.word(.thing("wideCategory"), among: wides.sorted()),
            title: title, text: text,
            bring: record["bring"]?.sentences(.part("bring", of: .thing("guide")))
                ?? LocalName(zh: ""),
            source: source,
            reviewInDays: record["review"]?.number(
                "review", in: -Guide.reviewDaysMax...Guide.reviewDaysMax) ?? 182,
            windows: (record["windows"]?.items("windows") ?? []).compactMap {
                $0.word(.thing("venueOfVenues"), among: venues.sorted())
            })
    }

    func fact(_ passage: Passage) -> Setting.FactEntry? {
        guard
            let record = passage.record(
                .thing("factOfAPlace"), required: ["place", "kind", "said", "asOf", "source"],
                optional: ["rough"]),
            let place = record["place"].flatMap(place),
            let kind = record["kind"]?.word(
                .thing("kindOfFact"), among: PlaceFact.Kind.allCases.map(\.rawValue)
            ).flatMap(PlaceFact.Kind.init),
            let said = record["said"]?.text("said", charactersMax: PlaceFact.saidCharactersMax),
            let text = record["asOf"]?.text("asOf"),
            let source = record["source"]?.text(
                "source", charactersMax: PlaceFact.sourceCharactersMax)
        else { return nil }
        guard let asOf = try? Day(parsing: text) else {
            record["asOf"]?.problem("notADay", ["text": .said(text)])
            return nil
        }
        return Setting.FactEntry(
            place: place, kind: kind, said: said,
            isRough: record["rough"]?.truth("rough") ?? false, asOf: asOf, source: source)
    }
}
