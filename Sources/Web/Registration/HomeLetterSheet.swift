import Actions
import Kernel
import Markup
import Storage

extension Site {
    /// A letter of thanks on one A4 page: numbers, and the names of those who agree to be named.
    static func homeLetterSheet(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let (words, times, visit) = (frame.words, frame.times, frame.visit)
        guard
            let file = try await ask.installation.homeLetter(
                try ask.parameter("code"), to: try ask.unitID(), in: visit.realm,
                for: visit.holding)
        else { throw ActionError.notFound }
        let letter = file.letter
        let address = ask.origin + Link.certificateCheck(visit.realm, code: letter.code).address
        let code = try qrDrawing(address, moduleSize: 4, label: words("certificate.code"))
        let unit = file.body.map { words.name($0.name) } ?? ""
        let place = file.place.map { words.name($0.name) } ?? ""
        let paper = Paper(
            realm: words.name(visit.realm.name), heading: words("letter.heading"),
            lead: words("letter.to", ["unit": unit]),
            facts: [
                (
                    words("letter.date"),
                    "\(times.wholeDay(Day(of: letter.issuedAt, in: times.zone)))"
                )
            ],
            parts: [
                (words("letter.facts"), frame.letterFacts(letter, unit: unit, place: place)),
                (words("letter.named"), frame.letterNames(file)),
                (
                    words("letter.check"),
                    """
                    <div class="certificate-check">\(code)<p>\(letter.code)<br>\
                    \(words("letter.check.how"))<br>\
                    <span class="digest">\(address)</span></p></div>
                    """
                ),
            ],
            signatures: [words("letter.signature", ["place": place])],
            footer: words("letter.footer"))
        return .page(
            paperPage(
                ask.frame(words("letter.heading"), words), paper,
                tools: buttonRow([
                    buttonLink(words("page.back"), to: .unit(file.unit.id), icon: .back),
                    printButton(words("page.print")),
                ])))
    }
}

extension DeskFrame {
    fileprivate func letterFacts(_ letter: HomeLetter, unit: String, place: String) -> HTML {
        """
        <p>\(words("letter.sentence", times.gaps(of: letter, unit: unit, place: place)))</p>\
        \(figureRow([
            figureTile(words("letter.times"), value: String(letter.facts.times)),
            figureTile(words("letter.activities"), value: String(letter.facts.activities)),
            figureTile(words("letter.time"), value: times.served(letter.facts.minutes)),
        ]))
        """
    }

    fileprivate func letterNames(_ file: HomeLetterFile) -> HTML {
        let others = max(0, file.letter.facts.people - file.named.count)
        let rest = HTML.when(
            others > 0,
            "<p class=\"hint\">\(words("letter.others", ["count": String(others)]))</p>")
        if file.named.isEmpty { return rest }
        let table = dataTable(
            caption: words("letter.named.caption"),
            columns: ["name", "times", "time"].map { TableColumn(words("letter.column.\($0)")) },
            rows: file.named.map { line in
                ["\(line.name)", "\(line.times)", "\(times.served(line.minutes))"]
            })
        return "\(table)\(rest)"
    }
}

extension Times {
    /// What fills the sentence of a letter, on paper and where its code is checked.
    func gaps(of letter: HomeLetter, unit: String, place: String) -> [String: String] {
        [
            "unit": unit, "place": place, "from": wholeDay(letter.from),
            "until": wholeDay(letter.until), "people": String(letter.facts.people),
            "times": String(letter.facts.times), "count": String(letter.facts.activities),
            "time": served(letter.facts.minutes),
        ]
    }
}
