import Actions
import Kernel
import Markup
import Storage

extension DeskFrame {
    func maySee(_ roster: Roster) -> Bool { visit.holding.reads(roster) }

    /// Who has a shift: by name for colleagues and for those who take turns, else as a post.
    func dutyName(_ line: DutyLine) -> String {
        visit.holding.readsNames(on: line.roster) ? times.holder(line) : times.publicHolder(line)
    }

    private var keepsRosters: Bool { visit.holding.verbs.contains(.organise) }

    /// Who is on duty now, and all rosters of the realm.
    func rostersPage() async throws -> Reply {
        let before = ask.query["before"].flatMap { Roster.ID($0) }
        let lists = try await ask.installation.rosterLists(
            in: visit.realm, endedBefore: before, limit: 20)
        let going = try await ask.installation.onDuty(in: visit.realm)
            .filter { maySee($0.roster) }
        let actions = HTML.when(
            keepsRosters,
            buttonLink(words("rosters.new"), to: .newRoster, weight: .first, icon: .plus))
        let now = HTML.when(
            before == nil && !going.isEmpty,
            panel(words("rosters.now"), content: dutyLines(going)))
        return page(
            words("rosters.title"), current: .rosters(),
            content: """
                \(deskHead(
                    title: words("rosters.title"), detail: words("rosters.detail"),
                    actions: actions))\(doneMessage())<div class="story">\(now)\
                \(HTML.when(before == nil, openRosters(lists.open.filter(maySee), going)))\
                \(HTML.when(!lists.ended.isEmpty, """
                    <section aria-labelledby="ended"><h2 id="ended">\(words("rosters.ended"))</h2>\
                    <ul class="post-lines">\
                    \(HTML.each(lists.ended.filter(maySee), rosterItem))</ul>\
                    \(pager(
                        label: words("rosters.ended"), newer: nil,
                        older: lists.older.map {
                            NavItem(words("page.older"), .rosters(before: $0))
                        }))</section>
                    """))</div>\(exportLinks(.rosters, like: .rosters()))
                """)
    }

    private func openRosters(_ rosters: [Roster], _ going: [DutyLine]) -> HTML {
        if rosters.isEmpty {
            return emptyState(words("rosters.none"), next: words("rosters.none.next"))
        }
        var now: [Roster.ID: DutyLine] = [:]
        for line in going { now[line.roster.id] = line }
        let rows = rosters.map { roster -> [HTML] in
            [
                "<a href=\"\(Link.roster(roster.id))\">\(roster.title)</a>",
                "\(bodyName(roster.body))",
                "\(roster.spans.map(\.description).joined(separator: words("page.comma")))",
                "\(now[roster.id].map(dutyName) ?? "–")",
                "\(words(roster.isPublic ? "rosters.public" : "rosters.inside"))",
            ]
        }
        return panel(
            words("rosters.open"),
            content: toldTable(
                caption: words("rosters.open"),
                columns: ["title", "body", "spans", "now", "readers"].map {
                    TableColumn(words("rosters.column.\($0)"))
                }, rows: rows))
    }

    private func rosterItem(_ roster: Roster) -> HTML {
        """
        <li class="post-line"><a href="\(Link.roster(roster.id))">\(roster.title)</a>\
        <span class="post-where">\(bodyName(roster.body))</span></li>
        """
    }

    /// Who is on duty now, roster by roster.
    func dutyLines(_ lines: [DutyLine]) -> HTML {
        let rows = lines.map { line -> [HTML] in
            let phone = line.roster.phone ?? line.body?.phone
            return [
                "<a href=\"\(Link.roster(line.roster.id))\">\(line.roster.title)</a>",
                "\(dutyName(line))", "\(times.duty(line.shift))", "\(phone ?? "–")",
            ]
        }
        return toldTable(
            caption: words("rosters.now"),
            columns: ["title", "holder", "until", "phone"].map {
                TableColumn(words("rosters.column.\($0)"))
            }, rows: rows)
    }

    func newRosterPage(back: FormReturn? = nil) async throws -> Reply {
        let forms = OrganisationForms(words: words, back: back)
        let places = try await ask.installation.places(
            in: visit.realm, under: visit.holding.post.reach)
        let view = FormPage(
            title: words("rosters.new"), lead: words("rosters.new.lead"),
            problem: HTML.when(back) { back in
                alertMessage(back.failure.title, detail: "<p>\(back.failure.detail)</p>")
            },
            form: postForm(
                to: .rosters(), draft: draft("roster"),
                content: """
                    \(forms.choice(
                        "place", of: "new", "rosters.field.place",
                        groups: placeGroups(places, chosen: nil, words: words),
                        now: visit.holding.post.place.description))\
                    \(rosterFields(forms, of: "new", nil))\
                    \(submitButton(words("rosters.new.send"), weight: .first, icon: .plus))
                    """))
        return page(view.title, current: .rosters(), content: formPage(view))
    }

    /// What a roster says of itself, filled with what stands.
    func rosterFields(_ forms: OrganisationForms, of form: String, _ roster: Roster?) -> HTML {
        """
        \(forms.text(
            "title", of: form, "rosters.field.title", now: roster?.title ?? "",
            hint: "rosters.field.title.hint", lengthMax: Roster.titleCharactersMax))\
        \(forms.area(
            "about", of: form, "rosters.field.about", now: roster?.about ?? "",
            hint: "rosters.field.about.hint", rows: 2, lengthMax: Roster.aboutCharactersMax))\
        \(forms.text(
            "phone", of: form, "rosters.field.phone", now: roster?.phone ?? "",
            hint: "rosters.field.phone.hint", isRequired: false, lengthMax: 30, isNarrow: true))\
        \(forms.text(
            "spans", of: form, "rosters.field.spans",
            now: roster?.spans.map(\.description).joined(separator: " ") ?? "08:30-17:30",
            hint: "rosters.field.spans.hint", lengthMax: 80))\
        \(forms.check(
            "onDaysOff", of: form, "rosters.field.onDaysOff",
            isChecked: roster?.onDaysOff ?? false))\
        \(forms.check(
            "isPublic", of: form, "rosters.field.isPublic", isChecked: roster?.isPublic ?? false,
            hint: "rosters.field.isPublic.hint"))\
        \(dateField(
            forms.field(
                "until", of: form, "rosters.field.until", hint: "rosters.field.until.hint",
                isRequired: false),
            value: forms.value("until", of: form, now: roster?.until?.description ?? ""),
            earliest: today.description))
        """
    }
}
