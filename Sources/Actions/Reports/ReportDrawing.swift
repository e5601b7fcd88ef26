import Kernel
import SQL
import Storage

/// Draws a report up from a layout: reads each figure once, fills the sentences and the forms.
struct ReportDrawing {
    let book: Rulebook
    let layout: ReportLayout
    let place: Place
    let period: Period
    let version: Int
    let reason: String?
    let today: Day
    let typed: [ReportCells.Typed]
    let names: [Person.ID: String]
    let db: any Reader

    private var profile: Profile { book.profile }
    private var words: ReportWords { ReportWords(texts: profile.texts) }

    /// How many places have a row of their own in a form.
    static let rowsMax = 60

    func content() throws -> ReportContent {
        var reading = FigureReading(
            profile.figures, place: place, period: period, today: today, realm: book.realm.id, db)
        let shown = layout.figures(in: { words.figures(ofSentence: $0, of: layout.id) })
        let reported = try Baselines.all(at: place.id, in: book.realm.id, db)
        try reading.ask(for: shown)
        let lines = try shown.compactMap { id in
            try reading.line(id).map { line($0, reported) }
        }
        return ReportContent(
            layout: layout.id, title: words.name("report.\(layout.id)"), realm: book.realm.name,
            place: place.name, period: period, version: version, reason: reason,
            until: min(period.days.upperBound, today), head: try Facts.lastCounted(db),
            parts: try layout.parts.map { try part($0, lines, &reading) }, lines: lines)
    }

    private func line(
        _ line: FigureLine, _ reported: [Baseline]
    ) -> ReportContent.Line {
        let id = line.figure.id
        // Only a time as long as this one can be laid beside it.
        let baseline = reported.first { $0.figure == id && $0.period.length == period.length }
        return ReportContent.Line(
            id: id, name: words.name("figure.\(id)"), means: words.name("figure.\(id).means"),
            formula: words.formula(line.figure), value: line.value, before: line.before,
            months: line.months.map { .init(month: $0.month, value: $0.value) },
            excluded: line.excluded,
            baseline: baseline.map {
                .init(
                    number: $0.number, said: $0.said, source: $0.source, period: $0.period)
            })
    }

    private func part(
        _ part: ReportLayout.Part, _ lines: [ReportContent.Line], _ reading: inout FigureReading
    ) throws -> ReportContent.Part {
        switch part {
        case .heading(let key): .heading(words.name("report.\(layout.id).\(key)"))
        case .sentence(let key):
            .sentence(words.sentence(key, of: layout.id, at: place.name, for: period, lines))
        case .table(let ids): .table(ids)
        case .trend(let id): .trend(id)
        case .comparison(let ids): .comparison(ids)
        case .form(let form): .form(try filled(form, &reading))
        }
    }

    // MARK: - The form of an upper office

    private func filled(
        _ form: ReportLayout.Form, _ reading: inout FigureReading
    ) throws -> ReportContent.Form {
        let places =
            form.isByPlace
            ? try Places.children(
                of: place.id, in: book.realm.id, on: min(period.days.upperBound, today),
                after: nil, limit: Self.rowsMax, db)
            : [place]
        let asked = form.columns.compactMap { column -> Figure? in
            guard case .figure(let id) = column.source else { return nil }
            return profile.figure(id)
        }.once
        var values: [Figure.ID: [Place.ID: FigureValue]] = [:]
        if form.isByPlace {
            values = try self.values(of: asked, at: places)
        } else {
            for figure in asked {
                values[figure.id] = try reading.line(figure.id).map { [place.id: $0.value] }
            }
        }
        let rows = places.map { place in
            ReportContent.Row(
                place: place.id, name: place.name,
                cells: form.columns.map { cell($0, at: place.id, values) })
        }
        return ReportContent.Form(
            columns: form.columns.map { words.name("report.\(layout.id).\($0.key)") }, rows: rows)
    }

    private func cell(
        _ column: ReportLayout.Column, at place: Place.ID,
        _ values: [Figure.ID: [Place.ID: FigureValue]]
    ) -> ReportContent.Cell {
        switch column.source {
        case .figure(let id): return .figure(id, values[id]?[place] ?? .number(0))
        case .asked(let kind):
            guard let cell = typed.first(where: { $0.place == place && $0.cell == column.key })
            else { return .missing(key: column.key, kind) }
            return .typed(
                key: column.key, text: cell.value, source: cell.source,
                by: names[cell.person] ?? "–", kind)
        }
    }

    /// What figures come to at several places: together where months are kept, otherwise each place
    /// for itself.
    private func values(
        of figures: [Figure], at places: [Place]
    ) throws -> [Figure.ID: [Place.ID: FigureValue]] {
        var values = try PlaceFigures(
            figures: profile.figures, places: places, top: place.path, period: period,
            realm: book.realm.id, db: db
        ).values(of: figures)
        let others = figures.map(\.id).filter { values[$0] == nil }
        if others.isEmpty { return values }
        for place in places {
            var reading = FigureReading(
                profile.figures, place: place, period: period, today: today,
                realm: book.realm.id, db)
            try reading.ask(for: others)
            for id in others { values[id, default: [:]][place.id] = try reading.line(id)?.value }
        }
        return values
    }
}
