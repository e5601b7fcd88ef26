import Actions
import Kernel
import Markup
import Storage

/// A decision of a joint meeting in a list: what, who, by when, and how it stands.
struct ResolutionRow {
    let title: String
    let link: Link
    let meta: String
    let light: Light
    let lightWords: String
    let due: String?
    /// How it stood when the meeting opened, where it stands otherwise by now.
    let then: String?
}

/// What only a joint meeting has: what it opens with, what it decided, and which units came.
struct JointParts {
    let reviewedTitle: String
    let reviewed: [ResolutionRow]
    let reviewedNone: String
    let decidedTitle: String
    let decided: [ResolutionRow]
}

func resolutionRows(_ rows: [ResolutionRow]) -> HTML {
    let drawn = HTML.each(rows) { row in
        """
        <li class="resolution"><p class="badges">\
        \(lightBadge(row.light, words: row.lightWords, due: row.due))\
        \(HTML.when(row.then) { chip($0) })</p>\
        <a class="resolution-title" href="\(row.link)">\(row.title)</a>\
        <p class="hint">\(row.meta)</p></li>
        """
    }
    return "<ol class=\"resolutions\">\(drawn)</ol>"
}

/// The first item of every joint meeting: what became of the decisions before it.
func reviewedPanel(_ parts: JointParts) -> HTML {
    panel(
        parts.reviewedTitle,
        content: parts.reviewed.isEmpty
            ? "<p class=\"hint\">\(parts.reviewedNone)</p>" : resolutionRows(parts.reviewed))
}

func decidedPanel(_ parts: JointParts) -> HTML {
    HTML.when(
        !parts.decided.isEmpty,
        panel(parts.decidedTitle, content: resolutionRows(parts.decided)))
}

extension Times {
    /// What a page shows of a joint meeting; nil for every other meeting.
    func jointParts(of file: MeetingFile, link: (Reference) -> Link) -> JointParts? {
        guard file.alliance != nil else { return nil }
        return JointParts(
            reviewedTitle: words(
                "alliances.reviewed", ["count": String(file.reviewed.count)]),
            reviewed: file.reviewed.map {
                row($0.line.matter, stood: $0.standing, link: link)
            }, reviewedNone: words("alliances.reviewed.none"),
            decidedTitle: words("alliances.decided", ["count": String(file.resolutions.count)]),
            decided: file.resolutions.map { row($0.matter, stood: nil, link: link) })
    }

    private func row(
        _ line: Storage.MatterLine, stood: Resolution.Standing?, link: (Reference) -> Link
    ) -> ResolutionRow {
        let light = line.light(at: now)
        let state = words("\(line.procedure).state.\(line.state)")
        let current = Resolution.Standing(
            isOpen: line.endedAt == nil, ending: line.ending, isLate: light == .red)
        let day = line.dueAt.map { self.day(Day(of: $0, in: zone)) }
        return ResolutionRow(
            title: line.title, link: link(line.reference),
            meta: [
                line.leadName.map(words.name),
                day.map { words("alliances.by", ["day": $0]) }, line.reference.description,
            ].compactMap(\.self).joined(separator: " · "),
            light: Light(rawValue: light.rawValue) ?? .green,
            lightWords: line.endedAt == nil && light != .green
                ? words("light.\(light.rawValue)") : state,
            due: line.endedAt == nil ? line.dueAt.map(until) : nil,
            then: stood.flatMap { stood in
                stood == current ? nil : words("alliances.stood.\(stood.rawValue)")
            })
    }
}

extension DeskFrame {
    /// Which member units came, and through whom; who came for them stands where the minutes are.
    func unitsPanel(_ file: MeetingFile) -> HTML {
        guard !file.units.isEmpty else { return .empty }
        let reads = readsMinutes(of: file.meeting)
        let rows = HTML.each(file.units) { unit in
            let name = file.unitBodies[unit.body].map { words.name($0.name) } ?? "–"
            return """
                <li><span>\(name)\
                \(HTML.when(reads ? unit.through : nil) { "<small> · \($0)</small>" })</span>\
                \(HTML.when(unit.isPresent) {
                    $0 ? chip(words("meetings.part.present"), tone: .jade, icon: .check)
                        : chip(words("meetings.part.absent"))
                })</li>
                """
        }
        return panel(
            words("alliances.units", ["count": String(file.units.count)]),
            content: "<ul class=\"roll\">\(rows)</ul>")
    }
}

/// The same on paper.
extension DeskFrame {
    func reviewedPaper(_ file: MeetingFile) -> [(title: String, content: HTML)] {
        guard let parts = times.jointParts(of: file, link: { .matter($0) }),
            !parts.reviewed.isEmpty
        else { return [] }
        return [(parts.reviewedTitle, paperRows(parts.reviewed))]
    }

    func decidedPaper(_ file: MeetingFile) -> [(title: String, content: HTML)] {
        guard let parts = times.jointParts(of: file, link: { .matter($0) }),
            !parts.decided.isEmpty
        else { return [] }
        return [(parts.decidedTitle, paperRows(parts.decided))]
    }

    /// The units that came, each with who came for it.
    func unitsPaper(_ file: MeetingFile) -> HTML {
        let came = file.units.filter { $0.isPresent == true }
        guard !came.isEmpty else { return .empty }
        let names = came.map { unit in
            let name = file.unitBodies[unit.body].map { words.name($0.name) } ?? "–"
            return unit.through.map { words("alliances.paper.through", ["unit": name, "who": $0]) }
                ?? name
        }
        return "<p>\(names.joined(separator: words("page.comma")))</p>"
    }

    private func paperRows(_ rows: [ResolutionRow]) -> HTML {
        let drawn = HTML.each(rows) { row in
            "<li><strong>\(row.title)</strong> — \(row.then ?? row.lightWords)<br>\(row.meta)</li>"
        }
        return "<ol class=\"agenda\">\(drawn)</ol>"
    }
}
