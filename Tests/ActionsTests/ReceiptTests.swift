import Actions
import Kernel
import TestSupport
import Testing

/// The receipt: reference and check word open the story, and guessing is limited.
@Suite struct ReceiptTests {
    @Test func theReceiptOpensTheStoryHoweverItIsTyped() async throws {
        try await withTown { town in
            let reported = try await town.resident.reports("灯坏了。")
            let word = reported.receipt.word.text
            let digit = reported.receipt.reference.checkDigit
            let wide = String(
                String.UnicodeScalarView(
                    "26000010".unicodeScalars.dropLast().compactMap {
                        Unicode.Scalar($0.value + 0xFEE0)
                    }))
            for reference in [
                "26-00001-\(digit)", "2600001\(digit)", " 26 00001 \(digit) ", "26-1-\(digit)",
                "26－00001－\(digit)", "\(wide)\(digit)",
            ] {
                for typed in [word, word.uppercased(), "\(word.prefix(4))-\(word.suffix(4))"] {
                    let found = try await town.resident.tracks(
                        reference, typed, from: "\(reference)\(typed)")
                    #expect(found.id == reported.matter.id, "\(reference) \(typed)")
                }
            }
        }
    }

    @Test func aWrongWordAndAnUnknownNumberLookTheSame() async throws {
        try await withTown { town in
            let reported = try await town.resident.reports("灯坏了。")
            let other = try await town.resident.reports("门坏了。")
            let unknown = Reference(year: 26, serial: 99_999).description
            let wrong = await complaints {
                try await town.resident.tracks(
                    reported.receipt.reference.description, other.receipt.word.text)
            }
            let missing = await complaints {
                try await town.resident.tracks(unknown, reported.receipt.word.text)
            }
            #expect(wrong == ["word": "track.unknown"])
            #expect(missing == wrong)
        }
    }

    @Test func aReceiptOfAnotherRealmOpensNothing() async throws {
        try await withTown { town in
            let reported = try await town.resident.reports("灯坏了。")
            let elsewhere = await complaints {
                try await Resident(town: town, realm: town.boston).tracks(
                    reported.receipt.reference.description, reported.receipt.word.text)
            }
            #expect(elsewhere == ["word": "track.unknown"])
        }
    }

    @Test(arguments: ["", "26-00001-0'; DROP TABLE matters", "二六", "26-00001\0", "🏠"])
    func aNumberThatIsNoneIsSaidSo(_ reference: String) async throws {
        try await withTown { town in
            let complaint = await complaints {
                try await town.resident.tracks(reference, "lumibako")
            }
            #expect(complaint == ["reference": "track.malformed.reference"])
        }
    }

    @Test func afterEightWrongWordsTheReceiptWaits() async throws {
        try await withTown { town in
            let reported = try await town.resident.reports("灯坏了。")
            let reference = reported.receipt.reference.description
            let wrong = reported.receipt.word.text == "babababa" ? "bebebebe" : "babababa"
            for _ in 1...8 {
                let outcome = await outcome { try await town.resident.tracks(reference, wrong) }
                #expect(outcome == "invalid")
            }
            let right = reported.receipt.word.text
            let limited = await failure { try await town.resident.tracks(reference, right) }
            guard case ActionError.tooOften(let seconds)? = limited else {
                Issue.record("Not limited: \(String(describing: limited))")
                return
            }
            #expect((1...901).contains(seconds))
            // Somebody else is not kept out by it, and the window ends.
            let elsewhere = try await town.resident.tracks(reference, right, from: "10.9.9.9")
            #expect(elsewhere.id == reported.matter.id)
            town.clock.advance(milliseconds: Int64(seconds) * 1_000)
            #expect(try await town.resident.tracks(reference, right).id == reported.matter.id)
        }
    }

    @Test func oneAddressMayNotTryOneReceiptAfterAnother() async throws {
        try await withTown { town in
            for number in 1...40 {
                let outcome = await outcome {
                    try await town.resident.tracks("26-0000\(number)-1", "babababa")
                }
                #expect(outcome == "invalid")
            }
            let limited = await outcome { try await town.resident.tracks("x", "babababa") }
            #expect(limited == "tooOften")
        }
    }
}
