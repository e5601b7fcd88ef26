import Foundation
import Testing

@testable import Outgoing

@Suite struct MailTests {
    private static func message(_ subject: String, _ text: String) throws -> String {
        let server = MailServer(
            host: "127.0.0.1", port: 25, security: .none,
            from: try #require(MailAddress("linli@example.cn", name: "车城路街道")))
        let mail = Mail(
            id: "msg_7", to: [try #require(MailAddress("duty@example.cn"))], subject: subject,
            text: text,
            sentAt: 1_767_225_600)
        return String(decoding: mail.message(from: server), as: UTF8.self)
    }

    @Test func writesAMessageThatEveryServerReads() throws {
        let message = try Self.message("新事项", "事项 A1 已受理。\n")
        #expect(message.contains("From: =?utf-8?B?"))
        #expect(message.contains("<linli@example.cn>\r\n"))
        #expect(message.contains("Subject: =?utf-8?B?5paw5LqL6aG5?=\r\n"))
        #expect(message.contains("Date: Thu, 01 Jan 2026 00:00:00 +0000\r\n"))
        #expect(message.contains("Message-ID: <msg_7@example.cn>\r\n"))
        #expect(message.contains("Auto-Submitted: auto-generated\r\n"))
        let body = message.components(separatedBy: "\r\n\r\n").last ?? ""
        let plain = Data(base64Encoded: body.filter { !$0.isNewline })
        #expect(plain.map { String(decoding: $0, as: UTF8.self) } == "事项 A1 已受理。\n")
    }

    @Test func aSubjectStaysOneHeader() throws {
        let message = try Self.message("one\r\nBcc: other@example.cn", "x")
        #expect(!message.contains("\r\nBcc:"))
        let long = try Self.message(String(repeating: "邻", count: 100), "x")
        #expect(long.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 78 })
    }

    @Test func noRecipientSeesAnother() throws {
        let message = try Self.message("s", "t")
        #expect(!message.contains("duty@example.cn"))
    }

    @Test(arguments: [
        "", "duty", "@example.cn", "duty@", "duty@example", "a b@example.cn", "a@b@example.cn",
        "duty@example.cn\r\nRCPT TO:<x@example.cn>", "<duty@example.cn>", "值班@example.cn",
    ])
    func refusesWhatIsNoAddress(_ text: String) {
        #expect(MailAddress(text) == nil)
    }
}
