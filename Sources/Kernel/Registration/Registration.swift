/// Where a registration stands (报到): the same rule for a unit at the community where it works and
/// for a person at the community where they live. It holds on two words, and either may end it.
package struct Registration: Hashable, Sendable {
    package enum State: String, CaseIterable, Sendable, Codable {
        /// The community asks; nothing is known of the answer.
        case invited
        case proposed, confirmed, returned, ended
    }

    package enum Refusal: Error, Hashable {
        /// Nothing of the kind can be done while it stands so.
        case stands(State)
    }

    package var state: State
    /// Why the community did not confirm it; kept while it is returned.
    package var reason: String?
    package var confirmedOn: Day?
    /// The day from which whoever registered is asked whether it still holds.
    package var reaffirmBy: Day?
    package var endedOn: Day?

    /// Days after which a confirmed registration is asked about again: half a year.
    package static let reaffirmDays = 182
    package static let reasonCharactersMax = 300

    package init(
        state: State, reason: String? = nil, confirmedOn: Day? = nil, reaffirmBy: Day? = nil,
        endedOn: Day? = nil
    ) {
        self.state = state
        self.reason = reason
        self.confirmedOn = confirmedOn
        self.reaffirmBy = reaffirmBy
        self.endedOn = endedOn
    }

    package static let proposed = Registration(state: .proposed)
    package static let invited = Registration(state: .invited)

    /// Confirmed by the community.
    package func confirmed(on day: Day) throws(Refusal) -> Registration {
        guard state == .proposed else { throw .stands(state) }
        return .held(from: day)
    }

    /// Answered with a reason instead; whoever registered may change it and send it again.
    package func returned(_ reason: String) throws(Refusal) -> Registration {
        guard state == .proposed else { throw .stands(state) }
        return Registration(state: .returned, reason: reason)
    }

    /// Sent to the community, or sent again. One that the community had asked for holds at once:
    /// the other word has been said.
    package func sent(on day: Day) throws(Refusal) -> Registration {
        switch state {
        case .invited: .held(from: day)
        case .proposed, .returned: .proposed
        case .confirmed, .ended: throw .stands(state)
        }
    }

    /// Said once more by whoever registered: it still holds, for another half year.
    package func reaffirmed(on day: Day) throws(Refusal) -> Registration {
        guard state == .confirmed else { throw .stands(state) }
        var next = self
        next.reaffirmBy = day.adding(days: Self.reaffirmDays)
        return next
    }

    /// Ended by either side.
    package func ended(on day: Day) throws(Refusal) -> Registration {
        guard state != .ended else { throw .stands(state) }
        return Registration(state: .ended, confirmedOn: confirmedOn, endedOn: day)
    }

    /// Whether it is time to ask whether it still holds.
    package func asksAgain(on day: Day) -> Bool {
        state == .confirmed && reaffirmBy.map { $0 <= day } ?? false
    }

    private static func held(from day: Day) -> Registration {
        Registration(
            state: .confirmed, confirmedOn: day,
            reaffirmBy: day.adding(days: Self.reaffirmDays))
    }
}
