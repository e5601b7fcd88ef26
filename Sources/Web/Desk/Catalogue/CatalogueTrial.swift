import Actions
import Kernel
import Markup

// One case tried on the version that is shown, before or after it is published.
extension DeskFrame {
    func tryForm(_ places: [Place], _ reading: Installation.CatalogueReading) -> HTML {
        """
        <form class="form form-row" method="get" action="\(Link.catalogueRouting)#try">\
        \(hiddenField("version", value: String(reading.shown)))\
        \(selectField(
            Field("place", label: words("matter.place"), form: "try"),
            choices: placeChoices(places, chosen: ask.query["place"] ?? ""),
            emptyWords: words("form.choose")))\
        \(selectField(
            Field("category", label: words("matter.category"), form: "try"),
            choices: categoryChoices(wide: false, chosen: ask.query["category"] ?? ""),
            emptyWords: words("form.choose")))\
        \(submitButton(words("catalogue.try.submit"), weight: .second))</form>
        """
    }

    /// How many rules of another place or category an explanation lists.
    private static let othersShown = 60

    /// Why the catalogue sends something where it does: every rule that was weighed.
    func explanation(_ routing: Routing) -> HTML {
        let near = routing.weighed.filter {
            $0.verdict != .otherCategory && $0.verdict != .otherPlace
        }
        let others = routing.weighed.dropFirst(near.count)
        let answer =
            if let chosen = routing.chosen, let body = bodyNames[chosen.lead] {
                statusMessage(
                    words(
                        "catalogue.routed",
                        ["body": words.name(body.name), "basis": chosen.basis]))
            } else {
                alertMessage(words("catalogue.unrouted"))
            }
        let rest = HTML.when(
            !others.isEmpty,
            """
            <details class="fold"><summary>\
            \(words("catalogue.weighed.others", ["count": String(others.count)]))</summary>\
            \(weighedTable(
                words("catalogue.weighed.others.first"), Array(others.prefix(Self.othersShown))))\
            </details>
            """)
        let fitting =
            near.isEmpty ? HTML.empty : weighedTable(words("catalogue.weighed"), near)
        return "\(answer)\(fitting)\(rest)"
    }

    private func weighedTable(_ caption: String, _ weighed: [Routing.Weighed]) -> HTML {
        dataTable(
            caption: caption,
            columns: ["lead", "category", "verdict", "basis"].map {
                TableColumn(words("catalogue.column.\($0)"))
            },
            rows: weighed.map { weighed in
                [
                    leadAndAssists(weighed.rule.lead, weighed.rule.assists),
                    """
                    \(weighed.rule.category.map { words("category.\($0)") }
                        ?? words("catalogue.anyCategory"))
                    """, "\(words("catalogue.verdict.\(weighed.verdict)"))",
                    "\(weighed.rule.basis)",
                ]
            })
    }
}
