package import Kernel
import SQL
import Storage

/// What both actions on a project's money do around their decision.
struct FundWork {
    let installation: Installation
    let realm: Realm
    let holding: Holding
    let matter: Matter
    let today: Day
    let now: Instant
    let db: any Writer

    /// Stores a line with the transfer that it is, and its record.
    func post(_ line: FundLine, reversing first: Transfer.ID?, action: String) throws {
        var transfer: Transfer?
        do {
            if let first {
                guard let stored = try Ledgers.find(first, db) else { throw ActionError.notFound }
                transfer = try stored.reversal(id: installation.newID())
            } else if line.reverses == nil, let entries = line.entries {
                transfer = try Transfer(id: installation.newID(), unit: .fen, entries: entries)
            }
            if let transfer {
                try Ledgers.post(
                    transfer, for: Ledgers.Subject("project", matter.id.rawValue), in: realm.id,
                    at: now, db)
            }
        } catch Transfer.Problem.overdrawn(_, let balance) {
            throw ActionError.invalid([
                line.reverses == nil ? "amount" : "reason": .init(
                    line.reverses == nil ? "funds.problem.overdrawn" : "funds.problem.spent",
                    ["left": Yuan.text(fen: balance)])
            ])
        }
        try Funds.insert(
            line, in: realm.id, by: holding.post.id, transfer: transfer?.id, at: now, db)
        var payload: [String: Payload] = [
            "project": .text(matter.id.description), "kind": .text(line.kind.rawValue),
            "source": .text(line.source.rawValue), "fen": .int(line.fen),
            "day": .text(line.day.description), "words": .text(line.words),
        ]
        if let reverses = line.reverses { payload["reverses"] = .text(reverses.description) }
        try installation.note(
            action, on: "fund", line.id.rawValue, in: realm.id, by: .holding(holding), at: now,
            payload, db)
    }

    static func refusing<T>(_ decide: () throws(FundLine.Problem) -> T) throws(ActionError) -> T {
        do {
            return try decide()
        } catch {
            switch error {
            case .amount:
                throw .invalid([
                    "amount": .init(
                        "funds.problem.range",
                        ["max": Yuan.text(fen: FundLine.fenRange.upperBound)])
                ])
            case .inFuture(let latest):
                throw .invalid(["day": .init("funds.problem.future", ["day": "\(latest)"])])
            case .isSettled: throw .invalid(["reason": .init("funds.problem.settled")])
            }
        }
    }
}

extension Matter {
    /// Whether a post keeps the money of the project: it organises at the place, its body leads it
    /// and organises or offers, or its person proposed it.
    package func isMoneyKept(by holding: Holding) -> Bool {
        if holding.grants(.organise, at: placePath, in: realm) { return true }
        guard holding.post.realm == realm, !holding.verbs.isDisjoint(with: [.organise, .offer])
        else { return false }
        return holding.post.body == lead || (taker != nil && holding.post.person == taker)
    }
}

extension Installation {
    /// Does a piece of work on a project's money in one transaction.
    ///
    /// - Throws: `.notFound` unless the post may read the project, `.forbidden` unless it keeps its
    ///   money, `.invalid` where the project has ended.
    func keepFunds(
        of project: Reference, in realm: Realm, _ holding: Holding,
        _ work: @escaping @Sendable (FundWork) throws -> Void
    ) async throws {
        let now = now()
        try await database.write { db in
            guard let stored = try Matters.stored(project, in: realm.id, db) else {
                throw ActionError.notFound
            }
            let matter = stored.matter
            let book = try rulebooks.find(realm, version: stored.profileVersion, at: now, db)
            guard let procedure = book.profile.procedure(matter.procedure.name),
                procedure.keepsMoney, procedure.lets(.holding(holding), read: matter)
            else { throw ActionError.notFound }
            guard matter.isMoneyKept(by: holding) else { throw ActionError.forbidden }
            guard matter.isOpen else {
                throw ActionError.invalid(["words": .init("funds.problem.ended")])
            }
            try work(
                FundWork(
                    installation: self, realm: realm, holding: holding, matter: matter,
                    today: book.day(of: now), now: now, db: db))
        }
    }
}
