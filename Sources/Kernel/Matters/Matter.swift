/// Anything promised (事项): a request, an order, a proposal, a task. What it may become next is
/// declared by its procedure; this is where it stands.
package struct Matter: Hashable, Sendable {
    package typealias ID = Identifier<Matter>

    package let id: ID
    package let realm: Realm.ID
    package let reference: Reference
    package let procedure: Procedure.Key
    package let channel: Channel
    package let openedAt: Instant

    package var state: Procedure.State.ID
    package var title: String
    package var account: String
    package var place: Place.ID
    package var placePath: PlacePath
    /// Where exactly, in words: a floor, a doorway. Never a household that can be identified.
    package var spot: String?
    package var category: Category.ID
    package var urgency: String
    package var triage: String?
    /// The language in which whoever helps must be able to speak; nil for any.
    package var language: String?
    package var supervision: String?
    package var lead: Body.ID?
    /// The body that was dispatched to first and answers for the whole (首接负责).
    package var firstReceiver: Body.ID?
    package var assists: [Body.ID]
    /// The person who took the matter on, where its procedure has people take things on.
    package var taker: Person.ID?
    package var parent: ID?
    package var mergedInto: ID?
    package var clocks: [Clock]
    package var petitions: [Petitioned]
    package var endedAt: Instant?
    package var ending: Procedure.Ending?
    /// Counts changes: whoever acts names the version that they saw, and is told if it has moved.
    package var version: Int

    /// An approval that has been asked for and not answered.
    package struct Petitioned: Hashable, Sendable {
        package let kind: Procedure.Petition
        package let days: Int?
        package let person: Person.ID?
        package let at: Instant

        package init(kind: Procedure.Petition, days: Int?, person: Person.ID?, at: Instant) {
            self.kind = kind
            self.days = days
            self.person = person
            self.at = at
        }
    }

    package init(
        id: ID, realm: Realm.ID, reference: Reference, procedure: Procedure.Key, channel: Channel,
        openedAt: Instant, state: Procedure.State.ID, title: String, account: String,
        place: Place.ID, placePath: PlacePath, spot: String? = nil, category: Category.ID,
        urgency: String, triage: String? = nil,
        language: String? = nil, supervision: String? = nil, lead: Body.ID? = nil,
        firstReceiver: Body.ID? = nil, assists: [Body.ID] = [], taker: Person.ID? = nil,
        parent: ID? = nil, mergedInto: ID? = nil, clocks: [Clock] = [],
        petitions: [Petitioned] = [], endedAt: Instant? = nil, ending: Procedure.Ending? = nil,
        version: Int = 1
    ) {
        self.id = id
        self.realm = realm
        self.reference = reference
        self.procedure = procedure
        self.channel = channel
        self.openedAt = openedAt
        self.state = state
        self.title = title
        self.account = account
        self.place = place
        self.placePath = placePath
        self.spot = spot
        self.category = category
        self.urgency = urgency
        self.triage = triage
        self.language = language
        self.supervision = supervision
        self.lead = lead
        self.firstReceiver = firstReceiver
        self.assists = assists
        self.taker = taker
        self.parent = parent
        self.mergedInto = mergedInto
        self.clocks = clocks
        self.petitions = petitions
        self.endedAt = endedAt
        self.ending = ending
        self.version = version
    }

    package var isOpen: Bool { endedAt == nil }
    package var isSuspended: Bool { clocks.contains { $0.isSuspended } }
    package func clock(_ id: Procedure.ClockRule.ID) -> Clock? { clocks.first { $0.name == id } }
    package func petition(_ kind: Procedure.Petition) -> Petitioned? {
        petitions.first { $0.kind == kind }
    }

    /// How a matter came in. Every way has the same rights (线上线下同等).
    package enum Channel: String, Hashable, Sendable, CaseIterable, Codable {
        case web, code, phone, counter, visit, paper, hotline, `import`, procedure
    }
}

/// What a matter is about (类别), declared by the profile as a tree of dotted ids.
package struct Category: Hashable, Sendable {
    package typealias ID = String

    /// Such as `property.elevator`: the part before a dot is the wider category.
    package let id: ID
    package let urgency: String
    /// The emergency number to call instead, for categories that must not wait.
    package let call: String?
    /// The procedure of the matters that it is for.
    package let procedure: Procedure.Name
    /// The way that is proposed first when such a matter is accepted (调解先行): whoever accepts may
    /// choose another, and whoever raised it is asked before it is gone.
    package let first: String?

    /// The procedure of categories that name none.
    package static let usual: Procedure.Name = "request"

    package init(
        id: ID, urgency: String, call: String? = nil, procedure: Procedure.Name = usual,
        first: String? = nil
    ) {
        self.id = id
        self.urgency = urgency
        self.call = call
        self.procedure = procedure
        self.first = first
    }

    /// Whether `wide` is this category or a wider one that holds it.
    package static func within(_ id: ID, _ wide: ID) -> Bool {
        id == wide || id.hasPrefix(wide + ".")
    }
}

/// One thing that was done to a matter: what guards need to know of its story.
package struct Deed: Hashable, Sendable {
    package let action: Procedure.Action.ID
    package let person: Person.ID?
    package let body: Body.ID?
    package let at: Instant

    package init(action: Procedure.Action.ID, person: Person.ID?, body: Body.ID?, at: Instant) {
        self.action = action
        self.person = person
        self.body = body
        self.at = at
    }
}
