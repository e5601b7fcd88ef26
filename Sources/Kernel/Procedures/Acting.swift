/// Who acts: with a post at the desk, as the one who raised the matter, as anyone, or as the clock.
package enum Acting: Hashable, Sendable {
    case anyone
    case reporter
    case holding(Holding)
    case clock

    package var person: Person.ID? { holding?.post.person }
    package var body: Body.ID? { holding?.post.body }
    package var holding: Holding? { if case .holding(let holding) = self { holding } else { nil } }
}

extension Matter {
    /// Whether this actor stands in the relation that an action asks for.
    package func admits(_ acting: Acting, as actor: Procedure.Actor) -> Bool {
        switch (actor, acting) {
        case (.clock, .clock), (.anyone, .anyone), (.anyone, .reporter), (.reporter, .reporter):
            true
        case (.office(let verb), .holding(let holding)):
            holding.grants(verb, at: placePath, in: realm)
        case (.lead(let verb), .holding(let holding)):
            holding.verbs.contains(verb) && holding.post.realm == realm
                && holding.post.body == lead
        case (.assist(let verb), .holding(let holding)):
            holding.verbs.contains(verb) && holding.post.realm == realm
                && assists.contains(holding.post.body)
        case (.taker(let verb), .holding(let holding)):
            holding.verbs.contains(verb) && holding.post.realm == realm
                && holding.post.person == taker
        default:
            false
        }
    }

    /// Whether this actor belongs to an audience of the matter.
    package func includes(_ acting: Acting, in audience: Procedure.Audience) -> Bool {
        switch (audience, acting) {
        case (.everyone, _), (.reporter, .reporter), (_, .clock): true
        case (.staff, .holding(let holding)): isReadable(by: holding)
        case (.parties, .holding(let holding)): isParty(holding)
        case (.taker, .holding(let holding)):
            taker != nil && holding.post.realm == realm && holding.post.person == taker
        case (.office(let verb), .holding(let holding)):
            holding.grants(verb, at: placePath, in: realm)
        default: false
        }
    }

    /// Whether a post is one of the parties: its body leads or assists, or its person took it on.
    package func isParty(_ holding: Holding) -> Bool {
        holding.post.realm == realm
            && (holding.post.body == lead || assists.contains(holding.post.body)
                || (taker != nil && holding.post.person == taker))
    }

    /// Whether a post may read the matter as staff: by its place, or because it is a party.
    package func isReadable(by holding: Holding) -> Bool {
        holding.verbs.contains(.read) && holding.post.realm == realm
            && (holding.post.reach.contains(placePath) || isParty(holding))
    }
}

extension Procedure {
    /// Whether this actor may open the matter's page at all; what stands on it is decided line by
    /// line.
    package func lets(_ acting: Acting, read matter: Matter) -> Bool {
        switch acting {
        case .clock, .reporter: true
        case .anyone: isOpenToAll(matter)
        case .holding(let holding):
            matter.isReadable(by: holding)
                || (holding.post.realm == matter.realm
                    && (isOpenToAll(matter) || holding.post.person == matter.taker))
        }
    }

    /// Whether a field of the matter may be read by this actor.
    package func shows(_ id: Field.ID, of matter: Matter, to acting: Acting) -> Bool {
        field(id)?.visibility.contains { matter.includes(acting, in: $0) } ?? false
    }

    /// Whether a part of the matter may be read by this actor: as the field says that sets it; a
    /// part that no field sets is for staff.
    package func shows(_ part: Part, of matter: Matter, to acting: Acting) -> Bool {
        let setting = fields.filter { $0.sets == part }
        return setting.isEmpty
            ? matter.includes(acting, in: .staff)
            : setting.contains { shows($0.id, of: matter, to: acting) }
    }

    /// Whether every post that reads its matters may read a part of them.
    package func showsStaff(_ part: Part) -> Bool {
        fields.contains {
            $0.sets == part && !$0.visibility.isDisjoint(with: [.staff, .everyone])
        }
    }

    /// Whether everyone may read a part of its matters.
    package func isOpenToAll(_ part: Part) -> Bool {
        fields.contains { $0.sets == part && $0.visibility.contains(.everyone) }
    }
}
