import Actions
import Foundation
import Kernel
import Outgoing
import Profiles
import SQL
import Secrets
import Storage
import TestSupport
import Testing

/// What people read in chats, mails and short messages: the right words, and nothing personal.
@Suite struct ChatMessageTests {
    private static let fine = Receiver.answer(
        "200 OK", "{\"errcode\":0,\"errmsg\":\"ok\",\"code\":0}")

    @Test(arguments: [Outlet.Kind.wecom, .dingtalk, .feishu])
    func aRobotSaysTheSentenceAndIsBelievedOnlyItsOwnAnswer(_ kind: Outlet.Kind) async throws {
        try await withTelling(answers: [Self.fine]) { telling in
            let outlet = try await telling.adds(kind) {
                $0.events = ["meeting.convened"]
                $0.secret = kind == .wecom ? "" : "SECabc"
            }.outlet
            _ = try await telling.town.secretary.calls(title: "门口装不装路灯")
            try await telling.goesRound()
            let body = telling.lastBody()
            let content = (body["text"] ?? body["content"]) as? [String: Any]
            let said = try #require((content?["content"] ?? content?["text"]) as? String)
            #expect(said.hasPrefix("【车城路街道】会议通知：门口装不装路灯"))
            #expect(said.contains("时间：2026-11-20 19:00"))
            #expect(try await telling.deliveries(of: outlet).map(\.state) == [.sent])
            let now = telling.town.clock.now.milliseconds
            let asked = try #require(telling.receiver.asked.last)
            switch kind {
            case .dingtalk:
                let sign = MessageSignature.dingTalk(milliseconds: now, secret: "SECabc")
                #expect(
                    asked.contains(
                        "timestamp=\(now)&sign=\(MessageGateway.percentEncoded(sign)) HTTP"))
            case .feishu:
                #expect(body["timestamp"] as? String == String(now / 1_000))
                #expect(
                    body["sign"] as? String
                        == MessageSignature.feishu(seconds: now / 1_000, secret: "SECabc"))
            default: #expect(asked.hasPrefix("POST /cgi-bin/webhook/send?key=key-1 HTTP"))
            }
            // An answer of 200 that says otherwise is none.
            telling.receiver.answer([
                Receiver.answer("200 OK", "{\"errcode\":93000,\"code\":19024}")
            ])
            _ = try await telling.town.secretary.calls(inDays: 12, title: "第二次")
            try await telling.goesRound()
            let last = try #require(try await telling.deliveries(of: outlet).first)
            #expect(last.state == .waiting)
            #expect(last.answer?.word == "refused")
        }
    }

    @Test func aRobotGetsNoMoreThanItTakes() async throws {
        try await withTelling(answers: [Self.fine]) { telling in
            let outlet = try await telling.adds(.wecom).outlet
            for number in 0..<5 {
                _ = try await telling.town.secretary.calls(
                    inDays: 11 + number, title: "第\(number)次")
            }
            #expect(try await telling.goesRound() == 1)
            let times = try await telling.deliveries(of: outlet).map(\.nextAt).sorted()
            for (earlier, later) in zip(times, times.dropFirst()) {
                #expect(later.seconds(since: earlier) >= 3)
            }
        }
    }

    @Test func aShortMessageFillsTheDeclaredTemplate() async throws {
        let gateway = try MessageGateway(
            url: "http://127.0.0.1/sms", headers: ["X-Key": "abc"],
            body: "{\"to\":\"{phone}\",\"text\":\"{text}\",\"id\":\"{id}\"}", expects: "\"ok\"")
        #expect(throws: MessageGateway.Problem.unknownGap("name")) {
            try MessageGateway(url: "http://x/{phone}/{text}/{name}")
        }
        #expect(throws: MessageGateway.Problem.notJSON) {
            try MessageGateway(url: "http://x/", body: "{\"to\":{phone},\"text\":{text}}")
        }
        let request = gateway.request(
            to: "13800000000", saying: "他说\"好\"\n下一行\\", id: "msg_1", time: "")
        let body = try JSONSerialization.jsonObject(with: Data(request.body)) as? [String: String]
        #expect(body?["text"] == "他说\"好\"\n下一行\\")
        let form = try MessageGateway(
            url: "http://x/", body: "m={phone}&c={text}", bodyKind: .form
        ).request(to: "1", saying: "a&b=c 好", id: "", time: "")
        #expect(String(decoding: form.body, as: UTF8.self) == "m=1&c=a%26b%3Dc%20%E5%A5%BD")
    }

    /// What was written of people, and nothing of it in what goes out, in whatever words.
    @Test func nothingPersonalLeavesTheHouse() async throws {
        try await withTelling(answers: [Self.fine]) { telling in
            let outlets = [
                try await telling.adds().outlet, try await telling.adds(.wecom).outlet,
                try await telling.adds(.feishu) { $0.language = "en" }.outlet,
            ]
            let secret = "王秀兰家的水管 13812345678 漏水"
            _ = try await telling.town.dispatcher.enters(
                secret, answers: ["reporterName": ["王秀兰"], "reporterPhone": ["13812345678"]])
            _ = try await telling.town.request(standing: "solved")
            try await TellEvents().run(in: telling.installation)
            var said = 0
            for outlet in outlets {
                for delivery in try await telling.deliveries(of: outlet) {
                    said += 1
                    for word in ["王秀兰", "138123", "水管", "account", "title", "phone"] {
                        #expect(!delivery.body.contains(word), "\(word): \(delivery.body)")
                    }
                }
            }
            #expect(said > 6)
        }
    }

    @Test(arguments: Language.allCases)
    func everyUsualSentenceStandsAndAsksForNothingElse(_ language: Language) throws {
        let common = try TextsFile.common(language)
        for kind in Event.Kind.allCases {
            let text = try #require(common["outlet.text.\(kind.rawValue)"])
            _ = try OutletText(text, for: kind)
            #expect(PersonalData.findings(in: text).isEmpty)
        }
        // A gap for anything of a person cannot even be named.
        #expect(
            Set(Event.Gap.allCases.map(\.rawValue))
                == [
                    "realm", "what", "reference", "state", "place", "due", "title", "start", "link",
                ])
    }
}
