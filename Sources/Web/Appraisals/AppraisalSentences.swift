import Actions
import Kernel
import Markup
import Storage

extension Words {
    /// A building with the estate that it stands in, as far as it lies below a path.
    func building(_ id: Place.ID, of lines: BuildingLines, under path: PlacePath) -> String {
        lines.line(of: id, under: path).map { name($0.name) }.joined(separator: " ")
    }

    /// `2026年11月`.
    func month(of round: AppraisalRound) -> String {
        let parts = round.month.split(separator: "-").compactMap { Int($0) }
        return self(
            "meetings.month",
            [
                "year": String(parts.first ?? 0),
                "monthName": self("month.\(parts.last ?? 1)"),
            ])
    }

    /// An exact mean as people write it: `91 1/3`.
    func mixed(_ mean: Fraction) -> String {
        let whole = mean.numerator / mean.denominator
        let rest = mean.numerator % mean.denominator
        return rest == 0 ? String(whole) : "\(whole) \(rest)/\(mean.denominator)"
    }

    /// The rules of a scheme in one sentence each.
    func sentences(_ rules: AppraisalRules) -> [String] {
        [
            self(
                "appraisal.rule.criteria",
                ["count": String(rules.criteria.count), "max": String(rules.pointsMax)]),
            self("appraisal.rule.visits", ["count": String(rules.visits)]),
            self("appraisal.rule.flags", ["count": String(rules.flags)]),
            self("appraisal.rule.appeals", ["days": String(rules.appealDays)]),
            self("appraisal.rule.only"),
        ]
    }
}

extension Times {
    /// By what the residents adopted a scheme, with the way to the meeting where there is one.
    func adoption(
        of scheme: AppraisalScheme, meeting: (title: String, link: Link)?
    ) -> HTML {
        let day = self.day(scheme.adoption.day)
        guard let meeting else {
            return "\(words("appraisal.adopted", ["day": day]))\(scheme.adoption.words)"
        }
        return """
            \(words("appraisal.adopted", ["day": day]))\
            <a href="\(meeting.link)">\(meeting.title)</a> · \(scheme.adoption.words)
            """
    }
}

extension AppraisalRound.State {
    var tone: ChipTone {
        switch self {
        case .open: .jade
        case .closed: .amber
        case .awarded: .cinnabar
        case .cancelled: .plain
        }
    }
}

/// The criteria of a scheme as a table.
func criteriaTable(_ rules: AppraisalRules, words: Words) -> HTML {
    dataTable(
        caption: words("appraisal.criteria"),
        columns: [
            TableColumn(words("appraisal.criterion")),
            TableColumn(words("appraisal.looksAt")),
            TableColumn(words("appraisal.pointsMax"), isNumber: true),
        ],
        rows: rules.criteria.map { ["\($0.name)", "\($0.looksAt)", "\($0.pointsMax)"] })
}

/// A table in a panel whose title says already what it is.
func toldTable(caption: String, columns: [TableColumn], rows: [[HTML]]) -> HTML {
    """
    <div class="told-table">\(dataTable(caption: caption, columns: columns, rows: rows))</div>
    """
}

func ruleList(_ rules: AppraisalRules, words: Words) -> HTML {
    "<ul class=\"appraisal-rules\">\(HTML.each(words.sentences(rules)) { "<li>\($0)</li>" })</ul>"
}

/// The rotating red flag (流动红旗).
func redFlag(large: Bool = false) -> HTML {
    """
    <svg class="red-flag\(HTML.when(large, " red-flag-large"))" viewBox="0 0 24 24" width="24" \
    height="24" aria-hidden="true" focusable="false"><path class="red-flag-pole" d="M5 2v20"/>\
    <path class="red-flag-cloth" d="M5 4c5-2.5 8 1.5 14 0l-3 5 3 5c-6 1.5-9-2.5-14 0z"/></svg>
    """
}
