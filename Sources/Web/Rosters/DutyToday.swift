import Actions
import Kernel
import Markup

extension DeskFrame {
    /// How many who are on duty one sentence names.
    private static let namedMax = 6

    /// Who is on duty now, in a sentence above the day.
    func onDutyNote(_ lines: [DutyLine]) -> HTML {
        let lines = lines.filter { maySee($0.roster) }
        if lines.isEmpty { return .empty }
        let told = lines.prefix(Self.namedMax).map { line in
            words(
                "today.onDuty.line",
                [
                    "title": line.roster.title, "holder": dutyName(line),
                    "when": times.duty(line.shift),
                ])
        }.joined(separator: words("page.semicolon"))
        return noteMessage(
            """
            <p>\(words("today.onDuty", ["lines": told])) \
            <a class="more" href="\(Link.rosters())">\(words("rosters.title"))</a></p>
            """, icon: .clock)
    }

    /// A shift that is one's own, or one's body's.
    func dutyCard(_ line: DutyLine) -> TodayCard {
        TodayCard(
            light: nil, due: "", link: .roster(line.roster.id),
            title: line.roster.title,
            meta: [times.dutyDay(line.shift), line.roster.about].joined(separator: " · "),
            chips: line.post == nil ? [chip(words("today.duty.unit"), tone: .blue)] : [],
            note: nil, act: nil)
    }

    /// A shift that somebody would like to have in exchange for theirs.
    func swapCard(_ swap: DutySwap, _ line: DutyLine) -> TodayCard {
        TodayCard(
            light: .amber, due: words("rosters.swap"), link: .roster(line.roster.id),
            title: line.roster.title, meta: times.dutyDay(line.shift), chips: [],
            note: words("rosters.swap.hint"),
            act: NavItem(words("rosters.swap"), .roster(line.roster.id)))
    }
}
