package import Markup

/// A sheet for the wall of a stairwell: one A4 page with a code to scan and a way without one.
package struct WallPoster: Sendable {
    package let place: String
    package let heading: String
    package let lead: String
    /// The code as SVG or an image, drawn by the caller.
    package let code: HTML
    package let codeWords: String
    package let steps: [String]
    package let contacts: [(label: String, value: String)]
    package let footer: String

    package init(
        place: String, heading: String, lead: String, code: HTML, codeWords: String,
        steps: [String], contacts: [(label: String, value: String)], footer: String
    ) {
        self.place = place
        self.heading = heading
        self.lead = lead
        self.code = code
        self.codeWords = codeWords
        self.steps = steps
        self.contacts = contacts
        self.footer = footer
    }
}

package func posterPage(_ frame: PageFrame, _ poster: WallPoster, tools: HTML) -> HTML {
    let contacts = HTML.each(poster.contacts) { contact in
        "<div><dt>\(contact.label)</dt><dd>\(contact.value)</dd></div>"
    }
    let body: HTML = """
        <header class="poster-tools no-print">\(tools)</header>
        <main id="main" class="poster" tabindex="-1">
        <p class="poster-place">\(logoMark())<span>\(poster.place)</span></p>
        <h1>\(poster.heading)</h1><p class="poster-lead">\(poster.lead)</p>
        <div class="poster-code">\(poster.code)<p>\(poster.codeWords)</p></div>
        <ol class="poster-steps">\(HTML.each(poster.steps) { "<li>\($0)</li>" })</ol>
        <dl class="poster-contacts">\(contacts)</dl>
        <footer class="poster-foot">\(streetDrawing())<p>\(poster.footer)</p></footer>
        </main>
        """
    return pageDocument(frame, face: "poster", body: body)
}
