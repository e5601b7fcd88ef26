package import Kernel

/// Everything that is set about one running Linli, read from `linli.yml`, the environment and the
/// command line; every value has a default that serves one machine.
package struct Configuration: Hashable, Sendable {
    /// The folder of the installation; nil where the file stands in it.
    package var data: String?
    package var database: String?
    package var databasePassword: SecretText?
    package var readReplica: String?
    package var listen = ListenSettings()
    package var tls: TLSSettings?
    package var log = LogSettings()
    package var tracing: TraceSettings?
    package var sessions = SessionSettings()
    package var limits = LimitSettings()
    package var mail: MailSettings?
    package var sms: TextMessageSettings?
    package var outgoing = OutgoingSettings()
    package var openID: [OpenIDProvider] = []

    package init() {}

    /// How requests reach the program.
    package var frontage: Frontage {
        var frontage = Frontage()
        frontage.isBehindProxy = listen.isBehindProxy
        frontage.isEncrypted = tls != nil
        frontage.publicAddress = listen.publicAddress
        return frontage
    }
}

/// Where the program listens, and by which address people reach it.
package struct ListenSettings: Hashable, Sendable {
    package var address = "127.0.0.1"
    package var port = 8_080
    /// Whether a web server stands in front, whose word about address and scheme is taken.
    package var isBehindProxy = false
    /// Scheme and host as people type them; nil where each request says it.
    package var publicAddress: String?
    /// How long what was asked before the end may take.
    package var stopSeconds = 30
}

/// The certificate with which the program speaks TLS itself.
package struct TLSSettings: Hashable, Sendable {
    /// The file with the certificate and those above it, in PEM.
    package var certificate = ""
    /// The file with its private key, in PEM.
    package var key = ""

    package init() {}
}

/// What is logged, and as what.
package struct LogSettings: Hashable, Sendable {
    package enum Format: String, CaseIterable, Sendable {
        case text, json
    }

    package enum Level: String, CaseIterable, Sendable {
        case debug, info, warning, error
    }

    package var format = Format.text
    package var level = Level.warning
}
