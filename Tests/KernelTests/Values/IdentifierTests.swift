import Foundation
import Testing

@testable import Kernel

@Suite struct IdentifierTests {
    private enum Tree {}

    @Test func identifiersRiseEvenWhenTheClockGoesBack() {
        let source = IdentifierSource(node: 7)
        var last = Identifier<Tree>(-1)
        for milliseconds in [5000, 5000, 4000, 6000, -9, 6000] as [Int64] {
            let next: Identifier<Tree> = source.next(
                at: IdentifierSource.epoch.adding(milliseconds: milliseconds))
            #expect(next > last)
            last = next
        }
    }

    @Test func moreThanFourThousandInAMillisecondBorrowFromTheNext() {
        let source = IdentifierSource(node: 1023)
        let now = IdentifierSource.epoch.adding(milliseconds: 1)
        let given: [Identifier<Tree>] = (0..<10_000).map { _ in source.next(at: now) }
        #expect(given == given.sorted() && Set(given).count == 10_000)
        #expect(given.map { $0.rawValue >> 22 }.max() == 3)
        #expect(given.allSatisfy { $0.rawValue >> 12 & 1023 == 1023 })
    }

    @Test func identifiersOfOneMomentSortByTimeBeforeNode() {
        let early: Identifier<Tree> = IdentifierSource(node: 1023).next(
            at: IdentifierSource.epoch.adding(milliseconds: 1))
        let late: Identifier<Tree> = IdentifierSource(node: 0).next(
            at: IdentifierSource.epoch.adding(milliseconds: 2))
        #expect(early < late)
        #expect(late.rawValue == 2 << 22)
    }

    @Test func afterARestartIdentifiersGoOnAboveThoseThatAreStored() {
        let before = IdentifierSource(node: 5)
        let now = IdentifierSource.epoch.adding(milliseconds: 9_000)
        let stored: [Identifier<Tree>] = (0..<3).map { _ in before.next(at: now) }
        // The clock was set back while nothing ran.
        let after = IdentifierSource(node: 5, after: stored[2].rawValue)
        let next: Identifier<Tree> = after.next(at: now.adding(milliseconds: -5_000))
        #expect(next > stored[2])
        let other: Identifier<Tree> = IdentifierSource(node: 5, after: 0).next(at: now)
        #expect(other == stored[0])
    }

    @Test func severalThreadsNeverGetTheSameOne() async {
        let source = IdentifierSource(node: 3)
        let all = await withTaskGroup(of: [Int64].self) { group in
            for _ in 0..<4 {
                group.addTask {
                    (0..<1000).map { _ in
                        let one: Identifier<Tree> = source.next(at: IdentifierSource.epoch)
                        return one.rawValue
                    }
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(Set(all).count == 4000)
    }

    @Test func anIdentifierIsDecimalTextInJSON() throws {
        let id = Identifier<Tree>(.max)
        let json = try JSONEncoder().encode(id)
        #expect(String(decoding: json, as: UTF8.self) == "\"9223372036854775807\"")
        #expect(try JSONDecoder().decode(Identifier<Tree>.self, from: json) == id)
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Identifier<Tree>.self, from: Data("\"12a\"".utf8))
        }
    }

    @Test(arguments: ["", "-1", "+1", " 1", "1 ", "１", "9223372036854775808", "0x10", "1.0"])
    func anythingButDecimalDigitsIsNoIdentifier(text: String) {
        #expect(Identifier<Tree>(text) == nil)
    }
}
