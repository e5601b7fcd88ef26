extension Procedure {
    /// Something that may be done with a matter: from where, by whom, asking what, with what
    /// effect.
    package struct Action: Hashable, Sendable {
        package typealias ID = String

        package let id: ID
        /// The states in which it may be done; empty for an opening.
        package let from: Set<State.ID>
        /// The state that it leads to; nil leaves the matter where it is.
        package let to: State.ID?
        package let by: [Actor]
        package let asks: [Ask]
        package let guards: [Guard]
        package let effects: [Effect]
        /// How often it may be done to one matter; nil is without bound.
        package let atMost: Int?
        /// Who sees in the story that it happened; its fields have their own visibility.
        package let shown: Set<Audience>
        /// Whether the reporter receives a message, shown to the actor before it is sent.
        package let tells: Bool
        /// The act and article, or local rule, that the action comes from.
        package let source: String?
        package let weight: Weight

        package init(
            id: ID, from: Set<State.ID>, to: State.ID?, by: [Actor], asks: [Ask] = [],
            guards: [Guard] = [], effects: [Effect] = [], atMost: Int? = nil,
            shown: Set<Audience>, tells: Bool = false, source: String? = nil,
            weight: Weight = .secondary
        ) {
            self.id = id
            self.from = from
            self.to = to
            self.by = by
            self.asks = asks
            self.guards = guards
            self.effects = effects
            self.atMost = atMost
            self.shown = shown
            self.tells = tells
            self.source = source
            self.weight = weight
        }

        /// Whether the action opens a matter rather than moving one.
        package var opens: Bool { from.isEmpty }
        /// Whether the program does it itself when a clock has run out.
        package var isTimed: Bool { by == [.clock] }
    }

    /// How a page presents an action: the usual next step, one of several, or behind a warning.
    package enum Weight: String, Hashable, Sendable, CaseIterable {
        case primary, secondary, grave
    }

    /// Who may act, relative to the matter.
    package enum Actor: Hashable, Sendable {
        /// Anyone at all, without an account; for openings only.
        case anyone
        /// Whoever raised the matter, by receipt or account.
        case reporter
        /// A post that grants the verb over the matter's place.
        case office(Verb)
        /// Such a post of the body that leads the matter.
        case lead(Verb)
        /// Such a post of a body that assists.
        case assist(Verb)
        /// Such a post of the person who took the matter on (a volunteer's accepted order).
        case taker(Verb)
        /// The program itself, when a clock has run out.
        case clock
    }

    /// A field that an action asks for.
    package struct Ask: Hashable, Sendable {
        package let field: Field.ID
        package let required: Bool

        package init(field: Field.ID, required: Bool) {
            self.field = field
            self.required = required
        }
    }

    /// Who may see something of a matter.
    package enum Audience: Hashable, Sendable {
        case everyone, reporter
        /// The leading and assisting bodies, and the person who took the matter on.
        case parties
        /// The person who took the matter on, and nobody else of their body.
        case taker
        /// Any post that may read the matter.
        case staff
        /// Posts that grant a verb over the place, such as `callBack`.
        case office(Verb)
    }

    /// What may be asked for approval while a matter goes on: answered by someone else, once.
    package enum Petition: String, Hashable, Sendable, CaseIterable, Codable {
        case `extension`, suspension
    }
}
