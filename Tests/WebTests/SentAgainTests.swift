import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore
import SQL
import TestSupport
import Testing

@testable import Web

/// A browser that got no answer sends the same form again.
@Suite struct SentAgainTests {
    private func key(in page: Browser.Page) throws -> String {
        let mark = try #require(page.text.firstRange(of: "name=\"sending\" value=\""))
        return String(page.text[mark.upperBound...].prefix { $0 != "\"" })
    }

    @Test func aReportThatIsSentAgainIsAnsweredWithTheSameReceipt() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            let key = try key(in: try await browser.get("/checheng-road/report"))
            let form = [
                ("account", "三号楼的路灯坏了。"), ("category", "property.service"),
                ("place", try town.place(Resident.home).id.description), ("sending", key),
            ]
            var numbers: Set<String> = []
            // The second time nobody is asked whether it is like the first: it is the first.
            for _ in 1...2 {
                #expect(try await browser.post("/checheng-road/report", form).status == .seeOther)
                let receipt = try await browser.get("/checheng-road/receipt").text
                let number = try #require(receipt.firstMatch(of: /26-\d{5}-\d/))
                numbers.insert(String(number.output))
            }
            #expect(numbers.count == 1)
            #expect(try await town.count("SELECT COUNT(*) FROM matters") == 1)
        }
    }

    @Test func aFormThatCameBackKeepsItsKey() async throws {
        try await withBrowser { _, browser in
            var browser = browser
            let key = try key(in: try await browser.get("/checheng-road/report"))
            let back = try await browser.post("/checheng-road/report", [("sending", key)])
            #expect(back.status == .unprocessableContent)
            #expect(try self.key(in: back) == key)
        }
    }

    @Test func thePageOfAnEnteredRequestCanBeLoadedAnew() async throws {
        try await withBrowser { town, browser in
            var browser = browser
            try await browser.signIn("community")
            let key = try key(in: try await browser.get("/desk/matters/new"))
            let form = [
                ("procedure", "request"), ("onBehalf", "phone"), ("account", "电话里说门坏了。"),
                ("category", "property.service"),
                ("place", try town.place(Resident.home).id.description), ("sending", key),
            ]
            let first = try await browser.post("/desk/matters", form)
            let again = try await browser.post("/desk/matters", form)
            #expect(first.status == .ok && again.status == .ok)
            let words = try [first, again].map { page in
                try #require(page.text.firstMatch(of: /26-\d{5}-\d/)).output.description
            }
            #expect(Set(words).count == 1)
            #expect(try await town.count("SELECT COUNT(*) FROM matters") == 1)
        }
    }

    private func body(
        of bytes: Int, saying announced: Int? = nil, in room: BodyRoom, bytesMax: Int = 100
    ) async throws -> (read: Int, held: HeldBody) {
        var headers = HTTPFields()
        headers[.contentLength] = announced.map(String.init)
        var held = HeldBody(in: room)
        let request = Request(
            head: HTTPRequest(
                method: .post, scheme: "http", authority: "a", path: "/", headerFields: headers),
            body: .init(buffer: ByteBuffer(repeating: 97, count: bytes)))
        return (try await held.read(request, bytesMax: bytesMax).count, held)
    }

    @Test func aBodyIsRefusedAsSoonAsItIsKnownToBeTooLarge() async throws {
        let room = BodyRoom(most: 150)
        #expect(try await body(of: 100, in: room).read == 100)
        await #expect(throws: FormRefusal.tooLarge(bytesMax: 100)) {
            try await body(of: 0, saying: 101, in: BodyRoom())
        }
        await #expect(throws: FormRefusal.tooLarge(bytesMax: 100)) {
            try await body(of: 101, in: BodyRoom())
        }
        // The first was not let go of yet.
        await #expect(throws: FormRefusal.noRoom) { try await body(of: 51, in: room) }
        var (_, held) = try await body(of: 50, in: room)
        #expect(room.count == 150)
        held.release()
        held.release()
        #expect(room.count == 100)
    }

    @Test func roomForBodiesIsGivenBack() {
        let room = BodyRoom(most: 100)
        #expect(room.take(60))
        #expect(!room.take(41))
        #expect(room.take(40))
        room.give(60)
        #expect(room.count == 40)
        #expect(room.take(60))
    }
}
