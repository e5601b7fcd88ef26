package import Kernel

/// What a realm starts with: its places, bodies, people, catalogue and notices, as the files of its
/// profile give them. Keys are texts of the files; every reference between them has been checked.
package struct Setting: Hashable, Sendable {
    /// Parents stand before their children.
    package var places: [PlaceEntry] = []
    /// In the order of the file; a parent body may stand after its child.
    package var bodies: [BodyEntry] = []
    package var people: [PersonEntry] = []
    package var catalogue: [CatalogueEntry] = []
    package var notices: [NoticeEntry] = []
    package var venues: [VenueEntry] = []
    package var guides: [GuideEntry] = []
    package var facts: [FactEntry] = []

    package init() {}

    package struct PlaceEntry: Hashable, Sendable {
        package let key: String
        package let code: String?
        package let level: String
        package let name: LocalName
        package let parent: String?
        package let position: Position?
        package let outline: Outline?

        package init(
            key: String, code: String?, level: String, name: LocalName, parent: String?,
            position: Position? = nil, outline: Outline? = nil
        ) {
            self.key = key
            self.code = code
            self.level = level
            self.name = name
            self.parent = parent
            self.position = position
            self.outline = outline
        }
    }

    package struct BodyEntry: Hashable, Sendable {
        package let key: String
        package let kind: String
        package let name: LocalName
        package let phone: String?
        /// The key of the place that the body is responsible for; nil is the whole realm.
        package let place: String?
        package let parent: String?
        package let duties: [DutyEntry]
    }

    package struct DutyEntry: Hashable, Sendable {
        package let code: String
        package let text: String
        package let stance: DutyClause.Stance
    }

    package struct PersonEntry: Hashable, Sendable {
        package let name: String
        package let signIn: String
        package let posts: [PostEntry]
    }

    package struct PostEntry: Hashable, Sendable {
        package let role: Role.ID
        package let body: String
        package let place: String
        package let duty: String?
    }

    package struct CatalogueEntry: Hashable, Sendable {
        package let place: String
        /// A category or a wider part of one; nil is every category.
        package let category: Kernel.Category.ID?
        package let lead: String
        package let assists: [String]
        package let basis: String
    }

    package struct NoticeEntry: Hashable, Sendable {
        package let title: LocalName
        package let text: LocalName
        /// Days after the day on which the realm is set up; negative is before it.
        package let fromDays: Int
        /// How many days the notice stands.
        package let days: Int
    }
}

extension ProfileSource {
    /// Reads the files under `place/`; each may be left out.
    ///
    /// - Throws: every error at once.
    package func setting(for profile: Profile) throws(ProfileProblems) -> Setting {
        let findings = Findings()
        let setting = SettingReader(source: self, profile: profile, findings: findings).read()
        guard !findings.hasErrors else { throw ProfileProblems(findings.problems) }
        return setting
    }
}
