import Actions
import Foundation
import Kernel
import Outgoing
import SQL
import Secrets
import Storage
import TestSupport

/// A town that may call one receiver, and what it told there.
struct Telling {
    let town: Town
    let receiver: Receiver
    let installation: Installation
    let admin: Colleague

    init(
        _ town: Town, answers: [String?] = [Receiver.answer("204 No Content")],
        messages: MessageGateway? = nil
    ) async throws {
        self.town = town
        let receiver = try Receiver(answers: answers)
        self.receiver = receiver
        let clock = town.clock
        installation = Installation(
            database: town.database, vault: town.installation.vault,
            rulebooks: town.installation.rulebooks, ids: IdentifierSource(node: 1),
            outgoing: Outgoing(allowing: [
                AllowedHost(name: "127.0.0.1", port: receiver.port, allowsPrivate: true)
            ]),
            means: OutgoingMeans(
                site: "https://linli.example.cn", messages: messages,
                robots: [
                    .wecom: receiver.url, .dingtalk: receiver.url, .feishu: receiver.url,
                ]), now: { clock.now })
        admin = try await town.colleague("admin")
    }

    func adds(
        _ kind: Outlet.Kind = .webhook, _ change: (inout OutletWish) -> Void = { _ in }
    ) async throws -> (outlet: Outlet, secret: String?) {
        var wish = OutletWish()
        wish.name = "区综合平台"
        wish.events = Event.Kind.told.map(\.rawValue)
        wish.hearsAll = true
        switch kind {
        case .webhook: wish.url = receiver.url + "/hook"
        case .sms: wish.recipients = "13800000000"
        case .email: wish.recipients = "duty@example.cn"
        default: wish.url = (installation.means.robotAddress(kind) ?? "") + "key-1"
        }
        change(&wish)
        return try await AddOutlet(
            realm: town.realm, holding: admin.holding, kind: kind.rawValue, wish: wish
        ).run(in: installation)
    }

    /// Tells and sends what is due.
    @discardableResult
    func goesRound() async throws -> Int {
        try await TellEvents().run(in: installation)
        return try await SendDeliveries().run(in: installation)
    }

    func deliveries(of outlet: Outlet) async throws -> [Delivery] {
        try await town.database.read { db in
            try Deliveries.page(of: outlet.id, limit: 100, db)
        }
    }

    /// The body of the last request, as JSON.
    func lastBody() -> [String: Any] {
        let text = receiver.asked.last?.components(separatedBy: "\r\n\r\n").last ?? ""
        return (try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any] ?? [:]
    }

    func lastHeader(_ name: String) -> String? {
        receiver.asked.last?.components(separatedBy: "\r\n").first {
            $0.lowercased().hasPrefix(name + ": ")
        }.map { String($0.dropFirst(name.count + 2)) }
    }
}

func withTelling<T: Sendable>(
    answers: [String?] = [Receiver.answer("204 No Content")],
    _ body: @Sendable (Telling) async throws -> T
) async throws -> T {
    try await withTown { town in try await body(Telling(town, answers: answers)) }
}
