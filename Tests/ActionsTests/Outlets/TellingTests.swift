import Actions
import Foundation
import Kernel
import SQL
import Secrets
import Storage
import TestSupport
import Testing

/// What happens is told to whoever asked to be told, at least once, and to nobody else.
@Suite struct TellingTests {
    @Test func aMatterIsToldAsASignedCloudEvent() async throws {
        try await withTelling { telling in
            let secret = try #require(try await telling.adds().secret)
            let matter = try await telling.town.request(standing: "dispatched")
            try await telling.goesRound()
            #expect(telling.receiver.asked.count == 3)
            let first = telling.receiver.asked[0]
            #expect(first.hasPrefix("POST /hook HTTP/1.1\r\n"))
            let body = telling.lastBody()
            #expect(body["specversion"] as? String == "1.0")
            #expect(body["type"] as? String == "cn.linli.matter.moved")
            #expect(body["source"] as? String == "https://linli.example.cn/checheng-road")
            #expect(body["subject"] as? String == matter.reference.description)
            let data = try #require(body["data"] as? [String: Any])
            #expect(data["state"] as? String == "dispatched")
            #expect(data["procedure"] as? String == "request")
            #expect(
                data["link"] as? String
                    == "https://linli.example.cn/desk/matters/\(matter.reference)")
            let asked = try #require(telling.receiver.asked.last)
            let text = try #require(asked.components(separatedBy: "\r\n\r\n").last)
            let id = try #require(telling.lastHeader("webhook-id"))
            let seconds = try #require(
                telling.lastHeader("webhook-timestamp").flatMap { Int64($0) })
            #expect(seconds == telling.town.clock.now.milliseconds / 1_000)
            #expect(
                telling.lastHeader("webhook-signature")
                    == MessageSignature.webhook(
                        id: id, seconds: seconds, body: Array(text.utf8), secrets: [secret]))
        }
    }

    @Test func nothingLeavesWhereNobodyListens() async throws {
        try await withTelling { telling in
            _ = try await telling.town.request(standing: "dispatched")
            #expect(try await telling.goesRound() == 0)
            // Whoever comes later hears of nothing that was before.
            let outlet = try await telling.adds().outlet
            #expect(try await telling.goesRound() == 0)
            #expect(try await telling.deliveries(of: outlet).isEmpty)
        }
    }

    @Test func anOutletHearsWhatItAskedFor() async throws {
        try await withTelling { telling in
            let town = telling.town
            let publicOnly = try await telling.adds { $0.hearsAll = false }.outlet
            let orders = try await telling.adds { $0.procedures = ["order"] }.outlet
            let meetings = try await telling.adds { $0.events = ["meeting.convened"] }.outlet
            let elsewhere = try town.place("艳湖社区")
            let away = try await telling.adds { $0.place = elsewhere.id.description }.outlet
            _ = try await town.request(standing: "dispatched")
            _ = try await town.secretary.calls()
            try await telling.goesRound()
            #expect(try await telling.deliveries(of: publicOnly).map(\.event) == [.meetingConvened])
            #expect(try await telling.deliveries(of: orders).map(\.event) == [.meetingConvened])
            #expect(try await telling.deliveries(of: meetings).map(\.event) == [.meetingConvened])
            #expect(try await telling.deliveries(of: away).isEmpty)
        }
    }

    @Test func whatIsNotTakenIsTriedAgainLaterAndLater() async throws {
        try await withTelling(answers: [Receiver.answer("503 Busy", "later")]) { telling in
            let outlet = try await telling.adds { $0.events = ["meeting.convened"] }.outlet
            _ = try await telling.town.secretary.calls()
            let start = telling.town.clock.now
            try await telling.goesRound()
            var waited: [Int64] = []
            while let found = try await telling.deliveries(of: outlet).first,
                found.state == .waiting
            {
                #expect(found.answer == .init(status: 503, word: "status", detail: "later"))
                #expect(try await telling.goesRound() == 0, "It was tried before its time.")
                waited.append(found.nextAt.seconds(since: telling.town.clock.now))
                telling.town.clock.set(found.nextAt)
                try await telling.goesRound()
            }
            #expect(waited == Delivery.retrySeconds)
            let failed = try #require(try await telling.deliveries(of: outlet).first)
            #expect(failed.state == .failed)
            #expect(failed.attempts == 8)
            #expect(telling.receiver.asked.count == 8)
            let ids = telling.receiver.asked.map { asked in
                asked.components(separatedBy: "\r\n").first { $0.hasPrefix("webhook-id") }
            }
            #expect(Set(ids).count == 1)
            #expect(telling.town.clock.now.seconds(since: start) > 86_400)
        }
    }

    @Test func aCrashBetweenSendingAndKeepingSendsTheSameNumberAgain() async throws {
        try await withTelling { telling in
            let outlet = try await telling.adds { $0.events = ["meeting.convened"] }.outlet
            _ = try await telling.town.secretary.calls()
            try await telling.goesRound()
            let id = telling.lastHeader("webhook-id")
            // What was kept of the first is lost.
            try await telling.town.database.write { db in
                let sent = try #require(try Deliveries.page(of: outlet.id, limit: 1, db).first)
                var again = sent.replayed(at: sent.madeAt)
                again.answer = nil
                try Deliveries.update(again, from: sent, db)
            }
            try await telling.goesRound()
            #expect(telling.receiver.asked.count == 2)
            #expect(telling.lastHeader("webhook-id") == id)
            // And the record is not told twice.
            #expect(try await telling.deliveries(of: outlet).count == 1)
        }
    }

    @Test func anOutletThatDoesNotAnswerRestsAndHoldsBackNoOther() async throws {
        try await withTelling(answers: [Receiver.answer("500 No")]) { telling in
            let dead = try await telling.adds { $0.url += "?dead" }.outlet
            for number in 0..<3 {
                _ = try await telling.town.secretary.calls(
                    inDays: 11 + number, title: "第\(number)次")
            }
            try await telling.goesRound()
            #expect(telling.receiver.asked.count == 1)
            let before = Set(try await telling.deliveries(of: dead).map(\.state))
            #expect(before == [.waiting])
            telling.receiver.answer([Receiver.answer("200 OK")])
            telling.town.clock.advance(minutes: 2)
            try await telling.goesRound()
            let after = Set(try await telling.deliveries(of: dead).map(\.state))
            #expect(after == [.sent])
        }
    }
}
