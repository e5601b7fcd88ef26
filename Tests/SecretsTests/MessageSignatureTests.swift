import Secrets
import Testing

/// Signatures as their receivers publish them.
@Suite struct MessageSignatureTests {
    /// The example of the specification of Standard Webhooks.
    @Test func aWebhookIsSignedAsTheStandardSays() {
        let signature = MessageSignature.webhook(
            id: "msg_p5jXN8AQM9LWM0D4loKWxJek", seconds: 1_614_265_330,
            body: Array("{\"test\": 2432232314}".utf8),
            secrets: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"])
        #expect(signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test func twoSecretsSignSideBySide() {
        let both = MessageSignature.webhook(
            id: "a", seconds: 1, body: [],
            secrets: [
                MessageSignature.newWebhookSecret(), MessageSignature.newWebhookSecret(),
            ])
        #expect(both.split(separator: " ").count == 2)
        #expect(MessageSignature.newWebhookSecret().count == 6 + 44)
    }

    // Worked out with Python's hmac after the code that the two publish.
    @Test func robotsAreSignedAsTheirMakersSay() {
        #expect(
            MessageSignature.dingTalk(milliseconds: 1_577_262_236_757, secret: "this is secret")
                == "hmPWwU+7lVdm3ZZz0r9tSfx0L4Q26jWOZr9+Gs6EZQM=")
        #expect(
            MessageSignature.feishu(seconds: 1_599_360_473, secret: "demo")
                == "l1N0gAcBjdwBvGm1xMjOF0XSyaLRpR7tuO5dHfhAYc8=")
    }
}
