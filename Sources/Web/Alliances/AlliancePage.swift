import Actions
import Kernel
import Markup
import Storage

/// One month of a rota as a page draws it.
struct RotaMonth {
    let name: String
    let chair: HTML
    /// Such as that somebody was passed over.
    let note: String?
    let isNow: Bool
    let isOver: Bool
}

/// The rota of a year.
struct RotaYearView {
    let title: String
    let label: String
    let earlier: NavItem
    let later: NavItem
    let months: [RotaMonth]
    let nowWords: String
    let empty: HTML?
}

func rotaYear(_ view: RotaYearView) -> HTML {
    let months = HTML.each(view.months) { month in
        """
        <li class="rota-month\(HTML.when(month.isNow, " rota-now"))\
        \(HTML.when(month.isOver, " rota-over"))"><span class="rota-name">\(month.name)\
        \(HTML.when(month.isNow, chip(view.nowWords, tone: .jade)))</span>\
        <span class="rota-chair">\(month.chair)</span>\
        \(HTML.when(month.note) { "<small>\($0)</small>" })</li>
        """
    }
    return """
        <section class="panel" aria-label="\(view.label)"><div class="diary-head">\
        <h2 class="panel-title">\(view.title)</h2><nav class="diary-nav" \
        aria-label="\(view.label)">\(quietWay(view.earlier, .back))\(quietWay(view.later, .arrow))\
        </nav></div>\(view.empty ?? "<ol class=\"rota\">\(months)</ol>")</section>
        """
}

/// A way to the page before or after, as a sign with its words for those who cannot see it.
func quietWay(_ item: NavItem, _ drawn: Icon) -> HTML {
    """
    <a class="button button-quiet" href="\(item.link)">\(icon(drawn))\
    <span class="visually-hidden">\(item.words)</span></a>
    """
}

/// The years for which a rota can be drawn up.
enum RotaYears {
    static let all = 2000...2100
}

extension DeskFrame {
    /// The page of one alliance.
    func alliancePage(_ file: AllianceFile, back: FormReturn? = nil) -> Reply {
        let body = file.alliance.body
        let forms = OrganisationForms(words: words, back: back)
        let mayKeep = visit.holding.keeps(file.alliance) && body.exists(on: today)
        let actions = allianceActions(file, forms, mayKeep: mayKeep)
        let story: HTML = """
            \(allianceHead(file))\(openPanel(file))\(meetingsPanel(file))\
            \(rotaPanel(file))\(membersPanel(file, forms, mayKeep: mayKeep))\(endedPanel(file))
            """
        return page(
            words.name(body.name), current: .alliances,
            content: actions.isEmpty
                ? "<div class=\"story\">\(doneMessage())\(story)</div>"
                : storyAndActions(
                    story: "\(doneMessage())\(story)",
                    actions: panel(words("org.change"), content: actionList(actions)),
                    actionsLabel: words("matter.actions")))
    }

    private func allianceHead(_ file: AllianceFile) -> HTML {
        let body = file.alliance.body
        let month = Month(of: today)
        let count = file.memberships.count { $0.holds(on: today) }
        let name = words.name(body.name)
        return matterHead(
            title: name,
            badges: [
                chip(words("bodyKind.\(body.kind)"), tone: .jade),
                chip(words("alliances.members.count", ["count": String(count)])),
            ] + (body.exists(on: today) ? [] : [chip(words("body.ended"), tone: .amber)]),
            facts: [
                (
                    words("alliances.chair.now", ["month": monthName(month)]),
                    chair(file.rota.turns[month])
                ),
                (
                    words("alliances.chair.next", ["month": monthName(month.next)]),
                    chair(file.rota.turns[month.next])
                ),
                (words("body.field.place"), "\(words.name(file.alliance.place.name))"),
                (
                    words("alliances.body"),
                    visit.holding.verbs.contains(.readPlaces)
                        ? "<a href=\"\(Link.body(body.id))\">\(words("alliances.body.link"))</a>"
                        : "\(name)"
                ),
            ])
    }

    private func openPanel(_ file: AllianceFile) -> HTML {
        panel(
            words("alliances.open", ["count": String(file.open.count)]),
            content: file.open.isEmpty
                ? "<p class=\"hint\">\(words("alliances.open.none"))</p>"
                : matterList(
                    label: words("alliances.open.label"), file.open.map { line($0.matter) }))
    }

    private func endedPanel(_ file: AllianceFile) -> HTML {
        guard !file.ended.isEmpty else { return .empty }
        return panel(
            words("alliances.ended"),
            content: matterList(
                label: words("alliances.ended"), file.ended.map { line($0.matter) }))
    }

    private func meetingsPanel(_ file: AllianceFile) -> HTML {
        let rows = HTML.each(file.meetings) { meeting in
            let summary = times.summary(of: meeting, link: meetingLink(meeting.id))
            return """
                <li><p class="badges"><time datetime="\(summary.whenISO)">\(summary.when)</time>\
                \(chip(summary.state, tone: summary.stateTone))\
                \(HTML.when(summary.countdown) { chip($0, tone: .amber, icon: .clock) })</p>\
                <a class="today-title" href="\(meetingLink(meeting.id))">\(meeting.title)</a></li>
                """
        }
        return panel(
            words("alliances.meetings"),
            content: file.meetings.isEmpty
                ? "<p class=\"hint\">\(words("alliances.meetings.none"))</p>"
                : "<ol class=\"joint-meetings\">\(rows)</ol>")
    }

    /// A meeting at the desk for those who read there; as everyone reads it for the others.
    func meetingLink(_ id: Meeting.ID) -> Link {
        visit.holding.verbs.contains(.read)
            ? .meeting(id) : .publicMeeting(visit.realm, id)
    }

    private func rotaPanel(_ file: AllianceFile) -> HTML {
        let id = file.alliance.body.id
        let now = Month(of: today)
        let asked = ask.query["year"].flatMap { Int($0) }
        let year = asked.flatMap { RotaYears.all.contains($0) ? $0 : nil } ?? now.year
        let isEmpty = Month.all(ofYear: year).allSatisfy { file.rota.turns[$0] == nil }
        // Months that went by without a chair say nothing.
        let months = Month.all(ofYear: year)
            .filter { $0 >= now || file.rota.turns[$0] != nil }
        return rotaYear(
            RotaYearView(
                title: words("alliances.rota", ["year": String(year)]),
                label: words("alliances.rota.label"),
                earlier: NavItem(words("alliances.rota.earlier"), .alliance(id, year: year - 1)),
                later: NavItem(words("alliances.rota.later"), .alliance(id, year: year + 1)),
                months: months.map { month in
                    RotaMonth(
                        name: words("month.\(month.month)"),
                        chair: chair(file.rota.turns[month]),
                        note: file.rota.turns[month]?.passedOver.map { passed in
                            words(
                                "alliances.rota.passed",
                                ["body": bodyName(passed.body), "reason": passed.reason])
                        }, isNow: month == now, isOver: month < now)
                }, nowWords: words("alliances.rota.now"),
                empty: isEmpty
                    ? "<p class=\"hint\">\(words("alliances.rota.none"))</p>" : nil))
    }
}
