package import Kernel

/// The words of reports, each in every language.
package struct ReportWords {
    let texts: Texts

    package init(texts: Texts) {
        self.texts = texts
    }

    package func name(_ key: String, _ gaps: [String: LocalName] = [:]) -> LocalName {
        both { language in
            texts.text(key, in: language, gaps.mapValues { $0.text(in: language) })
        }
    }

    /// Such as `2026年第3季度`.
    package func title(_ period: Period) -> LocalName {
        name(
            "reports.period.\(period.length)",
            [
                "year": LocalName(zh: String(period.first.year)),
                "number": LocalName(zh: String(period.number)),
            ])
    }

    /// How a figure is worked out.
    func formula(_ figure: Figure) -> LocalName {
        switch figure.formula {
        case .count: name("reports.formula.count")
        case .sum: name("reports.formula.sum")
        case .bodies: name("reports.formula.bodies")
        case .register: name("reports.formula.register")
        case .open: name("reports.formula.open")
        case .share(let part, let whole):
            name(
                "reports.formula.share",
                ["part": name("figure.\(part)"), "whole": name("figure.\(whole)")])
        }
    }

    /// The figures that a sentence speaks of, in either language.
    func figures(ofSentence key: String, of layout: ReportLayout.ID) -> [Figure.ID] {
        Language.allCases.flatMap { language in
            (texts.sentence("report.\(layout).\(key)", in: language) ?? "")
                .split(separator: "{").dropFirst()
                .compactMap { part in part.firstIndex(of: "}").map { String(part[..<$0]) } }
                .compactMap { ReportLayout.figure(ofGap: $0) }
        }
    }

    /// A sentence with its numbers.
    func sentence(
        _ key: String, of layout: ReportLayout.ID, at place: LocalName, for period: Period,
        _ lines: [ReportContent.Line]
    ) -> LocalName {
        both { language in
            var gaps = [
                "place": place.text(in: language), "period": title(period).text(in: language),
                "before": texts.text("reports.before.\(period.length)", in: language),
            ]
            for line in lines {
                gaps[line.id] = line.value.text
                gaps[line.id + ".before"] = line.before.text
                gaps[line.id + ".counts"] = line.value.counts ?? line.value.text
                gaps[line.id + ".change"] = change(of: line, in: language)
            }
            return texts.text("report.\(layout).\(key)", in: language, gaps)
        }
    }

    /// `增加 12`, `减少 3.5 个百分点`, `持平`; `–` where one of the two has no value.
    private func change(of line: ReportContent.Line, in language: Language) -> String {
        let difference: Int64
        let size: String
        switch (line.value, line.before) {
        case (.number(let now), .number(let then)):
            difference = now - then
            size = FigureValue.grouped(abs(difference))
        default:
            guard let now = line.value.tenthsOfPercent, let then = line.before.tenthsOfPercent
            else { return "–" }
            difference = now - then
            size = texts.text(
                "reports.points", in: language,
                ["number": "\(abs(difference) / 10).\(abs(difference) % 10)"])
        }
        if difference == 0 { return texts.text("reports.same", in: language) }
        return texts.text(
            difference > 0 ? "reports.more" : "reports.less", in: language, ["number": size])
    }

    private func both(_ text: (Language) -> String) -> LocalName {
        LocalName(zh: text(.zh), en: text(.en))
    }
}
