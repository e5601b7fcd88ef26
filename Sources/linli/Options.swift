import Actions
import App
import ArgumentParser
import Foundation
import Kernel
import PostgresDriver
import Profiles
import SQL
import Storage

/// Which installation a command works on, and by which settings.
struct DataOption: ParsableArguments {
    @Option(
        name: .customLong("data"),
        help: ArgumentHelp(
            "The folder of the installation (default: LINLI_DATA, else linli-data).",
            valueName: "folder"))
    var path: String?

    @Option(
        help: ArgumentHelp(
            "A PostgreSQL that holds the rows instead of a file in the folder, such as "
                + "postgres://linli@db.example/linli (default: LINLI_DATABASE, else the file).",
            valueName: "url"))
    var database: String?

    @Option(
        help: ArgumentHelp(
            "The file of settings (default: LINLI_CONFIG, else linli.yml in the folder, where "
                + "there is one).",
            valueName: "file"))
    var config: String?

    func validate() throws {
        guard let database, !PostgresAddress.isMeant(by: database) else { return }
        throw ValidationError(
            "“\(database)” is no address of a PostgreSQL. Write it like postgres://user@host/name.")
    }

    /// The folder, with the database that the settings name.
    var folder: DataFolder {
        get throws { try folder(of: settings().get()) }
    }

    func folder(of configuration: Configuration) -> DataFolder {
        DataFolder(path: configuration.data ?? usualFolder, configuration: configuration)
    }

    /// Opens the installation for writing and closes it whatever happens.
    ///
    /// - Parameter creates: whether an installation that is not there yet is created.
    func writing<T>(
        creates: Bool = false, _ body: (Installation) async throws -> T
    ) async throws -> T {
        let folder = try folder
        let installation = creates ? try await folder.create() : try await folder.open()
        return try await closing(installation.database) { try await body(installation) }
    }

    /// Opens the database for reading alone: nothing is migrated, no key is needed.
    func reading<T>(_ body: (any Database) async throws -> T) async throws -> T {
        let folder = try folder
        let database = try folder.openForReading()
        return try await closing(database) {
            try await refuseOtherFile(database, folder.place)
            return try await body(database)
        }
    }

    /// A database of another program, or one that was never finished, is named as such.
    private func refuseOtherFile(_ database: any Database, _ file: String) async throws {
        let pending = try await database.read { db in
            try Migrator(Schema.migrations(for: db.dialect)).pending(db).count
        }
        guard pending == 0 else {
            throw Complaint(
                "The database \(file) lacks \(pending) step(s) of this program. Run linli migrate "
                    + "first.")
        }
    }
}

/// Runs a body and closes the database after it, also when the body fails.
func closing<T>(_ database: any Database, _ body: () async throws -> T) async throws -> T {
    do {
        let result = try await body()
        try await database.close()
        return result
    } catch {
        // The first failure is the one to tell; closing after it can only add a second.
        try? await database.close()
        throw error
    }
}

/// Which realm of the installation a command works on.
struct RealmOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The realm, such as checheng-road; needed where there are several.",
            valueName: "slug"))
    var realm: String?

    func find(in database: any Database) async throws -> Realm {
        let slug = realm
        return try await database.read { db in
            let all = try Realms.all(db)
            let slugs = all.map(\.slug).joined(separator: ", ")
            guard let slug else {
                if all.count == 1 { return all[0] }
                throw Complaint(
                    all.isEmpty
                        ? "There is no realm yet. Create one with: linli init --profile NAME"
                        : "There are several realms: \(slugs). Name one with --realm.")
            }
            guard let found = all.first(where: { $0.slug == slug }) else {
                throw Complaint("There is no realm “\(slug)”; there is: \(slugs).")
            }
            return found
        }
    }

    /// The realm named with --realm; nil when none is named.
    func findIfNamed(in database: any Database) async throws -> Realm? {
        realm == nil ? nil : try await find(in: database)
    }
}

extension ProfileSource {
    /// A profile by its name, or by the folder that holds it.
    init(namedOrIn text: String) throws {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: text, isDirectory: &isFolder)
        if text.contains("/") || text == "." || (exists && isFolder.boolValue) {
            self = try ProfileSource(folder: URL(fileURLWithPath: text, isDirectory: true))
        } else {
            self = try ProfileSource(builtIn: text)
        }
    }
}

/// The bytes of a file that a person named.
func bytes(ofFile path: String) throws -> [UInt8] {
    let next = try pieces(ofFile: path)
    var bytes: [UInt8] = []
    while let piece = try next() { bytes += piece }
    return bytes
}

/// The bytes of a file that a person named, a piece at each call and nil at the end.
func pieces(ofFile path: String, bytesMax: Int = 512 << 20) throws -> () throws -> [UInt8]? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw Complaint("There is no file \(path).")
    }
    guard !isFolder.boolValue else { throw Complaint("\(path) is a folder, not a file.") }
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    guard size <= bytesMax else {
        throw Complaint("\(path) has \(size) bytes; the most is \(bytesMax).")
    }
    func readable<T>(_ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch {
            throw Complaint("\(path) cannot be read: \(error.localizedDescription)")
        }
    }
    let file = try readable { try FileHandle(forReadingFrom: URL(fileURLWithPath: path)) }
    return {
        let piece = try readable { try file.read(upToCount: 1 << 20) } ?? Data()
        return piece.isEmpty ? nil : [UInt8](piece)
    }
}

/// The text of a file that a person named.
func text(ofFile path: String) throws -> String {
    guard let text = String(validating: try bytes(ofFile: path), as: UTF8.self) else {
        throw Complaint("\(path) is not UTF-8 text. Save it as UTF-8.")
    }
    return text
}

/// Writes a new file; one that is there is never replaced.
func write(_ text: Data, toNewFile path: String) throws {
    guard !FileManager.default.fileExists(atPath: path) else {
        throw Complaint("\(path) exists already. Name a new file.")
    }
    do {
        try text.write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
        throw Complaint("\(path) cannot be written: \(error.localizedDescription)")
    }
}
