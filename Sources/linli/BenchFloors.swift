import Actions
import App
import ArgumentParser
import Foundation
import Kernel
import SQL

/// `linli bench floors`
struct FloorsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "floors",
        abstract: "Measure what the disk and the bare engine can do, to compare with.",
        discussion: """
            Writes down what creating and accepting requests has the database do, and gives the \
            same statements to the engine with nothing around them: 32 acts to a durable commit, \
            as a group commit gathers them, and one to a commit. Prints JSON.
            Example:
              linli bench floors --data scratch
            """)

    @OptionGroup var data: DataOption

    @Option(
        help: "How many acts of each kind, 64 to 20,000: enough that the log is copied back, too.")
    var acts = 16_000

    func validate() throws {
        guard (64...20_000).contains(acts) else {
            throw ValidationError("“\(acts)” is not from 64 to 20000.")
        }
    }

    private struct Floors: Encodable {
        /// 4 KiB each, made durable, a second.
        let appendsWithFsync: Int
        let overwritesWithFdatasync: Int
        let create: Engine
        let accept: Engine
    }

    private struct Engine: Encodable {
        /// Statements of one act, reading and writing.
        let statements: Int
        let writes: Int
        /// Acts a second.
        let together: Int
        let alone: Int
    }

    func run() async throws {
        let floors = try await data.writing { installation in
            let realm = try await BenchCommands.demonstration(in: installation)
            let rehearsal = Rehearse(realm: realm, count: acts)
            return Floors(
                appendsWithFsync: try durable(overwriting: false),
                overwritesWithFdatasync: try durable(overwriting: true),
                create: try await engine(rehearsal.openings(in: installation), installation),
                accept: try await engine(rehearsal.acceptances(in: installation), installation))
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        say(String(decoding: try encoder.encode(floors), as: UTF8.self))
    }

    /// The first half of the acts 32 to a commit, the second half each alone.
    private func engine(
        _ acts: [Rehearse.Act], _ installation: Installation
    ) async throws -> Engine {
        guard let last = acts.last, acts.count > 1 else {
            throw Complaint(
                "No requests wait to be accepted. Fill the demonstration first: linli bench year")
        }
        let half = acts.count / 2
        return Engine(
            statements: last.statements, writes: last.writes.count,
            together: try await rate(of: acts[..<half], atOnce: 32, installation),
            alone: try await rate(of: acts[half...], atOnce: 1, installation))
    }

    private func rate(
        of acts: ArraySlice<Rehearse.Act>, atOnce: Int, _ installation: Installation
    ) async throws -> Int {
        let start = ContinuousClock.now
        var rest = acts
        while !rest.isEmpty {
            let batch = rest.prefix(atOnce).flatMap(\.writes)
            try await installation.database.write { db in
                for sql in batch { try db.run(sql) }
            }
            rest = rest.dropFirst(atOnce)
        }
        return Int(Double(acts.count) / ((ContinuousClock.now - start) / .seconds(1)))
    }

    private func durable(overwriting: Bool) throws -> Int {
        let path = try data.folder.url.appendingPathComponent("floor.tmp").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let file = open(path, O_CREAT | O_TRUNC | O_RDWR, 0o600)
        guard file >= 0 else { throw Complaint("\(path) cannot be written.") }
        defer { close(file) }
        let page = [UInt8](repeating: 7, count: 4_096)
        let count = 1_000
        if overwriting {
            for number in 0..<count { pwrite(file, page, page.count, off_t(number * page.count)) }
            fsync(file)
        }
        let start = ContinuousClock.now
        for number in 0..<count {
            pwrite(file, page, page.count, off_t(number * page.count))
            if overwriting { fdatasync(file) } else { fsync(file) }
        }
        return Int(Double(count) / ((ContinuousClock.now - start) / .seconds(1)))
    }
}
