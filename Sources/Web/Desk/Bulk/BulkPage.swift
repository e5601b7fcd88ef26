import Actions
import Kernel
import Markup
import Storage

/// What an action would do to each of many matters, before anything is done.
struct BulkView {
    let title: String
    let lead: String
    let problem: HTML
    let action: Link
    let draft: Draft
    let hidden: HTML
    let shared: HTML
    let goingTitle: String
    let going: [BulkRow]
    let leftTitle: String
    let left: [BulkRow]
    let confirm: String
    let again: String
    let back: NavItem
    let nothing: HTML
}

/// One matter of the selection.
struct BulkRow {
    let link: Link
    let title: String
    let meta: String
    /// The box that keeps it in the selection; nil where nothing can be done.
    let box: HTML
    let outcome: String
    let detail: HTML
}

func bulkPage(_ view: BulkView) -> HTML {
    let rows = HTML.each(view.going, bulkRow)
    let confirming: HTML = """
        \(view.shared)\
        <section class="panel"><h2 class="panel-title">\(view.goingTitle)</h2>\
        <ol class="bulk-rows">\(rows)</ol></section>\
        \(buttonRow([
            submitButton(view.confirm, weight: .first, icon: .check),
            submitButton(view.again, weight: .second, name: "step", value: "preview"),
            buttonLink(view.back.words, to: view.back.link, weight: .quiet),
        ]))
        """
    return """
        <div class="bulk">\(deskHead(title: view.title, detail: view.lead))\(view.problem)\
        \(view.going.isEmpty
            ? "\(view.nothing)\(buttonRow([buttonLink(view.back.words, to: view.back.link)]))"
            : postForm(
                to: view.action, hidden: view.hidden, draft: view.draft, content: confirming))\
        \(HTML.when(
            !view.left.isEmpty,
            panel(
                view.leftTitle,
                content: "<ol class=\"bulk-rows\">\(HTML.each(view.left, bulkRow))</ol>")))</div>
        """
}

func bulkRow(_ row: BulkRow) -> HTML {
    """
    <li class="bulk-row">\(row.box)<div class="bulk-what"><a href="\(row.link)">\(row.title)</a>\
    <p class="matter-meta">\(row.meta)</p><p class="bulk-outcome">\(row.outcome)</p>\
    \(row.detail)</div></li>
    """
}

extension DeskFrame {
    func bulk(_ order: BulkOrder, _ preview: BulkPreview, sent: SentForm) -> BulkView {
        let key = "\(order.procedure).action.\(order.action)"
        let going = preview.lines.filter { line in
            if case .refused = line.outcome { false } else { true }
        }
        let moving = going.count { if case .moves = $0.outcome { true } else { false } }
        let missing = going.contains { line in
            if case .moves(let move) = line.outcome { !move.missing.isEmpty } else { false }
        }
        let isSent = sent["run"] != nil
        let run: BulkRun.ID = ask.installation.newID()
        let lines = preview.lines.filter { line in
            if case .refused = line.outcome { true } else { false }
        }
        return BulkView(
            title: words("bulk.title", ["action": words(key)]),
            lead: words("bulk.detail"),
            problem: HTML.when(
                missing && isSent,
                alertMessage(
                    words("failure.invalid.title"), detail: "<p>\(words("bulk.missing"))</p>")),
            action: .bulk, draft: draft("bulk-\(order.procedure)-\(order.action)"),
            hidden: """
                \(hiddenField("run", value: sent["run"] ?? run.description))\
                \(hiddenField("action", value: "\(order.procedure).\(order.action)"))\
                \(hiddenField("back", value: bulkBack(sent).address))
                """,
            shared: shared(order, preview, sent: isSent ? sent : nil),
            goingTitle: words("bulk.going", ["count": String(moving)]),
            going: moving == 0 ? [] : going.map { bulkRow($0, order) },
            leftTitle: words("bulk.left", ["count": String(lines.count)]),
            left: lines.map { bulkRow($0, order) },
            confirm: words("bulk.confirm", ["action": words(key), "count": String(moving)]),
            again: words("bulk.again"),
            back: NavItem(words("bulk.back"), bulkBack(sent)),
            nothing: emptyState(words("bulk.nothing"), next: words("bulk.nothing.next")))
    }

    /// The fields that are asked once for all.
    private func shared(
        _ order: BulkOrder, _ preview: BulkPreview, sent: SentForm?
    ) -> HTML {
        guard let procedure = visit.book.profile.procedure(order.procedure),
            let action = procedure.action(order.action)
        else { return .empty }
        let asks = action.asks.filter { procedure.manyAnswer(to: $0.field) == .once }
        guard !asks.isEmpty else { return .empty }
        var choices = FormChoices()
        choices.bodies = bodyNames.values.sorted { words.name($0.name) < words.name($1.name) }
        choices.prefilled = order.shared.compactMapValues(\.first)
        if action.tells { choices.hints["message"] = words("bulk.message.hint") }
        let missing = preview.lines.reduce(into: Set<Procedure.Field.ID>()) { found, line in
            if case .moves(let move) = line.outcome { found.formUnion(move.missing) }
        }
        let form = ActionForm(
            procedure: procedure,
            action: Procedure.Action(
                id: action.id, from: action.from, to: action.to, by: action.by, asks: asks,
                shown: action.shown, tells: action.tells),
            words: words, choices: choices, sent: sent,
            problems: sent == nil
                ? [:] : Dictionary(uniqueKeysWithValues: missing.map { ($0, .missing) }))
        return panel(words("bulk.once"), content: "<div class=\"form\">\(form.fields())</div>")
    }

    private func bulkRow(_ line: BulkPreview.Line, _ order: BulkOrder) -> BulkRow {
        let reference = line.reference.description
        let title = line.matter.map {
            $0.title.isEmpty ? words("category.\($0.category)") : $0.title
        }
        let meta = [reference, line.place.map { words.name($0.name) }].compactMap(\.self)
        return BulkRow(
            link: .matter(line.reference), title: title ?? reference,
            meta: meta.joined(separator: " · "), box: box(line), outcome: outcome(line, order),
            detail: detail(line, order))
    }

    private func box(_ line: BulkPreview.Line) -> HTML {
        guard let matter = line.matter else { return .empty }
        let reference = line.reference.description
        let seen = hiddenField("seen.\(reference)", value: String(matter.version))
        switch line.outcome {
        case .refused: return .empty
        case .stays: return "\(hiddenField("matter", value: reference))\(seen)"
        case .moves: break
        }
        return """
            <label class="matter-choice"><span class="visually-hidden">\
            \(words("bulk.choose", ["ref": reference, "title": matter.title]))</span>\
            <input type="checkbox" name="matter" value="\(reference)" checked></label>\
            \(seen)
            """
    }

    private func outcome(_ line: BulkPreview.Line, _ order: BulkOrder) -> String {
        switch line.outcome {
        case .stays: return words("bulk.stays")
        case .refused(let error): return ask.failure(of: error, words).detail
        case .moves(let move):
            let from = words("\(order.procedure).state.\(line.matter?.state ?? move.to)")
            let gaps = ["from": from, "to": words("\(order.procedure).state.\(move.to)")]
            guard let due = move.due else { return words("bulk.moves", gaps) }
            return words("bulk.moves.due", gaps.merging(["due": times.moment(due)]) { $1 })
        }
    }

    private func detail(_ line: BulkPreview.Line, _ order: BulkOrder) -> HTML {
        let procedure = visit.book.profile.procedure(order.procedure)
        let asks = Set(
            procedure?.action(order.action)?.asks.compactMap {
                procedure?.manyAnswer(to: $0.field)
            } ?? [])
        var parts: [HTML] = []
        if asks.contains(.target), line.matter?.isOpen ?? false { parts.append(target(line)) }
        if asks.contains(.suggested), case .moves = line.outcome { parts.append(lead(line, order)) }
        if case .moves(let move) = line.outcome, let message = move.message {
            parts.append("<blockquote class=\"bulk-message\">\(message)</blockquote>")
        }
        return "\(parts)"
    }

    /// Lets this matter be the one that stays.
    private func target(_ line: BulkPreview.Line) -> HTML {
        let isTarget = if case .stays = line.outcome { true } else { false }
        return """
            <label class="check bulk-target"><input type="radio" name="target" \
            value="\(line.reference.description)"\(flag: "checked", isTarget)>\
            <span>\(words("bulk.target"))</span></label>
            """
    }

    /// Who leads this matter, as the catalogue suggests, with its ground.
    private func lead(_ line: BulkPreview.Line, _ order: BulkOrder) -> HTML {
        guard let matter = line.matter else { return .empty }
        let chosen = order.leads[line.reference] ?? line.suggestion?.lead.description
        let hint = line.suggestion.map { rule in
            words(
                "matter.routing",
                [
                    "body": bodyNames[rule.lead].map { words.name($0.name) } ?? "",
                    "basis": rule.basis, "version": String(line.catalogueVersion),
                ])
        }
        var isMissing = false
        if case .moves(let move) = line.outcome { isMissing = move.missing.contains("lead") }
        return selectField(
            Field(
                "lead.\(line.reference)", label: words("\(order.procedure).field.lead"),
                hint: hint ?? words("matter.routing.none"),
                problem: isMissing ? words("answer.missing") : nil),
            choices: bodiesNear(matter).map { body in
                Choice(
                    body.id.description, label: words.name(body.name),
                    isChosen: body.id.description == chosen)
            }, emptyWords: words("form.choose"))
    }
}
