/// How a report looks (一表通): what stands on it, in which order, declared once in a profile.
///
/// A report holds no number of its own: each is a figure, or a cell that nobody could count and
/// somebody typed, with a source.
package struct ReportLayout: Hashable, Sendable {
    package typealias ID = String

    package let id: ID
    /// The lengths of time that it is made for.
    package let lengths: [Period.Length]
    package let parts: [Part]

    package enum Part: Hashable, Sendable {
        /// A heading; its text is `report.LAYOUT.KEY`.
        case heading(String)
        /// A sentence whose gaps are figures; its text is `report.LAYOUT.KEY`.
        case sentence(String)
        /// Figures, one a line, each with the period before.
        case table([Figure.ID])
        /// A figure month by month, drawn.
        case trend(Figure.ID)
        /// Figures beside the period before, or beside a number that was reported, drawn.
        case comparison([Figure.ID])
        /// The form of an upper office: its columns, filled from figures.
        case form(Form)
    }

    /// The columns of an upper office's form, mapped once.
    package struct Form: Hashable, Sendable {
        package let columns: [Column]
        /// Whether each place under the report's has a row of its own, or all of it one.
        package let isByPlace: Bool

        package init(columns: [Column], isByPlace: Bool) {
            self.columns = columns
            self.isByPlace = isByPlace
        }
    }

    /// One column; its heading is the text `report.LAYOUT.KEY`.
    package struct Column: Hashable, Sendable {
        package let key: String
        package let source: Source

        package init(key: String, source: Source) {
            self.key = key
            self.source = source
        }

        package enum Source: Hashable, Sendable {
            case figure(Figure.ID)
            /// No record tells it: somebody types it, and says where it is from.
            case asked(Kind)
        }

        package enum Kind: String, Hashable, Sendable, CaseIterable {
            /// A whole number from 0 to 1,000,000,000.
            case number
            case line
        }
    }

    package init(id: ID, lengths: [Period.Length], parts: [Part]) {
        self.id = id
        self.lengths = lengths
        self.parts = parts
    }

    /// Every figure that it shows, once, in the order in which they first stand.
    ///
    /// - Parameter sentences: the figures that a sentence speaks of, by its key.
    package func figures(in sentences: (String) -> [Figure.ID]) -> [Figure.ID] {
        var found: [Figure.ID] = []
        for part in parts {
            let named =
                switch part {
                case .heading: [Figure.ID]()
                case .sentence(let key): sentences(key)
                case .table(let figures), .comparison(let figures): figures
                case .trend(let figure): [figure]
                case .form(let form):
                    form.columns.compactMap {
                        if case .figure(let figure) = $0.source { figure } else { nil }
                    }
                }
            for figure in named where !found.contains(figure) { found.append(figure) }
        }
        return found
    }

    /// The keys of its texts after `report.LAYOUT.`.
    package var keys: [String] {
        parts.flatMap { part -> [String] in
            switch part {
            case .heading(let key), .sentence(let key): [key]
            case .form(let form): form.columns.map(\.key)
            case .table, .trend, .comparison: []
            }
        }
    }

    /// The figure that a gap of a sentence speaks of: `requestsOpened`, `requestsOpened.before`,
    /// `requestsOpened.change`, `onTimeRate.counts`; nil for the gaps that every sentence may have.
    package static func figure(ofGap gap: String) -> Figure.ID? {
        if gap == "place" || gap == "period" || gap == "before" { return nil }
        let parts = gap.split(separator: ".")
        guard let last = parts.last, parts.count == 2, gapEndings.contains(String(last)) else {
            return gap
        }
        return String(parts[0])
    }

    private static let gapEndings = ["before", "change", "counts"]

    package static let countMax = 40
    package static let partsMax = 80
    package static let columnsMax = 40
    /// How many columns may be asked for where each place has a row: somebody types them all.
    package static let askedMax = 3
}
