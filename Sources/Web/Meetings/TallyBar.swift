import Markup

/// A count drawn as one bar, with a line where it is enough.
struct TallyBar: Sendable {
    /// One part of the bar.
    struct Part: Sendable {
        enum Kind: String, Sendable { case favour, against, abstained, present, rest }

        let kind: Kind
        let count: Int
        let words: String
    }

    let parts: [Part]
    /// How many the whole bar stands for.
    let whole: Int
    /// Where the exact fraction lies, in thousandths of the bar.
    let lineAt: Int
    /// What the line means, such as `超过 1/2：至少 27 人`.
    let lineWords: String
}

/// The bar, and under it what each part is in words: nobody has to see the colours.
func tallyBar(_ bar: TallyBar) -> HTML {
    var start = 0
    var drawn: [HTML] = []
    for part in bar.parts where part.count > 0 && bar.whole > 0 {
        let width = part.count * 1_000 / bar.whole
        drawn.append(
            """
            <rect class="tally-\(part.kind.rawValue)" x="\(start)" y="10" width="\(width)" \
            height="30"/>\(hatch(part.kind, from: start, width: width))
            """)
        start += width
    }
    let legend = HTML.each(bar.parts) { part in
        """
        <li>\(swatch(part.kind))<span>\(part.words)</span><strong>\(part.count)</strong></li>
        """
    }
    return """
        <div class="tally"><svg class="tally-bar" viewBox="0 0 1000 50" \
        preserveAspectRatio="none" aria-hidden="true" focusable="false">\
        <rect class="tally-ground" x="0" y="10" width="1000" height="30"/>\(drawn)\
        <rect class="tally-line" x="\(max(bar.lineAt - 3, 0))" y="0" width="6" height="50"/></svg>\
        <p class="tally-line-words">\(lineMark())\(bar.lineWords)</p>\
        <ul class="tally-parts">\(legend)</ul></div>
        """
}

/// Strokes over the parts that must differ without colour: slanted against, dots for abstained.
private func hatch(_ kind: TallyBar.Part.Kind, from start: Int, width: Int) -> HTML {
    switch kind {
    case .against:
        return HTML.each(Array(stride(from: start + 12, to: start + width, by: 24))) { x in
            "<path class=\"tally-stroke\" d=\"M\(x) 10v30\"/>"
        }
    case .abstained:
        return HTML.each(Array(stride(from: start + 12, to: start + width - 4, by: 24))) { x in
            "<rect class=\"tally-dot\" x=\"\(x)\" y=\"22\" width=\"8\" height=\"6\"/>"
        }
    case .favour, .present, .rest: return .empty
    }
}

private func swatch(_ kind: TallyBar.Part.Kind) -> HTML {
    """
    <svg class="tally-swatch" viewBox="0 10 40 30" width="20" height="15" aria-hidden="true" \
    focusable="false"><rect class="tally-\(kind.rawValue)" x="0" y="10" width="40" height="30"/>\
    \(hatch(kind, from: 0, width: 40))</svg>
    """
}

private func lineMark() -> HTML {
    """
    <svg class="tally-swatch" viewBox="0 0 20 20" width="14" height="18" aria-hidden="true" \
    focusable="false"><rect class="tally-line" x="8" y="0" width="4" height="20"/></svg>
    """
}
