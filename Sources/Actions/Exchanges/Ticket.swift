import Kernel

/// A ticket of another system in the realm's own words.
struct Ticket: Sendable {
    let number: String
    let isEnded: Bool
    let opened: Instant?
    let due: Instant?
    let title: String?
    let account: String
    let category: Kernel.Category.ID
    /// A name or code of a place, where the map has one; else what stood there.
    let place: String?
    let address: String?
    let reporter: String?
    let phone: String?
}

/// Turns tickets into what they mean, by the words of their exchange.
struct TicketReader: Sendable {
    let exchange: Exchange
    private var form: Exchange.TicketForm { exchange.ticket }

    static let numberMax = 80
    private static let reporterMax = 40

    init(_ exchange: Exchange) { self.exchange = exchange }

    func read(_ sent: SentTicket) throws(TicketProblem) -> Ticket {
        let number = sent[form.number]
        guard !number.isEmpty else { throw TicketProblem(.missing, "number") }
        guard number.count <= Self.numberMax else { throw TicketProblem(.tooLong, "number") }
        let account = joined(form.account.map { sent[$0] })
        guard !account.isEmpty else { throw TicketProblem(.missing, "account") }
        let isHidden = try word(form.confidential, "confidential", sent) == "yes"
        let title = sent[form.title]
        let address = sent[form.address]
        return Ticket(
            number: number,
            isEnded: try word(form.status, "status", sent) == Exchange.TicketForm.ended,
            opened: try instant(form.opened, "opened", sent),
            due: try instant(form.due, "due", sent), title: title.isEmpty ? nil : title,
            account: account, category: try category(sent), place: try place(sent),
            address: address.isEmpty ? nil : address,
            reporter: isHidden ? nil : reporter(sent[form.reporter]),
            phone: isHidden ? nil : phone(sent[form.phone]))
    }

    private func joined(_ parts: [String]) -> String {
        var found: [String] = []
        for part in parts where !part.isEmpty && !found.contains(part) { found.append(part) }
        return found.joined(separator: "\n")
    }

    private func category(_ sent: SentTicket) throws(TicketProblem) -> Kernel.Category.ID {
        guard let category = try word(form.category, "category", sent) else {
            throw TicketProblem(.missing, "category")
        }
        return category
    }

    private func place(_ sent: SentTicket) throws(TicketProblem) -> String? {
        if let word = try word(form.place, "place", sent) { return word }
        return form.place.columns.map { sent[$0] }.first { !$0.isEmpty }
    }

    /// Centres often cover numbers (`138****0000`): such a one is none.
    private func phone(_ text: String) -> String? {
        let digits = text.filter(\.isNumber).count
        let isPhone =
            (5...20).contains(digits)
            && text.allSatisfy { $0.isNumber || " +-()（）".contains($0) }
        return isPhone ? text : nil
    }

    private func reporter(_ text: String) -> String? {
        text.isEmpty ? nil : String(text.prefix(Self.reporterMax))
    }

    private func word(
        _ map: WordMap, _ field: String, _ sent: SentTicket
    ) throws(TicketProblem) -> String? {
        let values = map.columns.map { sent[$0] }
        switch map.meaning(of: values) {
        case .value(let word): return word
        case .none: return nil
        case .refuse:
            let isBlank = values.contains("")
            throw TicketProblem(
                isBlank ? .missing : .unknownWord, field,
                value: isBlank ? nil : values.joined(separator: " · "))
        }
    }

    // MARK: - Times

    private func instant(
        _ source: String?, _ field: String, _ sent: SentTicket
    ) throws(TicketProblem) -> Instant? {
        let text = sent[source]
        guard !text.isEmpty else { return nil }
        let instant =
            switch exchange.times {
            case .iso8601: try? Instant(iso8601: text)
            case .wall: Instant(wall: text, in: exchange.zone)
            }
        guard let instant else { throw TicketProblem(.noTime, field, value: text) }
        return instant
    }
}
