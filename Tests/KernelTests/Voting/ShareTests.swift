import Testing

@testable import Kernel

@Suite struct ShareTests {
    @Test(arguments: [
        "more than 1/2 of entitled", "at least 2/3 of entitled", "at least 1 of present",
        "more than 3/4 of votes",
    ])
    func aShareComesBackFromItsText(_ text: String) throws {
        #expect(try Share(parsing: text).description == text)
    }

    @Test(arguments: [
        "", "1/2", "half of present", "more than half of present", "over 1/2 of present",
        "more than 1/2 of residents", "more than 1/2 present", "at least 1/0 of present",
    ])
    func whatIsNoShareIsRefused(_ text: String) {
        #expect(throws: Share.Problem.malformed(text)) { try Share(parsing: text) }
    }

    @Test func aShareThatNobodyCouldMeetIsRefused() throws {
        #expect(throws: Share.Problem.outOfRange(.one)) {
            try Share(parsing: "more than 1 of present")
        }
        #expect(throws: Share.Problem.outOfRange(.zero)) {
            try Share(parsing: "at least 0 of present")
        }
        #expect(throws: Share.Problem.self) { try Share(parsing: "at least 3/2 of present") }
    }

    @Test func looserIsSmallerOrIncludesTheNumberOrCountsOthers() throws {
        let half = try Share(parsing: "more than 1/2 of present")
        #expect(try Share(parsing: "at least 1/2 of present").isLooser(than: half))
        #expect(try Share(parsing: "more than 1/3 of present").isLooser(than: half))
        #expect(try Share(parsing: "more than 1/2 of votes").isLooser(than: half))
        #expect(try !Share(parsing: "at least 2/3 of present").isLooser(than: half))
        #expect(!half.isLooser(than: half))
    }

    @Test func callersAreReadFromTheirWords() throws {
        let caller = MeetingRule.Caller(parsing: "1/10 of adults")
        #expect(try caller == MeetingRule.Caller(fraction: Fraction(1, 10), group: .adults))
        for text in ["1/10 adults", "0 of adults", "11/10 of adults", "1/10 of dogs", ""] {
            #expect(MeetingRule.Caller(parsing: text) == nil)
        }
    }
}
