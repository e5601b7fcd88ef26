package import Markup

/// A row of bars, one for each month; the words and numbers stand beside it, not in it alone.
package struct TrendDrawing: Sendable {
    package struct Bar: Sendable {
        /// Such as `11`, under the bar.
        package let label: String
        /// Such as `2026年11月：38`, told to whoever points at it.
        package let words: String
        /// The number over the bar.
        package let value: String
        /// In thousandths of the tallest: 0 to 1,000; nil where there is none.
        package let height: Int?
        /// Whether it belongs to the period that is asked for.
        package let isAsked: Bool

        package init(label: String, words: String, value: String, height: Int?, isAsked: Bool) {
            self.label = label
            self.words = words
            self.value = value
            self.height = height
            self.isAsked = isAsked
        }
    }

    package let bars: [Bar]

    package init(_ bars: [Bar]) {
        self.bars = bars
    }
}

private let step = 54
private let tall = 150

/// The large drawing of a figure's own page, with a number on each bar.
package func trendDrawing(_ trend: TrendDrawing, label: String) -> HTML {
    let width = trend.bars.count * step
    let bars = HTML.each(trend.bars.enumerated()) { index, bar in
        let height = bar.height.map { max($0 * tall / 1_000, 2) } ?? 0
        let middle = index * step + step / 2
        return """
            <g class="trend-month\(HTML.when(bar.isAsked, " trend-asked"))"><title>\(bar.words)\
            </title><rect x="\(index * step + 8)" y="\(tall + 24 - height)" width="\(step - 16)" \
            height="\(height)" rx="3"/>\
            <text class="trend-value" x="\(middle)" y="\(tall + 16 - height)" \
            text-anchor="middle">\(bar.value)</text>\
            <text x="\(middle)" y="\(tall + 44)" text-anchor="middle">\(bar.label)</text></g>
            """
    }
    return """
        <div class="trend-scroll" role="region" tabindex="0" aria-label="\(label)">\
        <svg class="trend" viewBox="0 0 \(width) \(tall + 52)" \
        width="\(width)" height="\(tall + 52)" role="img" aria-label="\(label)">\
        <path class="trend-ground" d="M0 \(tall + 24)H\(width)"/>\(bars)</svg></div>
        """
}
