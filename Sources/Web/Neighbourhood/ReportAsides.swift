import Actions
import Kernel
import Markup
import Storage

// What stands between a report and its receipt when something has to be asked first.

extension Neighbourhood {
    func emergencyPage(_ stopper: Stopper, _ state: ReportState) throws -> EmergencyPage {
        let others = book.profile.stoppers.filter { $0.call != stopper.call }
        return EmergencyPage(
            title: words("report.emergency", ["call": stopper.call]),
            lead: words("stopper.\(stopper.id)"),
            calls: ([stopper] + others).compactMap { one in
                Link(telephone: one.call).map { link in
                    LargeAction(
                        words("report.emergency.call", ["call": one.call]),
                        detail: words("report.emergency.\(one == stopper ? "now" : "other")"),
                        link: link, icon: .phone)
                }
            },
            overTitle: words("report.emergency.over"),
            overText: words("report.emergency.over.text"),
            action: .report(realm, procedure: state.raising.name),
            hidden: """
                \(try carried(state))\(hiddenField("acknowledged", value: "yes"))
                """,
            goOnWords: words("report.emergency.goOn"))
    }

    func similarPage(_ found: [Storage.MatterLine], _ state: ReportState) throws -> SimilarPage {
        SimilarPage(
            title: words("report.similar.title"), lead: words("report.similar.lead"),
            caption: words("report.similar.caption"),
            columns: ["category", "place", "when", "stage", "join"].map {
                TableColumn(words("report.similar.column.\($0)"))
            },
            lines: found.map(similarLine), joinWords: words("report.similar.join"),
            joinHint: words("report.similar.join.hint"),
            differentWords: words("report.similar.different"),
            action: .report(realm, procedure: state.raising.name),
            hidden: try carried(state))
    }

    func similarLine(_ line: Storage.MatterLine) -> SimilarPage.Line {
        SimilarPage.Line(
            category: words("category.\(line.category)"), place: words.name(line.place),
            when: times.since(line.openedAt),
            stage: words("\(line.procedure).stage.\(line.stage)"),
            reference: line.reference.description)
    }

    /// All that was written, as hidden fields of the page between.
    private func carried(_ state: ReportState) throws -> HTML {
        let asked =
            state.raising.action.asks.map(\.field) + ["poster", "acknowledged", Sending.field]
        let texts = HTML.each(asked) { name in
            HTML.each(state.sent?.texts[name] ?? []) { hiddenField(name, value: $0) }
        }
        return "\(texts)\(try state.kept.hidden(self))"
    }

    /// What the script shows under the account while it is typed.
    func similarFragment() async throws -> HTML {
        let text = String((ask.query["text"] ?? "").prefix(200))
        guard !text.isEmpty else { return .empty }
        var place: Place?
        if let id = ask.query["place"].flatMap({ Place.ID($0) }) {
            place = try await installation.place(id, in: realm)
        }
        let found = try await installation.similar(
            to: text, near: place, category: nil, procedure: Raising.usual, in: realm)
        return Web.similarFragment(
            title: words("report.similar.fragment"), note: words("report.similar.fragment.note"),
            found.map(similarLine))
    }
}
