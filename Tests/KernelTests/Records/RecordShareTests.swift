import Testing

@testable import Kernel

/// A log of which some records stayed behind holds under the same seals, and no other does.
@Suite struct RecordShareTests {
    /// Those that came along, of the ten that are sealed.
    private static let kept: [Int64] = [1, 2, 5, 6, 9]

    private static var share: RecordShare {
        var share = RecordShare(through: 10)
        for sequence in kept { share.take(sequence: sequence) }
        return share
    }

    private static func log(of kept: [Int64] = kept) -> LogExample {
        var log = LogExample()
        log.records.removeAll { $0.header.sequence <= 10 && !kept.contains($0.header.sequence) }
        return log
    }

    @Test func whatStayedBehindMayBeMissing() throws {
        let summary = try Self.log().verified(share: Self.share)
        #expect(summary.records == 7 && summary.seals == 3 && summary.unsealed == 2)
        #expect(summary.lastSealDigest == LogExample().seals[2].seal.digest)
    }

    @Test func withoutBeingToldNothingMay() {
        let fifth = RecordName(LogExample().records[4].header)
        #expect(throws: Verifier.Problem.gap(missing: 3, next: fifth)) {
            try Self.log().verified()
        }
    }

    @Test(arguments: [[1, 2, 5, 6], [1, 2, 3, 5, 6, 9], [1, 2, 5, 6, 10], []] as [[Int64]])
    func oneLessOrOneMoreIsFound(_ kept: [Int64]) {
        #expect(
            throws: Verifier.Problem.otherShare(found: Int64(kept.count), expected: 5)
        ) { try Self.log(of: kept).verified(share: Self.share) }
    }

    @Test func whatFollowsTheShareIsWhole() {
        var log = Self.log()
        let twelfth = RecordName(log.records[6].header)
        log.records.remove(at: 5)
        #expect(throws: Verifier.Problem.gap(missing: 11, next: twelfth)) {
            try log.verified(share: Self.share)
        }
    }

    @Test func whatCameAlongIsCheckedLikeAnyOther() throws {
        var log = Self.log()
        let header = log.records[2].header
        let altered = try #require(
            LogExample.alterations(of: header).first { $0.field == "action" }?.header)
        log.records[2].header = altered
        log.records[2].stored = altered.digest
        #expect(throws: Verifier.Problem.leafDiffers(seal: 2, RecordName(altered))) {
            try log.verified(share: Self.share)
        }
    }

    @Test func itIsRecordedAndReadBack() {
        #expect(RecordShare(Self.share.payload) == Self.share)
        #expect(RecordShare(.object(["through": .int(10)])) == nil)
    }
}
