import Foundation
import Testing

@testable import Kernel

@Suite struct ReferenceTests {
    @Test(arguments: [("0794", 5), ("79462", 3), ("00200667308", 5)])
    func theCheckDigitIsThatOfTheStandard(digits: String, check: Int) {
        var found = Reference.CheckDigit()
        for digit in digits.compactMap(\.wholeNumberValue) { found.take(digit) }
        #expect(found.value == check)
    }

    @Test func aReferenceIsWrittenInThreeParts() {
        let reference = Reference(year: 2026, serial: 42)
        #expect(reference.description.hasPrefix("26-00042-"))
        #expect(Reference(year: 26, serial: 42) == reference)
        #expect(Reference(year: 2026, serial: 1_234_567).description.hasPrefix("26-1234567-"))
        #expect(reference < Reference(year: 2026, serial: 100_000))
        #expect(Reference(year: 2025, serial: 99_999) < reference)
    }

    @Test func everyReferenceComesBackFromItsText() throws {
        var numbers = SeededNumbers(seed: 7064)
        for power in 1...12 {
            for _ in 0..<30 {
                let most = Int((0..<power).reduce(1) { product, _ in product * 10 }) - 1
                let reference = Reference(
                    year: Int.random(in: 2000...2099, using: &numbers),
                    serial: Int.random(in: 1...most, using: &numbers))
                #expect(try Reference(parsing: reference.description) == reference)
                let digits = reference.description.replacing("-", with: "")
                #expect(try Reference(parsing: digits) == reference)
            }
        }
    }

    @Test func whatPeopleTypeIsForgiven() throws {
        let reference = Reference(year: 2026, serial: 42)
        let check = reference.checkDigit
        for text in [
            " 26-00042-\(check) ", "26 00042 \(check)", "2600042\(check)", "26—00042–\(check)",
            "２６－０００４２－\(check)", "26-42-\(check)", "2-6000-42\(check)", "26.00042.\(check)",
        ] {
            #expect(try Reference(parsing: text) == reference, "\(text)")
        }
    }

    @Test func everyWrongDigitIsCaught() throws {
        let digits = Array(
            Reference(year: 2026, serial: 31_415).description.replacing("-", with: ""))
        for place in digits.indices {
            for other in "0123456789" where other != digits[place] {
                var wrong = digits
                wrong[place] = other
                #expect(throws: Reference.Problem.self) { try Reference(parsing: String(wrong)) }
            }
        }
    }

    @Test(arguments: [
        "", "26", "26-00000-1", "26-000421-1", "ab-cdefg-h", "26-00042", "26-00042-77-1",
        "1234567890123456", "26-٠٠٠٤٢-7", "<script>",
    ])
    func anythingElseIsRefused(text: String) {
        #expect(throws: Reference.Problem.self) { try Reference(parsing: text) }
    }

    @Test func aReferenceIsItsTextInJSON() throws {
        let reference = Reference(year: 2026, serial: 42)
        let json = try JSONEncoder().encode(reference)
        #expect(String(decoding: json, as: UTF8.self) == "\"\(reference)\"")
        #expect(try JSONDecoder().decode(Reference.self, from: json) == reference)
    }

    @Test func aCheckWordCanBeReadOutAndTypedBack() throws {
        var numbers = SeededNumbers(seed: 25)
        var words: Set<String> = []
        for _ in 0..<500 {
            let word = CheckWord(from: &numbers)
            words.insert(word.text)
            #expect(try CheckWord(parsing: word.text) == word)
            let spoken = word.text.uppercased().prefix(4) + " " + word.text.dropFirst(4)
            #expect(try CheckWord(parsing: String(spoken)) == word)
        }
        #expect(words.count > 490)
        #expect(try CheckWord(parsing: " Ｌｕｍｉ　ｂａｋｏ").text == "lumibako")
        #expect(try !"\(CheckWord(parsing: "lumibako"))".contains("lumi"))
    }

    @Test(arguments: ["", "lumibak", "lumibakoo", "ulimbako", "lumibacq", "lumib4ko", "鲁米巴科鲁米巴科"])
    func aTextThatIsNoCheckWordIsRefused(text: String) {
        #expect(throws: CheckWord.Problem.malformed) { try CheckWord(parsing: text) }
    }
}
