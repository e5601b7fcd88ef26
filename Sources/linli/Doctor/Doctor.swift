import Actions
import App
import ArgumentParser
import Foundation
import Kernel
import Profiles
import SQL
import Storage

/// `linli doctor`
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Look whether the installation is well, and say what to fix.",
        discussion: """
            It looks at the settings, the files, the certificate, the clocks, the disk, the last \
            backup, the database and the mail server. It changes nothing, and sends nothing \
            unless asked to. It ends with 1 where something must be fixed.
            Example:
              linli doctor --data /srv/linli
            """)

    @OptionGroup var data: DataOption

    @Option(
        help: ArgumentHelp(
            "Send a message to this address, to see whether mail arrives.", valueName: "address"))
    var sendTest: String?

    /// What was looked at: well, worth knowing, or to be fixed.
    struct Check: Equatable {
        enum State: String { case well = "ok", note = "note", bad = "fix" }

        let state: State
        let about: String
        let words: String

        static func well(_ about: String, _ words: String) -> Check {
            Check(state: .well, about: about, words: words)
        }

        static func note(_ about: String, _ words: String) -> Check {
            Check(state: .note, about: about, words: words)
        }

        static func bad(_ about: String, _ words: String) -> Check {
            Check(state: .bad, about: about, words: words)
        }
    }

    func run() async throws {
        let watch = ClockWatch()
        let reading = try data.settings(readsSecrets: true)
        var checks = reading.problems.list.map { problem in
            Check(
                state: problem.severity == .error ? .bad : .note, about: "settings",
                words: ConfigurationProblems.words(of: problem))
        }
        // What is wrong with the settings is told, and the rest is looked at by those that hold.
        let settings = reading.readable
        if checks.isEmpty { checks.append(.well("settings", "sound")) }
        let folder = data.folder(of: settings)
        checks += SettingsCheck(settings: settings).checks(at: Instant(Date()))
        checks += FolderCheck(folder: folder).checks(at: Instant(Date()))
        if reading.configuration != nil { checks += await databaseChecks(in: folder) }
        checks += await MailCheck(settings: settings, recipient: sendTest).checks()
        checks.append(watch.check())
        try tell(checks)
    }

    /// What the database says; where it cannot be reached, that alone.
    private func databaseChecks(in folder: DataFolder) async -> [Check] {
        do {
            let (database, _) = try await folder.openForReadingWithKey()
            return try await closing(database) {
                try await DatabaseCheck(database: database).checks()
            }
        } catch {
            return [.bad("database", Complaint.sentence(for: error))]
        }
    }

    private func tell(_ checks: [Check]) throws {
        say(
            Columns.text(
                checks.map { [$0.state.rawValue, $0.about, $0.words] }, indent: "  "))
        let bad = checks.count { $0.state == .bad }
        guard bad == 0 else {
            throw Complaint("\(bad) thing(s) must be fixed.")
        }
    }
}

/// Whether the clock on the wall went as fast as the one that cannot be set, while the doctor
/// looked.
struct ClockWatch {
    private let wall = Date()
    private let steady = ContinuousClock.now
    private static let secondsMax = 1.0

    func check(now: Date = Date(), since end: ContinuousClock.Instant = .now) -> Doctor.Check {
        let drift = now.timeIntervalSince(wall) - (end - steady) / .seconds(1)
        guard abs(drift) <= Self.secondsMax else {
            return .bad(
                "clock",
                "it jumped by \(Int(drift)) s while the doctor looked; let one service set it")
        }
        return .well("clock", "it goes evenly")
    }
}
