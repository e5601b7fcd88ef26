import Actions
import Kernel
import SQL
import Storage
import TestSupport
import Testing

/// Keys of a matter: what they sealed is gone with them, and the record still holds.
@Suite struct KeyTests {
    @Test func anErasedKeyOpensNothingAndTheDigestsStay() async throws {
        try await withTown { town in
            let matter = try await town.resident.reports(
                "灯坏了。", answers: ["reporterPhone": ["13800009999"]]
            ).matter
            let vault = town.installation.vault
            let digests = { @Sendable (db: any Reader) in
                try db.rows("SELECT digest FROM records ORDER BY sequence") { try $0.digest(0) }
            }
            let before = try await town.database.read(digests)
            try await town.database.write { db in try DataKeys.erase(.person, of: matter.id, db) }
            let keys = try await town.database.read { db in
                (
                    try DataKeys.find(.person, of: matter.id, vault: vault, db) == nil,
                    try DataKeys.find(.story, of: matter.id, vault: vault, db) == nil
                )
            }
            #expect(keys == (true, false))
            #expect(try await town.lines(of: matter).allSatisfy { $0.payload != nil })
            try await town.database.write { db in try DataKeys.erase(.story, of: matter.id, db) }
            #expect(try await town.lines(of: matter).allSatisfy { $0.payload == nil })
            #expect(try await town.database.read(digests) == before)
        }
    }

    @Test func theKeyOfAnotherMatterOrInstallationOpensNothing() async throws {
        try await withTown { town in
            let matter = try await town.resident.reports(
                "灯坏了。", answers: ["reporterPhone": ["13800009999"]]
            ).matter
            let other = try await town.resident.reports(
                "门坏了。", answers: ["reporterPhone": ["13800008888"]]
            ).matter
            let vault = town.installation.vault
            let stranger = try Vault(key: [UInt8](repeating: 8, count: 32))
            let crossed = await failure {
                try await town.database.read { db in
                    let key = try DataKeys.find(.person, of: other.id, vault: vault, db)
                    return try key.map {
                        try PersonalFields.open(of: matter.id, key: $0, vault: vault, db)
                    }
                }
            }
            #expect(crossed is Vault.Problem)
            let foreign = await failure {
                try await town.database.read { db in
                    try DataKeys.find(.person, of: matter.id, vault: stranger, db) == nil
                }
            }
            #expect(foreign is Vault.Problem)
        }
    }

    @Test func aMatterWithoutContactDetailsHasNoKeyForThem() async throws {
        try await withTown { town in
            let matter = try await town.resident.reports("门坏了。").matter
            let vault = town.installation.vault
            let key = try await town.database.read { db in
                try DataKeys.find(.person, of: matter.id, vault: vault, db) == nil
            }
            #expect(key)
        }
    }

    @Test(arguments: [0, 31, 33])
    func aKeyHasThirtyTwoBytes(_ count: Int) {
        #expect(throws: Vault.Problem.wrongKeyLength(bytes: count)) {
            try Vault(key: [UInt8](repeating: 1, count: count))
        }
    }
}
