import Actions
import Kernel
import Markup
import Storage

extension DeskFrame {
    /// On the page of a body: its members where it is an alliance; else the alliances that it is
    /// in, and when it chairs them.
    func alliancePanel(_ file: BodyFile) -> HTML {
        let body = file.body
        if visit.book.profile.allianceKinds.contains(body.kind) {
            let current = file.memberships.filter { $0.holds(on: today) }
            return panel(
                words("alliances.on.members", ["count": String(current.count)]),
                content: """
                    \(current.isEmpty
                        ? "<p class=\"hint\">\(words("alliances.members.none"))</p>"
                        : memberships(current) { ($0.member, Link.body($0.member)) })\
                    \(buttonRow([
                        buttonLink(
                            words("alliances.on.open"), to: .alliance(body.id), icon: .star)
                    ]))
                    """)
        }
        guard !file.memberships.isEmpty else { return .empty }
        let months = file.turns.map { monthName($0.turn.month) }
            .joined(separator: words("page.comma"))
        return panel(
            words("alliances.on.memberOf"),
            content: """
                \(memberships(file.memberships) { ($0.alliance, Link.alliance($0.alliance)) })\
                \(HTML.when(
                    !file.turns.isEmpty,
                    noteMessage(
                        "<p>\(words("alliances.on.turns", ["months": months]))</p>", icon: .flag)))
                """)
    }

    private func memberships(
        _ list: [Membership], _ other: (Membership) -> (id: Body.ID, link: Link)
    ) -> HTML {
        let rows = HTML.each(list) { membership in
            let (id, link) = other(membership)
            return """
                <li><div class="member-what"><a href="\(link)">\(bodyName(id))</a>\
                <span class="hint">\(since(membership))</span></div></li>
                """
        }
        return "<ul class=\"members\">\(rows)</ul>"
    }

    /// At the top of today: that the post's unit chairs an alliance in this month or the next.
    func chairNotes(_ duties: [ChairDuty]) -> HTML {
        HTML.each(duties) { duty in
            let sentence = words(
                "today.chairs",
                [
                    "month": monthName(duty.turn.month),
                    "alliance": words.name(duty.alliance.name),
                ])
            let link: HTML = """
                <a href="\(Link.alliance(duty.alliance.id))">\(words("today.chairs.open"))</a>
                """
            return noteMessage("<p>\(sentence) \(link)</p>", icon: .flag)
        }
    }
}
