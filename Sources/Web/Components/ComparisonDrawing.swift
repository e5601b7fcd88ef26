package import Markup

/// Numbers beside those of another time: two or three bars for each, with the number on each.
package struct ComparisonDrawing: Sendable {
    package struct Bar: Sendable {
        package enum Kind: Sendable {
            case now, before
            /// Reported elsewhere and approximate: drawn open.
            case reported
        }

        package let kind: Kind
        /// Such as `本期`.
        package let label: String
        package let value: String
        /// In thousandths of the longest of its row: 0 to 1,000.
        package let length: Int

        package init(kind: Kind, label: String, value: String, length: Int) {
            self.kind = kind
            self.label = label
            self.value = value
            self.length = length
        }
    }

    package struct Row: Sendable {
        package let label: String
        package let bars: [Bar]

        package init(label: String, bars: [Bar]) {
            self.label = label
            self.bars = bars
        }
    }

    package let rows: [Row]

    package init(_ rows: [Row]) {
        self.rows = rows
    }
}

private let barTall = 22
private let headTall = 28
private let gap = 16
private let wide = 460
private let textWide = 92
private let barWide = 270

/// Rows of bars that lie; what each says stands beside it in words.
package func comparisonDrawing(_ drawing: ComparisonDrawing, label: String) -> HTML {
    var top = 0
    let rows = drawing.rows.map { row -> HTML in
        let start = top
        top += headTall + row.bars.count * barTall + gap
        return comparisonRow(row, top: start)
    }
    return """
        <svg class="comparison" viewBox="0 0 \(wide) \(max(top - gap, 1))" role="img" \
        aria-label="\(label)">\(HTML.joined(rows))</svg>
        """
}

private func comparisonRow(_ row: ComparisonDrawing.Row, top: Int) -> HTML {
    let bars = HTML.each(row.bars.enumerated()) { index, bar in
        let y = top + headTall + index * barTall
        let length = max(bar.length * barWide / 1_000, 2)
        let style: HTML =
            switch bar.kind {
            case .now: "comparison-now"
            case .before: "comparison-before"
            case .reported: "comparison-reported"
            }
        return """
            <text class="comparison-label" x="\(textWide - 10)" y="\(y + 14)" \
            text-anchor="end">\(bar.label)</text>\
            <rect class="\(style)" x="\(textWide)" y="\(y)" width="\(length)" \
            height="\(barTall - 5)" rx="3"/>\
            <text class="comparison-value" x="\(textWide + length + 8)" y="\(y + 14)">\
            \(bar.value)</text>
            """
    }
    return """
        <g><text class="comparison-head" x="0" y="\(top + 18)">\(row.label)</text>\(bars)</g>
        """
}
