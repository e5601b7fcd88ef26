extension Procedure {
    /// Something that an action asks for. Who sees it is declared; there is no default.
    package struct Field: Hashable, Sendable {
        package typealias ID = String

        package let id: ID
        package let type: FieldType
        package let visibility: Set<Audience>
        /// Where the answer is a fact of the matter itself rather than a line in its story.
        package let sets: Part?
        /// Why a personal field is kept and for how long; nil for fields that are not personal.
        package let personal: Personal?

        package init(
            id: ID, type: FieldType, visibility: Set<Audience>, sets: Part? = nil,
            personal: Personal? = nil
        ) {
            self.id = id
            self.type = type
            self.visibility = visibility
            self.sets = sets
            self.personal = personal
        }
    }

    /// What kind of answer a field takes.
    package enum FieldType: Hashable, Sendable {
        /// One line, 1…`charactersMax` characters.
        case line(charactersMax: Int)
        /// Paragraphs, 1…`charactersMax` characters.
        case paragraphs(charactersMax: Int)
        case choice([String])
        case flag
        case day
        case number(ClosedRange<Int>)
        /// A telephone number: 5 to 20 digits, with an optional `+` and separators.
        case phone
        /// Up to six photographs, cleaned of their metadata.
        case photos
        case place
        case category
        case body
        case bodies
        /// A clause of the acting body's duty list.
        case clause
        /// The reference of another matter of the realm.
        case matter
    }

    /// A part of the matter that a field's answer becomes.
    package enum Part: String, Hashable, Sendable, CaseIterable {
        case title, account, place, spot, category, urgency, lead, assists, triage, supervision
        case days, reason
    }

    /// Why a personal field is kept: purpose, legal basis (PIPL article 13) and retention.
    package struct Personal: Hashable, Sendable {
        package let purpose: String
        package let basis: String
        /// Days after the matter's end until the field is erased for good.
        package let keepDays: Int

        package init(purpose: String, basis: String, keepDays: Int) {
            self.purpose = purpose
            self.basis = basis
            self.keepDays = keepDays
        }
    }
}
