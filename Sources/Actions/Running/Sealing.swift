package import Kernel
package import SQL
import Storage

/// Seals what has been recorded since the last seal.
package struct SealRecords: Sendable {
    package init() {}

    /// How many records one seal covers at most: small enough that a proof stays short.
    package static let recordsMax: Int64 = 1_024

    /// - Returns: the seals made; none when everything is sealed already.
    @discardableResult
    package func run(in installation: Installation) async throws -> [Seal] {
        let now = installation.now()
        var seals: [Seal] = []
        // What is recorded never changes, so a seal is made outside the transaction that keeps it.
        while let made = try await installation.database.read({ try next(at: now, $0) }) {
            let isKept = try await installation.database.write { db in
                guard try Seals.last(db)?.number == made.previous?.number else { return false }
                try Seals.insert(made.seal, leaves: made.leaves, db)
                return true
            }
            if isKept { seals.append(made.seal) }
        }
        return seals
    }

    private struct Made {
        let previous: Seal?
        let seal: Seal
        let leaves: [Digest]
    }

    private func next(at now: Instant, _ db: any Reader) throws -> Made? {
        let previous = try Seals.last(db)
        let first = (previous?.last ?? 0) + 1
        let last = min(try Records.lastSequence(db), first + Self.recordsMax - 1)
        guard last >= first else { return nil }
        // Those that were stored with the acts: a row that was altered since shows as altered.
        let leaves = try Records.digests(from: first, through: last, db)
        return Made(
            previous: previous, seal: Seal(sealing: leaves, after: previous, at: now),
            leaves: leaves)
    }
}

/// Checks the whole record against its seals and names the first thing that is wrong.
package struct VerifyRecords: Sendable {
    package init() {}

    package struct Report: Sendable {
        /// How many were found in order.
        package let records: Int64
        package let seals: Int64
        /// How many records follow the last seal.
        package let unsealed: Int64
        package let lastSeal: Seal?
        package let problem: String?
    }

    package func run(in database: any Database) async throws -> Report {
        try await database.read { db in
            var verifier = Verifier()
            var problem: String?
            do {
                verifier = Verifier(share: try Records.share(db))
                try check(with: &verifier, db)
            } catch let found as Verifier.Problem {
                problem = found.description
            }
            let last = try Seals.last(db)
            let unsealed = try Records.lastSequence(db) - (last?.last ?? 0)
            return Report(
                records: Int64(verifier.summary.records), seals: last?.number ?? 0,
                unsealed: unsealed, lastSeal: last, problem: problem)
        }
    }

    /// Feeds the verifier seal by seal, each after the records that it covers.
    private func check(with verifier: inout Verifier, _ db: any Reader) throws {
        var seals: [(seal: Seal, digest: Digest, leaves: [Digest])] = []
        try Seals.forEach(db) { seal, digest, leaves in
            seals.append((seal, digest, leaves))
        }
        var next = 0
        try Records.forEach(db) { header, digest, body in
            while next < seals.count, seals[next].seal.last < header.sequence {
                try verifier.take(
                    seal: seals[next].seal, storedDigest: seals[next].digest,
                    leaves: seals[next].leaves)
                next += 1
            }
            try verifier.take(record: header, storedDigest: digest, body: body)
        }
        while next < seals.count {
            try verifier.take(
                seal: seals[next].seal, storedDigest: seals[next].digest,
                leaves: seals[next].leaves)
            next += 1
        }
    }
}

/// Makes the proofs that the records about a matter stand unaltered under a seal.
package struct ProveMatter: Sendable {
    package let realm: Realm
    package let reference: Reference

    package init(realm: Realm, reference: Reference) {
        self.realm = realm
        self.reference = reference
    }

    /// - Returns: one proof for each record, oldest first; records not sealed yet are left out.
    /// - Throws: `ActionError.notFound` when the realm has no such matter.
    package func run(in database: any Database) async throws -> [Proof] {
        try await database.read { db in
            guard let matter = try Matters.find(reference, in: realm.id, db) else {
                throw ActionError.notFound
            }
            return try Self.proofs(of: matter.id, db)
        }
    }

    static func proofs(of matter: Matter.ID, _ db: any Reader) throws -> [Proof] {
        try Records.sequences(of: matter.rawValue, kind: "matter", db).compactMap { sequence in
            guard let seal = try Seals.covering(sequence, db),
                let header = try Records.headers(from: sequence, through: sequence, db).first
            else { return nil }
            return Proof(of: header, under: seal, leaves: try Seals.leaves(of: seal.number, db))
        }
    }
}
