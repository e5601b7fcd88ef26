/// Why the database refused or failed, each as a sentence that says what to do.
///
/// Bound values never appear in a message, because they may be personal.
package enum SQLError: Error, Hashable, Sendable {
    /// The store cannot be used now: missing, unreadable, damaged, locked, read-only or full.
    /// The text says what happened and what the operator can do.
    case unavailable(String)
    /// The schema refused a change. `detail` is the constraint or the `table.column` list.
    case constraint(kind: Constraint, detail: String)
    /// Too many writes wait already. Trying again later is safe: nothing was begun.
    case busy
    /// The line to the store broke while a change was made durable, and nobody could tell in time
    /// whether it was. It must not be done again before somebody has looked.
    case inDoubt
    /// A mistake in the program or its schema, for the operator's log.
    case unexpected(String)

    package static let closed = SQLError.unavailable(
        "The database was closed. Start the program again to use it.")

    /// A rule of the schema.
    package enum Constraint: String, Hashable, Sendable {
        case unique
        case foreignKey
        /// A `CHECK`, the type of a strict column, or a trigger that raises.
        case check
        case notNull
    }
}

extension SQLError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unavailable(let reason): reason
        case .constraint(.unique, let detail):
            "The same value is stored already (\(detail)). Change it or use the stored one."
        case .constraint(.foreignKey, let detail):
            "The row refers to one that does not exist, or others still refer to it "
                + "(\(detail)). Store or remove those first."
        case .constraint(.check, let detail):
            "A value is outside what the schema allows (\(detail)). Correct the value."
        case .constraint(.notNull, let detail):
            "A required value is missing (\(detail)). Supply it."
        case .busy:
            "Too many changes are waiting to be stored. Nothing was changed; try again shortly."
        case .inDoubt:
            "Whether the last change was stored could not be found out in time. Look before you do "
                + "it again."
        case .unexpected(let sentence): sentence
        }
    }
}
