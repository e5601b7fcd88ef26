import Actions
import App
import ArgumentParser
import Foundation
import Kernel
import SQL
import Storage

/// `linli prove`
struct Prove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prove",
        abstract: "Write the proof that a matter's records stand unaltered under their seals.",
        discussion: """
            The proof shows no other record and no words; a stranger checks it with \
            “linli verify --proof FILE”.
            Example:
              linli prove 26-00042-7 --out proof.json
            """)

    @OptionGroup var data: DataOption
    @OptionGroup var realm: RealmOption

    @Argument(help: ArgumentHelp("The matter's number.", valueName: "ref"))
    var reference: String

    @Option(
        help: ArgumentHelp("Write to this new file rather than to the screen.", valueName: "file"))
    var out: String?

    func run() async throws {
        let reference = try Reference(parsing: reference)
        let (proofs, unsealed) = try await data.reading { database in
            let realm = try await realm.find(in: database)
            let proofs = try await ProveMatter(realm: realm, reference: reference)
                .run(in: database)
            return (proofs, try await recordCount(reference, realm, database) - proofs.count)
        }
        guard !proofs.isEmpty else {
            throw Complaint(
                "No record of \(reference) is sealed yet. Seal them with: linli seal")
        }
        let json = Data(try ProofFile(reference: reference, proofs: proofs).json)
        if let out {
            try write(json, toNewFile: out)
            say("\(proofs.count) records of \(reference) are proved in \(out).")
        } else {
            say(String(decoding: json, as: UTF8.self))
        }
        if unsealed > 0 {
            Terminal.current.complain(
                "\(unsealed) later records are not sealed yet and not in the proof.")
        }
    }

    private func recordCount(
        _ reference: Reference, _ realm: Realm, _ database: any Database
    ) async throws -> Int {
        try await database.read { db in
            guard let matter = try Matters.find(reference, in: realm.id, db) else { return 0 }
            return try Records.sequences(of: matter.id.rawValue, kind: "matter", db).count
        }
    }
}
