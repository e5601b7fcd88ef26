import Foundation
import Kernel
import Outgoing
import SQL
import Secrets
import Storage

/// Everything needed to send to one outlet, read once for all that it is sent.
struct Posting: Sendable {
    let outlet: Outlet
    let target: OutletTarget
    let book: Rulebook
    let installation: Installation

    struct Outcome: Sendable {
        let answer: Delivery.Answer
        let isTaken: Bool
        /// Whether trying again would be no use.
        var isFinal = false
    }

    init(outlet: Outlet, target: OutletTarget, book: Rulebook, _ installation: Installation) {
        self.outlet = outlet
        self.target = target
        self.book = book
        self.installation = installation
    }

    /// Nil for an outlet that ended.
    init?(to id: Outlet.ID, in realm: Realm.ID, _ installation: Installation) async throws {
        let now = installation.now()
        let read = try await installation.database.glance { db in
            guard let outlet = try Outlets.find(id, in: realm, db),
                let target = try Outlets.target(of: id, db),
                let realm = try Realms.find(realm, db)
            else { return nil as (Outlet, [UInt8], Rulebook)? }
            return (outlet, target, try installation.book(of: realm, at: now, db))
        }
        guard let (outlet, sealed, book) = read else { return nil }
        self.init(
            outlet: outlet, target: try installation.open(sealed, of: id), book: book, installation)
    }

    func post(_ delivery: Delivery) async -> Outcome {
        do {
            switch outlet.kind {
            case .webhook:
                return try await judge(
                    installation.outgoing.send(webhook(delivery)), isTaken: \.isSuccess)
            case .wecom, .dingtalk:
                return try await judge(
                    installation.outgoing.send(robot(delivery)),
                    isTaken: { $0.isSuccess && $0.says("errcode", 0) })
            case .feishu:
                return try await judge(
                    installation.outgoing.send(robot(delivery)),
                    isTaken: { $0.isSuccess && ($0.says("code", 0) || $0.says("StatusCode", 0)) })
            case .email: return try await mail(delivery)
            case .sms: return try await message(delivery)
            }
        } catch let trouble {
            let isFinal: Bool = if case .badAddress = trouble { true } else { false }
            return Outcome(
                answer: .init(word: trouble.word, detail: trouble.detail), isTaken: false,
                isFinal: isFinal)
        }
    }

    private func judge(
        _ answer: OutgoingAnswer, isTaken: (OutgoingAnswer) -> Bool
    ) -> Outcome {
        if isTaken(answer) {
            return Outcome(answer: .init(status: answer.status, word: "taken"), isTaken: true)
        }
        return Outcome(
            answer: .init(
                status: answer.status, word: answer.isSuccess ? "refused" : "status",
                detail: answer.text),
            isTaken: false, isFinal: answer.status == 410)
    }

    // MARK: - Webhooks

    private func webhook(_ delivery: Delivery) -> OutgoingRequest {
        let now = installation.now()
        let seconds = now.milliseconds / 1_000
        let body = Array(delivery.body.utf8)
        return OutgoingRequest(
            .post, target.url ?? "",
            headers: [
                ("Content-Type", "application/cloudevents+json; charset=utf-8"),
                ("webhook-id", delivery.messageID), ("webhook-timestamp", String(seconds)),
                (
                    "webhook-signature",
                    MessageSignature.webhook(
                        id: delivery.messageID, seconds: seconds, body: body,
                        secrets: target.secrets(at: now))
                ),
            ], body: body, answerBytesMax: Self.answerBytesMax)
    }

    private static let answerBytesMax = 65_536

    // MARK: - Robots of chat groups

    private func robot(_ delivery: Delivery) -> OutgoingRequest {
        let now = installation.now()
        let said = Payload.text(sentence(of: delivery))
        var url = target.url ?? ""
        let body: Payload
        switch outlet.kind {
        case .feishu:
            var members: [String: Payload] = [
                "msg_type": .text("text"), "content": .object(["text": said]),
            ]
            if let secret = target.secret {
                let seconds = now.milliseconds / 1_000
                members["timestamp"] = .text(String(seconds))
                members["sign"] = .text(MessageSignature.feishu(seconds: seconds, secret: secret))
            }
            body = .object(members)
        default:
            if outlet.kind == .dingtalk, let secret = target.secret {
                let sign = MessageSignature.dingTalk(
                    milliseconds: now.milliseconds, secret: secret)
                url +=
                    "&timestamp=\(now.milliseconds)&sign="
                    + MessageGateway.percentEncoded(sign)
            }
            body = .object(["msgtype": .text("text"), "text": .object(["content": said])])
        }
        return OutgoingRequest(
            .post, url, headers: [("Content-Type", "application/json; charset=utf-8")],
            body: body.canonicalBytes, answerBytesMax: Self.answerBytesMax)
    }

    // MARK: - Mail and short messages

    private func mail(_ delivery: Delivery) async throws(OutgoingTrouble) -> Outcome {
        guard let server = installation.means.mail else {
            return Outcome(answer: .init(word: "noMail"), isTaken: false)
        }
        let text = sentence(of: delivery)
        let subject = text.split(separator: "\n").first.map(String.init) ?? outlet.name
        let mail = Mail(
            id: delivery.messageID, to: target.recipients.compactMap { MailAddress($0) },
            subject: subject, text: text + "\n",
            sentAt: installation.now().milliseconds / 1_000)
        try await installation.outgoing.mail(mail, by: server)
        return Outcome(answer: .init(word: "taken"), isTaken: true)
    }

    private func message(_ delivery: Delivery) async throws(OutgoingTrouble) -> Outcome {
        guard let gateway = installation.means.messages else {
            return Outcome(answer: .init(word: "noMessages"), isTaken: false)
        }
        let request = gateway.request(
            to: target.recipients.first ?? "",
            saying: sentence(of: delivery).replacing("\n", with: " "), id: delivery.messageID,
            time: installation.now().iso8601)
        let answer = try await installation.outgoing.send(request)
        return judge(answer, isTaken: gateway.isTaken)
    }

    /// What people read of an event.
    private func sentence(of delivery: Delivery) -> String {
        guard let payload = try? Payload(parsing: delivery.body),
            let event = Event(cloudEvent: payload)
        else { return delivery.subject }
        return book.sentence(of: event, to: outlet)
    }
}

extension Rulebook {
    /// What an outlet says of an event: its own sentence, else the usual one.
    func sentence(of event: Event, to outlet: Outlet) -> String {
        let usual = Sentences(of: profile).text(
            "outlet.text.\(event.kind.rawValue)", outlet.language)
        let text = outlet.texts[event.kind] ?? usual ?? ""
        let said = try? OutletText(text, for: event.kind)
        return said?.said(of: event, in: outlet.language, zone: profile.zone) ?? event.subject
    }
}

extension OutgoingAnswer {
    /// Whether a JSON answer has a number under a name.
    fileprivate func says(_ name: String, _ number: Int) -> Bool {
        let members = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
        return members?[name] as? Int == number
    }
}

extension Installation {
    private static func context(_ id: Outlet.ID) -> String { "outlet \(id)" }

    func seal(_ target: OutletTarget, of id: Outlet.ID) throws -> [UInt8] {
        try vault.sealOwn(Array(JSONEncoder().encode(target)), context: Self.context(id))
    }

    func open(_ sealed: [UInt8], of id: Outlet.ID) throws -> OutletTarget {
        let plain = try vault.openOwn(sealed, context: Self.context(id))
        return try JSONDecoder().decode(OutletTarget.self, from: Data(plain))
    }
}
