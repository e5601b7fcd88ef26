import GRDB
import GRDBSQLite

/// Where a transaction has its statements from: a connection of GRDB, which keeps those that it
/// prepared, or one of our own for glances.
protocol Statements {
    /// The connection; nil once it is closed.
    var handle: OpaquePointer? { get }

    /// A statement ready to be bound. One that is kept is the same for the same text; another lives
    /// as long as what is returned.
    func statement(_ text: String, isKept: Bool) throws -> Prepared
}

/// A prepared statement, with what keeps it alive.
struct Prepared {
    let statement: OpaquePointer
    let owner: AnyObject
}

extension GRDB.Database: Statements {
    var handle: OpaquePointer? { sqliteConnection }

    func statement(_ text: String, isKept: Bool) throws -> Prepared {
        let found = try isKept ? cachedStatement(sql: text) : makeStatement(sql: text)
        return Prepared(statement: found.sqliteStatement, owner: found)
    }
}
