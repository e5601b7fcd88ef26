/// What a report says, whole: every number with its name and definition in both languages, so that
/// it can be read, and checked, without the installation that it came from.
package struct ReportContent: Hashable, Sendable {
    package let layout: ReportLayout.ID
    package let title: LocalName
    package let realm: LocalName
    package let place: LocalName
    package let period: Period
    /// 1 for the first of its layout, place and period.
    package let version: Int
    /// Why it replaces the version before.
    package let reason: String?
    /// The last day that it counts: that of the period, or the day of drawing it up.
    package let until: Day
    /// The sequence of the last record that is counted in it (the head of the record).
    package private(set) var head: Int64
    package let parts: [Part]
    package let lines: [Line]

    package enum Part: Hashable, Sendable {
        case heading(LocalName)
        case sentence(LocalName)
        case table([Figure.ID])
        case trend(Figure.ID)
        case comparison([Figure.ID])
        case form(Form)
    }

    /// One figure of it.
    package struct Line: Hashable, Sendable {
        package let id: Figure.ID
        package let name: LocalName
        /// What it counts, in a sentence.
        package let means: LocalName
        /// How it is worked out.
        package let formula: LocalName
        package let value: FigureValue
        /// In the period before.
        package let before: FigureValue
        package let months: [MonthValue]
        /// How many of the whole are left out, each with a reason and two signatures.
        package let excluded: Int64
        /// What was reported of another time, and is not counted from any record.
        package let baseline: Baseline?

        package init(
            id: Figure.ID, name: LocalName, means: LocalName, formula: LocalName,
            value: FigureValue, before: FigureValue, months: [MonthValue], excluded: Int64 = 0,
            baseline: Baseline? = nil
        ) {
            self.id = id
            self.name = name
            self.means = means
            self.formula = formula
            self.value = value
            self.before = before
            self.months = months
            self.excluded = excluded
            self.baseline = baseline
        }
    }

    package struct MonthValue: Hashable, Sendable {
        package let month: Month
        package let value: FigureValue

        package init(month: Month, value: FigureValue) {
            self.month = month
            self.value = value
        }
    }

    /// A number that was reported elsewhere: approximate, with its source.
    package struct Baseline: Hashable, Sendable {
        package let number: Int64
        /// As it was said: `每月1500余件`.
        package let said: String
        package let source: String
        /// The time that it speaks of.
        package let period: Period

        package init(number: Int64, said: String, source: String, period: Period) {
            self.number = number
            self.said = said
            self.source = source
            self.period = period
        }
    }

    /// The form of an upper office, filled.
    package struct Form: Hashable, Sendable {
        package let columns: [LocalName]
        package let rows: [Row]

        package init(columns: [LocalName], rows: [Row]) {
            self.columns = columns
            self.rows = rows
        }
    }

    package struct Row: Hashable, Sendable {
        package let place: Place.ID
        package let name: LocalName
        package let cells: [Cell]

        package init(place: Place.ID, name: LocalName, cells: [Cell]) {
            self.place = place
            self.name = name
            self.cells = cells
        }
    }

    package enum Cell: Hashable, Sendable {
        case figure(Figure.ID, FigureValue)
        /// Nobody could count it: typed by somebody, who says where it is from.
        case typed(
            key: String, text: String, source: String, by: String, ReportLayout.Column.Kind)
        /// Asked for and not typed yet; never in a frozen report.
        case missing(key: String, ReportLayout.Column.Kind)
    }

    package init(
        layout: ReportLayout.ID, title: LocalName, realm: LocalName, place: LocalName,
        period: Period, version: Int, reason: String?, until: Day, head: Int64, parts: [Part],
        lines: [Line]
    ) {
        self.layout = layout
        self.title = title
        self.realm = realm
        self.place = place
        self.period = period
        self.version = version
        self.reason = reason
        self.until = until
        self.head = head
        self.parts = parts
        self.lines = lines
    }

    package func line(_ id: Figure.ID) -> Line? { lines.first { $0.id == id } }

    /// Its figures that differ from those of another time of drawing it up: what has to be looked
    /// at again.
    package func changed(since other: ReportContent) -> [Figure.ID] {
        lines.filter { other.line($0.id) != $0 }.map(\.id)
    }

    /// Whether both say the same, though more may have been recorded in between.
    package func says(theSameAs other: ReportContent) -> Bool { headless == other.headless }

    /// Tells what it says from everything else: whoever checks it names what they saw.
    package var mark: String { Digest(of: headless.canonicalBytes).hex }

    private var headless: ReportContent {
        var content = self
        content.head = 0
        return content
    }

    private var cells: [Cell] {
        parts.flatMap { part -> [Cell] in
            if case .form(let form) = part { form.rows.flatMap(\.cells) } else { [] }
        }
    }

    /// How many cells somebody still has to type.
    package var cellsMissing: Int {
        cells.count { if case .missing = $0 { true } else { false } }
    }

    /// How many numbers were filled from the record: each line once, and each cell of a form.
    package var filled: Int {
        lines.count + cells.count { if case .figure = $0 { true } else { false } }
    }

    /// How many somebody typed.
    package var typed: Int {
        cells.count { if case .typed = $0 { true } else { false } }
    }
}
