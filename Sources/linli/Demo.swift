import Actions
import App
import ArgumentParser
import Foundation
import Kernel
import Media
import Profiles
import SQL
import Secrets
import Storage

/// `linli demo`
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "Set up a demonstration street with invented people and requests.",
        discussion: """
            Creates what is missing and keeps what is there. Everyone in it is made up. Never \
            use it \
            for real data: its password is known to all.
            Example:
              linli demo && linli serve
            """)

    @OptionGroup var data: DataOption

    /// The password of every invented person; public, so a demonstration alone may have it.
    static let password = "linli-demo-2026"
    static let slug = "checheng-road"
    private static let administrator = "admin"
    /// The setting that tells a demonstration from a realm of real people.
    static let mark = "demonstration"
    /// What the setting says until all of it is there.
    private static let unfinished = slug + " unfinished"

    func run() async throws {
        let folder = try data.folder
        let installation = try await folder.create()
        try await closing(installation.database) {
            let source = try ProfileSource(builtIn: Self.slug)
            let realm: Realm
            if let found = try await installation.realm(slug: Self.slug) {
                try await refuseRealData(in: installation)
                realm = found
                say("The demonstration in \(folder.url.path) is there already.")
            } else {
                realm = try await found(source, in: installation)
            }
            try await tellSignIns(source, realm, installation)
            try await tellOneTime(realm, installation)
            say("\nNext: linli serve --data \(folder.url.relativePath)")
        }
    }

    /// A realm of real people must neither be told to have the public password nor be given a new
    /// one-time secret.
    private func refuseRealData(in installation: Installation) async throws {
        let mark = try await installation.database.read { db in
            try Settings.value(Self.mark, db)
        }
        let folder = try data.folder
        switch mark {
        case Self.slug: break
        case Self.unfinished:
            throw Complaint(
                "The demonstration in \(folder.url.path) was broken off before it was whole. "
                    + "Begin again in an empty folder, or with an empty database: linli demo "
                    + "--data FOLDER")
        default:
            throw Complaint(
                "The realm \(Self.slug) in \(folder.url.path) is no demonstration. Choose "
                    + "another folder with --data.")
        }
    }

    private func found(
        _ source: ProfileSource, in installation: Installation
    ) async throws -> Realm {
        try await mark(Self.unfinished, in: installation)
        let (realm, count) = try await FoundDemonstration(
            slug: Self.slug, source: source, password: Self.password
        ).run(in: installation)
        try await mark(Self.slug, in: installation)
        let folder = try data.folder
        say(
            "Set up \(realm.name.zh) with \(count) invented requests of the last weeks in "
                + "\(folder.url.path).")
        return realm
    }

    private func mark(_ value: String, in installation: Installation) async throws {
        try await installation.database.write { db in try Settings.set(Self.mark, to: value, db) }
    }

    // MARK: - What to sign in with

    private func tellSignIns(
        _ source: ProfileSource, _ realm: Realm, _ installation: Installation
    ) async throws {
        let profile = try source.load()
        let people = try source.setting(for: profile).people
        let known = try await installation.database.read { db in
            Set(try People.all(in: realm.id, after: nil, limit: 1_000, db).map(\.signIn))
        }
        let rows = people.filter { known.contains($0.signIn) }.map { person -> [String] in
            let roles = person.posts.map(\.role)
            let words = roles.map { profile.texts.text("role.\($0)", in: .zh) }
            return [
                words.joined(separator: "、"), person.signIn, Self.password,
                roles.first.flatMap { Self.tries[$0] } ?? "",
            ]
        }
        say()
        say(Columns.text(rows, header: ["role", "sign-in", "password", "what to try"]))
    }

    private static let tries = [
        "gridWorker": "take on and finish a small thing on the spot",
        "communityWorker": "enter a request for a resident, then dispatch it",
        "communitySecretary": "settle a quarrel; approve an extension",
        "streetDispatcher": "accept, dispatch, decide an objection; edit the catalogue",
        "streetChecker": "check what others finished; read the record and its seals",
        "callBackClerk": "call back, and send back what is not solved",
        "streetSupervisor": "supervise what is late; freeze the report of the year",
        "departmentHandler": "handle environment and green; object with a clause",
        "propertyManager": "handle repairs; ask the resident; ask for a suspension",
        "volunteer": "take an order on, do it, say so",
        "residentRepresentative": "see which meetings you are invited to",
        "administrator": "manage people and posts (one-time password below)",
    ]

    /// Enrols once; later runs show the same secret, so that what was scanned goes on working.
    private func tellOneTime(_ realm: Realm, _ installation: Installation) async throws {
        let (person, sealed) = try await installation.database.read { db in
            let person = try People.find(signIn: Self.administrator, db)
            return (person, try person.flatMap { try Credentials.find($0.id, db)?.secret })
        }
        guard let person, person.realm == realm.id else { return }
        let password: OneTimePassword
        if let sealed {
            let context = "one-time \(person.id)"
            password = try OneTimePassword(
                secret: installation.vault.openOwn(sealed, context: context))
        } else {
            password = try await installation.enrolOneTimePassword(of: person)
        }
        let uri = password.uri(issuer: "Linli demo", account: Self.administrator)
        let step = OneTimePassword.step(atSeconds: installation.now().milliseconds / 1_000)
        say(
            "\nOne-time password of \(Self.administrator), for half a minute: "
                + password.code(step: step))
        say(uri)
        say(try QRText.drawing(of: uri))
    }
}
