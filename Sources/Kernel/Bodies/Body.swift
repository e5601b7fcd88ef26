/// Any organisation (组织): a party branch, residents' committee, owners' committee, property
/// company, department, partner unit, team, joint body or task force.
package struct Body: Hashable, Sendable {
    package typealias ID = Identifier<Body>

    package let id: ID
    package let realm: Realm.ID
    package let parent: ID?
    /// The kind's name in the profile, such as `propertyCompany`.
    package let kind: String
    package let name: LocalName
    /// The office telephone, published; never a private number.
    package let phone: String?
    /// Where the body is responsible; nil means the whole realm.
    package let place: Place.ID?
    package let from: Day?
    package let until: Day?

    package init(
        id: ID, realm: Realm.ID, parent: ID?, kind: String, name: LocalName, phone: String?,
        place: Place.ID?, from: Day? = nil, until: Day? = nil
    ) {
        self.id = id
        self.realm = realm
        self.parent = parent
        self.kind = kind
        self.name = name
        self.phone = phone
        self.place = place
        self.from = from
        self.until = until
    }

    /// Whether the body exists on a day; `until` is the first day on which it no longer does.
    package func exists(on day: Day) -> Bool {
        (from.map { $0 <= day } ?? true) && (until.map { day < $0 } ?? true)
    }

    /// Whether a body stands under another, or is that one, by the parents of all.
    ///
    /// A chain longer than `depthMax` counts as standing under it: no true chart is so deep.
    package static func stands(
        _ body: ID, under other: ID, parents: [ID: ID]
    ) -> Bool {
        var at: ID? = body
        for _ in 0..<depthMax {
            guard let here = at else { return false }
            if here == other { return true }
            at = parents[here]
        }
        return true
    }

    /// How many bodies may stand above one another.
    package static let depthMax = 20
}

/// One clause of a body's duty list (履职事项清单), which an objection to a dispatch cites.
package struct DutyClause: Hashable, Sendable {
    package typealias ID = Identifier<DutyClause>

    package let id: ID
    package let body: Body.ID
    /// The clause's number on the published list, such as `配合-12`.
    package let code: String
    package let text: String
    /// Whether the clause says that the task is this body's own, or that it is not.
    package let stance: Stance
    /// The first day on which it holds; nil where it was there from the start.
    package let from: Day?
    /// The first day on which it no longer holds. A retired clause stays readable, since objections
    /// cite it, and its code is not given out again.
    package let until: Day?

    /// What a clause says of the body: the task is its own, shared, or taken back by a department.
    package enum Stance: String, Codable, Sendable, CaseIterable {
        case own, cooperates, notOurs
    }

    package init(
        id: ID, body: Body.ID, code: String, text: String, stance: Stance, from: Day? = nil,
        until: Day? = nil
    ) {
        self.id = id
        self.body = body
        self.code = code
        self.text = text
        self.stance = stance
        self.from = from
        self.until = until
    }

    package func holds(on day: Day) -> Bool {
        (from.map { $0 <= day } ?? true) && (until.map { day < $0 } ?? true)
    }
}
