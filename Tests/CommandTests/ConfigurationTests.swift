import Foundation
import Kernel
import Profiles
import Testing

@testable import App

/// The file of settings: strict, complete, and told all at once.
@Suite struct ConfigurationTests {
    private func reading(
        _ text: String, environment: [String: String] = [:], options: [String: String] = [:],
        isInData: Bool = false
    ) -> ConfigurationReading {
        var source = ConfigurationSource()
        source.file = ("linli.yml", text)
        source.environment = environment
        source.options = options
        source.isInData = isInData
        return Configuration.reading(
            source, files: SettingFiles(readsSecrets: true) { "the secret of \($0)\nmore\n" })
    }

    private func sentences(_ reading: ConfigurationReading) -> [String] {
        reading.problems.list.map(ConfigurationProblems.words)
    }

    /// The example with every value in it taken at its word.
    private static var uncommented: String {
        ConfigurationExample.text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { line in
                let isWords =
                    !line.hasPrefix("#") || (line.hasPrefix("# ") && !line.hasPrefix("#  "))
                return isWords ? line : line.dropFirst()
            }
            .joined(separator: "\n")
    }

    @Test func nothingAtAllIsSound() throws {
        #expect(try reading("").get() == Configuration())
        #expect(try reading("# nothing\n").get() == Configuration())
        #expect(try reading("mail:\nlisten:\n").get() == Configuration())
    }

    @Test func theExampleAsItStandsChangesNothing() throws {
        #expect(try reading(ConfigurationExample.text).get() == Configuration())
    }

    @Test func everyLineOfTheExampleCanBeTakenAtItsWord() throws {
        let reading = reading(Self.uncommented)
        #expect(sentences(reading) == [])
        let all = try reading.get()
        #expect(all.shown.allSatisfy { !$0.value.isEmpty }, "\(all.shown)")
        #expect(all.mail?.host == "smtp.example.cn")
        #expect(all.mail?.password?.text == "the secret of /etc/linli/mail.password")
        #expect(all.outgoing.allow.count == 6)
        #expect(all.openID.first?.posts.first?.body == "半山尚小区网格")
        #expect(all.openID.first?.words.en == "County account")
    }

    @Test func theExampleInTheTreeIsTheOneThatIsPrinted() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let file = try String(
            contentsOf: root.appendingPathComponent("deploy/linli.yml"), encoding: .utf8)
        #expect(
            file == ConfigurationExample.text,
            "run: linli config example > deploy/linli.yml")
    }

    @Test func everythingThatIsWrongIsToldAtOnce() {
        let problems = sentences(
            reading(
                """
                lissten:
                  port: 80
                listen:
                  port: 70000
                  behind_proxy: perhaps
                  publc_address: https://linli.example.cn
                log:
                  format: xml
                mail:
                  host: smtp.example.cn
                outgoing:
                  allow:
                    - "bad host"
                """))
        #expect(
            problems == [
                "linli.yml:1: the configuration has no key “lissten”: did you mean “listen”?",
                "linli.yml:4: port must be a whole number from 1 to 65535, not “70000”",
                "linli.yml:5: behind_proxy must be true or false, not “perhaps”",
                "linli.yml:6: listen has no key “publc_address”: did you mean “public_address”?",
                "linli.yml:8: “xml” is not a value for format: use one of text, json",
                "linli.yml:10: mail needs from:",
                "linli.yml:13: \"bad host\" names no host. Write it as hooks.example.cn, "
                    + "*.example.cn, hooks.example.cn:8443 or 10.1.2.3:8080 private.",
            ])
    }

    @Test func theCommandLineGoesBeforeTheEnvironmentAndThatBeforeTheFile() throws {
        let text = """
            listen:
              port: 1
              address: 10.0.0.1
            sessions: { hours: 8, idle_minutes: 30 }
            """
        let reading = reading(
            text, environment: ["LINLI_LISTEN_PORT": "2", "LINLI_LISTEN_ADDRESS": "10.0.0.2"],
            options: ["--port": "3"])
        let settings = try reading.get()
        #expect(settings.listen.port == 3)
        #expect(settings.listen.address == "10.0.0.2")
        #expect(settings.sessions.hours == 8)
        #expect(settings.sessions.idleMinutes == 30)
        #expect(
            reading.origins == [
                "listen.port": "--port", "listen.address": "LINLI_LISTEN_ADDRESS",
                "sessions.hours": "linli.yml:4", "sessions.idle_minutes": "linli.yml:4",
            ])
    }

    @Test func whatTheEnvironmentSaysIsHeldToTheSameRules() {
        let reading = reading(
            "", environment: ["LINLI_LISTEN_PORT": "many", "LINLI_LISTN_PORT": "80"])
        #expect(
            sentences(reading) == [
                "LINLI_LISTEN_PORT: port must be a whole number from 1 to 65535, not “many”",
                "LINLI_LISTN_PORT: nothing reads this variable; see “linli config example”",
            ])
        #expect(reading.problems.errors.count == 1)
    }

    @Test(arguments: [
        ("database: postgres://linli:secret@db/linli", "database has a password in it"),
        ("database: postgres://linli@db,db2/linli?password=secret", "database has a password"),
        ("read_replica: postgres://linli@db/linli", "add database:"),
        ("mail: { host: h, from: a@b.cn, security: none, user: u, password_file: /p }", "tls"),
        ("mail: { host: h, from: a@b.cn, password: x }", "no key “password”"),
        ("mail: { host: h, from: a@b.cn, password_file: p }", "from / on"),
        ("openid: { county: { issuer: 'https://i', client_id: l } }", "needs realm:"),
        ("sms: { address: 'https://g/', body: '\"{text}\"' }", "says {phone} nowhere"),
        ("tracing: { otlp: 'http://c:4318' }", "is not among the hosts"),
        ("- a list", "must be a map"), ("a: [", "this is not YAML"),
        ("listen: 80", "listen must be a map"),
    ])
    func whatCannotBeIsSaid(_ text: String, _ said: String) {
        let told = sentences(reading(text)).joined(separator: "\n")
        #expect(told.contains(said), "\(told)")
    }

    @Test func aFileInTheFolderNamesNoFolder() {
        #expect(sentences(reading("data: /x", isInData: true)).count == 1)
        #expect(sentences(reading("data: /x")) == [])
    }

    @Test func noSecretShowsItself() throws {
        let settings = try reading(
            Self.uncommented,
            environment: ["LINLI_DATABASE": "postgres://linli:hush@db/linli"]
        ).get()
        let told =
            "\(settings)" + settings.shown.map(\.value).joined()
            + String(
                reflecting: settings.mail)
        #expect(!told.contains("the secret of"))
        #expect(!settings.shown.map(\.value).joined().contains("hush"))
    }
}
