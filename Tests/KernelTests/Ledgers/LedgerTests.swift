import Testing

@testable import Kernel

/// Double entry: what goes in comes from somewhere, and nothing is lost.
@Suite struct LedgerTests {
    private let source = Holder.source("service")
    private let person = Holder.person(Person.ID(7))
    private let building = Holder.place(Place.ID(3))

    private func transfer(
        _ id: Int64, _ unit: LedgerUnit = .minutes, _ entries: [(Holder, Int64)]
    ) throws -> Transfer {
        try Transfer(
            id: Transfer.ID(id), unit: unit, entries: entries.map { Transfer.Entry($0.0, $0.1) })
    }

    @Test func holdersComeBackAsTheyWereWritten() throws {
        for holder in [source, person, building, .body(Body.ID(0)), .source("expired points")] {
            #expect(try Holder(parsing: holder.description) == holder)
        }
        for strange in ["", "person", "person x", "team 3", "source"] {
            #expect(throws: Holder.Problem.unreadable(strange)) { try Holder(parsing: strange) }
        }
    }

    @Test func aTransferBalances() throws {
        #expect(throws: Transfer.Problem.unbalanced(by: 10)) {
            try transfer(1, .minutes, [(source, -50), (person, 60)])
        }
        #expect(throws: Transfer.Problem.entries(count: 1)) { try transfer(1, .fen, [(person, 0)]) }
        for amount in [0, Transfer.amountMax + 1, .min] {
            #expect(throws: Transfer.Problem.amount(amount)) {
                try transfer(1, .fen, [(person, amount), (source, 1)])
            }
        }
        #expect(throws: Transfer.Problem.holderTwice(person)) {
            try transfer(1, .fen, [(person, 1), (person, -1)])
        }
    }

    @Test func aPersonHasNoPoints() {
        #expect(throws: Transfer.Problem.pointsOfAPerson) {
            try transfer(1, .points, [(source, -5), (person, 5)])
        }
    }

    @Test func nobodyGivesWhatTheyHaveNot() throws {
        var ledger = Ledger(unit: .points)
        try ledger.post(transfer(1, .points, [(source, -5), (building, 5)]))
        let before = ledger.balances
        #expect(throws: Transfer.Problem.overdrawn(building, balance: 5)) {
            try ledger.post(transfer(2, .points, [(building, -6), (source, 6)]))
        }
        #expect(ledger.balances == before)
    }

    @Test func whatWasWrongIsReversedOnce() throws {
        var ledger = Ledger(unit: .minutes)
        let first = try transfer(1, .minutes, [(source, -90), (person, 90)])
        try ledger.post(first)
        let reversal = try first.reversal(id: Transfer.ID(2))
        try ledger.post(reversal)
        #expect(ledger.balance(of: person) == 0 && ledger.balance(of: source) == 0)
        let again = try first.reversal(id: Transfer.ID(3))
        #expect(throws: Transfer.Problem.reversedAlready(first.id)) { try ledger.post(again) }
        #expect(throws: Transfer.Problem.ofAReversal(reversal.id)) {
            try reversal.reversal(id: Transfer.ID(4))
        }
    }

    @Test func whatCameFirstIsGivenFirst() {
        func left(_ movements: [(Int64, Int64)], before end: Int64) -> Int64 {
            Expiry.left(
                ofReceivedBefore: Instant(milliseconds: end),
                movements.map { (Instant(milliseconds: $0.0), $0.1) })
        }
        #expect(left([(1, 10), (5, 10)], before: 5) == 10)
        #expect(left([(1, 10), (5, 10), (6, -4)], before: 5) == 6)
        #expect(left([(1, 10), (5, 10), (6, -14)], before: 5) == 0)
        #expect(left([], before: 5) == 0)
        // What expired once has been given, and does not expire again.
        #expect(left([(1, 10), (6, -10), (7, 3)], before: 7) == 0)
    }

    private func refusal(of transfer: Transfer, by ledger: inout Ledger) -> Transfer.Problem? {
        do {
            try ledger.post(transfer)
            return nil
        } catch {
            return error
        }
    }

    private func isRight(_ problem: Transfer.Problem, of transfer: Transfer) -> Bool {
        switch problem {
        case .overdrawn(let holder, let balance):
            balance + (transfer.entries.first { $0.holder == holder }?.amount ?? 0) < 0
        case .reversedAlready(let first): transfer.reverses == first
        default: false
        }
    }

    /// A million random operations: whatever happens, all sums hold.
    @Test func aMillionOperationsLoseNothing() throws {
        var generator = SeededNumbers(seed: 20_261_126)
        var ledger = Ledger(unit: .meals)
        var posted: [Transfer] = []
        var expected: [Holder: Int64] = [:]
        let holders: [Holder] =
            [source, .source("expired")] + (0..<40).map { Holder.place(Place.ID($0)) }
        for number in 0..<1_000_000 {
            let id = Transfer.ID(Int64(number))
            let next: Transfer
            if number % 5 == 0, let old = posted.randomElement(using: &generator) {
                next = try old.reversal(id: id)
            } else {
                let first = Int.random(in: 0..<holders.count, using: &generator)
                let step = Int.random(in: 1..<holders.count, using: &generator)
                let amount = Int64.random(in: 1...100, using: &generator)
                next = try transfer(
                    Int64(number), .meals,
                    [
                        (holders[first], -amount),
                        (holders[(first + step) % holders.count], amount),
                    ])
            }
            if let problem = refusal(of: next, by: &ledger) {
                #expect(isRight(problem, of: next))
            } else {
                for entry in next.entries { expected[entry.holder, default: 0] += entry.amount }
                if next.reverses == nil, posted.count < 1_000 { posted.append(next) }
            }
        }
        #expect(ledger.balances == expected)
        #expect(ledger.balances.values.reduce(0, +) == 0)
        #expect(ledger.balances.allSatisfy { $0.key.isSource || $0.value >= 0 })
    }
}
