import Actions
import App
import ArgumentParser
import Foundation
import Kernel
import Profiles
import SQL
import Storage

/// `linli info`
struct Information: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info",
        abstract: "Tell what the installation holds: realms, counts, sizes and versions.",
        discussion: """
            Example:
              linli info --data /srv/linli
            """)

    @OptionGroup var data: DataOption

    func run() async throws {
        let (rows, realms) = try await data.reading { database in
            try await database.read { db in (try Self.counts(db), try Realms.all(db)) }
        }
        let folder = try data.folder
        say("\(Self.program) in \(folder.url.path)")
        say(Columns.text(sizes(of: folder) + rows, indent: "  "))
        say()
        say(
            Columns.text(
                realms.map { [$0.slug, $0.name.zh, "\($0.profile) \($0.profileVersion)"] },
                header: ["realm", "name", "profile"], indent: "  "))
    }

    private static let program = "Linli \(Version.text)"

    private static func counts(_ db: any Reader) throws -> [[String]] {
        let seal = try Seals.last(db)
        let last = try Records.lastSequence(db)
        // In a share the numbers of those that stayed behind are not there.
        let absent = try Records.share(db).map { $0.through - $0.count } ?? 0
        return [
            ["schema", "\(try Schema.migrations(for: db.dialect).count)"],
            [
                "matters",
                "\(bounded(try Counts.matters(db))), "
                    + "\(bounded(try Counts.openMatters(db))) open",
            ],
            ["places", bounded(try Counts.places(db))],
            ["bodies", bounded(try Counts.bodies(db))],
            ["people", bounded(try Counts.people(db))],
            ["photographs", bounded(try Counts.photographs(db))],
            ["records", "\(last - absent), \(last - (seal?.last ?? 0)) not sealed yet"],
            ["last seal", seal.map { "\($0.number), \($0.sealedAt)" } ?? "none"],
        ]
    }

    private static func bounded(_ count: Int64) -> String {
        count >= Counts.countMax ? "over a million" : String(count)
    }

    private func sizes(of folder: DataFolder) -> [[String]] {
        if let server = folder.server { return [["database", "\(server)"]] }
        let files = ["", "-wal"].map { folder.database + $0 }
        let bytes = files.reduce(0) { sum, path in
            let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
            return sum + (size ?? 0)
        }
        let tenths = bytes * 10 / (1 << 20)
        return [["database", "\(tenths / 10).\(tenths % 10) MiB"]]
    }
}
