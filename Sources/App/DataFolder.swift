package import Actions
package import Foundation
package import Kernel
package import Outgoing
package import PostgresDriver
package import SQL
import SQLiteDriver
import Secrets
package import Storage

/// The folder that holds one installation: `linli.key`, and `linli.sqlite` unless the rows are kept
/// by a PostgreSQL that several nodes share; each of them has a folder with the same key.
///
/// The key stands apart from the database so that a copy of the one opens nothing without the
/// other; keep a copy of the key somewhere safe, or the encrypted fields are lost with it.
package struct DataFolder: Sendable {
    package let url: URL
    /// The PostgreSQL that keeps the rows; nil where the folder does.
    package let server: PostgresAddress?
    /// A standby that follows the server, for answers that may be a little old.
    package var replica: PostgresAddress?
    /// How long staff stay signed in.
    package var sessions = SessionSettings()
    package var limits = LimitSettings()
    /// How other systems are reached.
    package var outgoing = Outgoing()
    package var means = OutgoingMeans()
    /// Who else may say who somebody of the staff is.
    package var providers: [OpenIDProvider] = []
    /// Whether spans are made, and of how many requests.
    package var tracing: TraceSettings?

    package init(path: String, server: PostgresAddress? = nil) {
        url = URL(fileURLWithPath: path, isDirectory: true)
        self.server = server
    }

    /// The folder with the database that the settings name.
    package init(path: String, configuration: Configuration) {
        let password = configuration.databasePassword
        func address(_ text: String?) -> PostgresAddress? {
            text.map { PostgresAddress($0, password: password?.text) }
        }
        self.init(path: path, server: address(configuration.database))
        replica = address(configuration.readReplica)
        sessions = configuration.sessions
        limits = configuration.limits
        outgoing = configuration.door
        means = configuration.means
        providers = configuration.openID
        tracing = configuration.tracing
    }

    /// Where the rows are, for a message.
    package var place: String { server?.description ?? database }

    package var database: String { url.appendingPathComponent("linli.sqlite").path }
    package var keyFile: String { url.appendingPathComponent("linli.key").path }

    /// Why an installation cannot be opened: each a sentence that says what to do.
    package enum Problem: Error, CustomStringConvertible {
        case notThere(folder: String)
        case noKey(file: String)
        case badKey(file: String)
        case wrongKey(file: String)
        case keyWithoutDatabase(file: String)
        case cannotWrite(folder: String, reason: String)
        case unfinishedCopy(place: String)

        package var description: String {
            switch self {
            case .notThere(let folder):
                "There is no Linli installation in \(folder). Create one with: linli init --data "
                    + "\(folder) --profile checheng-road"
            case .noKey(let file):
                "The key \(file) is missing. Put back the key that belongs to this database; "
                    + "nothing was changed."
            case .badKey(let file):
                "The key \(file) is not 64 hexadecimal digits. Put back the key that belongs to "
                    + "this database; nothing was changed."
            case .wrongKey(let file):
                "The key \(file) belongs to another database. Put back the right one; nothing was "
                    + "changed."
            case .keyWithoutDatabase(let file):
                "There is a key but no database beside it (\(file)). Put the database back, or "
                    + "move the key away to start anew."
            case .cannotWrite(let folder, let reason):
                "The folder \(folder) cannot be written: \(reason)"
            case .unfinishedCopy(let place):
                "\(place) is a copy that was cut off. Run the same linli copy again: it goes on "
                    + "where it stopped."
            }
        }
    }

    /// Whether there is an installation: its database, or the key to one that a server keeps.
    package var exists: Bool {
        FileManager.default.fileExists(atPath: server == nil ? database : keyFile)
    }

    /// Opens the installation, bringing its schema up to this program.
    package func open(
        now: @escaping @Sendable () -> Instant = { Instant(Date()) }
    ) async throws -> Installation {
        guard exists else { throw Problem.notThere(folder: url.path) }
        let vault = try Vault(key: try readKey())
        let database = try rows(readOnly: false, createIfMissing: false)
        do {
            try await prepare(database, vault, now)
        } catch {
            try? await database.close()
            throw error
        }
        return try await installation(database, vault, now)
    }

    /// Opens the rows alone, without a key, for commands that copy them.
    ///
    /// - Parameter isCreated: whether a file that is not there yet is made.
    package func openRows(readOnly: Bool, isCreated: Bool = false) throws -> any Database {
        try rows(readOnly: readOnly, createIfMissing: isCreated)
    }

    /// Opens only for reading: no migration, no write. For commands that look.
    package func openForReading() throws -> any Database {
        guard exists else { throw Problem.notThere(folder: url.path) }
        return try rows(readOnly: true, createIfMissing: false)
    }

    private func rows(readOnly: Bool, createIfMissing: Bool) throws -> any Database {
        if let server { return try PostgresDatabase.open(server) }
        return try SQLiteDatabase.open(
            path: database, readOnly: readOnly, createIfMissing: createIfMissing)
    }

    /// The same with the key that belongs to it, for commands that look into what is encrypted.
    package func openForReadingWithKey() async throws -> (database: any Database, vault: Vault) {
        let database = try openForReading()
        do {
            let vault = try Vault(key: try readKey())
            try await checkKey(database, vault.keyedDigest("linli", use: "key check"))
            return (database, vault)
        } catch {
            try? await database.close()
            throw error
        }
    }

    /// Creates an empty installation with a new key and the calendars that come with the program;
    /// opens the one that is there.
    package func create(
        now: @escaping @Sendable () -> Instant = { Instant(Date()) }
    ) async throws -> Installation {
        if exists { return try await open(now: now) }
        if FileManager.default.fileExists(atPath: keyFile) {
            throw Problem.keyWithoutDatabase(file: keyFile)
        }
        if server != nil { try await refuseKeyed() }
        let key = Cipher.randomBytes(Cipher.keyBytes)
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
            try Data((key.hex + "\n").utf8).write(to: URL(fileURLWithPath: keyFile))
            try FileManager.default.setAttributes(
                [.posixPermissions: 0o600], ofItemAtPath: keyFile)
        } catch {
            throw Problem.cannotWrite(folder: url.path, reason: error.localizedDescription)
        }
        let vault = try Vault(key: key)
        let database = try rows(readOnly: false, createIfMissing: true)
        try await prepare(database, vault, now)
        return try await installation(database, vault, now)
    }

    /// Refuses rows that belong to a key which is not in the folder, before one is made.
    private func refuseKeyed() async throws {
        let database = try rows(readOnly: true, createIfMissing: false)
        let isKeyed = try await database.read { db in
            try Migrator.hasTable("settings", db) && Settings.value("key", db) != nil
        }
        try await database.close()
        guard !isKeyed else { throw Problem.noKey(file: keyFile) }
    }

    /// Goes on with identifiers after those that are stored. A command that runs beside the server
    /// gives other ones in the same millisecond, because each process has a number of its own.
    private func installation(
        _ database: any Database, _ vault: Vault, _ now: @escaping @Sendable () -> Instant
    ) async throws -> Installation {
        let given = try await database.read { db in try GivenIdentifiers.highest(db) }
        let lease = server == nil ? nil : try await NodeLease(in: database, at: now())
        let process = Int(ProcessInfo.processInfo.processIdentifier) % IdentifierSource.nodes.count
        var installation = Installation(
            database: database, vault: vault,
            ids: IdentifierSource(node: lease?.number ?? process, after: given), lease: lease,
            replica: replica.map { Replica(PostgresDatabase.replica($0)) }, now: now)
        installation.sessions = sessions
        installation.traffic = Traffic(limits)
        installation.outgoing = outgoing
        installation.means = means
        installation.providers = Providers(providers)
        return tracing.map { installation.traced(by: Spans(percent: $0.percent)) } ?? installation
    }

    private func prepare(
        _ database: any Database, _ vault: Vault, _ now: @Sendable () -> Instant
    ) async throws {
        let digest = vault.keyedDigest("linli", use: "key check")
        try await checkKey(database, digest)
        try await Installation.migrate(database, now: now())
        let instant = now()
        try await database.write { db in
            guard try Settings.value("key", db) == nil else { return }
            try Settings.set("key", to: digest, db)
            try Installation.loadBuiltInCalendar(at: instant, db)
        }
    }

    /// Refuses a key of another installation before anything is written.
    private func checkKey(_ database: any Database, _ digest: String) async throws {
        let (file, place) = (keyFile, place)
        try await database.read { db in
            guard try Migrator.hasTable("settings", db), let stored = try Settings.value("key", db)
            else { return }
            guard stored == digest else { throw Problem.wrongKey(file: file) }
            guard try Settings.value(CopyInstallation.mark, db) == nil else {
                throw Problem.unfinishedCopy(place: place)
            }
        }
    }

    private func readKey() throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: keyFile) else {
            throw Problem.noKey(file: keyFile)
        }
        let digits = String(decoding: data, as: UTF8.self).trimmingCharacters()
        let bytes = stride(from: 0, to: digits.count, by: 2).compactMap { start -> UInt8? in
            let from = digits.index(digits.startIndex, offsetBy: start)
            guard let to = digits.index(from, offsetBy: 2, limitedBy: digits.endIndex) else {
                return nil
            }
            return UInt8(digits[from..<to], radix: 16)
        }
        guard digits.count == 64, bytes.count == 32 else { throw Problem.badKey(file: keyFile) }
        return bytes
    }
}
