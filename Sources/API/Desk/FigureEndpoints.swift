import Actions
import Kernel
import Storage

// Figures with their counts.
extension DeskEndpoint {
    static let periodForm = TextForm(
        lengths: 4...7, pattern: "^(19|20|21)[0-9]{2}(-(H[12]|Q[1-4]|[0-9]{2}))?$",
        accepts: { text in
            ["19", "20", "21"].contains(String(text.prefix(2))) && Period(parsing: text) != nil
        })
    static let span: [Parameter] = [
        Parameter("place", .id, "At a place and below; the whole realm unless said."),
        Parameter(
            "period", periodForm,
            "Such as `2026`, `2026-H1`, `2026-Q3`, `2026-07`; this year "
                + "unless said."),
    ]

    static let figureEndpoints: [DeskEndpoint] = [
        .one(
            "/figures", "getFigures", "All figures of a place for a period", query: span,
            shape: Shapes.sheet
        ) { call in
            try await call.installation.figureSheet(
                at: try await call.figurePlace(), for: call.period, in: call.realm)
        },
        .one(
            "/figures/places", "getFiguresByPlace",
            "Figures of one section at each place directly under a place",
            query: span + [
                Parameter(
                    "section", .word,
                    "One of `sections`; the first of them unless said. Only figures that are "
                        + "kept by months, and shares of them.")
            ], shape: Shapes.placeComparison
        ) { call in
            try await call.installation.placeComparison(
                at: try await call.figurePlace(), for: call.period,
                section: call.query["section"], in: call.realm)
        },
        .one(
            "/figures/:figure", "getFigure",
            "One figure, month by month, and what it came to directly under the place",
            query: span, shape: Shapes.figureFile
        ) { call in
            try await call.installation.figureFile(
                try call.parameter("figure"), at: try await call.figurePlace(), for: call.period,
                after: nil, in: call.realm, for: call.holding)
        },
    ]
}

extension DeskCall {
    var period: Period {
        query["period"].flatMap { Period(parsing: $0) } ?? Period(.year, with: Month(of: today))
    }

    func figurePlace() async throws -> Place.ID {
        guard let id: Place.ID = queryID("place") else {
            guard let root = try await installation.rootPlace(in: realm) else {
                throw Problem(.malformed, .says("problem.needed", ["names": "place"]))
            }
            return root.id
        }
        return id
    }
}

extension Shapes {
    static let figureValue = Shape<FigureValue>(
        "FigureValue",
        [
            .text("text", about: "As pages show it.") { value, _ in value.text },
            .number("count", about: "The number, or the part of a share.") { value, _ in
                switch value {
                case .number(let number): Int(number)
                case .share(let part, _): Int(part)
                }
            },
            .maybeNumber("whole", about: "What a share is a part of.") { value, _ in
                if case .share(_, let whole) = value { Int(whole) } else { nil }
            },
        ])

    static let month = Shape<(Month, FigureValue)>(
        "MonthValue",
        [
            .text("month", TextForm(lengths: 7...7, pattern: "^[0-9]{4}-[0-9]{2}$")) { pair, _ in
                pair.0.description
            },
            .one("value", figureValue) { pair, _ in pair.1 },
        ])

    static let figureLine = Shape<FigureLine>(
        "FigureLine",
        [
            .text("figure", .word) { line, _ in line.figure.id },
            .text("title") { line, pen in pen.words("figure.\(line.figure.id)") },
            .text("section", .word) { line, _ in line.figure.section },
            .one("value", figureValue) { line, _ in line.value },
            .one("before", figureValue, about: "In the period before.") { line, _ in line.before },
            .number("excluded", about: "Left out, each with a reason and two signatures.") {
                line, _ in Int(line.excluded)
            },
            .many("months", month) { line, _ in line.months.map { ($0.month, $0.value) } },
        ])

    static let sheet = Shape<FigureSheet>(
        "FigureSheet",
        [
            .one("place", placeLine) { sheet, _ in sheet.place },
            .text("period") { sheet, _ in sheet.period.description },
            .number("uncounted", about: "Records that are not counted yet.") { sheet, _ in
                Int(sheet.uncounted)
            },
            .many("figures", figureLine) { sheet, _ in sheet.lines },
        ])

    static let placeValue = Shape<(Place, FigureValue)>(
        "PlaceValue",
        [
            .one("place", placeLine) { pair, _ in pair.0 },
            .one("value", figureValue) { pair, _ in pair.1 },
        ])

    static let figureByPlace = Shape<(line: PlacesBeside.Line, places: [Place])>(
        "FigureByPlace",
        [
            .text("figure", .word) { pair, _ in pair.line.figure.id },
            .text("title") { pair, pen in pen.words("figure.\(pair.line.figure.id)") },
            .one("whole", figureValue, about: "At the place itself.") { pair, _ in
                pair.line.whole
            },
            .many("under", placeValue, about: "In the order of their names.") { pair, _ in
                zip(pair.places, pair.line.values).map { ($0, $1) }
            },
        ])

    static let placeComparison = Shape<PlaceComparison>(
        "PlaceComparison",
        [
            .one("place", placeLine) { found, _ in found.place },
            .text("period") { found, _ in found.period.description },
            .texts("sections", about: "Those that can be asked for.") { found, _ in
                found.sections
            },
            .maybe("section", .word, about: "The one that is told.") { found, _ in found.section },
            .number("uncounted", about: "Records that are not counted yet.") { found, _ in
                Int(found.uncounted)
            },
            .flag("cutOff", about: "Whether there are more places than are told.") { found, _ in
                found.beside.isCutOff
            },
            .many("figures", figureByPlace) { found, _ in
                found.beside.lines.map { (line: $0, places: found.beside.places) }
            },
        ])

    static let figureFile = Shape<FigureFile>(
        "Figure",
        [
            .one("place", placeLine) { file, _ in file.place },
            .text("period") { file, _ in file.period.description },
            .one("figure", figureLine) { file, _ in file.line },
            .many("parts", figureLine, about: "Of a share, the part first.") { file, _ in
                file.parts
            },
            .many("under", placeValue) { file, _ in file.places.map { ($0.place, $0.value) } },
        ])
}
