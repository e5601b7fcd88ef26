import Actions
import Foundation
import Kernel
import Outgoing
import SQL
import Storage
import TestSupport
import Testing

/// Outlets are kept by whoever manages the realm; where they lead stays sealed.
@Suite struct OutletTests {
    @Test func onlyWhoManagesKeepsOutlets() async throws {
        try await withTelling { telling in
            let outlet = try await telling.adds().outlet
            for other in [
                try await telling.town.dispatcher,
                try await telling.town.bostonian,
            ] {
                await #expect(throws: ActionError.self) {
                    try await TryOutlet(
                        realm: telling.town.realm, holding: other.holding, outlet: outlet.id
                    ).run(in: telling.installation)
                }
                await #expect(throws: ActionError.self) {
                    try await SetOutletState(
                        realm: telling.town.realm, holding: other.holding, outlet: outlet.id,
                        state: .ended
                    ).run(in: telling.installation)
                }
            }
            #expect(telling.receiver.asked.isEmpty)
        }
    }

    @Test func addressAndSecretLieSealedAndGoWithTheOutlet() async throws {
        try await withTelling { telling in
            let (outlet, secret) = try await telling.adds()
            let written = try #require(secret)
            let sealed = try await telling.town.database.read { db in
                try Outlets.target(of: outlet.id, db)
            }
            let bytes = try #require(sealed)
            #expect(!String(decoding: bytes, as: UTF8.self).contains("hook"))
            #expect(!String(decoding: bytes, as: UTF8.self).contains(written))
            try await SetOutletState(
                realm: telling.town.realm, holding: telling.admin.holding, outlet: outlet.id,
                state: .ended
            ).run(in: telling.installation)
            let left = try await telling.town.database.read { db in
                try Outlets.target(of: outlet.id, db)
            }
            #expect(left == nil)
        }
    }

    @Test func aNewSecretSignsBesideTheOldOneForADay() async throws {
        try await withTelling { telling in
            let (outlet, _) = try await telling.adds()
            _ = try await RenewOutletSecret(
                realm: telling.town.realm, holding: telling.admin.holding, outlet: outlet.id
            ).run(in: telling.installation)
            func signatures() async throws -> Int? {
                try await TryOutlet(
                    realm: telling.town.realm, holding: telling.admin.holding, outlet: outlet.id
                ).run(in: telling.installation)
                return telling.lastHeader("webhook-signature")?.split(separator: " ").count
            }
            #expect(try await signatures() == 2)
            telling.town.clock.advance(hours: 24)
            #expect(try await signatures() == 1)
        }
    }

    @Test func aTestGoesAtOnceAndIsNotTriedAgain() async throws {
        try await withTelling(answers: [Receiver.answer("404 Not Found", "nobody")]) { telling in
            let outlet = try await telling.adds().outlet
            try await TryOutlet(
                realm: telling.town.realm, holding: telling.admin.holding, outlet: outlet.id
            ).run(in: telling.installation)
            let tried = try #require(try await telling.deliveries(of: outlet).first)
            #expect(tried.state == .failed)
            #expect(tried.answer == .init(status: 404, word: "status", detail: "nobody"))
            telling.town.clock.advance(days: 1)
            #expect(try await telling.goesRound() == 0)
        }
    }

    @Test func whatFailedIsSentAgainByHand() async throws {
        try await withTelling(answers: [Receiver.answer("410 Gone")]) { telling in
            let outlet = try await telling.adds { $0.events = ["meeting.convened"] }.outlet
            _ = try await telling.town.secretary.calls()
            try await telling.goesRound()
            #expect(try await telling.deliveries(of: outlet).map(\.state) == [.failed])
            telling.receiver.answer([Receiver.answer("200 OK")])
            let again = try await ReplayDeliveries(
                realm: telling.town.realm, holding: telling.admin.holding, outlet: outlet.id
            ).run(in: telling.installation)
            #expect(again == 1)
            try await telling.goesRound()
            #expect(try await telling.deliveries(of: outlet).map(\.state) == [.sent])
        }
    }

    @Test func whatWasDoneIsErasedAMonthLater() async throws {
        try await withTelling { telling in
            let outlet = try await telling.adds { $0.events = ["meeting.convened"] }.outlet
            _ = try await telling.town.secretary.calls()
            try await telling.goesRound()
            telling.town.clock.advance(days: 29)
            _ = try await EraseExpired().run(in: telling.installation)
            #expect(try await telling.deliveries(of: outlet).count == 1)
            telling.town.clock.advance(days: 2)
            _ = try await EraseExpired().run(in: telling.installation)
            #expect(try await telling.deliveries(of: outlet).isEmpty)
        }
    }

    @Test func aPausedOutletHearsNothingOfTheMeantime() async throws {
        try await withTelling { telling in
            let outlet = try await telling.adds { $0.events = ["meeting.convened"] }.outlet
            func turn(_ state: Outlet.State) async throws {
                try await SetOutletState(
                    realm: telling.town.realm, holding: telling.admin.holding, outlet: outlet.id,
                    state: state
                ).run(in: telling.installation)
            }
            try await turn(.paused)
            _ = try await telling.town.secretary.calls()
            try await telling.goesRound()
            try await turn(.active)
            try await telling.goesRound()
            #expect(try await telling.deliveries(of: outlet).isEmpty)
            #expect(telling.receiver.asked.isEmpty)
        }
    }

    @Test func aFormThatCannotBeIsRefusedFieldByField() async throws {
        try await withTelling { telling in
            func complaints(
                _ kind: Outlet.Kind, _ change: (inout OutletWish) -> Void
            ) async throws -> [String: String] {
                do {
                    _ = try await telling.adds(kind, change)
                    return [:]
                } catch ActionError.invalid(let found) {
                    return found.mapValues(\.key)
                }
            }
            let empty = try await complaints(.webhook) {
                $0.name = ""
                $0.events = []
            }
            #expect(empty == ["name": "answer.missing", "events": "outlets.problem.noEvent"])
            let other = try await complaints(.webhook) { $0.url = "ftp://127.0.0.1/" }
            #expect(other == ["url": "outlets.problem.url"])
            let robot = try await complaints(.wecom) { $0.url = "https://evil.example/?key=1" }
            #expect(robot == ["url": "outlets.problem.robot"])
            let mail = try await complaints(.email) { _ in }
            #expect(mail == ["kind": "outlets.problem.noMeans"])
            let asking = try await complaints(.feishu) { $0.texts = ["matter.moved": "{account}"] }
            #expect(asking == ["text-matter-moved": "outlets.problem.gap"])
            let personal = try await complaints(.feishu) {
                $0.texts = ["matter.moved": "打 13812345678"]
            }
            #expect(personal == ["text-matter-moved": "personal.found"])
        }
    }
}
