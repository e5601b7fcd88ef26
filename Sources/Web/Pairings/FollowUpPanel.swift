import Actions
import Kernel
import Markup
import Storage

extension Site {
    /// Puts what a visit found onto the list of needs, after asking about the same ones there.
    static func followUpVisit(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        let id = try ask.pairingID()
        do {
            let outcome = try await FollowUpVisit(
                realm: visit.realm, holding: visit.holding, pairing: id,
                category: ask.form["category"] ?? "", words: ask.form["words"] ?? "",
                joining: ask.form["same"].flatMap { try? Reference(parsing: $0) },
                isDifferent: ask.form["different"] != nil
            ).run(in: ask.installation)
            switch outcome {
            case .asked: return .see(.pairing(id))
            case .same(let same):
                return try await pairingReply(ask, PairingReturn(act: .followUp, same: same))
            }
        } catch let error as ActionError where error.isOfForm {
            return try await pairingReply(ask, PairingReturn(act: .followUp, refused: error))
        }
    }
}

extension DeskFrame {
    /// What visits found: already on the list of needs, and the form for the next.
    func followUpPanel(_ file: PairingFile, _ back: PairingReturn) -> HTML {
        let maySend =
            file.supporter?.state == .accepted && file.pairing.kind.hasVisits
            && file.pairing.state == .running
        guard maySend || !file.followUps.isEmpty else { return .empty }
        return panel(
            words("pairings.followUp"),
            content: """
                \(HTML.when(!file.followUps.isEmpty, followUps(file)))\
                \(HTML.when(maySend, followUpForm(file, back)))
                """)
    }

    private func followUps(_ file: PairingFile) -> HTML {
        let rows = HTML.each(file.followUps) { line in
            """
            <li><span>\(words("category.\(line.category)"))</span>\
            <span class="hint">\(line.reference.description) · \
            \(words("\(line.procedure).state.\(line.state)"))</span></li>
            """
        }
        return "<ul class=\"plain-list\">\(rows)</ul>"
    }

    private func followUpForm(_ file: PairingFile, _ back: PairingReturn) -> HTML {
        let profile = visit.book.profile
        let kind = Procedure.ChildKind.foundNeed.procedure
        guard profile.procedure(kind) != nil else { return followUpLink(file.pairing) }
        let isBack = back.act == .followUp
        let sent = isBack ? ask.form : SentForm()
        let complaints = isBack ? back.refused.map(complaints) ?? [:] : [:]
        func field(_ name: String) -> Field {
            Field(
                name, label: words("pairings.followUp.\(name)"),
                hint: words.optional("pairings.followUp.\(name).hint"),
                problem: complaints[name], form: "followUp")
        }
        return postForm(
            to: .pairingAct(file.pairing.id, .followUp),
            content: """
                <p class="hint">\(words("pairings.followUp.lead"))</p>\
                \(groupedSelect(
                    field("category"),
                    groups: categoryGroups(
                        profile.categories(of: kind), chosen: sent["category"] ?? "",
                        words: words),
                    emptyWords: words("form.choose")))\
                \(textArea(
                    field("words"), value: sent["words"] ?? "", rows: 3,
                    lengthMax: FollowUpVisit.wordsCharactersMax,
                    lengthWords: words(
                        "form.length", ["max": String(FollowUpVisit.wordsCharactersMax)]),
                    leftWords: words("form.left")))\
                \(back.same.isEmpty
                    ? submitButton(words("pairings.followUp.submit"), weight: .first)
                    : "\(sameList(back.same, isLinked: false))\(anotherButton)")\
                \(followUpLink(file.pairing))
                """)
    }

    /// A lamp that is broken is no need: it is reported.
    private func followUpLink(_ pairing: Pairing) -> HTML {
        let mayEnter = visit.holding.grants(.enter, at: pairing.placePath, in: visit.realm.id)
        return buttonLink(
            words("pairings.followUp.link"),
            to: mayEnter
                ? .newMatter(at: pairing.place) : .report(visit.realm, place: pairing.place),
            icon: .plus)
    }
}
