package import Kernel
package import Media

/// A report as rows of a spreadsheet, in one language.
package struct ReportTable {
    let content: ReportContent
    let texts: Texts
    let language: Language

    /// - Parameter texts: those that all profiles share.
    package init(of content: ReportContent, texts: Texts, in language: Language) {
        self.content = content
        self.texts = texts
        self.language = language
    }

    package var spreadsheet: Spreadsheet {
        let words = ReportWords(texts: texts)
        var rows = [
            Spreadsheet.Row(.title, [.text(content.title.text(in: language))]),
            Spreadsheet.Row(
                .words,
                [
                    .text(
                        [
                            content.place.text(in: language),
                            words.title(content.period).text(in: language),
                            text(
                                "reports.counted",
                                ["day": content.until.description, "head": String(content.head)]),
                            content.reason.map {
                                text(
                                    "reports.replaces",
                                    ["version": String(content.version), "reason": $0])
                            },
                        ].compactMap(\.self).joined(separator: " · "))
                ]),
        ]
        rows += content.parts.flatMap(self.rows)
        rows += definitions
        return Spreadsheet(
            name: content.title.text(in: language), widths: [30, 12, 14, 12, 14, 20],
            rows: rows)
    }

    private func text(_ key: String, _ gaps: [String: String] = [:]) -> String {
        texts.text(key, in: language, gaps)
    }

    private func rows(_ part: ReportContent.Part) -> [Spreadsheet.Row] {
        switch part {
        case .heading(let name):
            [Spreadsheet.Row(.plain, []), .init(.heading, [.text(name.text(in: language))])]
        case .sentence(let name): [.init(.words, [.text(name.text(in: language))])]
        case .table(let ids), .comparison(let ids): [columns] + ids.compactMap(line)
        case .trend(let id): months(id)
        case .form(let form): self.form(form)
        }
    }

    private var columns: Spreadsheet.Row {
        .init(
            .columns,
            ["figure", "value", "counts", "before", "excluded", "baseline"].map {
                .text(text("reports.column.\($0)"))
            })
    }

    private func line(_ id: Figure.ID) -> Spreadsheet.Row? {
        content.line(id).map { line in
            .init(
                .plain,
                [
                    .text(line.name.text(in: language)), cell(line.value),
                    line.value.counts.map { .text($0) } ?? .empty, cell(line.before),
                    line.excluded > 0 ? .number(line.excluded) : .empty,
                    line.baseline.map { baseline in
                        .text(
                            text(
                                "reports.baseline",
                                [
                                    "said": baseline.said, "source": baseline.source,
                                    "period": ReportWords(texts: texts).title(baseline.period)
                                        .text(in: language),
                                ]))
                    } ?? .empty,
                ])
        }
    }

    private func cell(_ value: FigureValue) -> Spreadsheet.Cell {
        switch value {
        case .number(let number): .number(number)
        case .share(let part, let whole): .share(part: part, whole: whole)
        }
    }

    private func months(_ id: Figure.ID) -> [Spreadsheet.Row] {
        guard let line = content.line(id), !line.months.isEmpty else { return [] }
        return [
            .init(
                .columns,
                [.text(text("reports.column.month")), .text(line.name.text(in: language))])
        ]
            + line.months.map {
                .init(.plain, [.text($0.month.description), cell($0.value)])
            }
    }

    private func form(_ form: ReportContent.Form) -> [Spreadsheet.Row] {
        let head =
            [Spreadsheet.Cell.text(text("reports.column.place"))]
            + form.columns.map { .text($0.text(in: language)) }
        return [.init(.columns, head)]
            + form.rows.map { row in
                .init(
                    .plain,
                    [.text(row.name.text(in: language))]
                        + row.cells.map { cell in
                            switch cell {
                            case .figure(_, let value): self.cell(value)
                            case .missing: .empty
                            case .typed(_, let typed, let source, let person, _):
                                .text(
                                    text(
                                        "reports.typed",
                                        ["text": typed, "source": source, "person": person]))
                            }
                        })
            }
    }

    /// What each number counts: a number without its definition is no number.
    private var definitions: [Spreadsheet.Row] {
        if content.lines.isEmpty { return [] }
        return [
            Spreadsheet.Row(.plain, []),
            .init(.heading, [.text(text("reports.definitions"))]),
        ]
            + content.lines.map { line in
                .init(
                    .words,
                    [
                        .text(
                            text(
                                "reports.definition",
                                [
                                    "name": line.name.text(in: language),
                                    "means": line.means.text(in: language),
                                    "formula": line.formula.text(in: language),
                                ]))
                    ])
            }
    }
}
