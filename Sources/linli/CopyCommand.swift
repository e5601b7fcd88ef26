import Actions
import App
import ArgumentParser
import Foundation
import Kernel
import PostgresDriver
import SQL

/// `linli copy`
struct CopyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy",
        abstract: "Copy an installation, or some of its realms, into another, empty database.",
        discussion: """
            Stop the server first: what is written meanwhile would be missing, and the copy is \
            refused. Interrupted, the same command goes on where it stopped. At the end the record \
            of the copy is checked against its seals, and must end as that of the source.
            The key is not copied: the folder that serves the copy needs a copy of linli.key.
            With --realm only what belongs to these realms goes along: so a district that has \
            outgrown one database is parted into several. The seals go along whole and hold in \
            each of them. Copy every realm into one or another before the source is given up, \
            and never serve a realm from two of them.
            Examples:
              linli copy --from sqlite:linli-data --to postgres://linli@db.example/linli
              linli copy --from postgres://linli@db.example/linli --to sqlite:linli-data
              linli copy --from postgres://linli@db.example/linli \
                --realm checheng-road --realm mingshui --to postgres://linli@db2.example/linli
            """)

    @Option(help: ArgumentHelp("sqlite:FOLDER or postgres://…", valueName: "place"))
    var from: String

    @Option(help: ArgumentHelp("sqlite:FOLDER or postgres://…, empty.", valueName: "place"))
    var to: String

    @Option(
        name: .customLong("realm"),
        help: ArgumentHelp("Only this realm; may be given again for more.", valueName: "slug"))
    var realms: [String] = []

    func validate() throws {
        for place in [from, to] where Self.folder(of: place) == nil {
            throw ValidationError(
                "“\(place)” is no place for rows. Write sqlite:FOLDER or "
                    + "postgres://user@host/name."
            )
        }
        guard from != to else {
            throw ValidationError(
                "--from and --to are the same. Name an empty database after --to.")
        }
    }

    func run() async throws {
        guard let from = Self.folder(of: from), let to = Self.folder(of: to) else { return }
        guard from.server != nil || from.exists else {
            throw DataFolder.Problem.notThere(folder: from.url.path)
        }
        if to.server == nil {
            try FileManager.default.createDirectory(at: to.url, withIntermediateDirectories: true)
        }
        let source = try from.openRows(readOnly: true)
        try await closing(source) {
            let target = try to.openRows(readOnly: false, isCreated: true)
            try await closing(target) {
                let bar = Terminal.current.progress("Rows")
                let report = try await CopyInstallation(from: source, to: target, realms: realms)
                    .run(at: Instant(Date())) { rows, all in bar(rows, all) }
                let seal = report.lastSeal.map { ", and its last seal is \($0)" } ?? ""
                let what = realms.isEmpty ? "is a copy" : "has \(realms.joined(separator: ", "))"
                say(
                    "\(to.place) \(what) of \(from.place): its \(report.records) records stand "
                        + "unaltered\(seal).")
            }
        }
    }

    private static func folder(of place: String) -> DataFolder? {
        if PostgresAddress.isMeant(by: place) {
            return DataFolder(path: ".", server: PostgresAddress(place))
        }
        guard place.hasPrefix("sqlite:"), place.count > "sqlite:".count else { return nil }
        return DataFolder(path: String(place.dropFirst("sqlite:".count)))
    }
}
