import NIOCore
import Testing
import Web

/// How long the other end of a connection may take: instants are made up, nothing waits.
@Suite struct PatienceTests {
    private let start = NIODeadline.uptimeNanoseconds(0)

    private func at(_ seconds: Int64) -> NIODeadline { start + .seconds(seconds) }
    private func opened() -> Patience { Patience(openedAt: start) }

    @Test func aFirstHeadIsWaitedForTwentySeconds() {
        #expect(opened().deadline == at(20))
        #expect(opened().isIdle)
    }

    @Test func whileTheServerIsAtWorkThereIsNoLimit() {
        var patience = opened()
        patience.head(at: at(1))
        patience.end(at: at(1))
        #expect(patience.deadline == nil)
        #expect(!patience.isIdle)
    }

    @Test func betweenRequestsAConnectionMayRestLongerThanAProxyLetsIt() {
        var patience = opened()
        patience.head(at: at(1))
        patience.end(at: at(1))
        patience.answered(at: at(3))
        #expect(patience.deadline == at(78))
        #expect(patience.isIdle)
    }

    @Test func aBodyEarnsASecondForEveryEightKilobytes() {
        var patience = opened()
        patience.head(at: at(5))
        #expect(patience.deadline == at(25))
        patience.body(bytes: 8_191)
        #expect(patience.deadline == at(25))
        patience.body(bytes: 1)
        #expect(patience.deadline == at(26))
        patience.body(bytes: 10 * 8_192)
        #expect(patience.deadline == at(36))
        #expect(!patience.isIdle)
    }

    @Test func theRestOfABodyThatWasRefusedIsThrownAwayForAWhile() {
        var patience = opened()
        patience.head(at: at(5))
        patience.body(bytes: 1 << 30)
        patience.answered(at: at(6))
        #expect(patience.deadline == at(21))
        patience.body(bytes: 1 << 30)
        #expect(patience.deadline == at(21))
    }

    @Test func aSecondRequestThatCameEarlyWaitsForTheFirst() {
        var patience = opened()
        for moment in [1, 2] as [Int64] {
            patience.head(at: at(moment))
            patience.end(at: at(moment))
        }
        patience.answered(at: at(30))
        #expect(patience.deadline == nil)
        patience.answered(at: at(40))
        #expect(patience.deadline == at(115))
    }

    @Test func aReaderThatTakesNothingIsLetGoAfterAMinute() {
        var patience = opened()
        patience.head(at: at(1))
        patience.end(at: at(1))
        patience.taking(false, at: at(10))
        patience.taking(false, at: at(30))
        #expect(patience.deadline == at(70))
        patience.taking(true, at: at(40))
        #expect(patience.deadline == nil)
    }
}
