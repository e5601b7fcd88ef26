extension Procedure {
    /// A named rule that must hold before an action: the closed list that profiles choose from.
    package enum Guard: Hashable, Sendable {
        /// The actor is not someone who did one of these (核查不由处置人).
        case otherPersonThan([Action.ID])
        /// The actor's body is not one that did one of these (回访独立于承办单位).
        case otherBodyThan([Action.ID])
        /// Every child matter has ended.
        case childrenEnded
        /// A body leads the matter.
        case led
        /// Such an approval has been asked for, or has not.
        case asked(Petition)
        case notAsked(Petition)
        /// The clocks stand still, or run.
        case suspended
        case running
        /// The clock has run out, or has not.
        case elapsed(ClockRule.ID)
        case notElapsed(ClockRule.ID)
        /// The other action has been done to this matter at least so often, or less often.
        case happened(Action.ID, times: Int)
        case notHappened(Action.ID, times: Int)
        /// The matter ended no longer ago than this.
        case endedWithin(days: Int)
        /// After the named action was done so often, only the body that received the matter first
        /// may be named as lead (首接负责, e.g. Beijing 接诉即办条例 article 14).
        case firstReceiverAfter(Action.ID, times: Int)
        /// The other matter that the action names is open and is not this one.
        case otherMatterOpen
        /// The author of a field agrees to its publication, or has not agreed or taken it back.
        case consented(Field.ID)
        case notConsented(Field.ID)
        /// Each of the first action was followed by one of the second: no objection is left.
        case allAnswered(Action.ID, by: Action.ID)
        /// A meeting on the matter was closed with a quorum since it came to its present state.
        case met
        /// The last such meeting carried at least one motion, or none.
        case carried
        case notCarried
        /// The matter is linked, either way, with an open one of the procedure.
        case linked(Name)
        /// Every matter of the procedure that it is linked with has ended.
        case linkedEnded(Name)
        /// The category lies in one of these, or in none of them: it is one, or one below it.
        case about([Category.ID])
        case notAbout([Category.ID])

        /// The names that profiles use, for messages about an unknown one.
        package static let names = [
            "otherPersonThan", "otherBodyThan", "childrenEnded", "led", "asked", "notAsked",
            "suspended", "running", "elapsed", "notElapsed", "happened", "notHappened",
            "endedWithin", "firstReceiverAfter", "otherMatterOpen", "consented", "notConsented",
            "allAnswered", "met", "carried", "notCarried", "linked", "linkedEnded",
            "about", "notAbout",
        ]

        /// Whether the rule asks for the meetings that were held on the matter.
        package var asksForMeetings: Bool { [.met, .carried, .notCarried].contains(self) }

        /// Whether the rule asks for what the matter is linked with.
        package var asksForLinks: Bool {
            switch self {
            case .linked, .linkedEnded: true
            default: false
            }
        }
    }

    /// A named consequence of an action: the closed list that profiles choose from.
    package enum Effect: Hashable, Sendable {
        /// Asks for an approval; settles it.
        case ask(Petition)
        case grant(Petition)
        case refuse(Petition)
        /// Stops all running clocks with the action's reason; lets them run on.
        case suspend
        case resume
        /// Adds the granted days to a clock.
        case extend(ClockRule.ID)
        /// The clock that the action starts runs to the end of the day that the action names,
        /// instead of the declared limit: an agreed day, which no holiday moves.
        case dueOn(ClockRule.ID)
        /// The clock that the action starts runs for the days of the field that sets `days`,
        /// instead of the declared limit.
        case lasts(ClockRule.ID)
        /// Opens a child matter of this procedure for every assisting body that has none yet.
        case openChildren(ChildKind)
        /// Opens one child matter for the body that the action names, with the action's line as
        /// its title and its paragraphs as what is asked.
        case openChild(ChildKind)
        /// Ends this matter in favour of another; its reporter follows that one from now on.
        case merge
        /// Takes the matter from its lead.
        case release
        /// The actor takes the matter on in person; only the first of several succeeds.
        case take
        /// Gives back what `take` took.
        case giveBack
        /// Links the matter with the one that the action names, which must be an open one of this
        /// procedure; undoes such a link.
        case link(Name)
        case unlink(Name)
        /// Opens a matter of its own at the same place and links it with this one: the action's
        /// category, line and paragraphs are what the other is about, its spot and its account,
        /// and stand there alone (走访发现的需求入清单).
        case openLinked(ChildKind)

        package static let names = [
            "ask", "grant", "refuse", "suspend", "resume", "extend", "dueOn", "lasts",
            "openChildren", "openChild", "merge", "release", "take", "giveBack", "link", "unlink",
            "openLinked",
        ]
    }

    /// What kind of matter another one opens, written `PROCEDURE` or `PROCEDURE/OPENING`.
    package struct ChildKind: Hashable, Sendable {
        package let procedure: Name
        /// Nil takes the first opening that the clock may do.
        package let opening: Action.ID?

        package init(procedure: Name, opening: Action.ID? = nil) {
            self.procedure = procedure
            self.opening = opening
        }
    }
}
