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

    /// What a clause says of the body: the task is its own, shared, or taken back by a department.
    package enum Stance: String, Codable, Sendable, CaseIterable {
        case own, cooperates, notOurs
    }

    package init(id: ID, body: Body.ID, code: String, text: String, stance: Stance) {
        self.id = id
        self.body = body
        self.code = code
        self.text = text
        self.stance = stance
    }
}
