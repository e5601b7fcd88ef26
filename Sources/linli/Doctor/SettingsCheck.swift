import App
import Foundation
import Kernel

/// What the doctor sees in the files that the settings name.
struct SettingsCheck {
    let settings: Configuration

    /// So many days before its end a certificate is a note, then a fault.
    private static let certificateDays: (note: Int, bad: Int) = (30, 7)

    func checks(at now: Instant) -> [Doctor.Check] {
        secretFiles + certificate(at: now) + openLine
    }

    private var secretFiles: [Doctor.Check] {
        let secrets: [(String, SecretText?)] =
            [
                ("database password", settings.databasePassword),
                ("mail password", settings.mail?.password), ("sms secret", settings.sms?.secret),
            ] + settings.openID.map { ("secret of \($0.name)", $0.clientSecret) }
        return secrets.compactMap { about, secret in
            secret.flatMap { FileRights.check(about, $0.file, mayBeOfGroup: true) }
        }
    }

    private func certificate(at now: Instant) -> [Doctor.Check] {
        guard let tls = settings.tls else { return [] }
        let facts: CertificateFacts
        do {
            facts = try CertificateFacts(file: tls.certificate)
            _ = try ServerCertificate(tls)
        } catch {
            return [.bad("certificate", "\(error)")]
        }
        var checks = [age(of: facts, at: now)]
        if let address = settings.listen.publicAddress,
            let host = URLComponents(string: address)?.host
        {
            checks.append(
                facts.covers(host)
                    ? .well("certificate", "it is for \(host)")
                    : .bad(
                        "certificate",
                        "it is for \(facts.hosts.joined(separator: ", ")), not for \(host)"))
        }
        if let rights = FileRights.check("certificate key", tls.key, mayBeOfGroup: true) {
            checks.append(rights)
        }
        return checks
    }

    private func age(of facts: CertificateFacts, at now: Instant) -> Doctor.Check {
        guard facts.from <= now else {
            return .bad("certificate", "it begins on \(facts.from) only; is the clock right?")
        }
        let days = Int((facts.until.milliseconds - now.milliseconds) / 86_400_000)
        let words = "it ends on \(facts.until), in \(days) day(s)"
        guard days >= Self.certificateDays.bad, facts.until > now else {
            return .bad("certificate", words + "; put a new one in its place and send SIGHUP")
        }
        return days < Self.certificateDays.note
            ? .note("certificate", words) : .well("certificate", words)
    }

    /// Passwords over an open line can be read by everyone on the way.
    private var openLine: [Doctor.Check] {
        let own = ["127.0.0.1", "::1", "localhost"]
        guard settings.tls == nil, !settings.listen.isBehindProxy,
            !own.contains(settings.listen.address)
        else { return [] }
        return [
            .bad(
                "listening",
                "it is open on \(settings.listen.address) without TLS; name a certificate under "
                    + "tls:, or put a web server in front and set behind_proxy: true")
        ]
    }
}
