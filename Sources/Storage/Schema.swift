import Foundation
package import SQL

/// The schema, as numbered migrations beside this file.
///
/// A file for one engine alone ends in `.sqlite.sql` or `.postgres.sql` and has a twin.
package enum Schema {
    /// Every migration for an engine, in order.
    ///
    /// - Throws: when a file of the installation is missing or unreadable.
    package static func migrations(for dialect: Dialect) throws -> [Migration] {
        guard let folder = Bundle.module.url(forResource: "Migrations", withExtension: nil) else {
            throw SQLError.unavailable(
                "The migrations are missing beside the program. Install its .resources folders too."
            )
        }
        let own = dialect == .sqlite ? ".sqlite.sql" : ".postgres.sql"
        let other = dialect == .sqlite ? ".postgres.sql" : ".sqlite.sql"
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .filter { $0.hasSuffix(".sql") && !$0.hasSuffix(other) }
            .map { name in
                let text = try String(
                    contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
                return try Migration(
                    fileName: name.replacingOccurrences(of: own, with: ".sql"), text: text)
            }
    }
}
