import Kernel
import Markup
import Storage

// The addresses of signing in, and of how one does it oneself.

extension Link {
    static func signIn(back: String? = nil) -> Link { Link("sign-in", query: ["back": back]) }
    static let signInCode = Link("sign-in", "code")
    static let recovery = Link("sign-in", "recovery")
    static let ownPassword = Link("sign-in", "password")
    static let authenticator = Link("sign-in", "authenticator")
    static let authenticatorConfirmation = Link("sign-in", "authenticator", "confirmation")
    static let passkey = Link("sign-in", "passkey")
    static let passkeyAnswer = Link("sign-in", "passkey", "answer")
    static func provider(_ name: String, back: String? = nil) -> Link {
        Link("sign-in", "openid", name, query: ["back": back])
    }
    static func providerReturn(_ name: String) -> Link { Link("sign-in", "openid", name, "back") }
    static func providerEnd(_ name: String) -> Link { Link("sign-in", "openid", name, "end") }
    static let signOut = Link("sign-out")

    static func ownSignIn(done: Bool = false, recovered: Bool = false) -> Link {
        Link(
            "desk", "sign-in",
            query: ["done": done ? "1" : nil, "recovered": recovered ? "1" : nil])
    }

    static let ownPasskeys = Link("desk", "sign-in", "passkeys")
    static let ownPasskeyAnswer = Link("desk", "sign-in", "passkeys", "answer")
    static func passkeyRemoval(_ id: Passkey.ID) -> Link {
        Link("desk", "sign-in", "passkeys", id.description, "removal")
    }
    static let sessionsEnd = Link("desk", "sign-in", "sessions", "end")
    static let signInWarningsRead = Link("desk", "sign-in", "warnings", "read")
    static let authenticatorRemoval = Link("desk", "sign-in", "authenticator", "removal")
    static let ownRecoveryCodes = Link("desk", "sign-in", "recovery-codes")
}
