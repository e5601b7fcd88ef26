/// How one kind of meeting is called and decides (议事规则): a pack of rules, each declared in YAML
/// with the act and article that it comes from.
package struct MeetingRule: Hashable, Sendable {
    /// Such as `residentsMeeting`; its name is the text `meeting.ID`.
    package typealias ID = String

    package let id: ID
    package let terms: Terms
    /// Who may ask for such a meeting beside the committee itself; shown, not computed, because
    /// nobody keeps a list of adults.
    package let callers: [Caller]

    package init(id: ID, terms: Terms, callers: [Caller]) {
        self.id = id
        self.terms = terms
        self.callers = callers
    }

    package var article: String { terms.article }
    package var notice: TimeLimit { terms.notice }
    package var quorum: Share { terms.quorum }
    package var majority: Share { terms.majority }
    package var roll: Roll { terms.roll }

    /// The numbers that a meeting is held to. A meeting keeps those of the day it was called, so
    /// that no later edit of the profile can loosen them.
    package struct Terms: Hashable, Sendable {
        /// The act and article, or the local rule, shown beside every result.
        package let article: String
        /// Whole days between the day of the call and the day of the meeting, in calendar days.
        package let notice: TimeLimit
        /// Of those entitled.
        package let quorum: Share
        /// Of those present or of the votes, where the rule says so.
        package let majority: Share
        package let roll: Roll

        package init(
            article: String, notice: TimeLimit, quorum: Share, majority: Share, roll: Roll
        ) {
            self.article = article
            self.notice = notice
            self.quorum = quorum
            self.majority = majority
            self.roll = roll
        }

        /// The first day on which a meeting called on a day may be held.
        ///
        /// The day of the call is not counted (Civil Code, article 201), and the notice must be
        /// over before the meeting: called on 1 June with ten days' notice, the days are 2 to 11
        /// June, and the meeting may be held from 12 June. Article 203, which moves a last day off
        /// a holiday, is for periods in which someone has to act; a notice only has to pass.
        package func earliestDay(calledOn day: Day) -> Day {
            day.adding(days: notice.amount + 1)
        }

        /// What a place's own version lets pass that this one would not.
        package func loosened(in own: Terms) -> [Part] {
            var parts: [Part] = []
            if own.notice.amount < notice.amount { parts.append(.notice) }
            if own.quorum.isLooser(than: quorum) { parts.append(.quorum) }
            if own.majority.isLooser(than: majority) { parts.append(.majority) }
            return parts
        }
    }

    package enum Part: String, CaseIterable, Sendable {
        case notice, quorum, majority
    }

    /// Who is entitled, and how they are counted.
    package enum Roll: Hashable, Sendable {
        /// Adults or households: counted at the door, never listed by name.
        case counted
        /// Whoever holds a post of this role where the meeting is held.
        case posts(Role.ID)
        /// The member units of an alliance, each of which counts once, through whomever it sends.
        case members

        package var role: Role.ID? { if case .posts(let role) = self { role } else { nil } }
    }

    /// A share of a group that may demand the meeting, such as a tenth of the adults.
    package struct Caller: Hashable, Sendable {
        package let fraction: Fraction
        package let group: Group

        package enum Group: String, CaseIterable, Sendable {
            case adults, householdRepresentatives, representatives, members
        }

        package init(fraction: Fraction, group: Group) {
            self.fraction = fraction
            self.group = group
        }

        /// Reads `1/10 of adults`; nil for anything else.
        package init?(parsing text: String) {
            let words = text.split(separator: " ").map(String.init)
            guard words.count == 3, words[1] == "of", let group = Group(rawValue: words[2]),
                let fraction = try? Fraction(parsing: words[0]), fraction > .zero,
                fraction <= .one
            else { return nil }
            self.init(fraction: fraction, group: group)
        }
    }
}
