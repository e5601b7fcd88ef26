extension Migrator {
    /// Why the schema cannot be brought up to the program.
    package enum Problem: Error, Hashable {
        case repeated(number: Int)
        case gap(missing: Int)
        case newer(database: Int, program: Int)
        case unrecorded(number: Int)
        case changed(number: Int, name: String)
        case failed(number: Int, name: String, reason: String)
    }
}

extension Migrator.Problem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .repeated(let number):
            "Two migrations have number \(number). Give the later one the next free number."
        case .gap(let missing):
            "Migration \(missing) is missing. Number the files 1, 2, 3 and so on."
        case .newer(let database, let program):
            "The database is at migration \(database), but this program knows only \(program). "
                + "Install the newer program, or restore a backup made by this one."
        case .unrecorded(let number):
            "The table migrations has no row for number \(number) although later ones were "
                + "applied. Restore the table from a backup."
        case .changed(let number, let name):
            "Migration \(number) (\(name)) was edited after it was applied to this database. "
                + "Restore the file as it was released and put the change in a new migration."
        case .failed(let number, let name, let reason):
            "Migration \(number) (\(name)) was not applied and nothing of it was kept: \(reason)"
        }
    }
}
