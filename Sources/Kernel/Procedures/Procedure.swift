/// How one kind of matter moves from its opening to its end (流程): declared data, proved sound.
///
/// A procedure holds states, the actions between them, the fields that actions ask for and the
/// clocks that run meanwhile. It is read from YAML; `Soundness` proves that it can strand no
/// matter. Guards and effects come from closed lists (`Guard`, `Effect`): there are no expressions.
package struct Procedure: Hashable, Sendable {
    package typealias Name = String

    /// Which procedure, in which version. A matter keeps the version that it was opened under.
    package struct Key: Hashable, Sendable, Codable, CustomStringConvertible {
        package let name: Name
        package let version: Int

        package init(name: Name, version: Int) {
            self.name = name
            self.version = version
        }

        package var description: String { "\(name)@\(version)" }
    }

    package let key: Key
    /// The steps that a resident sees, in order; several states may share one.
    package let stages: [Stage.ID]
    package let states: [State]
    package let actions: [Action]
    package let fields: [Field]
    package let clocks: [ClockRule]
    /// Whether the public may read the bare facts (place, category, state) of such matters.
    package let isPublic: Bool
    /// The door that its pages for everyone share with those of other procedures; nil has its own.
    package let door: Door?
    /// Whether its matters have money of their own: planned, received and spent by source.
    package let keepsMoney: Bool

    /// Pages that several procedures share.
    package enum Door: String, Hashable, Sendable, CaseIterable {
        /// The page of the three lists (三张清单): side by side what is needed, offered, planned.
        case lists
        /// The notice board (公示栏), with its streams.
        case notices
        /// The page of what a place has in common (公共事务): rules, works, honours, plans.
        case commons
    }

    /// The actions that open a matter of this procedure.
    package let openings: [Action]
    /// Whether any of its actions asks for the meetings that were held on a matter.
    package let asksForMeetings: Bool
    /// Whether any of its actions links matters, or asks how they are linked.
    package let asksForLinks: Bool

    private let stateIndex: [State.ID: Int]
    private let actionIndex: [Action.ID: Int]
    private let fieldIndex: [Field.ID: Int]
    private let actionsByState: [State.ID: [Action]]

    package init(
        key: Key, stages: [Stage.ID], states: [State], actions: [Action], fields: [Field],
        clocks: [ClockRule], isPublic: Bool, door: Door? = nil, keepsMoney: Bool = false
    ) {
        self.key = key
        self.stages = stages
        self.states = states
        self.actions = actions
        self.fields = fields
        self.clocks = clocks
        self.isPublic = isPublic
        self.door = door
        self.keepsMoney = keepsMoney
        openings = actions.filter(\.opens)
        asksForMeetings = actions.contains { $0.guards.contains(where: \.asksForMeetings) }
        asksForLinks = actions.contains(where: \.asksForLinks)
        stateIndex = Self.index(states.map(\.id))
        actionIndex = Self.index(actions.map(\.id))
        fieldIndex = Self.index(fields.map(\.id))
        var leaving: [State.ID: [Action]] = [:]
        for action in actions {
            for state in action.from { leaving[state, default: []].append(action) }
        }
        actionsByState = leaving
    }

    package func state(_ id: State.ID) -> State? { stateIndex[id].map { states[$0] } }
    package func action(_ id: Action.ID) -> Action? { actionIndex[id].map { actions[$0] } }
    package func field(_ id: Field.ID) -> Field? { fieldIndex[id].map { fields[$0] } }
    package func clock(_ id: ClockRule.ID) -> ClockRule? { clocks.first { $0.id == id } }

    /// The opening by which another matter orders one of this procedure.
    package func opening(for kind: ChildKind) -> Action? {
        kind.opening.map { id in openings.first { $0.id == id } }
            ?? openings.first { $0.by.contains(.clock) }
    }

    /// Whether everyone may read the page of a matter: it stands in a public state.
    package func isOpenToAll(_ matter: Matter) -> Bool { state(matter.state)?.isPublic ?? false }

    /// Whether everyone may come to read what is written into a field.
    package func opensToAll(_ field: Field) -> Bool {
        guard field.type.isWritten else { return false }
        return field.publication != nil
            || (field.visibility.contains(.everyone) && states.contains(where: \.isPublic))
    }

    /// The actions that may leave or stay in a state, in their declared order.
    package func actions(in state: State.ID) -> [Action] {
        actionsByState[state] ?? []
    }

    private static func index(_ ids: [String]) -> [String: Int] {
        Dictionary(ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

extension Procedure {
    /// A step that residents see; its words are texts `PROCEDURE.stage.ID`.
    package enum Stage {
        package typealias ID = String
    }

    /// Where a matter can stand.
    package struct State: Hashable, Sendable {
        package typealias ID = String

        package let id: ID
        package let stage: Stage.ID
        /// Whose move it is; nil only in an end state.
        package let owner: Owner?
        /// The clock that bounds the stay; nil only in an end state.
        package let limit: ClockRule.ID?
        /// What it means to stand here for good; nil while the matter is open.
        package let ending: Ending?
        /// Whether everyone may read the page of a matter that stands here: of its story and its
        /// fields what `everyone` is named for, and nothing else.
        package let isPublic: Bool
        /// The meetings that may be called on a matter while it stands here.
        package let meets: [MeetingRule.ID]

        package init(
            id: ID, stage: Stage.ID, owner: Owner?, limit: ClockRule.ID?, ending: Ending?,
            isPublic: Bool = false, meets: [MeetingRule.ID] = []
        ) {
            self.id = id
            self.stage = stage
            self.owner = owner
            self.limit = limit
            self.ending = ending
            self.isPublic = isPublic
            self.meets = meets
        }
    }

    /// Whose move it is.
    package enum Owner: Hashable, Sendable {
        case reporter
        /// The body that leads the matter.
        case lead
        /// The person who took the matter on.
        case taker
        /// Whoever holds a post that grants the verb over the matter's place.
        case office(Verb)
    }

    /// How a matter ended. "Closed" is not "solved": each has its own word, shown with its reason.
    package enum Ending: String, Hashable, Sendable, CaseIterable, Codable {
        case solved, unsolved, unconfirmed, refused, redirected, merged, withdrawn, done, declined
    }

    /// A limit that starts and stops with actions.
    package struct ClockRule: Hashable, Sendable {
        package typealias ID = String

        package let id: ID
        package let limit: TimeLimit
        /// Limits for particular urgencies, where they differ from `limit`.
        package let byUrgency: [String: TimeLimit]
        /// Actions that start the clock, anew if it ran before.
        package let starts: Set<Action.ID>
        package let stops: Set<Action.ID>

        package init(
            id: ID, limit: TimeLimit, byUrgency: [String: TimeLimit], starts: Set<Action.ID>,
            stops: Set<Action.ID>
        ) {
            self.id = id
            self.limit = limit
            self.byUrgency = byUrgency
            self.starts = starts
            self.stops = stops
        }

        package func limit(for urgency: String?) -> TimeLimit {
            urgency.flatMap { byUrgency[$0] } ?? limit
        }
    }
}
