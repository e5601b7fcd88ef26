import Foundation
import Testing

@testable import Kernel

@Suite struct FractionTests {
    @Test func aFractionIsReducedAndItsDenominatorPositive() throws {
        #expect(try Fraction(4, 6) == .twoThirds)
        #expect(try Fraction(-4, -6) == .twoThirds)
        #expect(try Fraction(3, -6).description == "-1/2")
        #expect(try Fraction(0, -5) == .zero)
        #expect(try Fraction(.min, .min) == .one)
        #expect(try Fraction(.min, 2).numerator == .min / 2)
        #expect(throws: Fraction.Problem.zeroDenominator) { try Fraction(1, 0) }
        #expect(throws: Fraction.Problem.tooLarge) { try Fraction(.min, 1) }
        #expect(throws: Fraction.Problem.tooLarge) { try Fraction(1, .min) }
    }

    @Test func hugeFractionsCompareWithoutOverflow() throws {
        let big = try Fraction(.max, .max - 1)
        #expect(try big > .one && Fraction(.max - 1, .max) < .one)
        #expect(try Fraction(-1, 3) < Fraction(-1, 4))
        #expect(try Fraction(-.max, 1) < Fraction(.max, 1))
    }

    @Test func reachedIncludesTheNumberAndExceededDoesNot() {
        #expect(Fraction.twoThirds.isReached(by: 2, of: 3))
        #expect(!Fraction.twoThirds.isReached(by: 6666, of: 10_000))
        #expect(Fraction.twoThirds.isReached(by: 6667, of: 10_000))
        #expect(!Fraction.half.isExceeded(by: 50, of: 100))
        #expect(Fraction.half.isExceeded(by: 51, of: 100))
        #expect(!Fraction.half.isReached(by: 0, of: 0))
        #expect(!Fraction.zero.isExceeded(by: 0, of: 0))
    }

    @Test func aFractionComesBackFromItsText() throws {
        #expect(try Fraction(parsing: "2/3") == .twoThirds)
        #expect(try Fraction(parsing: "5") == Fraction(5, 1))
        let json = try JSONEncoder().encode(Fraction.twoThirds)
        #expect(try JSONDecoder().decode(Fraction.self, from: json) == .twoThirds)
        for text in ["", "/", "1/", "/2", "1/2/3", "0.5", "1 / 2"] {
            #expect(throws: Fraction.Problem.malformed(text)) { try Fraction(parsing: text) }
        }
    }
}
