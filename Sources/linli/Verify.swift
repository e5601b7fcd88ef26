import Actions
import App
import ArgumentParser
import Foundation
import Kernel
import SQL
import Storage

/// `linli verify`
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check the whole record against its seals, all rows, or one proof file.",
        discussion: """
            Names the first record that is not as it was written, and ends with 1 then. With \
            --rows it goes on: it reads the whole file, does every matter once more as its record \
            tells it, and names each whose rows are anything else. That needs the key.
            Examples:
              linli verify
              linli verify --rows
              linli verify --proof proof.json
              linli verify --report 2023.html
            A proof can be checked without any installation; compare the digests that it prints \
            with those that were published.
            """)

    @OptionGroup var data: DataOption

    @Option(help: ArgumentHelp("A file that “linli prove” wrote.", valueName: "file"))
    var proof: String?

    @Option(
        help: ArgumentHelp("A frozen report, as html or json.", valueName: "file"))
    var report: String?

    @Flag(help: "Replay every matter from its records and compare the rows with it.")
    var rows = false

    func validate() throws {
        guard [proof != nil, report != nil, rows].count(where: \.self) <= 1 else {
            throw ValidationError(
                "A proof or a report is checked alone: leave out the others and --rows.")
        }
    }

    func run() async throws {
        if let proof { return try await verifyProof(in: proof) }
        if let report { return try await verifyReport(in: report) }
        try await verifyRecords()
        if rows { try await RowVerification(folder: try data.folder).run() }
    }

    private func verifyRecords() async throws {
        let report = try await data.reading { database in
            try await VerifyRecords().run(in: database)
        }
        if let problem = report.problem { throw Complaint(problem) }
        say(
            "\(report.records) records and \(report.seals) seals are in order; "
                + "\(report.unsealed) records are not sealed yet.")
        if let seal = report.lastSeal { say("Seal \(seal.number): \(seal.digest)") }
    }

    private func verifyProof(in path: String) async throws {
        let bytes = try bytes(ofFile: path)
        let file = try JSONDecoder().decode(ProofFile.self, from: Data(bytes))
        guard !file.proofs.isEmpty else { throw Complaint("\(path) holds no proof.") }
        let published = try await publishedSeals(file.proofs.map(\.seal.number))
        for proof in file.proofs {
            try proof.verify(published: published[proof.seal.number])
        }
        let seals = Set(file.proofs.map(\.seal)).sorted { $0.number < $1.number }
        for seal in seals
        where file.seals.first(where: { $0.number == seal.number })
            .map({ $0.digest != seal.digest }) ?? false
        {
            throw Proof.Problem.otherSeal(number: seal.number)
        }
        let folder = try data.folder
        let compared =
            published.isEmpty
            ? "Compare the seals with those that were published:"
            : "The seals are those of \(folder.url.path):"
        let about = file.reference.map { " of matter \($0)" } ?? ""
        say("\(file.proofs.count) records\(about) stand unaltered. \(compared)")
        for seal in seals { say("Seal \(seal.number): \(seal.digest)") }
    }

    private func verifyReport(in path: String) async throws {
        let files = try ReportFiles()
        let bytes = try bytes(ofFile: path)
        let proof = try files.verified(bytes) { _ in nil }
        let published = try await publishedSeals([proof.proof.seal.number])
        try proof.verify(published: published[proof.proof.seal.number])
        let folder = try data.folder
        let compared =
            published.isEmpty
            ? "Compare the seal with the one that was published:"
            : "The seal is that of \(folder.url.path):"
        say(
            "The report \(proof.content.layout) of \(proof.content.place.zh) for "
                + "\(proof.content.period), version \(proof.content.version), stands unaltered "
                + "in record \(proof.proof.header.sequence). \(compared)")
        say("Seal \(proof.proof.seal.number): \(proof.proof.seal.digest)")
    }

    /// The seals of the installation, where there is one; a stranger has none.
    private func publishedSeals(_ numbers: [Int64]) async throws -> [Int64: Digest] {
        guard try data.folder.exists else { return [:] }
        return try await data.reading { database in
            try await database.read { db in
                var found: [Int64: Digest] = [:]
                try Seals.forEach(db) { seal, _, _ in
                    if numbers.contains(seal.number) { found[seal.number] = seal.digest }
                }
                for number in numbers where found[number] == nil {
                    throw Proof.Problem.otherSeal(number: number)
                }
                return found
            }
        }
    }
}
