/// One row of an answer, valid only inside the closure that receives it.
///
/// A driver supplies the three requirements; the typed readings stand in `Row+Readings.swift`.
package protocol Row {
    var columnCount: Int { get }

    /// The name of a column as the query gives it; `column` is between 0 and `columnCount - 1`.
    func name(_ column: Int) -> String

    /// The value as it is stored.
    ///
    /// - Throws: `SQLError.unexpected` when there is no such column.
    func value(_ column: Int) throws -> SQLValue
}
