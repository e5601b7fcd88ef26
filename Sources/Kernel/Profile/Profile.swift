package import Foundation

/// Everything that a place declares (模式): words, levels, posts, procedures, limits.
package struct Profile: Sendable {
    package let id: String
    package let version: Int
    package let zone: TimeZone
    package let hours: WorkingHours
    /// The levels of the area tree, from the top down.
    package let levels: [String]
    package let bodyKinds: [String]
    /// Those of them whose bodies have other bodies as members (大党委、联盟、三方联席).
    package let allianceKinds: [String]
    package let roles: [Role]
    package let urgencies: [String]
    package let categories: [Category]
    package let stoppers: [Stopper]
    package let procedures: [Procedure]
    package let retention: Retention
    /// The kinds of meetings that may be called, in the order in which they are offered.
    package let meetingRules: [MeetingRule]
    /// The kinds of activities that may be announced; none where the place has no activities.
    package let activityKinds: [String]
    /// The kinds of entries that a handbook may have; none where nobody registers here (双报到).
    package let handbookKinds: [String]
    /// What schemes of appraisal are proposed from (楼栋考评); nil where the place has none.
    package let appraisal: AppraisalRules?
    /// What is counted, in the order in which it is shown.
    package let figures: [Figure]
    /// How reports look, in the order in which they are offered; none where no report is drawn up.
    package let reports: [ReportLayout]
    /// The kinds of bodies with which agreements are made (共建单位); their number is what the rate of
    /// signing is a share of. None where no agreements are made.
    package let partnerKinds: [String]
    /// The languages beside the one that everyone speaks, which people may say that they speak and
    /// a need may ask for; a closed list, so that nothing else is written of anybody.
    package let languages: [String]
    /// The kinds of grids that a plan may have; none where the place is not cut into grids.
    package let gridKinds: [GridKind]
    /// Models and functions of venues, and who sits there (阵地); nil where the place has none.
    package let venues: VenueRules?
    /// The lines of work that matters and activities may belong to (工作条线); a closed list.
    package let lines: [WorkLine.Name]
    /// The verbs beside `manage` for which a sign-in asks for a second factor (双因素).
    package let secondFactorVerbs: Set<Verb>
    /// The systems with which tickets are exchanged (工单对接); mostly none.
    package let exchanges: [Exchange]
    /// The profile's own texts, laid over the program's.
    package let texts: Texts

    package init(
        id: String, version: Int, zone: TimeZone, hours: WorkingHours, levels: [String],
        bodyKinds: [String], roles: [Role], urgencies: [String], categories: [Category],
        stoppers: [Stopper], procedures: [Procedure], retention: Retention, texts: Texts,
        meetingRules: [MeetingRule] = [], activityKinds: [String] = [],
        handbookKinds: [String] = [], appraisal: AppraisalRules? = nil, figures: [Figure] = [],
        reports: [ReportLayout] = [], partnerKinds: [String] = [], languages: [String] = [],
        allianceKinds: [String] = [], gridKinds: [GridKind] = [],
        venues: VenueRules? = nil, lines: [WorkLine.Name] = [],
        secondFactorVerbs: Set<Verb> = [], exchanges: [Exchange] = []
    ) {
        self.id = id
        self.version = version
        self.zone = zone
        self.hours = hours
        self.levels = levels
        self.bodyKinds = bodyKinds
        self.allianceKinds = allianceKinds
        self.roles = roles
        self.urgencies = urgencies
        self.categories = categories
        self.stoppers = stoppers
        self.procedures = procedures
        self.retention = retention
        self.texts = texts
        self.meetingRules = meetingRules
        self.activityKinds = activityKinds
        self.handbookKinds = handbookKinds
        self.appraisal = appraisal
        self.figures = figures
        self.reports = reports
        self.partnerKinds = partnerKinds
        self.languages = languages
        self.gridKinds = gridKinds
        self.venues = venues
        self.lines = lines
        self.secondFactorVerbs = secondFactorVerbs
        self.exchanges = exchanges
    }

    /// Whether a post with these verbs must sign in with a second factor; one that manages people
    /// always must.
    package func needsSecondFactor(_ verbs: Set<Verb>) -> Bool {
        verbs.contains(.manage) || !verbs.isDisjoint(with: secondFactorVerbs)
    }

    /// Whether everyone may read that a matter is at a place of this level: an estate holds
    /// hundreds of households, a building may give one of them away.
    package func isPublic(level: String) -> Bool {
        let building = levels.firstIndex(of: Self.building) ?? Self.publicLevels
        return levels.firstIndex(of: level).map { $0 < min(Self.publicLevels, building) } ?? false
    }

    /// Street, community and estate, or what a profile has in their stead.
    private static let publicLevels = 3
    /// The level that is public nowhere, however few stand above it.
    private static let building = "building"

    package func role(_ id: Role.ID) -> Role? { roles.first { $0.id == id } }
    package func meetingRule(_ id: MeetingRule.ID) -> MeetingRule? {
        meetingRules.first { $0.id == id }
    }
    package func exchange(_ id: Exchange.Name) -> Exchange? { exchanges.first { $0.id == id } }
    package func figure(_ id: Figure.ID) -> Figure? { figures.first { $0.id == id } }
    package func report(_ id: ReportLayout.ID) -> ReportLayout? { reports.first { $0.id == id } }
    package func category(_ id: Category.ID) -> Category? { categories.first { $0.id == id } }
    /// The categories that matters of a procedure may be of: its own, or else those of requests.
    package func categories(of procedure: Procedure.Name) -> [Category] {
        let own = categories.filter { $0.procedure == procedure }
        return own.isEmpty ? categories.filter { $0.procedure == Category.usual } : own
    }
    package func procedure(_ name: Procedure.Name) -> Procedure? {
        procedures.first { $0.key.name == name }
    }

    /// The first stopper whose words stand in a text.
    package func stopper(for text: String) -> Stopper? {
        stoppers.first { stopper in stopper.words.contains { text.holds($0) } }
    }
}

/// Words that mean "do not write, call": 119, 110, 120.
package struct Stopper: Hashable, Sendable {
    package let id: String
    package let call: String
    package let words: [String]

    package init(id: String, call: String, words: [String]) {
        self.id = id
        self.call = call
        self.words = words
    }
}

/// How long things are kept after a matter has ended (PIPL article 19: no longer than needed).
package struct Retention: Hashable, Sendable {
    /// Days until the free text and photographs of an ended matter are removed.
    package let textDays: Int
    /// Days until the log of who read personal data is removed: at least 180, since network logs
    /// are kept six months (Cybersecurity Law article 23).
    package let readingDays: Int

    package init(textDays: Int, readingDays: Int) {
        self.textDays = textDays
        self.readingDays = readingDays
    }
}

extension String {
    /// Whether a word stands somewhere in the text, byte for byte.
    fileprivate func holds(_ word: String) -> Bool {
        let wanted = Array(word.utf8)
        guard let first = wanted.first else { return true }
        var rest = utf8[...]
        while let place = rest.firstIndex(of: first) {
            if rest[place...].starts(with: wanted) { return true }
            rest = rest[rest.index(after: place)...]
        }
        return false
    }
}
