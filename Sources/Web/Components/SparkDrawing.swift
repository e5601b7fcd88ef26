package import Markup

/// The small drawing on a tile: a hint of the way that it went, a bar for each month.
package struct SparkDrawing: Sendable {
    package struct Bar: Sendable {
        /// In thousandths of the tallest: 0 to 1,000; nil where there is none.
        package let height: Int?
        /// Whether it belongs to the period that is asked for.
        package let isAsked: Bool

        package init(height: Int?, isAsked: Bool) {
            self.height = height
            self.isAsked = isAsked
        }
    }

    package let bars: [Bar]

    package init(_ bars: [Bar]) {
        self.bars = bars
    }
}

private let step = 8
private let barWide = 6
private let tall = 24
private let ground = 26

/// All bars in two paths, since a page shows dozens of tiles.
package func sparkDrawing(_ spark: SparkDrawing) -> HTML {
    func path(_ isAsked: Bool) -> HTML {
        HTML.each(spark.bars.enumerated()) { index, bar in
            guard bar.isAsked == isAsked, let height = bar.height.map({ max($0 * tall / 1_000, 1) })
            else { return .empty }
            return "M\(index * step) \(ground)v-\(height)h\(barWide)v\(height)z"
        }
    }
    return """
        <svg class="spark" viewBox="0 0 \(spark.bars.count * step) \(ground)" aria-hidden="true" \
        focusable="false" preserveAspectRatio="none"><path d="\(path(false))"/>\
        <path class="trend-asked" d="\(path(true))"/></svg>
        """
}
