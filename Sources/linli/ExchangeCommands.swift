import Actions
import App
import ArgumentParser
import Foundation
import Kernel
import Storage

/// `linli exchange`
struct ExchangeCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exchange", abstract: "Tickets of a hotline centre: in, and their state back.",
        discussion: """
            What an exchange is called and what its columns mean stands in exchanges/NAME.yml of \
            the realm's profile.
            """,
        subcommands: [List.self, Receive.self, Return.self, Secret.self])

    struct NameOption: ParsableArguments {
        @OptionGroup var realm: RealmOption

        @Option(help: ArgumentHelp("The exchange; the only one unless named.", valueName: "name"))
        var exchange: String?

        func find(in installation: Installation) async throws -> (Realm, Exchange) {
            let realm = try await realm.find(in: installation.database)
            let all = try await installation.rulebook(of: realm).profile.exchanges
            let names = all.map(\.id).joined(separator: ", ")
            guard !all.isEmpty else {
                throw Complaint(
                    "The profile of \(realm.slug) declares no exchange. Add exchanges/NAME.yml.")
            }
            guard let exchange else {
                guard all.count == 1 else {
                    throw Complaint("Name one with --exchange: \(names).")
                }
                return (realm, all[0])
            }
            guard let found = all.first(where: { $0.id == exchange }) else {
                throw Complaint("There is no exchange “\(exchange)”; there is: \(names).")
            }
            return (realm, found)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Say how the exchanges of a realm stand.")

        @OptionGroup var data: DataOption
        @OptionGroup var realm: RealmOption

        func run() async throws {
            try await data.writing { installation in
                let realm = try await realm.find(in: installation.database)
                let sheets = try await installation.exchangeSheets(of: realm)
                for sheet in sheets {
                    say(
                        "\(sheet.exchange.id)  taken \(sheet.state.taken)  added to "
                            + "\(sheet.state.addedTo)  failed \(sheet.failureCount)  last "
                            + (sheet.state.receivedAt.map { "\($0)" } ?? "never"))
                    for (word, way) in [
                        ("fetching", sheet.state.pull), ("bringing", sheet.state.push),
                    ] {
                        if let problem = way.problem { say("  \(word) failed: \(problem)") }
                    }
                    for (problem, count) in sheet.failures {
                        say("  \(problem.reason.rawValue) \(problem.field): \(count)")
                    }
                }
                if sheets.isEmpty { say("The profile declares no exchange.") }
            }
        }
    }

    struct Receive: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "receive", abstract: "Take tickets from files of the centre.",
            discussion: """
                Each ticket becomes a matter once, by its number: a file that was cut off is \
                simply received again. What cannot be taken is listed and waits at the desk.
                Example:
                  linli exchange receive tickets.csv --exchange hotline
                """)

        @OptionGroup var data: DataOption
        @OptionGroup var name: NameOption

        @Argument(help: "Files as the exchange says: CSV, or JSON.")
        var files: [String]

        func run() async throws {
            let progress = Terminal.current.progress("Receiving")
            try await data.writing { installation in
                let (realm, exchange) = try await name.find(in: installation)
                for file in files {
                    let sent = try SentTickets(
                        file: bytes(ofFile: file),
                        named: URL(fileURLWithPath: file).lastPathComponent, by: exchange)
                    let outcomes = try await TakeTickets(
                        realm: realm, exchange: exchange, tickets: sent.tickets,
                        progress: progress
                    ).run(in: installation)
                    tell(outcomes, of: file)
                }
            }
        }

        private func tell(_ outcomes: [TicketOutcome], of file: String) {
            let counts = TicketOutcome.Kind.allCases.map { kind in
                "\(kind.rawValue) \(outcomes.count { $0.kind == kind })"
            }
            say("\(file): \(counts.joined(separator: ", "))")
            let failed = outcomes.filter { $0.kind == .failed }
            for outcome in failed.prefix(ImportCommands.badShown) {
                let problem = outcome.problem
                let value = problem?.value.map { " “\($0)”" } ?? ""
                say(
                    "  \(outcome.number ?? "without a number"): "
                        + "\(problem?.reason.rawValue ?? "failed") \(problem?.field ?? "")\(value)")
            }
            if failed.count > ImportCommands.badShown {
                say("  and \(failed.count - ImportCommands.badShown) more: see the desk")
            }
        }
    }

    struct Return: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "return", abstract: "Write what happened to the tickets into a file.",
            discussion: """
                Goes on where the last file ended; each step keeps its number, whatever file it \
                stands in. Nothing internal goes back: only what the reporter is told.
                Example:
                  linli exchange return --exchange hotline --out back.csv
                """)

        @OptionGroup var data: DataOption
        @OptionGroup var name: NameOption

        @Option(
            help: ArgumentHelp(
                "From behind this number on, rather than from the last file.", valueName: "number"))
        var after: Int64?

        @Option(help: ArgumentHelp("Write to this new file.", valueName: "file"))
        var out: String

        func run() async throws {
            let count = try await data.writing { installation in
                let (realm, exchange) = try await name.find(in: installation)
                return try await WriteReturnFile(realm: realm, exchange: exchange, after: after)
                    .run(in: installation) { steps in
                        try write(Data(ReturnText(exchange).file(steps)), toNewFile: out)
                    }
            }
            say("\(count) steps are in \(out).")
        }
    }

    struct Secret: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "secret",
            abstract: "Keep what Linli proves itself with at the centre, read from standard input.",
            discussion: """
                It is sent as Authorization: Bearer where tickets are fetched and answers brought, \
                and kept sealed. An empty line takes it away.
                Example:
                  linli exchange secret --exchange hotline < token.txt
                """)

        @OptionGroup var data: DataOption
        @OptionGroup var name: NameOption

        func run() async throws {
            let text = (Terminal.current.readLine() ?? "").trimmingCharacters()
            try await data.writing { installation in
                let (realm, exchange) = try await name.find(in: installation)
                try await KeepExchangeSecret(
                    realm: realm, exchange: exchange.id, secret: text.isEmpty ? nil : text
                ).run(in: installation)
            }
            say(text.isEmpty ? "The secret is taken away." : "The secret is kept.")
        }
    }
}
