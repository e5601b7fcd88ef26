import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// A form that is sent again after a lost answer is done once.
@Suite struct SendingTests {
    private static let key = "00112233445566778899aabbccddeeff"

    private func opening(
        in town: Town, _ account: String = "灯坏了。", key: String = key, photographs: Int = 0,
        more: [String: [String]] = [:]
    ) throws -> OpenMatter {
        let texts = [
            "account": [account], "category": ["property.service"],
            "place": [try town.place(Resident.home).id.description], Sending.field: [key],
        ].merging(more) { _, given in given }
        return OpenMatter(
            realm: town.realm, procedure: "request", action: "report", acting: .anyone,
            channel: .web, form: AnswerForm(texts: texts),
            sending: Sending(texts: texts, photographs: photographs))
    }

    private func matters(_ town: Town) async throws -> Int {
        try await town.count("SELECT COUNT(*) FROM matters")
    }

    @Test func theSameFormTwiceIsOneMatterWithOneReceipt() async throws {
        try await withTown { town in
            let opening = try opening(in: town)
            #expect(try await opening.earlier(in: town.installation) == nil)
            let first = try await opening.run(in: town.installation)
            town.clock.advance(minutes: 5)
            let second = try await opening.run(in: town.installation)
            #expect(second == first)
            #expect(try await opening.earlier(in: town.installation) == first)
            #expect(try await matters(town) == 1)
            #expect(try await town.count("SELECT value FROM counters") == 1)
            let found = try await town.resident.tracks(
                first.reference.description, second.word.text)
            #expect(found.id == first.id)
        }
    }

    @Test func theQuestionsInBetweenChangeNothing() async throws {
        try await withTown { town in
            let first = try await opening(in: town).run(in: town.installation)
            let later = try opening(
                in: town, more: ["different": ["yes"], "acknowledged": ["yes"], "kept": ["ab"]])
            #expect(try await later.earlier(in: town.installation) == first)
        }
    }

    @Test func whoeverChangesAWordMeansSomethingNew() async throws {
        try await withTown { town in
            let first = try await opening(in: town).run(in: town.installation)
            for other in [
                try opening(in: town, "门坏了。"),
                try opening(in: town, key: "ff112233445566778899aabbccddeeff"),
                try opening(in: town, photographs: 1),
                try opening(in: town, more: ["spot": ["三楼"]]),
            ] {
                #expect(try await other.earlier(in: town.installation) == nil)
                #expect(try await other.run(in: town.installation).id != first.id)
            }
            #expect(try await matters(town) == 5)
        }
    }

    @Test func ofManyAtOnceOneIsStoredAndAllGetItsReceipt() async throws {
        try await withTown { town in
            let opening = try opening(in: town)
            let receipts = try await withThrowingTaskGroup(of: OpenMatter.Receipt.self) { group in
                for _ in 1...8 {
                    group.addTask { try await opening.run(in: town.installation) }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(receipts.count == 1)
            #expect(try await matters(town) == 1)
        }
    }

    @Test(arguments: ["", "short", "zz112233445566778899aabbccddeeff", key + "0"])
    func aKeyThatWasNotMadeHereIsNone(_ key: String) async throws {
        try await withTown { town in
            let opening = try opening(in: town, key: key)
            #expect(opening.sending == nil)
            _ = try await opening.run(in: town.installation)
            _ = try await opening.run(in: town.installation)
            #expect(try await matters(town) == 2)
        }
    }

    @Test func everyFormGetsAKeyOfItsOwn() {
        let keys = Set((1...100).map { _ in Sending.freshKey() })
        #expect(keys.count == 100)
        #expect(
            keys.allSatisfy { Sending(texts: [Sending.field: [$0]], photographs: 0) != nil })
    }

    @Test func aNoteThatIsSentAgainStandsOnce() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "accepted")
            let community = try await town.community
            func note(_ words: String, key: String) async throws -> Matter {
                let texts = ["note": [words], Sending.field: [key]]
                return try await ActOnMatter(
                    realm: town.realm, matter: matter.id, action: "note",
                    acting: community.acting, seen: matter.version,
                    form: AnswerForm(texts: texts),
                    sending: Sending(texts: texts, photographs: 0)
                ).run(in: town.installation)
            }
            let first = try await note("已联系", key: Self.key)
            let again = try await note("已联系", key: Self.key)
            #expect(again == first)
            #expect(again.version == matter.version + 1)
            // The same words from a form that was drawn anew are a second note.
            let other = try await note("已联系", key: "ff112233445566778899aabbccddeeff")
            #expect(other.version == matter.version + 2)
            #expect(try await town.story(of: matter) == ["report", "accept", "note", "note"])
        }
    }

    @Test func aWeekLaterItIsForgotten() async throws {
        try await withTown { town in
            let opening = try opening(in: town)
            let first = try await opening.run(in: town.installation)
            town.clock.advance(days: 7)
            _ = try await EraseExpired().run(in: town.installation)
            #expect(try await opening.earlier(in: town.installation) == first)
            town.clock.advance(minutes: 1)
            _ = try await EraseExpired().run(in: town.installation)
            #expect(try await opening.earlier(in: town.installation) == nil)
        }
    }
}
