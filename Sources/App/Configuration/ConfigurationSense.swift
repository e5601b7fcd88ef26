import Kernel
import Outgoing
import PostgresDriver
import Profiles

/// What must hold between settings, beyond each by itself.
struct ConfigurationSense {
    let configuration: Configuration
    let given: [String: Passage]
    /// Whether the file stands in the folder of the installation.
    let isInData: Bool

    init(_ configuration: Configuration, given: [String: Passage], isInData: Bool) {
        self.configuration = configuration
        self.given = given
        self.isInData = isInData
    }

    func report() {
        reportDatabase()
        if isInData, let data = given["data"], !isOfEnvironment(data) {
            data.problem("this file stands in the folder of the data already: take data: away")
        }
        if configuration.tls != nil, configuration.listen.isBehindProxy {
            given["listen.behind_proxy"]?.problem(
                "with tls nobody stands in front whose word could be taken: take one of the two "
                    + "away")
        }
        if configuration.readReplica != nil, configuration.database == nil {
            given["read_replica"]?.problem(
                "read_replica follows a database that is not named: add database:")
        }
        reportMessages()
        reportProviders()
        if let collector = configuration.tracing?.otlp, !collector.isEmpty {
            do {
                try configuration.door.admit(collector)
            } catch {
                given["tracing.otlp"]?.problem("\(error)")
            }
        }
    }

    private func reportProviders() {
        for provider in configuration.openID where !provider.issuer.isEmpty {
            do {
                try configuration.door.admit(provider.issuer)
            } catch {
                given["openid"]?.problem("\(provider.name): \(error)")
            }
        }
    }

    private func reportMessages() {
        if configuration.mail?.security == MailServer.Security.none,
            configuration.mail?.password != nil
        {
            given["mail.security"]?.problem(
                "a password never goes over an open line: use tls or starttls")
        }
        if configuration.mail?.password != nil, configuration.mail?.user == nil {
            given["mail.password_file"]?.problem("a password needs a name: add user:")
        }
        guard let sms = configuration.sms, !sms.body.isEmpty, !sms.address.isEmpty else { return }
        do {
            _ = try sms.gateway()
            try configuration.door.admit(sms.address)
        } catch {
            given["sms.body"]?.problem("\(error)")
        }
    }

    /// A password in the file would stand in every copy of it.
    private func reportDatabase() {
        for key in ["database", "read_replica"] {
            let text = key == "database" ? configuration.database : configuration.readReplica
            guard let passage = given[key], let text, !isOfEnvironment(passage),
                PostgresAddress(text).holdsPassword
            else { continue }
            passage.problem(
                "\(key) has a password in it: put that into a file of its own and name it with "
                    + "database_password_file:")
        }
        if configuration.databasePassword != nil, configuration.database == nil {
            given["database_password_file"]?.problem(
                "the password is for a database that is not named: add database:")
        }
    }

    private func isOfEnvironment(_ passage: Passage) -> Bool {
        passage.file.hasPrefix("LINLI_") || passage.file.hasPrefix("--")
    }
}
