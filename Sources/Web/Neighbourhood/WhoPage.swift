import Markup

/// Who handles what, at one place: kind, body and number, and on what ground.
struct WhoPage {
    struct Line {
        let category: String
        let body: String
        let phone: HTML
        let basis: String
    }

    struct Part {
        let id: String
        let title: String
        var lines: [Line]
    }

    let title: String
    let lead: String
    let action: Link
    let address: Field
    let addressText: String
    /// What was found for the address: where there are several, one is chosen.
    let found: (title: String, places: [NavItem])?
    let place: Field
    let places: [ChoiceGroup]
    let showWords: String
    let columns: [TableColumn]
    let parts: [Part]
    let none: (title: String, next: String)
    let note: String
    /// Who is on duty at this hour; none where no roster is public.
    let duty: (title: String, lines: [PublicDutyPage.Line], all: NavItem)?
}

extension WhoPage {
    static var example: WhoPage {
        WhoPage(
            title: "谁来管", lead: "按地方查", action: Link("who"), address: Field("q", label: "地址"),
            addressText: "",
            found: ("找到这些", [NavItem("半山尚小区", Link("who"))]),
            place: Field("place", label: "在哪里"),
            places: [ChoiceGroup(label: nil, choices: [Choice("1", label: "全街道")])],
            showWords: "查", columns: ["什么事", "谁来管", "依据"].map { TableColumn($0) },
            parts: [
                Part(
                    id: "facility", title: "公共设施",
                    lines: [
                        Line(
                            category: "路灯不亮", body: "路灯管理所", phone: "0719-000-2001",
                            basis: "《城市照明管理规定》")
                    ])
            ],
            none: ("还没有写明", "先打街道电话"), note: "说不清也可以直接反映",
            duty: ("现在谁值班", PublicDutyPage.example.now.lines, NavItem("全部", Link("x"))))
    }
}

func whoPage(_ page: WhoPage) -> HTML {
    let parts = HTML.each(page.parts) { part in
        """
        <div class="section" id="about-\(part.id)">\(dataTable(
            caption: part.title, columns: page.columns, rows: part.lines.map(whoRow)))</div>
        """
    }
    return """
        \(readingColumn(
            title: page.title, lead: page.lead,
            content: """
                <form class="form" method="get" action="\(page.action)">\
                \(textField(page.address, value: page.addressText, lengthMax: 60))\
                \(HTML.when(page.found, foundPlaces))\
                \(groupedSelect(page.place, groups: page.places))\
                <div class="button-row">\(submitButton(page.showWords, icon: .search))</div></form>
                \(noteMessage("<p>\(page.note)</p>", icon: .people))
                """))
        \(HTML.when(page.duty) { duty in
            """
            <section class="section" aria-labelledby="duty"><h2 id="duty">\(duty.title)</h2>\
            <div class="activity-row">\(HTML.each(duty.lines, dutyCard))</div>\
            <p><a class="more" href="\(duty.all.link)">\(duty.all.words)</a></p></section>
            """
        })\
        \(page.parts.isEmpty ? emptyState(page.none.title, next: page.none.next) : parts)
        """
}

private func foundPlaces(_ title: String, _ places: [NavItem]) -> HTML {
    let rows = HTML.each(places) {
        "<li><a class=\"more\" href=\"\($0.link)\">\($0.words)</a></li>"
    }
    return noteMessage(
        "<p>\(title)</p>\(HTML.when(!places.isEmpty, "<ul>\(rows)</ul>"))", icon: .pin)
}

private func whoRow(_ line: WhoPage.Line) -> [HTML] {
    ["\(line.category)", "<span>\(line.body) \(line.phone)</span>", "\(line.basis)"]
}
