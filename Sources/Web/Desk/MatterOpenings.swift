import Actions
import Kernel
import Markup

extension DeskFrame {
    /// What this post may open under a matter that will wait for it: a whistle, a mediation.
    func openingsPanel(_ file: MatterFile) -> HTML {
        let matter = file.matter
        let holding = visit.holding
        guard matter.isOpen, file.procedure.takesChildren,
            holding.post.reach.contains(matter.placePath)
        else { return .empty }
        let kinds = visit.book.duties(of: holding).opensUnder
        guard !kinds.isEmpty else { return .empty }
        return panel(
            words("matter.openings"),
            content: """
                <p class="hint">\(words("matter.openings.lead"))</p>\
                \(buttonRow(
                    kinds.map { kind in
                        buttonLink(
                            words("\(kind).under"),
                            to: .newMatter(of: kind, under: matter.reference, at: matter.place),
                            icon: .plus)
                    }))
                """)
    }
}

extension Link {
    /// A new matter of a kind under another one, at the same place.
    static func newMatter(
        of procedure: Procedure.Name, under reference: Reference, at place: Place.ID
    ) -> Link {
        Link(
            "desk", "matters", "new",
            query: [
                "procedure": procedure, "under": reference.description, "place": "\(place)",
            ])
    }
}
