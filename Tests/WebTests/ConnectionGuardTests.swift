import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing
import Web

/// One connection and its guard, over a time that only the test moves on.
@Suite struct ConnectionGuardTests {
    private let address = { try SocketAddress(ipAddress: "127.0.0.1", port: 1) }

    private func line(
        _ connections: OpenConnections = OpenConnections(most: 4), on loop: EmbeddedEventLoop
    ) throws -> EmbeddedChannel {
        let channel = EmbeddedChannel(handler: ConnectionGuard(connections), loop: loop)
        try channel.connect(to: address(), promise: nil)
        return channel
    }

    private let head = HTTPRequestPart.head(
        HTTPRequest(method: .get, scheme: "http", authority: "a", path: "/"))
    private let answer: [HTTPResponsePart] = [.head(HTTPResponse(status: .ok)), .end(nil)]

    private func write(_ parts: [HTTPResponsePart], to channel: EmbeddedChannel) throws {
        for part in parts { try channel.writeOutbound(part) }
    }

    @Test func aConnectionThatSaysNothingIsClosedAfterTwentySeconds() throws {
        let loop = EmbeddedEventLoop()
        let channel = try line(on: loop)
        loop.advanceTime(by: .seconds(19))
        #expect(channel.isActive)
        loop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test func aStreamThatGoesOnIsNeverClosed() throws {
        let loop = EmbeddedEventLoop()
        let channel = try line(on: loop)
        try channel.writeInbound(head)
        try channel.writeInbound(HTTPRequestPart.end(nil))
        try write([.head(HTTPResponse(status: .ok))], to: channel)
        loop.advanceTime(by: .hours(12))
        #expect(channel.isActive)
        try write([.end(nil)], to: channel)
        loop.advanceTime(by: .seconds(74))
        #expect(channel.isActive)
        loop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test func aBodyThatDripsIsClosedAlthoughItDrips() throws {
        let loop = EmbeddedEventLoop()
        let channel = try line(on: loop)
        try channel.writeInbound(head)
        for _ in 1...19 {
            loop.advanceTime(by: .seconds(1))
            try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(string: "a")))
        }
        #expect(channel.isActive)
        loop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test func theLongestIdleMakesRoomForANewcomer() throws {
        let loop = EmbeddedEventLoop()
        let connections = OpenConnections(most: 2)
        let first = try line(connections, on: loop)
        let second = try line(connections, on: loop)
        // The first asks and is answered: now the second has been idle for longer.
        try first.writeInbound(head)
        try first.writeInbound(HTTPRequestPart.end(nil))
        try write(answer, to: first)
        let third = try line(connections, on: loop)
        #expect(first.isActive && !second.isActive && third.isActive)
        #expect(connections.count == 2)
    }

    @Test func whereAllAreBeingServedANewcomerIsToldSo() throws {
        let loop = EmbeddedEventLoop()
        let connections = OpenConnections(most: 1)
        let first = try line(connections, on: loop)
        try first.writeInbound(head)
        let second = try line(connections, on: loop)
        #expect(first.isActive && !second.isActive)
        guard case .head(let refusal)? = try second.readOutbound(as: HTTPResponsePart.self) else {
            Issue.record("The newcomer was told nothing.")
            return
        }
        #expect(refusal.status == .serviceUnavailable)
        #expect(refusal.headerFields[.retryAfter] == "30")
        _ = try first.finish()
        #expect(connections.count == 0)
        #expect(try line(connections, on: loop).isActive)
    }
}
