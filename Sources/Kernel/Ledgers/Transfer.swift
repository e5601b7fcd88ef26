/// What a ledger counts, each in its smallest part so that nothing is ever rounded.
package enum LedgerUnit: String, CaseIterable, Sendable, Codable {
    /// Minutes of service (服务时长), travel excluded.
    case minutes
    /// Points of a building or a team (积分); never of a person (积分制的红线).
    case points
    /// Meals paid for or given (助餐).
    case meals
    /// Hundredths of a yuan (分).
    case fen
}

/// An amount that moves between accounts (记账凭证): its entries sum to zero, and it is never
/// changed. What was wrong is reversed by another.
package struct Transfer: Hashable, Sendable {
    package typealias ID = Identifier<Transfer>

    /// One line (分录): above zero what an account receives, below zero what it gives.
    package struct Entry: Hashable, Sendable {
        package let holder: Holder
        package let amount: Int64

        package init(_ holder: Holder, _ amount: Int64) {
            self.holder = holder
            self.amount = amount
        }
    }

    package enum Problem: Error, Hashable, CustomStringConvertible {
        case unbalanced(by: Int64)
        case entries(count: Int)
        case amount(Int64)
        case holderTwice(Holder)
        case pointsOfAPerson
        case overdrawn(Holder, balance: Int64)
        case reversedAlready(ID)
        case ofAReversal(ID)

        package var description: String {
            switch self {
            case .unbalanced(let difference):
                "What is given and what is received differ by \(difference). Make both the same."
            case .entries(let count):
                "A transfer has 2 to \(Transfer.entriesMax) entries, not \(count)."
            case .amount(let amount):
                "\(amount) is no amount: it is other than zero and within "
                    + "±\(Transfer.amountMax)."
            case .holderTwice(let holder):
                "\(holder) stands in it twice. Write one entry for each."
            case .pointsOfAPerson:
                "A person has no points. Give them to the building or the team."
            case .overdrawn(let holder, let balance):
                "\(holder) has \(balance) and cannot give more."
            case .reversedAlready(let id):
                "The transfer \(id) has been reversed already."
            case .ofAReversal(let id):
                "The transfer \(id) is itself a reversal. Make a new transfer instead."
            }
        }
    }

    package static let entriesMax = 200
    package static let amountMax: Int64 = 1_000_000_000_000

    package let id: ID
    package let unit: LedgerUnit
    package let entries: [Entry]
    /// The transfer that this one undoes; nil for one of its own.
    package let reverses: ID?

    /// - Throws: `.entries`, `.amount`, `.holderTwice`, `.unbalanced`, `.pointsOfAPerson`.
    package init(id: ID, unit: LedgerUnit, entries: [Entry]) throws(Problem) {
        guard (2...Self.entriesMax).contains(entries.count) else {
            throw .entries(count: entries.count)
        }
        var seen: Set<Holder> = []
        var sum: Int64 = 0
        for entry in entries {
            guard entry.amount != 0, abs(entry.amount.clamped) <= Self.amountMax else {
                throw .amount(entry.amount)
            }
            guard seen.insert(entry.holder).inserted else { throw .holderTwice(entry.holder) }
            if unit == .points, case .person = entry.holder { throw .pointsOfAPerson }
            sum += entry.amount
        }
        guard sum == 0 else { throw .unbalanced(by: sum) }
        self.init(unchecked: id, unit, entries, reverses: nil)
    }

    private init(unchecked id: ID, _ unit: LedgerUnit, _ entries: [Entry], reverses: ID?) {
        self.id = id
        self.unit = unit
        self.entries = entries
        self.reverses = reverses
    }

    /// A transfer as it was stored.
    package init(stored id: ID, unit: LedgerUnit, entries: [Entry], reverses: ID?) {
        self.init(unchecked: id, unit, entries, reverses: reverses)
    }

    /// The transfer that undoes this one.
    ///
    /// - Throws: `.ofAReversal`: what was reversed by mistake is made anew.
    package func reversal(id: ID) throws(Problem) -> Transfer {
        guard reverses == nil else { throw .ofAReversal(self.id) }
        return Transfer(
            unchecked: id, unit, entries.map { Entry($0.holder, -$0.amount) }, reverses: self.id)
    }
}

extension Int64 {
    /// The same, without the one number that has no opposite.
    fileprivate var clamped: Int64 { Swift.max(self, -Int64.max) }
}
