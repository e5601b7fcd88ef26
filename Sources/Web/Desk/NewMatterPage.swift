import Actions
import Kernel
import Markup
import Media

/// Entering a request on someone's behalf, as the desk draws it.
struct NewMatterView {
    let title: String
    let lead: String?
    let kinds: MatterKinds
    let problem: HTML
    let form: HTML
}

func newMatterPage(_ view: NewMatterView) -> HTML {
    readingColumn(
        title: view.title, lead: view.lead,
        content: """
            \(usualKinds(view.kinds))\(view.problem)\(view.form)\(allKinds(view.kinds))
            """)
}

extension Procedure.Action {
    /// Whether it enters something for whoever came, called or wrote: it asks how.
    var isOnBehalf: Bool { asks.contains { $0.field == "onBehalf" } }
}

/// The receipt of a matter that was just entered, to read out or to print.
struct EnteredView {
    let draftName: String
    let card: ReceiptCard
    let open: NavItem
    let another: NavItem
    let print: String
}

func enteredPage(_ view: EnteredView) -> HTML {
    """
    <div class="column">\(draftSent(view.draftName))\(receipt(view.card))\
    \(buttonRow([
        buttonLink(view.open.words, to: view.open.link, weight: .first, icon: .arrow),
        buttonLink(view.another.words, to: view.another.link, icon: .plus),
        printButton(view.print),
    ]))</div>
    """
}

extension Site {
    static func newMatterForm(_ ask: Ask) async throws -> Reply {
        try await newMatter(ask)
    }

    private static func newMatter(
        _ ask: Ask, problems: [Procedure.Field.ID: Answers.Problem] = [:],
        failure: Failure? = nil, same: [Matter] = []
    ) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let verbs = frame.visit.holding.verbs
        let entries = frame.visit.book.profile.procedures.flatMap { $0.entries(granting: verbs) }
        let isOffer = !verbs.contains(.enter)
        let wanted = ask.form["procedure"] ?? ask.query["procedure"]
        let opening = ask.form["opening"] ?? ask.query["opening"]
        guard
            let (procedure, action) = wanted.map({ name in
                entries.first {
                    $0.procedure.key.name == name && opening ?? $0.action.id == $0.action.id
                }
            }) ?? entries.first
        else { throw ActionError.notFound }
        let name = procedure.key.name
        var choices = FormChoices()
        choices.places = try await ask.installation.places(
            in: frame.visit.realm, under: frame.visit.holding.post.reach)
        choices.categories = frame.visit.book.profile.categories(of: name)
        choices.prefilled["place"] = ask.query["place"]
        if let parent = procedure.parentField(of: action) {
            choices.prefilled[parent] = ask.query["under"]
        }
        choices.bodies = frame.bodies(around: frame.visit.holding.post.reach)
        if isOffer { choices.prefilled["lead"] = frame.visit.holding.post.body.description }
        let words = frame.words
        // What the post opens in its own name, rather than for somebody who came or called.
        let isOwn = !isOffer && !action.isOnBehalf
        let own = "\(name).action.\(action.id)"
        let form = ActionForm(
            procedure: procedure, action: action, words: words, choices: choices,
            sent: ask.form.texts.isEmpty ? nil : ask.form, problems: problems,
            similar: name == Raising.usual ? .similar(frame.visit.realm) : nil,
            isOneOfMany: false)
        let view = NewMatterView(
            title: isOwn ? words(own) : words(isOffer ? "desk.offer.title" : "desk.new.title"),
            lead: isOwn
                ? words.optional("\(own).hint")
                : words(isOffer ? "desk.offer.lead" : "desk.new.lead"),
            kinds: try await frame.kinds(entries, shown: (procedure, action)),
            problem: HTML.when(failure) {
                alertMessage($0.title, detail: "<p>\($0.detail)</p>")
            },
            form: postForm(
                to: isOffer ? .offers : .matters,
                hidden: """
                    \(hiddenField("procedure", value: name))\
                    \(hiddenField("opening", value: action.id))\
                    \(hiddenField(
                        Sending.field, value: ask.form[Sending.field] ?? Sending.freshKey()))
                    """,
                withFiles: form.hasPhotographs,
                draft: Draft(
                    "new-\(name)", restoredWords: words("form.draft.restored"),
                    discardWords: words("form.draft.discard")),
                content: """
                    \(form.fields())\(same.isEmpty
                        ? submitButton(words(isOwn ? own : "desk.new.submit"), weight: .first)
                        : "\(frame.sameList(same, canJoin: false))\(frame.anotherButton)")
                    """))
        var reply = frame.page(
            view.title, current: isOffer ? .newOffer : .newMatter, content: newMatterPage(view))
        if let failure { reply.status = failure.status }
        return reply
    }

    static func enterMatter(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        let words = ask.words(of: visit.book)
        do {
            let name = ask.form["procedure"] ?? Raising.usual
            let verbs = visit.holding.verbs
            guard
                let entry = visit.book.profile.procedure(name)?
                    .entry(granting: verbs, opening: ask.form["opening"])
            else { throw ActionError.notFound }
            let (procedure, action) = (name, entry.action.id)
            let channel =
                ask.form["onBehalf"].flatMap(Matter.Channel.init)
                ?? (verbs.contains(.enter) ? .counter : .web)
            let same = try await sameOnes(ask, entry)
            guard same.isEmpty else { return try await newMatter(ask, same: same) }
            func opening(_ photographs: [Photograph.ID]) -> OpenMatter {
                OpenMatter(
                    realm: visit.realm, procedure: procedure, action: action,
                    acting: .holding(visit.holding), channel: channel,
                    form: ask.form.answers(photographs: photographs),
                    sending: ask.form.sending())
            }
            // The receipt stands on this page itself, so whoever loads it anew sends again.
            if let receipt = try await opening([]).earlier(in: ask.installation) {
                return try await opened(receipt, by: entry.action, ask)
            }
            let photographs = try await TakePhotographs(
                realm: visit.realm.id, uploads: ask.form.files, of: visit.person.id
            ).run(in: ask.installation)
            return try await opened(
                try await opening(photographs).run(in: ask.installation), by: entry.action, ask)
        } catch let error as ActionError {
            var problems: [Procedure.Field.ID: Answers.Problem] = [:]
            if case .refused(.answers(let found), _, _) = error { problems = found }
            return try await newMatter(
                ask, problems: problems, failure: ask.failure(of: error, words))
        } catch let problem as Photo.Problem {
            return try await newMatter(ask, failure: ask.failure(problem))
        }
    }

    /// Open ones of the same place, spot and kind, where they could be merged; none once the form
    /// says that it is another. Requests are compared by their words as they are typed.
    private static func sameOnes(
        _ ask: Ask, _ entry: (procedure: Procedure, action: Procedure.Action)
    ) async throws -> [Matter] {
        guard ask.form["different"] == nil, entry.procedure.key.name != Raising.usual,
            Raising(procedure: entry.procedure, action: entry.action).asksForSimilar,
            let category = ask.form["category"],
            let place = ask.form["place"].flatMap({
                Place.ID($0)
            })
        else { return [] }
        let visit = try ask.visit
        return try await ask.installation.same(
            as: entry.procedure.key.name, category, at: place, spot: ask.form["spot"],
            in: visit.realm, for: visit.holding)
    }

    /// The receipt to read out, where there is somebody to read it to; the matter itself otherwise.
    private static func opened(
        _ receipt: OpenMatter.Receipt, by action: Procedure.Action, _ ask: Ask
    ) async throws -> Reply {
        let isOffer = try !ask.visit.holding.verbs.contains(.enter)
        return action.isOnBehalf || isOffer
            ? try await entered(receipt, ask)
            : .see(.matter(receipt.reference, done: action.id))
    }

    /// Shown once: the check word is stored nowhere in words.
    private static func entered(
        _ receipt: OpenMatter.Receipt, _ ask: Ask
    ) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let words = frame.words
        let name = ask.form["procedure"] ?? Raising.usual
        let view = EnteredView(
            draftName: "new-\(name)",
            card: ReceiptCard(
                title: words("desk.entered.title"), numberLabel: words("receipt.number"),
                number: receipt.reference.description, checkLabel: words("receipt.word"),
                checkWord: receipt.word.text, keepWords: words("desk.entered.keep"), facts: [],
                seal: words("receipt.seal"), digest: nil, code: .empty),
            open: NavItem(words("desk.entered.open"), .matter(receipt.reference)),
            another: NavItem(
                words("desk.entered.another"),
                frame.visit.holding.verbs.contains(.enter)
                    ? .newMatter(of: name, opening: ask.form["opening"]) : .newOffer(of: name)),
            print: words("page.print"))
        return frame.page(words("desk.entered.title"), content: enteredPage(view))
    }
}
