package import Kernel
package import Profiles

/// Founds a realm of invented people, and plays into its past all that they would have done.
package struct FoundDemonstration: Sendable {
    package let slug: String
    package let source: ProfileSource
    /// Of every invented person.
    package let password: String

    package init(slug: String, source: ProfileSource, password: String) {
        self.slug = slug
        self.source = source
        self.password = password
    }

    /// - Returns: the realm, and how many matters were played.
    package func run(in installation: Installation) async throws -> (realm: Realm, matters: Int) {
        let texts = try source.load().texts
        let realm = try await FoundRealm(
            slug: slug,
            name: LocalName(
                zh: texts.text("profile.name", in: .zh), en: texts.text("profile.name", in: .en)),
            source: source, isPublic: true, demoPassword: password
        ).run(in: installation)
        try await PlayPosts(realm: realm).run(in: installation)
        try await PlayGridPlans(realm: realm, source: source).run(in: installation)
        try await PlayPairings(realm: realm).run(in: installation)
        try await PlayOffers(realm: realm).run(in: installation)
        try await PlayRegistrations(realm: realm).run(in: installation)
        let count = try await PlayDemonstration(realm: realm, source: source).run(in: installation)
        try await PlayAlliances(realm: realm).run(in: installation)
        try await PlayReports(realm: realm).run(in: installation)
        try await PlayVenues(realm: realm).run(in: installation)
        try await PlayRosters(realm: realm).run(in: installation)
        try await PlayLines(realm: realm).run(in: installation)
        try await SealRecords().run(in: installation)
        return (realm, count)
    }
}
