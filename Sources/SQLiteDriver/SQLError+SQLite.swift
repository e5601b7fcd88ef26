import GRDB

import enum SQL.SQLError

extension SQLError {
    /// Runs `work`; an error of GRDB comes out as an `SQLError`, any other error unchanged.
    static func translating<T>(
        path: String? = nil, _ work: () throws -> T
    ) throws -> T {
        do {
            return try work()
        } catch let error as DatabaseError {
            throw SQLError(error, path: path)
        }
    }

    /// The sentence for what SQLite reported about the database at `path`.
    init(_ error: DatabaseError, path: String? = nil) {
        let file = path.map { "The database file \($0)" } ?? "The database file"
        switch error.resultCode {
        case .SQLITE_CONSTRAINT:
            self = Self.constraint(error)
        case .SQLITE_NOTADB:
            self = .unavailable(
                "\(file) is not an SQLite database. Check the path, or restore a backup.")
        case .SQLITE_CORRUPT:
            self = .unavailable(
                "\(file) is damaged. Stop the program, keep a copy of the file, "
                    + "and restore a backup.")
        case .SQLITE_READONLY:
            self = .unavailable(
                "\(file) cannot be written. Open it for writing, and let this user write "
                    + "the file and its folder.")
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            self = .unavailable(
                "\(file) cannot be opened. Check that it exists and that this user may read "
                    + "and write it and its folder.")
        case .SQLITE_FULL:
            self = .unavailable(
                "\(file) cannot grow: the disk is full. Nothing was stored; free some space "
                    + "and try again.")
        case .SQLITE_IOERR:
            self = .unavailable(
                "\(file) could not be read or written (\(error.extendedResultCode)). "
                    + "Check the disk and the system log.")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self = .unavailable(
                "\(file) is locked by another program. Nothing was stored; close the other "
                    + "program or try again.")
        case .SQLITE_MISUSE where error.message == Self.closedMessage:
            self = Self.closed
        default:
            let message = error.message ?? "\(error.extendedResultCode)"
            let statement = error.sql.map { " in: \($0)" } ?? ""
            self = .unexpected("SQLite refused a statement: \(message)\(statement)")
        }
    }

    /// What GRDB says when a closed connection is used.
    private static let closedMessage = "Connection is closed"

    private static func constraint(_ error: DatabaseError) -> SQLError {
        let message = error.message ?? ""
        let detail =
            message.firstRange(of: "constraint failed: ")
            .map { String(message[$0.upperBound...]) } ?? message
        return switch error.extendedResultCode {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID:
            .constraint(kind: .unique, detail: detail)
        case .SQLITE_CONSTRAINT_FOREIGNKEY: .constraint(kind: .foreignKey, detail: detail)
        case .SQLITE_CONSTRAINT_NOTNULL: .constraint(kind: .notNull, detail: detail)
        default: .constraint(kind: .check, detail: detail)
        }
    }
}
