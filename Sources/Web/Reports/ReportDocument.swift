import Actions
import Kernel
import Markup
import Storage

/// Draws what a report says, in one language: the same on the desk, on paper and in a file.
struct ReportDocument {
    let content: ReportContent
    let texts: Texts
    let language: Language
    /// Where a figure opens what it counts; nil on paper.
    let link: (Figure.ID) -> Link?
    /// Draws the field of a cell that nobody could count; nil where it is not asked for.
    var field: ((ReportContent.Row, ReportContent.Cell) -> HTML)?

    private var words: ReportWords { ReportWords(texts: texts) }

    func text(_ key: String, _ gaps: [String: String] = [:]) -> String {
        texts.text(key, in: language, gaps)
    }

    func name(_ name: LocalName) -> String { name.text(in: language) }

    var title: String { name(content.title) }
    var period: String { name(words.title(content.period)) }

    /// Place, period, and how far it is counted.
    var lead: String {
        [
            name(content.place), period,
            text(
                "reports.counted",
                ["day": content.until.description, "head": String(content.head)]),
        ].joined(separator: " · ")
    }

    var replaces: String? {
        content.reason.map {
            text("reports.replaces", ["version": String(content.version), "reason": $0])
        }
    }

    /// Whether it has cells that somebody types.
    var asks: Bool {
        content.parts.contains { part in
            guard case .form(let form) = part else { return false }
            return form.rows.contains { row in
                row.cells.contains { if case .figure = $0 { false } else { true } }
            }
        }
    }

    var body: HTML {
        HTML.each(Array(zip(content.parts, captions))) { part($0, caption: $1) }
    }

    /// What the table of each part is called: the heading above it, numbered from its second on.
    private var captions: [String] {
        var heading = title
        var tables: [String: Int] = [:]
        return content.parts.map { part in
            switch part {
            case .heading(let name):
                heading = self.name(name)
                return heading
            case .table, .form:
                tables[heading, default: 0] += 1
                let number = tables[heading, default: 1]
                return number == 1 ? heading : "\(heading) \(number)"
            case .sentence, .trend, .comparison: return heading
            }
        }
    }

    private func part(_ part: ReportContent.Part, caption: String) -> HTML {
        switch part {
        case .heading(let name): "<h2>\(self.name(name))</h2>"
        case .sentence(let name): "<p class=\"report-sentence\">\(self.name(name))</p>"
        case .table(let ids): table(ids, caption: caption)
        case .trend(let id): trend(id)
        case .comparison(let ids): comparison(ids)
        case .form(let form): self.form(form, caption: caption)
        }
    }

    // MARK: - Tables

    private func table(_ ids: [Figure.ID], caption: String) -> HTML {
        let all = ids.compactMap(content.line)
        let silent = all.filter(\.isSilent)
        // A few zeros stand in their rows; many would hide what there is.
        let lines = silent.count < Self.silentMax ? all : all.filter { !$0.isSilent }
        let note = HTML.when(silent.count >= Self.silentMax, self.silent(silent))
        if lines.isEmpty { return note }
        let hasShares = lines.contains { $0.value.counts != nil }
        let hasExcluded = lines.contains { $0.excluded > 0 }
        let hasBaseline = lines.contains { $0.baseline != nil }
        var columns = [TableColumn(text("reports.column.figure"))]
        func column(_ key: String, isNumber: Bool = true) -> TableColumn {
            TableColumn(text("reports.column.\(key)"), isNumber: isNumber)
        }
        columns.append(column("value"))
        if hasShares { columns.append(column("counts")) }
        columns.append(column("before"))
        if hasExcluded { columns.append(column("excluded")) }
        if hasBaseline { columns.append(column("baseline", isNumber: false)) }
        let rows = lines.map { line -> [HTML] in
            var cells: [HTML] = [figure(line), "\(line.value.text)"]
            if hasShares { cells.append(counts(line.value)) }
            cells.append("\(line.before.text)")
            if hasExcluded {
                cells.append(
                    line.excluded == 0 ? "" : "\(FigureValue.grouped(line.excluded))")
            }
            if hasBaseline { cells.append(line.baseline.map(said) ?? "") }
            return cells
        }
        return """
            <div class="report-table" role="region" tabindex="0" aria-label="\(caption)">\
            \(dataTable(
                caption: caption, columns: columns, rows: rows))</div>\(note)
            """
    }

    /// How many rows of nothing a table shows at most.
    private static let silentMax = 3

    /// What was neither in this period nor in the one before, by name.
    private func silent(_ lines: [ReportContent.Line]) -> HTML {
        let names = HTML.each(Array(lines.enumerated())) { number, line in
            "\(HTML.when(number > 0, "\(text("reports.silent.comma"))"))\(figure(line))"
        }
        return """
            <p class="hint report-silent">\(text(
                "reports.silent", ["count": String(lines.count)])) \(names)</p>
            """
    }

    private func figure(_ line: ReportContent.Line) -> HTML {
        guard let link = link(line.id) else { return "\(name(line.name))" }
        return "<a href=\"\(link)\">\(name(line.name))</a>"
    }

    private func counts(_ value: FigureValue) -> HTML {
        guard !value.isNothing, let counts = value.counts else { return "" }
        return """
            <span>\(counts)\(HTML.when(value.isSmall, """
                 <small class="report-small">\(text("reports.smallMark"))</small>
                """))</span>
            """
    }

    private func said(_ baseline: ReportContent.Baseline) -> HTML {
        """
        \(text(
            "reports.baseline",
            [
                "said": baseline.said, "source": baseline.source,
                "period": name(words.title(baseline.period)),
            ]))
        """
    }

    // MARK: - Drawings

    private func trend(_ id: Figure.ID) -> HTML {
        guard let line = content.line(id), !line.months.isEmpty else { return .empty }
        let sizes = line.months.map { Self.size($0.value) ?? 0 }
        guard sizes.contains(where: { $0 > 0 }) else { return .empty }
        let tallest = max(sizes.max() ?? 0, 1)
        let drawing = TrendDrawing(
            zip(line.months, sizes).map { month, size in
                TrendDrawing.Bar(
                    label: String(month.month.month),
                    words: "\(month.month): \(month.value.text)", value: month.value.text,
                    height: Int(size * 1_000 / tallest),
                    isAsked: content.period.contains(month.month))
            })
        return """
            <figure class="report-figure"><figcaption>\(name(line.name))</figcaption>\
            \(trendDrawing(drawing, label: name(line.name)))</figure>
            """
    }

    private static func size(_ value: FigureValue) -> Int64? {
        if case .number(let number) = value { max(number, 0) } else { value.tenthsOfPercent }
    }

    private func comparison(_ ids: [Figure.ID]) -> HTML {
        let rows = ids.compactMap(content.line).filter { !$0.isSilent }.map { line in
            var bars: [(ComparisonDrawing.Bar.Kind, String, FigureValue)] = [
                (.now, text("reports.column.value"), line.value),
                (.before, text("reports.column.before"), line.before),
            ]
            if let baseline = line.baseline {
                bars.append(
                    (.reported, text("reports.bar.reported"), .number(baseline.number)))
            }
            let longest = max(bars.compactMap { Self.size($0.2) }.max() ?? 0, 1)
            return ComparisonDrawing.Row(
                label: name(line.name),
                bars: bars.map { kind, label, value in
                    ComparisonDrawing.Bar(
                        kind: kind, label: label, value: value.text,
                        length: Int((Self.size(value) ?? 0) * 1_000 / longest))
                })
        }
        if rows.isEmpty { return .empty }
        let label = text("reports.comparison")
        return """
            <figure class="report-figure"><figcaption>\(label)</figcaption>\
            \(comparisonDrawing(ComparisonDrawing(rows), label: label))</figure>
            """
    }

    // MARK: - The form of an upper office

    private func form(_ form: ReportContent.Form, caption: String) -> HTML {
        let columns =
            [TableColumn(text("reports.column.place"))]
            + form.columns.map { TableColumn(name($0)) }
        let rows = form.rows.map { row in
            ["\(name(row.name))" as HTML] + row.cells.map { cell($0, in: row) }
        }
        return """
            <div class="report-table" role="region" tabindex="0" aria-label="\(caption)">\
            \(dataTable(
                caption: caption, columns: columns, rows: rows))</div>
            """
    }

    private func cell(_ cell: ReportContent.Cell, in row: ReportContent.Row) -> HTML {
        switch cell {
        case .figure(_, let value): return "\(value.text)"
        case .missing: return field?(row, cell) ?? "–"
        case .typed(_, let typed, let source, let person, _):
            if let field { return field(row, cell) }
            return """
                <span class="report-typed">\(typed)</span> <small>\(text(
                    "reports.typed.note", ["source": source, "person": person]))</small>
                """
        }
    }

    // MARK: - What the numbers mean

    var definitions: HTML {
        definitionList(
            content.lines.map { line in
                (
                    name(line.name),
                    "\(name(line.means)) <small>\(name(line.formula))</small>"
                )
            })
    }
}

extension ReportContent.Line {
    /// Whether nothing was counted, now or before, and nobody said otherwise.
    fileprivate var isSilent: Bool {
        value.isNothing && before.isNothing && excluded == 0 && baseline == nil
    }
}
