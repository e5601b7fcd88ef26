import TestSupport
import Testing

@testable import Outgoing

@Suite struct OutgoingTests {
    private static let house = Outgoing(allowing: [
        AllowedHost(name: "127.0.0.1", port: nil, allowsPrivate: true)
    ])

    private static func house(_ port: Int, isPrivate: Bool = true) -> Outgoing {
        Outgoing(allowing: [
            AllowedHost(name: "127.0.0.1", port: port, allowsPrivate: isPrivate),
            AllowedHost(name: "localhost", port: port, allowsPrivate: isPrivate),
        ])
    }

    private static func trouble(
        _ outgoing: Outgoing, _ url: String, seconds: Int = 5, answerBytesMax: Int = 1_000
    ) async -> OutgoingTrouble? {
        do {
            _ = try await outgoing.send(
                OutgoingRequest(
                    .get, url, timeoutSeconds: seconds, answerBytesMax: answerBytesMax))
            return nil
        } catch {
            return error
        }
    }

    @Test func sendsWhatItIsGivenAndHandsBackTheAnswer() async throws {
        let server = try Receiver(answers: [
            "HTTP/1.1 201 Created\r\nX-Told: yes \r\nContent-Length: 4\r\n\r\nfine"
        ])
        let answer = try await Self.house(server.port).send(
            OutgoingRequest(
                .post, "http://127.0.0.1:\(server.port)/in?a=1",
                headers: [("Content-Type", "application/json"), ("X-Empty", "")],
                body: Array("{\"n\":1}".utf8)))
        #expect(answer.status == 201)
        #expect(answer.text == "fine")
        #expect(answer.headers["x-told"] == "yes")
        let asked = try #require(server.asked.first)
        #expect(asked.hasPrefix("POST /in?a=1 HTTP/1.1\r\n"))
        #expect(asked.contains("Content-Type: application/json\r\n"))
        #expect(asked.contains("X-Empty:"))
        #expect(asked.hasSuffix("{\"n\":1}"))
    }

    @Test func callsNoHostThatNobodyAllowed() async {
        let nobody = Outgoing()
        let unnamed = await Self.trouble(nobody, "https://example.cn/x")
        #expect(unnamed == .notAllowed(host: "example.cn"))
        let elsewhere = await Self.trouble(Self.house(8_443), "https://127.0.0.1:8444/")
        #expect(elsewhere == .notAllowed(host: "127.0.0.1"))
    }

    @Test(arguments: [
        "", "example.cn", "ftp://127.0.0.1/", "file:///etc/passwd", "gopher://127.0.0.1:70/",
        "https://user:word@127.0.0.1/", "https://", "https:///x", "smtp://127.0.0.1/",
    ])
    func readsOnlyAddressesOfTheWeb(_ url: String) async {
        let told = await Self.trouble(Self.house, url)
        switch told {
        case .badAddress, .notAllowed: break
        default: Issue.record("\(url) was called: \(String(describing: told))")
        }
    }

    @Test func callsNoPrivateAddressUnlessToldSo() async throws {
        let server = try Receiver(answers: [Receiver.answer("200 OK")])
        let outside = Self.house(server.port, isPrivate: false)
        let inside = await Self.trouble(outside, "https://127.0.0.1:\(server.port)/")
        #expect(inside == .privateAddress(host: "127.0.0.1", address: "127.0.0.1"))
        // A name that leads there, and other ways to write the number.
        let named = await Self.trouble(outside, "https://localhost:\(server.port)/")
        #expect(named?.word == "privateAddress")
        let number = await Self.trouble(outside, "https://2130706433:\(server.port)/")
        #expect(number?.word == "privateAddress")
        #expect(server.asked.isEmpty)
    }

    @Test func speaksInTheOpenOnlyInTheHouse() async {
        let outside = Outgoing(allowing: [AllowedHost(name: "example.cn")])
        let open = await Self.trouble(outside, "http://example.cn/")
        #expect(open == .notEncrypted(host: "example.cn"))
    }

    @Test func followsNoRedirection() async throws {
        let server = try Receiver(answers: [
            "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"
        ])
        let answer = try await Self.house(server.port).send(
            OutgoingRequest(.get, "http://127.0.0.1:\(server.port)/"))
        #expect(answer.status == 302)
    }

    @Test func readsNoMoreThanItShall() async throws {
        let long = String(repeating: "x", count: 2_000)
        let server = try Receiver(answers: [Receiver.answer("200 OK", long)])
        let told = await Self.trouble(
            Self.house(server.port), "http://127.0.0.1:\(server.port)/", answerBytesMax: 1_000)
        #expect(told == .answerTooLong(bytesMax: 1_000))
    }

    @Test func waitsNoLongerThanItShall() async throws {
        let server = try Receiver(answers: [nil])
        let told = await Self.trouble(
            Self.house(server.port), "http://127.0.0.1:\(server.port)/", seconds: 1)
        #expect(told == .timedOut(seconds: 1))
    }

    @Test func noHeaderHasASecondLine() async {
        do {
            _ = try await Self.house.send(
                OutgoingRequest(
                    .get, "https://127.0.0.1/", headers: [("X-A", "one\r\nX-B: two")]))
            Issue.record("The header went out.")
        } catch {
            #expect(error == .badHeader("X-A"))
        }
    }
}
