import Actions
import Kernel
import Markup

/// Before an action opens a matter of its own, asks whether one of the same place, spot and kind
/// is open already, and lets it be joined instead.
struct SameMatters {
    let ask: Ask

    struct Sent {
        var action: Procedure.Action.ID
        /// What the action answers where it is another than the form's own.
        var answers: AnswerForm?
        var same: [Matter] = []
    }

    /// What a form means: its own action, the joining of one that was shown, or a question first.
    func read(
        _ reference: Reference, _ action: Procedure.Action.ID
    ) async throws -> Sent {
        let visit = try ask.visit
        guard
            let declared = visit.book.profile.procedures.lazy
                .compactMap({ $0.action(action) }).first(where: { $0.openedLinked != nil }),
            let opened = declared.openedLinked, ask.form["different"] == nil,
            let file = try await ask.installation.file(
                of: reference, in: visit.realm, for: .holding(visit.holding)),
            file.available.contains(where: { $0.id == action })
        else { return Sent(action: action) }
        let procedure = file.procedure
        if let same = ask.form["same"],
            let joining = procedure.joining(opened.procedure, in: file.matter.state),
            let field = joining.asks.first(where: { procedure.field($0.field)?.type == .matter })
        {
            return Sent(
                action: joining.id, answers: AnswerForm(texts: [field.field: [same]]))
        }
        let about = procedure.about(declared)
        guard let category = about.category.flatMap({ ask.form[$0] }) else {
            return Sent(action: action)
        }
        return Sent(
            action: action,
            same: try await ask.installation.same(
                as: opened.procedure, category, at: file.matter.place,
                spot: about.spot.flatMap { ask.form[$0] }, in: visit.realm,
                for: visit.holding))
    }
}

extension DeskFrame {
    /// The open ones that a form may mean, each to be joined.
    func sameList(_ others: [Matter], canJoin: Bool = true, isLinked: Bool = true) -> HTML {
        """
        <div class="similar" role="alert"><p><strong>\(words("same.title"))</strong></p>\
        <ul class="plain-list">\(HTML.each(others) { other in
            """
            <li>\(sameLine(other, isLinked: isLinked)) \
            \(HTML.when(
                canJoin,
                submitButton(
                    words("same.join"), weight: .second, name: "same",
                    value: other.reference.description)))</li>
            """
        })</ul></div>
        """
    }

    /// The way past those that were shown.
    var anotherButton: HTML {
        submitButton(words("same.different"), name: "different", value: "yes")
    }

    /// - Parameter isLinked: whether the viewer may read the page behind it.
    private func sameLine(_ matter: Matter, isLinked: Bool = true) -> HTML {
        let told = "\(matter.reference) \(sameWords(matter, withSpot: isLinked))"
        return isLinked
            ? "<a href=\"\(Link.matter(matter.reference))\">\(told)</a>" : "<span>\(told)</span>"
    }

    private func sameWords(_ matter: Matter, withSpot: Bool) -> String {
        let state = words("\(matter.procedure.name).state.\(matter.state)")
        return [
            words("category.\(matter.category)"), matter.title,
            withSpot ? matter.spot ?? "" : "", state,
        ].filter { !$0.isEmpty }.joined(separator: " · ")
    }

    /// Where a matter may be merged: the open ones of the same place, spot and kind, each with the
    /// form opened that joins the two.
    func samePanel(_ file: MatterFile) async throws -> HTML {
        guard let merge = file.available.first(where: { $0.effects.contains(.merge) }) else {
            return .empty
        }
        let matter = file.matter
        let others = try await ask.installation.same(
            as: matter.procedure.name, matter.category, at: matter.place, spot: matter.spot,
            in: visit.realm, for: visit.holding
        ).filter { $0.id != matter.id }
        guard !others.isEmpty else { return .empty }
        return panel(
            words("same.panel"),
            content: """
                <p class="hint">\(words("same.panel.lead"))</p>\
                <ul class="plain-list">\(HTML.each(others) { other in
                    """
                    <li>\(sameLine(other)) \
                    \(buttonLink(
                        words("same.merge"),
                        to: .matter(
                            matter.reference, opening: merge.id, naming: other.reference),
                        icon: .arrow))</li>
                    """
                })</ul>
                """)
    }
}
