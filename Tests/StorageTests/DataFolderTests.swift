import Actions
import App
import Foundation
import Kernel
import SQL
import TestSupport
import Testing

/// The folder of an installation: durable, and of no use without its own key.
@Suite struct DataFolderTests {
    private func withFolder(_ body: (DataFolder) async throws -> Void) async throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent(
            "linli-\(UUID().uuidString)")
        let folder = DataFolder(path: url.path)
        do {
            try await body(folder)
        } catch {
            try FileManager.default.removeItem(at: url)
            throw error
        }
        try FileManager.default.removeItem(at: url)
    }

    @Test func commitsAreDurableAndForeignKeysHold() async throws {
        try await withFolder { folder in
            let installation = try await folder.create(now: { TownClock.start })
            let settings = try await installation.database.write { db in
                [
                    try db.int("PRAGMA synchronous"), try db.int("PRAGMA foreign_keys"),
                    try db.text("PRAGMA journal_mode") == "wal" ? 1 : 0,
                ]
            }
            #expect(settings == [2, 1, 1])
            try await installation.database.close()
        }
    }

    @Test func theKeyIsReadableByItsOwnerOnlyAndNobodyElsesFits() async throws {
        try await withFolder { folder in
            try await folder.create(now: { TownClock.start }).database.close()
            let rights =
                try FileManager.default.attributesOfItem(atPath: folder.keyFile)[
                    .posixPermissions] as? Int
            #expect(rights == 0o600)
            let key = URL(fileURLWithPath: folder.keyFile)
            let own = try Data(contentsOf: key)
            try Data(String(repeating: "ab", count: 32).utf8).write(to: key)
            let wrong = await failure { try await folder.open() }
            #expect("\(String(describing: wrong))".contains("belongs to another database"))
            try Data("not a key".utf8).write(to: key)
            let bad = await failure { try await folder.open() }
            #expect("\(String(describing: bad))".contains("is not 64 hexadecimal digits"))
            try own.write(to: key)
            try await folder.open().database.close()
        }
    }
}
