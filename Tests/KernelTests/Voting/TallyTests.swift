import Testing

@testable import Kernel

/// One meeting and what must come of it.
struct TallyCase: Sendable, CustomStringConvertible {
    let description: String
    let entitled: Int
    let present: Int
    let hands: (Int, Int, Int)
    let quorum: String
    let majority: String
    let outcome: Motion.Outcome
    /// Hands that the majority needs.
    let needed: Int

    init(
        _ description: String, entitled: Int, present: Int, _ hands: (Int, Int, Int),
        quorum: String = "more than 1/2 of entitled", majority: String = "more than 1/2 of present",
        _ outcome: Motion.Outcome, needs needed: Int
    ) {
        self.description = description
        self.entitled = entitled
        self.present = present
        self.hands = hands
        self.quorum = quorum
        self.majority = majority
        self.outcome = outcome
        self.needed = needed
    }

    func tally() throws -> Tally {
        Tally(
            entitled: entitled, present: present, inFavour: hands.0, against: hands.1,
            abstained: hands.2, quorum: try Share(parsing: quorum),
            majority: try Share(parsing: majority))
    }
}

@Suite struct TallyTests {
    static let cases: [TallyCase] = [
        TallyCase(
            "exactly half is not a quorum", entitled: 60, present: 30, (30, 0, 0), .notQuorate,
            needs: 16),
        TallyCase(
            "one more than half is a quorum", entitled: 60, present: 31, (16, 15, 0), .carried,
            needs: 16),
        TallyCase(
            "half of an odd number", entitled: 61, present: 31, (16, 15, 0), .carried, needs: 16),
        TallyCase(
            "exactly half in favour is lost", entitled: 60, present: 52, (26, 26, 0), .lost,
            needs: 27),
        TallyCase(
            "one more than half is carried", entitled: 60, present: 52, (27, 25, 0), .carried,
            needs: 27),
        TallyCase(
            "who abstains counts as present", entitled: 60, present: 52, (26, 0, 26), .lost,
            needs: 27),
        TallyCase(
            "who abstains is no vote", entitled: 60, present: 52, (26, 25, 1),
            majority: "more than 1/2 of votes", .carried, needs: 26),
        TallyCase("everyone abstains", entitled: 60, present: 52, (0, 0, 52), .lost, needs: 27),
        TallyCase(
            "everyone abstains and only votes count", entitled: 60, present: 52, (0, 0, 52),
            majority: "at least 1/2 of votes", .lost, needs: 1),
        TallyCase(
            "two thirds of three, 以上", entitled: 3, present: 2, (2, 0, 0),
            quorum: "at least 2/3 of entitled", .carried, needs: 2),
        TallyCase(
            "two thirds of three, 超过", entitled: 3, present: 2, (2, 0, 0),
            quorum: "more than 2/3 of entitled", .notQuorate, needs: 2),
        TallyCase(
            "4 of 6 is two thirds, 以上", entitled: 6, present: 6, (4, 2, 0),
            majority: "at least 2/3 of present", .carried, needs: 4),
        TallyCase(
            "4 of 6 is not more than two thirds", entitled: 6, present: 6, (4, 2, 0),
            majority: "more than 2/3 of present", .lost, needs: 5),
        TallyCase(
            "two thirds of 40 is 27 representatives", entitled: 40, present: 26, (26, 0, 0),
            quorum: "at least 2/3 of entitled", .notQuorate, needs: 14),
        TallyCase(
            "27 representatives are enough", entitled: 40, present: 27, (14, 13, 0),
            quorum: "at least 2/3 of entitled", .carried, needs: 14),
        TallyCase(
            "half is enough where 以上 is written", entitled: 10, present: 5, (3, 2, 0),
            quorum: "at least 1/2 of entitled", .carried, needs: 3),
        TallyCase("nobody came", entitled: 60, present: 0, (0, 0, 0), .notQuorate, needs: 1),
        TallyCase("nobody is entitled", entitled: 0, present: 0, (0, 0, 0), .notQuorate, needs: 1),
        TallyCase(
            "all of all", entitled: 7, present: 7, (7, 0, 0), quorum: "at least 1 of entitled",
            majority: "at least 1 of present", .carried, needs: 7),
        TallyCase(
            "one is missing to all", entitled: 7, present: 7, (6, 0, 1),
            majority: "at least 1 of present", .lost, needs: 7),
        TallyCase(
            "a majority of everyone", entitled: 60, present: 40, (30, 10, 0),
            majority: "more than 1/2 of entitled", .lost, needs: 31),
    ]

    @Test(arguments: cases)
    func aMeetingDecidesByItsRule(_ meeting: TallyCase) throws {
        let tally = try meeting.tally()
        #expect(tally.outcome == meeting.outcome)
        #expect(tally.majorityLine.needed == meeting.needed)
    }

    @Test func aTallyExplainsItself() throws {
        let carried = try TallyCase(
            "", entitled: 60, present: 52, (31, 15, 6), .carried, needs: 27
        ).tally()
        #expect(
            carried.description == "31 in favour of 52 present; more than 1/2 needs 27: carried")
        #expect(carried.quorumLine.description == "52 of 60 entitled; more than 1/2 needs 31")
        #expect(carried.quorumLine.missing == 0)
        let empty = try TallyCase(
            "", entitled: 60, present: 28, (0, 0, 0), .notQuorate, needs: 15
        ).tally()
        #expect(empty.description == "28 of 60 entitled; more than 1/2 needs 31: not quorate")
        #expect(empty.quorumLine.missing == 3)
        #expect(!empty.isUnanimous)
    }

    @Test func onlyAllWhoCameAreUnanimous() throws {
        func tally(_ hands: (Int, Int, Int)) throws -> Tally {
            try TallyCase("", entitled: 20, present: 12, hands, .carried, needs: 7).tally()
        }
        #expect(try tally((12, 0, 0)).isUnanimous)
        #expect(try !tally((11, 0, 1)).isUnanimous)
        #expect(try !tally((11, 0, 0)).isUnanimous)
    }

    /// Against the same question asked in whole numbers: part × denominator and whole × numerator.
    @Test func sharesAgreeWithCrossMultiplication() throws {
        var numbers = SeededNumbers(seed: 278)
        for _ in 0..<20_000 {
            let denominator = Int64.random(in: 1...12, using: &numbers)
            let numerator = Int64.random(in: 1...denominator, using: &numbers)
            let isStrict = Bool.random(using: &numbers)
            guard
                let share = try? Share(
                    Fraction(numerator, denominator), isStrict: isStrict, of: .present)
            else { continue }
            let whole = Int.random(in: 0...200, using: &numbers)
            let part = Int.random(in: 0...max(1, whole), using: &numbers)
            let (left, right) = (part * Int(denominator), whole * Int(numerator))
            let expected = whole > 0 && (isStrict ? left > right : left >= right)
            #expect(share.isMet(by: part, of: whole) == expected)
            guard whole > 0 else { continue }
            let needed = share.needed(of: whole)
            #expect(share.isMet(by: needed, of: whole))
            #expect(!share.isMet(by: needed - 1, of: whole))
        }
    }
}
