package import Kernel
import SQL
import Storage

/// Opens the story of a matter to whoever holds its receipt: reference and check word.
package struct TrackMatter: Sendable {
    package let realm: Realm
    package let reference: String
    package let word: String
    /// Where the try comes from, to limit guessing.
    package let address: String

    package init(realm: Realm, reference: String, word: String, address: String) {
        self.realm = realm
        self.reference = reference
        self.word = word
        self.address = address
    }

    /// - Throws: `ActionError.invalid` without telling which half was wrong; `.tooOften`.
    package func run(in installation: Installation) async throws -> Matter {
        try await Limit.receiptTries.count(
            subject: "\(address) \(reference.prefix(40))", in: installation)
        try await Limit.receiptTriesByAddress.count(subject: address, in: installation)
        let reference = try Self.read("reference") { try Reference(parsing: self.reference) }
        let word = try Self.read("word") { try CheckWord(parsing: self.word) }
        let digest = installation.vault.keyedDigest(word.text, use: "check word")
        let found = try await installation.database.read { db -> Matter? in
            guard let matter = try Matters.find(reference, in: realm.id, db),
                try Matters.wordDigest(of: matter.id, db) == digest
            else { return nil }
            return matter
        }
        guard let found else {
            throw ActionError.invalid(["word": .init("track.unknown")])
        }
        return found
    }

    private static func read<T>(_ field: String, _ parse: () throws -> T) throws -> T {
        do {
            return try parse()
        } catch {
            throw ActionError.invalid([field: .init("track.malformed.\(field)")])
        }
    }
}
