/// The accounts of one unit, as the transfers leave them: all balances sum to zero, none but those
/// of sources lies below it, and nothing is reversed twice.
///
/// The schema holds the same (`accounts`, `transfers`, `entries`); this is the rule itself.
package struct Ledger: Sendable {
    package let unit: LedgerUnit
    package private(set) var balances: [Holder: Int64] = [:]
    private var reversed: Set<Transfer.ID> = []

    package init(unit: LedgerUnit) {
        self.unit = unit
    }

    package func balance(of holder: Holder) -> Int64 { balances[holder] ?? 0 }

    /// Posts a transfer, whole or not at all.
    ///
    /// - Throws: `.overdrawn`, `.reversedAlready`.
    package mutating func post(_ transfer: Transfer) throws(Transfer.Problem) {
        if let first = transfer.reverses, reversed.contains(first) {
            throw .reversedAlready(first)
        }
        for entry in transfer.entries where !entry.holder.isSource {
            let balance = balance(of: entry.holder)
            guard balance + entry.amount >= 0 else {
                throw .overdrawn(entry.holder, balance: balance)
            }
        }
        if let first = transfer.reverses { reversed.insert(first) }
        for entry in transfer.entries { balances[entry.holder, default: 0] += entry.amount }
    }
}

/// What became of what an account received, first in, first out.
package enum Expiry {
    /// What is left of the amounts that were received before an instant, when what was received
    /// first is given first: that much expires.
    ///
    /// - Parameter movements: all of one account, in the order in which they were posted.
    package static func left(
        ofReceivedBefore end: Instant, _ movements: [(at: Instant, amount: Int64)]
    ) -> Int64 {
        var old: Int64 = 0
        var given: Int64 = 0
        for movement in movements {
            if movement.amount < 0 {
                given -= movement.amount
            } else if movement.at < end {
                old += movement.amount
            }
        }
        return max(0, old - given)
    }
}
