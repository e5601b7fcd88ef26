import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// Search finds what people write, in the way that they write it.
@Suite struct SearchTests {
    private func find(_ text: String, in town: Town) async throws -> [Reference] {
        try await town.dispatcher.inbox(InboxQuery(scope: .places, text: text)).lines
            .map(\.reference)
    }

    @Test(arguments: [
        ("路灯", true), ("灯", true), ("不亮", true), ("路灯不亮", true), ("LED", true), ("led灯", true),
        ("2号", true), ("亮路", false), ("水管", false), ("路灯 水管", false), ("路灯 LED", true),
        ("三单元", true),
    ])
    func wordsOfOneAndTwoCharactersAreFound(_ text: String, _ isFound: Bool) async throws {
        try await withTown { town in
            let matter = try await town.resident.reports(
                "小区2号楼的LED路灯不亮，晚上很黑。", answers: ["spot": ["三单元门口"]]
            ).matter
            #expect(try await find(text, in: town) == (isFound ? [matter.reference] : []))
        }
    }

    @Test func aReferenceIsFoundHoweverItIsTyped() async throws {
        try await withTown { town in
            let matter = try await town.resident.reports("门坏了。").matter
            _ = try await town.resident.reports("灯坏了。")
            let digit = matter.reference.checkDigit
            let wide = Unicode.Scalar(UInt32(digit) + 0xFF10).map(String.init) ?? ""
            for typed in [
                matter.reference.description, "2600001\(digit)", "26 00001 \(digit)",
                "２６－００００１－\(wide)", "26-1-\(digit)",
            ] {
                #expect(try await find(typed, in: town) == [matter.reference], "\(typed)")
            }
        }
    }

    /// More than are looked at for a page, and all of them newer.
    @Test func otherStreetsMattersAreNotInTheWay() async throws {
        try await withTown { town in
            let matter = try await town.resident.reports("单元门口的路灯坏了。").matter
            let theirs = "路 灯 路灯 \(Grams.piece(of: town.boston.id))"
            try await town.installation.database.write { db in
                for ordinal in 1...Int64(Inbox.searchedMax + 100) {
                    try db.run(
                        """
                        INSERT INTO open_search (rowid, grams)
                        VALUES (\(matter.id.rawValue + ordinal), \(theirs))
                        """)
                }
            }
            let page = try await town.dispatcher.inbox(InboxQuery(scope: .places, text: "路灯"))
            #expect(page.lines.map(\.reference) == [matter.reference])
            #expect(page.next == nil)
        }
    }

    @Test func theNewTitleIsFoundAndTheWordsBeforeItToo() async throws {
        try await withTown { town in
            let matter = try await town.resident.reports("楼下太吵。").matter
            _ = try await town.dispatcher.does("accept", matter, ["title": ["夜间施工扰民"]])
            #expect(try await find("施工", in: town) == [matter.reference])
            #expect(try await find("太吵", in: town) == [matter.reference])
        }
    }

    @Test func similarRequestsNearbyAreSuggestedWhileTheyAreOpen() async throws {
        try await withTown { town in
            let matter = try await town.resident.reports("单元门口的路灯坏了。").matter
            let home = try town.place(Resident.home)
            let far = try town.place("蓝山郡一期")
            let similar = { @Sendable (place: Place) in
                try await town.installation.similar(
                    to: "路灯又不亮了", near: place, category: nil, procedure: "request",
                    in: town.realm
                ).map(\.reference)
            }
            #expect(try await similar(home) == [matter.reference])
            #expect(try await similar(far) == [])
            _ = try await town.resident.does("withdraw", matter)
            #expect(try await similar(home) == [])
        }
    }
}
