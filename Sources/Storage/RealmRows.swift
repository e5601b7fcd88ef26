package import Kernel
package import SQL

/// Which rows of a database go along with some of its realms.
package struct RealmRows: Sendable {
    private let realms: [Realm.ID]
    private let ownership: Ownership

    package enum Part: Sendable {
        case all
        case none
        /// Those for which a condition holds.
        case some(SQL)
    }

    /// What tells of every realm: the seals keep the digests of all records.
    private static let common: Set = ["calendar_years", "seals", "settings"]
    /// What is held for minutes: attempts to sign in, sign-ins half done, which node does what.
    private static let passing: Set = ["attempts", "ceremonies", "leases"]

    /// - Throws: `SQLError` for a database without realms.
    package init(of realms: [Realm.ID], among tables: [Table]) throws {
        guard let owner = tables.first(where: { $0.name == "realms" }) else {
            throw SQLError.unexpected("There is no table of realms.")
        }
        self.realms = realms
        let word = Table.Reference(
            columns: ["rowid"], parent: "matters", names: ["id"], isRequired: true)
        ownership = Ownership(
            by: owner, named: "realm_id", among: tables,
            besides: ["open_search": word, "ended_search": word])
    }

    /// - Throws: `SQLError` for a table of which nobody has said whose its rows are.
    package func part(of table: Table) throws -> Part {
        if Self.common.contains(table.name) { return .all }
        if Self.passing.contains(table.name) { return .none }
        guard let owner = ownership.owner(of: table) else {
            throw SQLError.unexpected("Nothing says to which realm rows of \(table.name) belong.")
        }
        // The nation's working days are every realm's.
        return .some("\(owner) IN \(list: [Calendars.national] + realms.map(\.rawValue))")
    }
}
