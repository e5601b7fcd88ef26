package import Kernel
package import Outgoing

/// The mail server that takes what Linli sends.
package struct MailSettings: Hashable, Sendable {
    package var host = ""
    package var port = 587
    package var security = MailServer.Security.startTLS
    /// Nil where the server asks for no name.
    package var user: String?
    package var password: SecretText?
    /// The address that messages come from, such as `linli@example.cn`.
    package var from = ""

    package init() {}

    /// The server; nil where the address of the sender is none.
    package var server: MailServer? {
        MailAddress(from).map { from in
            MailServer(
                host: host, port: port, security: security, user: user, password: password?.text,
                from: from)
        }
    }
}
