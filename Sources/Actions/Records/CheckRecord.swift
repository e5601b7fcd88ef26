package import Kernel
package import SQL
import Storage

/// Checks one record against itself and against the seal that closes it.
package struct CheckRecord: Sendable {
    package let realm: Realm
    package let sequence: Int64

    package init(realm: Realm, sequence: Int64) {
        self.realm = realm
        self.sequence = sequence
    }

    package enum Verdict: Hashable, Sendable {
        /// It stands as it was written, under a seal that names the one before.
        case sealed(Seal)
        /// Its own digests hold; the next seal will close it.
        case unsealed
        case altered(Part)
    }

    /// What is not as it was written.
    package enum Part: String, Hashable, Sendable, CaseIterable {
        case header, body, place, seal
    }

    /// - Throws: `ActionError.notFound` when the realm has no such record.
    package func run(in database: any Database) async throws -> Verdict {
        try await database.read { db in
            guard let stored = try Records.stored(sequence, of: realm.id, db) else {
                throw ActionError.notFound
            }
            guard stored.header.digest == stored.digest else { return .altered(.header) }
            guard Digest(of: stored.body) == stored.header.bodyDigest else {
                return .altered(.body)
            }
            guard let seal = try Seals.covering(sequence, db) else { return .unsealed }
            return try check(stored.header, under: seal, db)
        }
    }

    private func check(
        _ header: RecordHeader, under seal: Seal, _ db: any Reader
    ) throws -> Verdict {
        let proof = Proof(of: header, under: seal, leaves: try Seals.leaves(of: seal.number, db))
        guard let proof, (try? proof.verify()) != nil else { return .altered(.place) }
        guard try Seals.stored(seal.number, db)?.digest == seal.digest,
            try Seals.stored(seal.number - 1, db)?.seal.digest ?? .zero == seal.previous
        else { return .altered(.seal) }
        return .sealed(seal)
    }
}

/// Makes the proof that one record stands under its seal.
package struct ProveRecord: Sendable {
    package let realm: Realm
    package let sequence: Int64

    package init(realm: Realm, sequence: Int64) {
        self.realm = realm
        self.sequence = sequence
    }

    /// - Throws: `ActionError.notFound` when the realm has no such record, or no seal closes it
    ///   yet.
    package func run(in database: any Database) async throws -> ProofFile {
        try await database.read { db in
            guard let header = try Records.stored(sequence, of: realm.id, db)?.header,
                let seal = try Seals.covering(sequence, db),
                let proof = Proof(
                    of: header, under: seal, leaves: try Seals.leaves(of: seal.number, db))
            else { throw ActionError.notFound }
            let reference =
                Records.matterKinds.contains(header.subjectKind)
                ? try Matters.find(Matter.ID(header.subject), in: realm.id, db)?.reference : nil
            return ProofFile(reference: reference, proofs: [proof])
        }
    }
}
