package import Markup

/// A matter as a line of a list: what it is, where, whose, and by when.
package struct MatterLine: Sendable {
    package let link: Link
    package let title: String
    package let reference: String
    package let place: String
    package let category: String
    package let owner: String
    package let light: Light
    package let lightWords: String
    package let due: String
    package let updated: String
    package let updatedISO: String
    package let chips: [HTML]
    /// Words such as 未读 when something happened since this reader last looked.
    package let newsWords: String?
    /// What lets the row be chosen together with others.
    package var choice: MatterChoice?

    package init(
        link: Link, title: String, reference: String, place: String, category: String,
        owner: String, light: Light, lightWords: String, due: String, updated: String,
        updatedISO: String, chips: [HTML] = [], newsWords: String? = nil
    ) {
        self.link = link
        self.title = title
        self.reference = reference
        self.place = place
        self.category = category
        self.owner = owner
        self.light = light
        self.lightWords = lightWords
        self.due = due
        self.updated = updated
        self.updatedISO = updatedISO
        self.chips = chips
        self.newsWords = newsWords
    }
}

/// A box before a row, for doing one thing to many matters.
package struct MatterChoice: Sendable {
    /// The form that the box belongs to.
    package let form: String
    package let value: String
    package let words: String
    /// What could be done with this matter among others.
    package let actions: [String]

    package init(form: String, value: String, words: String, actions: [String]) {
        self.form = form
        self.value = value
        self.words = words
        self.actions = actions
    }
}

/// Matters as lines on a laptop, as cards on a phone. The keys j and k walk over them.
package func matterList(label: String, _ lines: [MatterLine]) -> HTML {
    matterList(
        label: label, rows: lines.map(matterRow), isChoice: lines.contains { $0.choice != nil })
}

/// The same of rows that were drawn before.
///
/// - Parameter isChoice: whether some of them can be chosen.
package func matterList(label: String, rows: [HTML], isChoice: Bool) -> HTML {
    """
    <ol class="matters\(HTML.when(isChoice, " matters-choice"))" aria-label="\(label)" \
    data-rows>\
    \(rows)</ol>
    """
}

private func choiceBox(_ choice: MatterChoice) -> HTML {
    """
    <label class="matter-choice"><span class="visually-hidden">\(choice.words)</span>\
    <input type="checkbox" form="\(choice.form)" name="matter" value="\(choice.value)" \
    data-select data-actions="\(choice.actions.joined(separator: " "))"></label>
    """
}

package func matterRow(_ line: MatterLine) -> HTML {
    """
    <li class="matter\(HTML.when(line.newsWords != nil, " matter-news"))" data-row>\
    \(HTML.when(line.choice, choiceBox))
    <span class="matter-light">\(lightShape(line.light, words: line.lightWords))</span>
    <div class="matter-what"><a class="matter-title" href="\(line.link)" data-row-link>\
    \(HTML.when(line.newsWords) { "<span class=\"visually-hidden\">\($0) </span>" })\
    \(line.title)</a>\
    <p class="matter-meta"><span class="matter-ref">\(line.reference)</span><span>\(line.place)\
    </span><span>\(line.category)</span>\(line.chips)</p></div>
    <span class="matter-owner">\(line.owner)</span>
    <span class="matter-due matter-due-\(line.light.rawValue)">\(line.due)</span>
    <time class="matter-updated" datetime="\(line.updatedISO)">\(line.updated)</time>
    </li>
    """
}

/// A matter as a card for residents: larger, with its light in words.
package func matterCard(_ line: MatterLine) -> HTML {
    """
    <li class="matter-card"><p class="matter-card-head">\
    \(lightBadge(line.light, words: line.lightWords, due: line.due))</p>\
    <h3><a href="\(line.link)">\(line.title)</a></h3>\
    <p class="matter-meta"><span>\(line.place)</span><span>\(line.category)</span>\
    <span>\(line.owner)</span></p></li>
    """
}

package func matterCards(_ lines: [MatterLine]) -> HTML {
    "<ul class=\"matter-cards\">\(HTML.each(lines, matterCard))</ul>"
}
