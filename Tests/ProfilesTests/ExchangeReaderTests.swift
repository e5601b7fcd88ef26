import Kernel
import Testing

@testable import Profiles

/// The file that says how tickets come from another system and go back.
@Suite struct ExchangeReaderTests {
    private static let path = "exchanges/hotline.yml"

    private func problems(_ change: (String) -> String) throws -> [String] {
        var files = try ProfileSource(builtIn: "checheng-road").files
        files[Self.path] = change(try #require(files[Self.path]))
        return ProfileSource(files: files).read().problems.list
            .filter { $0.file == Self.path && $0.severity == .error }.map(\.sentence)
    }

    @Test func theBuiltInExchangesAreSound() throws {
        #expect(try problems { $0 } == [])
        for name in ["checheng-road", "boston"] {
            let profile = try ProfileSource(builtIn: name).load()
            let exchange = try #require(profile.exchanges.first)
            #expect(exchange.ticket.sources.contains(exchange.ticket.number))
            #expect(exchange.back.names.map(\.fact).contains(.id))
        }
    }

    @Test(arguments: [
        ("opening: transfer", "opening: report", "is not an opening that the clock alone"),
        ("clock: finish\n", "", "not which clock it ends"),
        ("路灯: facility.light", "路灯: facility.lamp", "“facility.lamp” is not a category"),
        ("已撤单: ended", "已撤单: gone", "“gone” is not a status of a ticket"),
        ("words: addWords", "words: accept", "is not an action of the reporter"),
        ("id: 流水号", "key: 流水号", "is not something that can go back"),
        ("exchange: hotline", "exchange: other", "the file is called"),
        ("channel: hotline", "channel: phone", "is not a channel"),
        ("format: csv", "format: xml", "is not a format"),
        ("tickets: /tickets", "tickets: tickets", "is a JSON Pointer"),
    ])
    func whatIsWrongIsNamed(_ from: String, _ to: String, _ told: String) throws {
        let found = try problems { $0.replacing(from, with: to) }
        #expect(found.contains { $0.contains(told) }, "\(found)")
    }

    @Test func anAddressBeginsWithItsProtocol() throws {
        let pull = "\npull: { address: \"ftp://x/{cursor}\", minutes: 5, next: /next }\n"
        let found = try problems { $0 + pull }
        #expect(found.contains { $0.contains("begins with https:// or http://") }, "\(found)")
        let good = "\npull: { address: \"https://x.example/{cursor}\", minutes: 5, next: /next }\n"
        #expect(try problems { $0 + good } == [])
    }
}
