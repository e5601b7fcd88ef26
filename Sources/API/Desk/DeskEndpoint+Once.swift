import Actions
import HTTPTypes
import Kernel

// A call that comes again under its key is done once and answered as before.
extension DeskEndpoint {
    func once(_ call: DeskCall) async throws -> Answer {
        let whole = [
            "call": ["\(method.rawValue) \(call.call.path)"], "body": [call.body.canonicalText],
        ]
        guard isRepeatable, !isKnownAgain, let sending = try call.sending(whole) else {
            return try await work(call)
        }
        let sent = SentCall(sending, in: call.realm, call.installation)
        if let earlier = try await sent.answer(in: call.installation) {
            return Answer(kept: earlier)
        }
        return try await sent.doing(in: call.installation) { own in
            var inside = call
            inside.own = own
            let answer = try await work(inside)
            return (answer, answer.kept)
        }
    }
}

extension Answer {
    private static let headersKept: [HTTPField.Name] = [.location, .eTag]

    /// All of it that is answered again.
    fileprivate var kept: Payload {
        var members: [String: Payload] = [
            "status": .int(Int64(status.code)),
            "body": .text(String(decoding: bytes, as: UTF8.self)),
        ]
        for name in Self.headersKept {
            if let value = headers[name] { members[name.canonicalName] = .text(value) }
        }
        return .object(members)
    }

    fileprivate init(kept: Payload) {
        var bytes: [UInt8] = []
        if case .text(let body)? = kept["body"] { bytes = Array(body.utf8) }
        self.init(
            headers: [
                .contentType: "application/json; charset=utf-8", .cacheControl: "no-store",
            ], bytes: bytes)
        if case .int(let code)? = kept["status"] { status = .init(code: Int(code)) }
        for name in Self.headersKept {
            if case .text(let value)? = kept[name.canonicalName] { headers[name] = value }
        }
    }
}
