import Actions
import Kernel
import Markup
import Storage

/// How figures are said in words and drawn, at the desk and for everyone.
struct FigureSentences {
    let words: Words
    let times: Times

    func name(_ figure: Figure) -> String { words("figure.\(figure.id)") }

    func value(_ value: FigureValue) -> String { value.text }

    /// `126 / 144`, with a warning where the whole is small; nil for what is no share.
    func detail(_ value: FigureValue) -> String? {
        guard case .share(_, let whole) = value, let counts = value.counts else { return nil }
        return whole > 0 && value.isSmall
            ? words("figures.small", ["counts": counts]) : counts
    }

    /// The same of a whole line, with how many its rate leaves out.
    func detail(_ line: FigureLine) -> String? {
        guard line.excluded > 0, let counts = detail(line.value) else {
            return detail(line.value)
        }
        return words(
            "figures.excluded",
            ["counts": counts, "excluded": FigureValue.grouped(line.excluded)])
    }

    /// How it differs from the period before: `比去年 +12`; nil where nothing was counted then.
    func change(_ line: FigureLine, _ period: Period) -> String? {
        let before = words("figures.before.\(period.length)")
        switch (line.value, line.before) {
        case (.number(let now), .number(let then)) where then != 0:
            let change = Self.signed(now - then, FigureValue.grouped(abs(now - then)))
            return words("figures.change", ["before": before, "change": change])
        case (.share, .share):
            guard let now = line.value.tenthsOfPercent, let then = line.before.tenthsOfPercent
            else { return nil }
            let tenths = abs(now - then)
            return words(
                "figures.change.points",
                [
                    "before": before,
                    "change": Self.signed(now - then, "\(tenths / 10).\(tenths % 10)"),
                ])
        default: return nil
        }
    }

    func title(_ period: Period) -> String {
        let year = String(period.first.year)
        switch period.length {
        case .year: return words("figures.period.year", ["year": year])
        case .month: return times.month(period.first.first)
        case .half, .quarter:
            return words(
                "figures.period.\(period.length)",
                ["year": year, "number": String(period.number)])
        }
    }

    func trend(_ line: FigureLine, _ period: Period) -> TrendDrawing? {
        guard !line.months.isEmpty else { return nil }
        return TrendDrawing(
            zip(line.months, heights(line)).map { month, height in
                let shown = value(month.value)
                return TrendDrawing.Bar(
                    label: String(month.month.month),
                    words: words(
                        "figures.bar", ["month": times.month(month.month.first), "value": shown]),
                    value: shown, height: height, isAsked: period.contains(month.month))
            })
    }

    /// The same without words, for a tile.
    func spark(_ line: FigureLine, _ period: Period) -> SparkDrawing? {
        guard !line.months.isEmpty else { return nil }
        return SparkDrawing(
            zip(line.months, heights(line)).map { month, height in
                SparkDrawing.Bar(height: height, isAsked: period.contains(month.month))
            })
    }

    /// Of each month, in thousandths of the tallest.
    private func heights(_ line: FigureLine) -> [Int?] {
        let sizes = line.months.map { size($0.value) }
        let tallest = sizes.compactMap(\.self).max() ?? 0
        return sizes.map { size in
            size.map { tallest > 0 ? Int($0 * 1_000 / tallest) : 0 }
        }
    }

    private func size(_ value: FigureValue) -> Int64? {
        if case .number(let number) = value { max(number, 0) } else { value.tenthsOfPercent }
    }

    /// How it is worked out, by the names of what it is made of.
    func formula(_ figure: Figure) -> String { Self.formula(figure, words) }

    static func formula(_ figure: Figure, _ words: Words) -> String {
        func kind(_ key: String) -> String { words("figures.formula.\(key)") }
        switch figure.formula {
        case .count: return kind("count")
        case .sum: return kind("sum")
        case .bodies: return kind("bodies")
        case .register: return kind("register")
        case .open: return kind("open")
        case .share(let part, let whole):
            return words("figure.\(part)") + " ÷ " + words("figure.\(whole)")
        }
    }

    private static func signed(_ number: Int64, _ size: String) -> String {
        number == 0 ? "±0" : (number > 0 ? "+" : "−") + size
    }
}
