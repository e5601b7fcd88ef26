import Foundation

/// How messages to other systems are signed, each by the scheme that its receiver publishes.
package enum MessageSignature {
    /// What every secret of a webhook begins with.
    package static let webhookMark = "whsec_"
    private static let webhookBytes = 32

    package static func newWebhookSecret() -> String {
        webhookMark + Data(Cipher.randomBytes(webhookBytes)).base64EncodedString()
    }

    /// The header `webhook-signature` of Standard Webhooks: one signature for each secret.
    ///
    /// - Parameter seconds: since 1970 UTC, as the header `webhook-timestamp` says.
    package static func webhook(
        id: String, seconds: Int64, body: [UInt8], secrets: [String]
    ) -> String {
        let signed = Array("\(id).\(seconds).".utf8) + body
        return secrets.map { secret in
            "v1," + text(Cipher.hmac(signed, key: key(of: secret)))
        }.joined(separator: " ")
    }

    private static func key(of secret: String) -> [UInt8] {
        let text =
            secret.hasPrefix(webhookMark)
            ? String(secret.dropFirst(webhookMark.count)) : secret
        return Data(base64Encoded: text).map(Array.init) ?? Array(text.utf8)
    }

    /// The `sign` of DingTalk's group robots, before it is written into an address.
    package static func dingTalk(milliseconds: Int64, secret: String) -> String {
        text(Cipher.hmac(Array("\(milliseconds)\n\(secret)".utf8), key: Array(secret.utf8)))
    }

    /// The `sign` of Feishu's group robots: the text is the key, and nothing is signed.
    package static func feishu(seconds: Int64, secret: String) -> String {
        text(Cipher.hmac([], key: Array("\(seconds)\n\(secret)".utf8)))
    }

    private static func text(_ code: [UInt8]) -> String { Data(code).base64EncodedString() }
}
