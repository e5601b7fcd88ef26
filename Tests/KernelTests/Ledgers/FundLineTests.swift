import Testing

@testable import Kernel

/// Lines of a project's money, and yuan as people write them.
@Suite struct FundLineTests {
    private static let today = Day(ordinal: 20_400)

    private static func line(
        _ kind: FundLine.Kind, _ fen: Int64 = 100, day: Day = today
    ) throws(FundLine.Problem) -> FundLine {
        try FundLine(
            id: FundLine.ID(1), matter: Matter.ID(7), kind: kind, source: .fiscal, fen: fen,
            day: day, words: "台灯", today: today)
    }

    @Test(
        arguments: [
            ("1", 100), ("1.5", 150), ("1.05", 105), ("1,234.50", 123_450), ("１２．３", nil),
            ("0.01", 1), ("1.234", nil), ("", nil), (".5", nil), ("-1", nil), ("1.", nil),
            ("一百", nil), ("1.2.3", nil), ("9999999999999", nil),
        ] as [(String, Int64?)])
    func yuanAreReadToTheHundredth(_ text: String, _ fen: Int64?) {
        if text == "１２．３" {
            #expect(Yuan.fen(text) == 1_230)
        } else {
            #expect(Yuan.fen(text) == fen)
        }
    }

    @Test(
        arguments: [
            (0, "0.00"), (5, "0.05"), (123_450, "1,234.50"), (-100, "−1.00"),
            (100_000_000, "1,000,000.00"),
        ] as [(Int64, String)])
    func yuanAreShownWithBothDecimals(_ fen: Int64, _ text: String) {
        #expect(Yuan.text(fen: fen) == text)
    }

    @Test func amountsKeepWithinTheirRange() throws {
        for fen in [0, -1, 1_000_000_001] as [Int64] {
            #expect(throws: FundLine.Problem.amount(fen: fen)) { try Self.line(.spent, fen) }
        }
        _ = try Self.line(.received, 1_000_000_000)
    }

    @Test func onlyAPlanMayLieAhead() throws {
        let tomorrow = Self.today.adding(days: 1)
        #expect(throws: FundLine.Problem.inFuture(latest: Self.today)) {
            try Self.line(.received, day: tomorrow)
        }
        _ = try Self.line(.planned, day: tomorrow)
    }

    @Test func whatIsReceivedAndSpentSumsToZero() throws {
        for kind in [FundLine.Kind.received, .spent] {
            let entries = try #require(try Self.line(kind).entries)
            #expect(entries.reduce(0) { $0 + $1.amount } == 0)
            let purse = entries.first { $0.holder == .purse(Matter.ID(7), .fiscal) }
            #expect(purse?.amount == (kind == .received ? 100 : -100))
        }
        let plan = try Self.line(.planned)
        #expect(plan.entries == nil)
    }

    @Test func aReversalIsNotReversed() throws {
        let reversal = try Self.line(.spent).reversal(
            id: FundLine.ID(2), on: Self.today, words: "记错了")
        #expect(reversal.signed == -100 && reversal.reverses == FundLine.ID(1))
        #expect(throws: FundLine.Problem.isSettled) {
            try reversal.reversal(id: FundLine.ID(3), on: Self.today, words: "x")
        }
    }

    @Test func aPurseIsReadAsItIsWritten() throws {
        let purse = Holder.purse(Matter.ID(7), .donation)
        #expect(purse.description == "purse 7 donation")
        let read = try Holder(parsing: "purse 7 donation")
        #expect(read == purse && !purse.isSource)
        for odd in ["purse 7", "purse x donation", "purse 7 gold", "purse 7 own more"] {
            #expect(throws: Holder.Problem.unreadable(odd)) { try Holder(parsing: odd) }
        }
    }
}
