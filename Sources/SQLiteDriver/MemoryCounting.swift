import CSQLite

/// SQLite's own count of its memory, which nobody reads and every allocation of every thread would
/// wait for.
enum MemoryCounting {
    /// The library takes the setting only before its first use, so this comes before any opening.
    static func off() { _ = isOff }

    private static let isOff = linli_sqlite_count_no_memory() == SQLITE_OK
}
