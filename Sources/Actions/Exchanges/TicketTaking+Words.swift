import Kernel
import SQL
import Storage

// What a ticket says, in the fields of the procedure.
extension TicketTaking {
    /// Where words had to be cut, whoever reads them is told where the rest is.
    private static func cut(_ text: String, to most: Int, of number: String) -> String {
        guard text.count > most else { return text }
        let rest = "…（全文见工单 \(number)）"
        return text.prefix(max(0, most - rest.count)) + rest
    }

    private func field(_ part: Procedure.Part) -> Procedure.Field? {
        opening.asks.lazy.compactMap { procedure.field($0.field) }.first { $0.sets == part }
    }

    /// The opening's form as it would be filled in by hand.
    func texts(of ticket: Ticket, at place: Place) -> [String: [String]] {
        var texts: [String: [String]] = [:]
        func set(_ field: Procedure.Field?, _ text: String?) {
            guard let field, let text else { return }
            let most = field.type.wordsMax ?? .max
            texts[field.id] = [Self.cut(text, to: most, of: ticket.number)]
        }
        set(field(.account), ticket.account)
        set(field(.category), ticket.category)
        set(field(.place), place.id.description)
        set(field(.spot), ticket.address)
        set(field(.title), ticket.title)
        let asked = opening.asks.compactMap { procedure.field($0.field) }
        set(asked.first { $0.personal != nil && $0.type != .phone }, ticket.reporter)
        set(asked.first { $0.personal != nil && $0.type == .phone }, ticket.phone)
        let since = ticket.opened.map { opened in
            let day = Day(of: opened, in: book.profile.zone)
            return " · \(day)"
        }
        set(
            asked.first { $0.id == "origin" },
            "\(exchange.name.zh) · \(ticket.number)\(since ?? "")")
        return texts
    }

    /// Keyed digests of its parts as the centre says them: a map that is changed here changes none
    /// of them.
    func parts(of sent: SentTicket, _ ticket: Ticket) -> [String: String] {
        let form = exchange.ticket
        let sources: [String: [String?]] = [
            "title": [form.title], "account": form.account, "due": [form.due],
            "category": form.category.columns, "place": form.place.columns + [form.address],
            "reporter": [form.reporter, form.phone],
        ]
        var parts = sources.mapValues { sources in
            digest(.list(sources.map { .text(sent[$0]) }))
        }
        parts["status"] = digest(.bool(ticket.isEnded))
        return parts
    }

    private func digest(_ said: Payload) -> String {
        String(
            installation.vault.keyedDigest(said.canonicalText, use: "part of a ticket").prefix(16))
    }
}

extension Procedure.FieldType {
    /// How many characters it takes; nil where it takes no words.
    var wordsMax: Int? {
        switch self {
        case .line(let most), .paragraphs(let most): most
        default: nil
        }
    }
}

/// What the centre says later of a ticket that was taken.
struct TicketFollowing {
    let taking: TicketTaking
    let matter: Matter
    let now: Instant

    private var form: Exchange.TicketForm { taking.exchange.ticket }

    /// - Parameter changed: the parts that the centre says otherwise than before.
    /// - Returns: the parts that cannot follow, and what was done.
    func follow(
        _ ticket: Ticket, _ changed: Set<String>, _ db: any Writer
    ) throws -> (left: Set<String>, change: Change?) {
        var left = changed.subtracting(["account", "status"])
        if changed.contains("status"), ticket.isEnded == matter.isOpen {
            guard ticket.isEnded, let withdrawal = form.withdrawal else {
                left.insert("status")
                return (left, nil)
            }
            return (left, try act(withdrawal, [:], db))
        }
        guard changed.contains("account"), !ticket.isEnded else { return (left, nil) }
        guard let id = form.words, let action = taking.procedure.action(id),
            let field = action.asks.lazy.compactMap({ taking.procedure.field($0.field) })
                .first(where: { $0.type.wordsMax != nil })
        else {
            left.insert("account")
            return (left, nil)
        }
        let most = field.type.wordsMax ?? 0
        return (left, try act(id, [field.id: [String(added(by: ticket).prefix(most))]], db))
    }

    /// What is new: the rest, where it goes on from what was said.
    private func added(by ticket: Ticket) -> String {
        guard ticket.account.hasPrefix(matter.account) else { return ticket.account }
        let rest = String(ticket.account.dropFirst(matter.account.count)).trimmingCharacters()
        return rest.isEmpty ? ticket.account : rest
    }

    private func act(
        _ action: Procedure.Action.ID, _ texts: [String: [String]], _ db: any Writer
    ) throws -> Change {
        try ActOnMatter(
            realm: taking.realm, matter: matter.id, action: action, acting: .reporter, seen: nil,
            form: AnswerForm(texts: texts)
        ).act(in: taking.installation, at: now, db)
    }
}
