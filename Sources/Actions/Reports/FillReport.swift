package import Kernel
import SQL
import Storage

/// Types the cells of an upper office's form that no record tells, each with its source.
package struct FillReport: Sendable {
    /// One cell as it was typed; an empty value takes it away.
    package struct Entry: Sendable {
        package let place: Place.ID
        package let cell: String
        package let value: String

        package init(place: Place.ID, cell: String, value: String) {
            self.place = place
            self.cell = cell
            self.value = value
        }

        /// The name of its field in a form.
        package static func field(_ place: Place.ID, _ cell: String) -> String {
            "cell-\(place)-\(cell)"
        }

        /// A field of that name with what was typed; nil for another field.
        package init?(field: String, value: String) {
            let parts = field.split(separator: "-", maxSplits: 2).map(String.init)
            guard parts.count == 3, parts[0] == "cell", let place = Place.ID(parts[1]) else {
                return nil
            }
            self.init(place: place, cell: parts[2], value: value)
        }
    }

    package let realm: Realm
    package let holding: Holding
    package let report: Report.ID
    package let entries: [Entry]
    /// Where what is new comes from: a paper, a notice, a person in office.
    package let source: String

    package static let lineCharactersMax = 200
    package static let sourceCharactersMax = 100
    package static let numbers = 0...1_000_000_000

    package init(
        realm: Realm, holding: Holding, report: Report.ID, entries: [Entry], source: String
    ) {
        self.realm = realm
        self.holding = holding
        self.report = report
        self.entries = entries
        self.source = source
    }

    /// - Throws: `.notFound`, `.forbidden`, `.conflict` once it is frozen, `.invalid` by field: no
    ///   number, no source.
    package func run(in installation: Installation) async throws {
        try await installation.doing(realm, holding) { (work: ReportWork) in try fill(work) }
    }

    private func fill(_ work: ReportWork) throws {
        let report = try work.report(report, with: .report)
        let open = try ReportWork.refusing { () throws(Report.Refusal) in try report.unchecked() }
        let asked = Self.asked(by: try work.content(of: report))
        let before = try ReportCells.of(report.id, work.db)
        var text = FormText()
        let read = try entries.map { entry in
            guard let kind = asked[Key(place: entry.place, cell: entry.cell)] else {
                throw ActionError.notFound
            }
            return Self.read(entry, kind, &text)
        }
        let isNew = zip(entries, read).contains { entry, value in
            value != nil && value != Self.kept(entry, in: before)?.value
        }
        let source = text.read(
            "source", source, most: Self.sourceCharactersMax, isRequired: isNew)
        try text.finish()
        var changed: [String: Payload] = [:]
        for (entry, value) in zip(entries, read) {
            if Self.kept(entry, in: before)?.value == value { continue }
            let name = "\(entry.place).\(entry.cell)"
            if let value {
                try ReportCells.set(
                    entry.cell, at: entry.place, of: report.id, to: value, source: source,
                    by: holding.post.id, at: work.now, work.db)
                changed[name] = .object(["value": .text(value), "source": .text(source)])
            } else {
                try ReportCells.remove(entry.cell, at: entry.place, of: report.id, work.db)
                changed[name] = .null
            }
        }
        guard !changed.isEmpty else { return }
        try Reports.setChecked(open, work.db)
        try work.note("fillReport", report, changed)
    }

    private static func kept(
        _ entry: Entry, in typed: [ReportCells.Typed]
    ) -> ReportCells.Typed? {
        typed.first { $0.place == entry.place && $0.cell == entry.cell }
    }

    /// - Returns: nil for an empty cell.
    private static func read(
        _ entry: Entry, _ kind: ReportLayout.Column.Kind, _ text: inout FormText
    ) -> String? {
        let value = entry.value.trimmingCharacters()
        if value.isEmpty { return nil }
        let field = Entry.field(entry.place, entry.cell)
        return switch kind {
        case .number: text.number(field, value, in: numbers).map { String($0) } ?? value
        case .line: text.read(field, value, most: lineCharactersMax)
        }
    }

    private struct Key: Hashable {
        let place: Place.ID
        let cell: String
    }

    /// What a form asks for, by place and column.
    private static func asked(by content: ReportContent) -> [Key: ReportLayout.Column.Kind] {
        var asked: [Key: ReportLayout.Column.Kind] = [:]
        for case .form(let form) in content.parts {
            for row in form.rows {
                for cell in row.cells {
                    switch cell {
                    case .figure: break
                    case .missing(let key, let kind), .typed(let key, _, _, _, let kind):
                        asked[Key(place: row.place, cell: key)] = kind
                    }
                }
            }
        }
        return asked
    }
}
