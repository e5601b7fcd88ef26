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
        /// How everyone may come to read it, beyond `visibility`; nil is never.
        package let publication: Publication?
        /// Whether each answer is a new version of one text: pages show the one that holds, those
        /// before it and how they differ.
        package let isVersioned: Bool
        /// The field whose answer is the question that this one answers: pages show that sentence
        /// in place of the field's own words, and leave the field out where nobody wrote one.
        package let question: ID?

        package init(
            id: ID, type: FieldType, visibility: Set<Audience>, sets: Part? = nil,
            personal: Personal? = nil, publication: Publication? = nil, isVersioned: Bool = false,
            question: ID? = nil
        ) {
            self.id = id
            self.type = type
            self.visibility = visibility
            self.sets = sets
            self.personal = personal
            self.publication = publication
            self.isVersioned = isVersioned
            self.question = question
        }
    }

    /// The three acts that decide whether everyone reads a field: its author agrees, a second
    /// person releases it, and the author may take the agreement back at any time (PIPL articles
    /// 15 and 25).
    package struct Publication: Hashable, Sendable {
        package let consent: Action.ID
        package let release: Action.ID
        package let withdrawal: Action.ID

        package init(consent: Action.ID, release: Action.ID, withdrawal: Action.ID) {
            self.consent = consent
            self.release = release
            self.withdrawal = withdrawal
        }

        /// Whether the author's agreement stands, by what was done to the matter, oldest first.
        package func isConsented(after actions: some Sequence<Action.ID>) -> Bool {
            actions.reduce(false) { stands, action in
                action == consent ? true : action == withdrawal ? false : stands
            }
        }

        /// Whether it was released since the agreement that stands.
        package func isPublished(after actions: some Sequence<Action.ID>) -> Bool {
            var consented = false
            var released = false
            for action in actions {
                if action == consent || action == withdrawal {
                    consented = action == consent
                    released = false
                }
                if action == release { released = consented }
            }
            return released
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
        /// A figure that the profile lists and everyone may read.
        case figure

        /// Whether it is a text of somebody's own words.
        var isWritten: Bool {
            switch self {
            case .line, .paragraphs: true
            default: false
            }
        }
    }

    /// A part of the matter that a field's answer becomes.
    package enum Part: String, Hashable, Sendable, CaseIterable {
        case title, account, place, spot, category, urgency, lead, assists, triage, supervision
        case language
        /// The matter under which this one is opened, named by its opening.
        case parent
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
