package import Markup

/// A small dial that fills as a clock's budget is used.
///
/// - Parameter usedPerMille: thousandths of the budget used; anything over 1000 is drawn full.
package func clockDial(usedPerMille: Int, light: Light, words: String) -> HTML {
    let used = min(max(usedPerMille, 0), 1_000)
    // pathLength makes the circumference 1000, so that a dash is a thousandth.
    return """
        <svg class="dial dial-\(light.rawValue)" viewBox="0 0 40 40" width="40" height="40" \
        role="img" aria-label="\(words)" focusable="false">\
        <circle class="dial-ring" cx="20" cy="20" r="16"/>\
        <circle class="dial-used" cx="20" cy="20" r="16" pathLength="1000" \
        stroke-dasharray="\(used) 1000" transform="rotate(-90 20 20)"/>\
        <path class="dial-hand" d="M20 12v8l5 3"/></svg>
        """
}
