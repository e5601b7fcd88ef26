import Kernel

// What the centre calls the parts of a ticket, and what goes back to it.
extension ExchangeReader {
    private static let parts = [
        "number", "opened", "due", "title", "account", "address", "reporter", "phone",
    ]

    func ticket(of procedure: Procedure) -> Exchange.TicketForm? {
        guard
            let ticket = record["ticket"]?.record(
                "ticket", required: ["number", "account"],
                optional: Self.parts.filter { !["number", "account"].contains($0) })
        else { return nil }
        func source(_ part: String) -> String? {
            ticket[part]?.text(.said(part), charactersMax: 100)
        }
        let account =
            ticket["account"].map { passage in
                passage.isList
                    ? (passage.items("account") ?? []).compactMap { $0.text(.thing("column")) }
                    : [passage.text("account")].compactMap(\.self)
            } ?? []
        guard let number = source("number"), !account.isEmpty,
            let category = record["category"]?.wordMap("category"),
            let place = record["place"]?.wordMap("place")
        else { return nil }
        reportUnknown(category, of: procedure)
        let clock = record["clock"]?.word(.thing("clock"), among: procedure.clocks.map(\.id))
        if clock == nil, record["clock"] == nil, let due = ticket.key("due") {
            due.problem("dueWithoutClock")
        }
        let later = record["later"]?.record("later", optional: ["words", "withdrawal"])
        return Exchange.TicketForm(
            number: number, opened: source("opened"), due: source("due"), clock: clock,
            title: source("title"), account: account, address: source("address"),
            reporter: source("reporter"), phone: source("phone"), status: status(),
            category: category, place: place,
            elsewhere: record["elsewhere"]?.text("elsewhere", charactersMax: 60),
            confidential: confidential(),
            words: later?["words"].flatMap { step($0, of: procedure) },
            withdrawal: later?["withdrawal"].flatMap { step($0, of: procedure) })
    }

    private func status() -> WordMap {
        guard let passage = record["status"], let map = passage.wordMap("status") else {
            return .silent
        }
        let known = [Exchange.TicketForm.open, Exchange.TicketForm.ended]
        report(map.words.subtracting(known), in: passage, .thing("statusOfATicket"), among: known)
        return map
    }

    private func confidential() -> WordMap {
        guard let passage = record["confidential"], let map = passage.wordMap("confidential") else {
            return .silent
        }
        report(
            map.words.subtracting(["yes", "no"]), in: passage, .thing("answer"),
            among: ["yes", "no"])
        return map
    }

    private func reportUnknown(_ map: WordMap, of procedure: Procedure) {
        guard let passage = record["category"] else { return }
        let known = header.categories.map(\.value).filter { $0.procedure == procedure.key.name }
            .map(\.id)
        report(map.words.subtracting(known), in: passage, .thing("category"), among: known)
        if [map.blank, map.other].contains(WordMap.Otherwise.none) {
            passage.problem("ticketWithoutCategory")
        }
    }

    private func report(
        _ unknown: Set<String>, in passage: Passage, _ what: Phrase, among known: [String]
    ) {
        for word in unknown.sorted() {
            passage.problem(
                "notOneOf",
                [
                    "text": .said(word), "what": what,
                    "hint": .hint(for: word, among: known),
                ])
        }
    }

    /// An action that the reporter does by words alone, or by nothing.
    private func step(_ passage: Passage, of procedure: Procedure) -> Procedure.Action.ID? {
        let known = procedure.actions.filter { $0.by.contains(.reporter) }.map(\.id)
        return passage.word(.thing("actionOfTheReporter"), among: known)
    }

    // MARK: - Back

    func back(of procedure: Procedure) -> Exchange.ReturnForm {
        guard
            let entry = record["back"]?.record("back", optional: ["states", "fields"])
        else { return .plain }
        let known = procedure.states.map(\.id)
        var states: [Procedure.State.ID: String] = [:]
        for state in entry["states"]?.entries(.part("states", of: "back")) ?? [] {
            guard let id = state.key.word(.thing("state"), among: known),
                let word = state.value.text(.thing("word"), charactersMax: 100)
            else { continue }
            states[id] = word
        }
        let facts = Exchange.ReturnForm.Fact.allCases.map(\.rawValue)
        let names = (entry["fields"]?.entries(.part("fields", of: "back")) ?? []).compactMap {
            field in
            field.key.word(.thing("whatCanGoBack"), among: facts)
                .flatMap(Exchange.ReturnForm.Fact.init).flatMap { fact in
                    field.value.text(.thing("column"), charactersMax: 100).map {
                        Exchange.ReturnForm.Named(fact: fact, name: $0)
                    }
                }
        }
        let needed: Set<Exchange.ReturnForm.Fact> = [.id, .number]
        if !names.isEmpty, !needed.isSubset(of: Set(names.map(\.fact))) {
            entry.passage.problem("backUnnumbered")
        }
        return Exchange.ReturnForm(
            states: states, names: names.isEmpty ? Exchange.ReturnForm.plain.names : names)
    }
}
