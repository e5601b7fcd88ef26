import Foundation
package import Kernel
package import Outgoing

/// How a gateway for text messages is asked over HTTP, as its owner declares it.
package struct TextMessageSettings: Hashable, Sendable {
    package var address = ""
    /// What the body is written as, so that values are escaped for it.
    package var form = MessageGateway.BodyKind.json
    package var body = ""
    package var headers: [String: String] = [:]
    /// What fills the gap `{secret}` in the address, the body and the head.
    package var secret: SecretText?
    /// What the answer of the gateway holds when it took the message; nil where its status tells.
    package var accepted: String?

    package init() {}

    package func gateway() throws(MessageGateway.Problem) -> MessageGateway {
        let secret = secret?.text ?? ""
        let encoded = secret.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        let quoted = String(JSONLines.text(secret).dropFirst().dropLast())
        return try MessageGateway(
            url: address.replacing("{secret}", with: encoded),
            headers: headers.mapValues { $0.replacing("{secret}", with: secret) },
            body: body.replacing("{secret}", with: form == .json ? quoted : encoded),
            bodyKind: form, expects: accepted)
    }
}
