import Actions
import App
import ArgumentParser
import Foundation
import Kernel
import SQL
import Storage

/// `linli key`
struct KeyCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Keys with which other systems ask.",
        subcommands: [Add.self, List.self, Revoke.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Issue a key; it is shown once.",
            discussion: """
                Scopes: report (raise matters through Open311 and ask how they go on), exchange \
                (bring tickets of a hotline centre and fetch their state), metrics (read the \
                numbers of the running program).
                Example:
                  linli key add "12345 centre" --scope report --channel hotline --days 365
                """)

        @OptionGroup var data: DataOption
        @OptionGroup var realm: RealmOption

        @Argument(help: "Which system it is for.")
        var name: String

        @Option(help: ArgumentHelp("What it is good for; may be given several times."))
        var scope: [String] = []

        @Option(help: ArgumentHelp("The channel of what comes in with it."))
        var channel = "web"

        @Option(help: ArgumentHelp("How many days it is good, 1 to 1096."))
        var days = 365

        func validate() throws {
            let known = AccessKey.Scope.allCases.map(\.rawValue)
            if let other = scope.first(where: { !known.contains($0) }) {
                throw ValidationError(
                    "There is no scope “\(other)”; there is: \(known.joined(separator: ", ")).")
            }
            guard !scope.isEmpty else {
                throw ValidationError(
                    "Say what it is good for with --scope: \(known.joined(separator: ", ")).")
            }
            guard AccessKey.daysRange.contains(days) else {
                throw ValidationError(
                    "--days lies between 1 and \(AccessKey.daysRange.upperBound).")
            }
            guard Matter.Channel(rawValue: channel) != nil else {
                let channels = Matter.Channel.allCases.map(\.rawValue).joined(separator: ", ")
                throw ValidationError("There is no channel “\(channel)”; there is: \(channels).")
            }
        }

        func run() async throws {
            let issued = try await data.writing { installation in
                try await IssueAccessKey(
                    realm: try await realm.find(in: installation.database), by: .operator,
                    name: name, scopes: Set(scope.compactMap(AccessKey.Scope.init)),
                    channel: Matter.Channel(rawValue: channel) ?? .web, days: days
                ).run(in: installation)
            }
            say(issued.text)
            Terminal.current.complain(
                "Key \(issued.key.id) for \(issued.key.name), until \(issued.key.expiresAt). It is "
                    + "shown this once.")
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the keys of a realm, the newest first.")

        @OptionGroup var data: DataOption
        @OptionGroup var realm: RealmOption

        func run() async throws {
            let keys = try await data.reading { database in
                let realm = try await realm.find(in: database)
                return try await database.read { db in try AccessKeys.all(in: realm.id, db) }
            }
            let now = Instant(Date())
            for key in keys {
                let state =
                    key.revokedAt.map { "revoked \($0)" }
                    ?? (key.isGood(at: now) ? "good until \(key.expiresAt)" : "ended")
                let scopes = key.scopes.map(\.rawValue).sorted().joined(separator: ",")
                say("\(key.id)  \(scopes)  \(key.channel.rawValue)  \(state)  \(key.name)")
            }
            if keys.isEmpty { say("There is no key yet. Issue one with: linli key add NAME") }
        }
    }

    struct Revoke: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "revoke", abstract: "Make a key worthless at once.",
            discussion: """
                Example:
                  linli key revoke 7460912345678901
                """)

        @OptionGroup var data: DataOption
        @OptionGroup var realm: RealmOption

        @Argument(help: "The number of the key, as linli key list shows it.")
        var key: String

        func run() async throws {
            guard let id = AccessKey.ID(key) else {
                throw Complaint("“\(key)” is no number of a key. See: linli key list")
            }
            try await data.writing { installation in
                try await RevokeAccessKey(
                    realm: try await realm.find(in: installation.database), by: .operator, key: id
                ).run(in: installation)
            }
            say("Key \(id) is revoked.")
        }
    }
}
