package import Kernel
package import SQL

extension Records {
    /// The setting that names the record of the share that a database holds.
    package static let shareName = "share"
    private static let shareAction = "moveRealm"

    /// What came into this database, where it has only some realms of an installation.
    ///
    /// - Throws: `Verifier.Problem.shareMissing`; `SQLError`.
    package static func share(_ db: any Reader) throws -> RecordShare? {
        guard let sequence = try Settings.value(shareName, db).flatMap({ Int64($0) }) else {
            return nil
        }
        let body = try db.first(
            """
            SELECT body FROM records WHERE sequence = \(sequence) AND action = \(shareAction)
            """
        ) { try $0.blob(0) }
        guard let body, let payload = try? Payload(parsing: body),
            let share = RecordShare(payload)
        else { throw Verifier.Problem.shareMissing(record: sequence) }
        return share
    }

    /// Which records of an installation are those of some realms.
    package static func share(
        of realms: [Realm.ID], through last: Int64, _ db: any Reader
    ) throws -> RecordShare {
        var share = RecordShare(through: last)
        try db.forEach(
            """
            SELECT sequence FROM records
            WHERE sequence <= \(last) AND +realm_id IN \(list: realms) ORDER BY sequence
            """
        ) { share.take(sequence: try $0.int(0)) }
        return share
    }

    /// Records, once for each realm that came, what came into this database.
    package static func tell(
        _ share: RecordShare, to realms: [Realm.ID], at now: Instant, ids: IdentifierSource,
        _ db: any Writer
    ) throws {
        var last = share.through
        for realm in realms {
            last = try append(
                Entry(
                    realm: realm, at: now, person: nil, post: nil, action: shareAction,
                    subjectKind: "realm", subject: realm.rawValue, payload: share.payload),
                id: ids.next(at: now), after: last, db)
        }
        try Settings.set(shareName, to: String(last), db)
    }
}
