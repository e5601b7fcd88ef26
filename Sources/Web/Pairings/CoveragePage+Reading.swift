import Actions
import Kernel
import Markup
import Storage

/// What the address of a calculation says: a place, roles, a ratio, and the numbers of buildings.
private struct CoverageQuestion {
    let place: Place.ID?
    let roles: Set<Role.ID>
    let ratio: Coverage.Ratio
    private let query: SentForm

    init(_ query: SentForm) {
        self.query = query
        func number(_ name: String, _ usual: Int) -> Int {
            query[name].flatMap { Int($0.halfWidth) } ?? usual
        }
        let usual = Coverage.Ratio.usual
        place = query["place"].flatMap { Place.ID($0) }
        roles = Set(query.texts["role"] ?? [])
        ratio = Coverage.Ratio(
            household: number("perHousehold", usual.household),
            stairwell: number("perStairwell", usual.stairwell),
            building: number("perBuilding", usual.building))
    }

    func households(_ place: Place.ID) -> Int { query["h\(place)"].flatMap { Int($0) } ?? 0 }
    func stairwells(_ place: Place.ID) -> Int { query["s\(place)"].flatMap { Int($0) } ?? 0 }
}

extension Site {
    static func coverageReply(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let question = CoverageQuestion(ask.query)
        let reach = frame.visit.holding.post.reach
        let places = try await ask.installation.places(in: frame.visit.realm, under: reach)
        let chosen = places.first { $0.id == question.place }
        var count: CoverageCount?
        if let chosen {
            count = try await ask.installation.coverageCount(
                of: chosen, roles: question.roles.sorted(), in: frame.visit.realm)
        }
        let view = frame.coverageView(question, places, chosen, count)
        return frame.page(view.title, current: .pairings(), content: coveragePage(view))
    }
}

extension DeskFrame {
    fileprivate func coverageView(
        _ question: CoverageQuestion, _ places: [Place], _ chosen: Place?,
        _ count: CoverageCount?
    ) -> CoverageView {
        let coverage = Coverage(
            (count?.buildings ?? []).map { building in
                Coverage.Building(
                    place: building.id, households: question.households(building.id),
                    stairwells: question.stairwells(building.id),
                    posts: count?.posts[building.id] ?? 0)
            }, wider: count?.wider ?? 0, by: question.ratio)
        let names = Dictionary(
            (count?.buildings ?? []).map { ($0.id, words.name($0.name)) },
            uniquingKeysWith: { first, _ in first })
        return CoverageView(
            title: words("pairings.nav.coverage"), detail: words("pairings.coverage.detail"),
            filtersLabel: words("pairings.title"), filters: pairingFilters(.coverage),
            form: coverageForm(question, places, chosen), figures: figures(coverage),
            caption: words(
                "pairings.coverage.caption", ["place": chosen.map { words.name($0.name) } ?? ""]),
            columns: [
                TableColumn(words("pairings.coverage.building")),
                TableColumn(words("pairings.coverage.households")),
                TableColumn(words("pairings.coverage.stairwells")),
                TableColumn(words("pairings.coverage.posts"), isNumber: true),
                TableColumn(words("pairings.coverage.needed"), isNumber: true),
                TableColumn(words("pairings.coverage.lacking")),
            ],
            rows: coverage.lines.map { row($0, name: names[$0.building.place] ?? "–") },
            notes: notes(coverage, count), none: none(question, chosen, count))
    }

    private func none(
        _ question: CoverageQuestion, _ chosen: Place?, _ count: CoverageCount?
    ) -> (title: String, next: String)? {
        if chosen == nil || question.roles.isEmpty {
            return (words("pairings.coverage.start"), words("pairings.coverage.start.next"))
        }
        return count?.buildings.isEmpty ?? true
            ? (words("pairings.coverage.none"), words("pairings.coverage.none.next")) : nil
    }

    private func figures(
        _ coverage: Coverage
    ) -> [(words: String, value: String, detail: String)] {
        [
            (
                words("pairings.coverage.posts"), String(coverage.posts),
                words("pairings.coverage.wider", ["count": String(coverage.wider)])
            ),
            (
                words("pairings.coverage.needed"), String(coverage.needed),
                words("pairings.coverage.buildings", ["count": String(coverage.lines.count)])
            ),
            (
                words("pairings.coverage.lacking"), String(coverage.lacking),
                words(
                    "pairings.coverage.shared",
                    [
                        "buildings": String(coverage.lackingBuildings),
                        "after": String(coverage.lackingAfterSharing),
                    ])
            ),
        ]
    }

    private func notes(_ coverage: Coverage, _ count: CoverageCount?) -> [String] {
        var notes = [words("pairings.coverage.note")]
        if count?.isCut ?? false {
            notes.append(
                words(
                    "pairings.coverage.cut",
                    ["max": String(Installation.coverageBuildingsMax)]))
        }
        return notes
    }

    /// A row whose inputs belong to the form above, so that one button reckons anew.
    private func row(_ line: Coverage.Line, name: String) -> [HTML] {
        let building = line.building
        func input(_ field: String, _ value: Int, _ key: String) -> HTML {
            """
            <input class="input coverage-input" type="number" min="0" max="2000" \
            form="coverage" name="\(field)\(building.place.description)" \
            value="\(value == 0 ? "" : String(value))" \
            aria-label="\(words(key, ["building": name]))">
            """
        }
        let lacking =
            line.lacking == 0
            ? words("pairings.coverage.enough")
            : words("pairings.coverage.lacks", ["count": String(line.lacking)])
        return [
            "\(name)", input("h", building.households, "pairings.coverage.households.of"),
            input("s", building.stairwells, "pairings.coverage.stairwells.of"),
            "\(building.posts)", "\(line.needed)",
            coverageBar(
                CoverageBar(there: building.posts, needed: line.needed, words: lacking)),
        ]
    }

    private func coverageForm(
        _ question: CoverageQuestion, _ places: [Place], _ chosen: Place?
    ) -> HTML {
        func number(_ name: String, _ value: Int) -> HTML {
            textField(
                Field(name, label: words("pairings.coverage.\(name)"), isRequired: false),
                value: String(value), kind: .number, isNarrow: true)
        }
        let roles = visit.book.profile.roles.map(\.id)
        return """
            <form class="form" method="get" action="\(Link.coverage)" id="coverage">\
            \(groupedSelect(
                Field("place", label: words("pairings.coverage.place")),
                groups: placeGroups(
                    places, chosen: chosen?.id ?? visit.holding.post.place, words: words)))\
            \(checkCards(
                Field(
                    "role", label: words("pairings.coverage.roles"),
                    hint: words("pairings.coverage.roles.hint"), isRequired: false),
                choices: roles.map {
                    Choice(
                        $0, label: words("role.\($0)"), isChosen: question.roles.contains($0))
                }))\
            <div class="form-thirds">\(number("perHousehold", question.ratio.household))\
            \(number("perStairwell", question.ratio.stairwell))\
            \(number("perBuilding", question.ratio.building))</div>\
            <p class="hint">\(words("pairings.coverage.ratio"))</p>\
            \(submitButton(words("pairings.coverage.submit"), weight: .first))</form>
            """
    }
}
