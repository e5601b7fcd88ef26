import Actions
import Kernel
import Profiles
import SQL
import SQLiteDriver
import Storage

/// A database with two founded realms, made once for all the tests of a process: founding reads
/// profiles and hashes a password, copying does not.
struct TownTemplate: Sendable {
    let copy: TownHall.Copying
    /// Names of bodies by the key that the profile gives them.
    let bodyNames: [String: String]
    /// The parsed profiles of both realms.
    let rulebooks: Rulebooks

    static let vaultKey = [UInt8](repeating: 7, count: 32)
    static let password = "yanshi-linli-2026"

    /// The founding that is under way or done; every town of the process waits for the same one.
    private static let founding = Task { try await TownTemplate.found() }

    static var shared: TownTemplate {
        get async throws { try await founding.value }
    }

    private static func found() async throws -> TownTemplate {
        let founded = TownClock.start.adding(minutes: -60)
        let database = try await TownHall.database()
        try await Installation.migrate(database, now: founded)
        try await database.write { db in try Installation.loadBuiltInCalendar(at: founded, db) }
        let installation = Installation(
            database: database, vault: try Vault(key: vaultKey), now: { founded })
        let source = try ProfileSource(builtIn: "checheng-road")
        let realm = try await FoundRealm(
            slug: "checheng-road", name: LocalName(zh: "车城路街道", en: "Checheng Road Street"),
            source: source, isPublic: true, demoPassword: password
        ).run(in: installation)
        let boston = try await FoundRealm(
            slug: "boston", name: LocalName(zh: "波士顿", en: "Boston"),
            source: try ProfileSource(builtIn: "boston"), isPublic: false, demoPassword: password
        ).run(in: installation)
        for founded in [realm, boston] { _ = try await installation.rulebook(of: founded) }
        let setting = try source.setting(for: source.load())
        return TownTemplate(
            copy: try await TownHall.template(database),
            bodyNames: Dictionary(
                setting.bodies.map { ($0.key, $0.name.zh) }, uniquingKeysWith: { a, _ in a }),
            rulebooks: installation.rulebooks)
    }
}
