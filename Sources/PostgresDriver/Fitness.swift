import enum SQL.SQLError

/// What a database must be for Linli to rely on it.
enum Fitness {
    /// The oldest version that was still cared for when this was written.
    private static let versionMin = 140_000

    static func check(
        _ connection: PostgresConnection, at address: PostgresAddress
    ) throws {
        let version = connection.serverVersion
        guard version >= versionMin else {
            throw SQLError.unavailable(
                "\(address) is PostgreSQL \(version / 10_000). Linli needs version "
                    + "\(versionMin / 10_000) or later.")
        }
        let encoding = try connection.execute("SHOW server_encoding").text()
        guard encoding == "UTF8" else {
            throw SQLError.unavailable(
                "\(address) has the encoding \(encoding). \(howToCreate)")
        }
        let collation = try connection.execute(
            "SELECT datcollate FROM pg_database WHERE datname = current_database()"
        ).text()
        // Both engines must put texts into the same order: that of their bytes.
        guard ["C", "POSIX", "C.UTF-8", "C.utf8"].contains(collation) else {
            throw SQLError.unavailable(
                "\(address) sorts texts as \(collation) does. \(howToCreate)")
        }
    }

    private static let howToCreate =
        "Create its database with: createdb --encoding UTF8 --locale C --template template0 NAME"
}
