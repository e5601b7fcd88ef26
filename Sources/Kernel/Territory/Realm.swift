/// The unit that has its own profile: a street, a town, or one pilot community (辖区).
///
/// One installation hosts many realms; every row belongs to exactly one, and nobody sees across.
package struct Realm: Hashable, Sendable {
    package typealias ID = Identifier<Realm>

    package let id: ID
    /// The name in addresses, such as `checheng-road`: lower-case letters, digits and dashes.
    package let slug: String
    package let name: LocalName
    /// The profile that the realm runs on, such as `checheng-road`.
    package let profile: String
    /// The version of the profile under which new matters open, counted from 1.
    package let profileVersion: Int

    package init(id: ID, slug: String, name: LocalName, profile: String, profileVersion: Int) {
        self.id = id
        self.slug = slug
        self.name = name
        self.profile = profile
        self.profileVersion = profileVersion
    }

    /// The first path segments that pages of the program use themselves.
    package static let reservedSlugs: Set<String> = [
        "desk", "assets", "health", "live", "map", "api", "sign-in", "sign-out", "settings",
        "seals", "photos", "language", "style", "at", "healthz", "readyz", "metrics",
    ]

    /// Whether a text may name a realm in addresses: 2 to 40 of `a–z`, `0–9` and `-`, not reserved.
    package static func isSlug(_ text: String) -> Bool {
        let allowed = text.utf8.allSatisfy {
            (97...122).contains($0) || (48...57).contains($0) || $0 == 45
        }
        return allowed && (2...40).contains(text.utf8.count) && !text.hasPrefix("-")
            && !reservedSlugs.contains(text)
    }
}

/// A proper name with an optional English form, for places, bodies and realms.
package struct LocalName: Hashable, Sendable, Codable {
    package let zh: String
    package let en: String?

    package init(zh: String, en: String? = nil) {
        self.zh = zh
        self.en = en
    }

    package func text(in language: Language) -> String {
        language == .en ? en ?? zh : zh
    }
}
