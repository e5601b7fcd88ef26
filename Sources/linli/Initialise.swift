import Actions
import App
import ArgumentParser
import Kernel
import Profiles

/// `linli init`
struct Initialise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Create an installation, or add a realm to the one that is there.",
        discussion: """
            The realm starts with the places, bodies and rules of its profile; add people with
            linli person add.
            Example:
              linli init --profile checheng-road --realm checheng --name 车城路街道
            """)

    @OptionGroup var data: DataOption

    @Option(help: ArgumentHelp("A profile's name, or its folder.", valueName: "name|folder"))
    var profile: String

    @Option(
        help: ArgumentHelp(
            "The realm's name in addresses (default: the profile's id).", valueName: "slug"))
    var realm: String?

    @Option(help: ArgumentHelp("The realm's name (default: the profile's).", valueName: "text"))
    var name: String?

    @Flag(help: "Keep the realm off the list on the front page.")
    var closed = false

    func run() async throws {
        // The profile is proved before anything is created, so that a wrong one leaves nothing.
        let source = try ProfileSource(namedOrIn: profile)
        let loaded = try source.load()
        _ = try source.setting(for: loaded)
        let slug = realm ?? loaded.id
        guard Realm.isSlug(slug) else { throw FoundRealm.Problem.notASlug(slug) }
        let folder = try data.folder
        let isNew = !folder.exists
        let installation = try await folder.create()
        try await closing(installation.database) {
            let founded = try await FoundRealm(
                slug: slug, name: localName(of: loaded), source: source, isPublic: !closed
            ).run(in: installation)
            let keyNote =
                isNew
                ? "\nThe key \(folder.keyFile) opens the encrypted fields: keep a copy of it "
                    + "somewhere safe." : ""
            say(
                """
                The realm \(founded.slug) (\(founded.name.zh)) is set up from the profile \
                \(loaded.id), version \(loaded.version).\(keyNote)
                Next: give someone a password with “linli person password SIGN-IN”, then start \
                with \
                “linli serve”.
                """)
        }
    }

    private func localName(of profile: Profile) -> LocalName {
        if let name { return LocalName(zh: name) }
        return LocalName(
            zh: profile.texts.text("profile.name", in: .zh),
            en: profile.texts.text("profile.name", in: .en))
    }
}
