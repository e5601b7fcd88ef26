/// Something that happened and can be counted (事实): what every figure is made of.
///
/// Nobody types a fact. Facts are worked out from the rows of a subject and from its record, and
/// are worked out anew whenever something is recorded about it, so that a figure never says what
/// its evidence does not. None is about a person.
package struct Fact: Hashable, Sendable {
    /// What happened to what: `request.opened`, `meeting.held`, `order.confirm.satisfaction.good`.
    package struct Name: Hashable, Comparable, Sendable, CustomStringConvertible {
        /// A procedure, or one of `Fact.Noun`.
        package let noun: String
        package let event: String

        package init(_ noun: String, _ event: String) {
            self.noun = noun
            self.event = event
        }

        /// - Returns: nil for a text without a dot.
        package init?(parsing text: String) {
            guard let dot = text.firstIndex(of: "."), dot != text.startIndex else { return nil }
            let event = text[text.index(after: dot)...]
            guard !event.isEmpty else { return nil }
            self.init(String(text[..<dot]), String(event))
        }

        package var description: String { "\(noun).\(event)" }

        package static func < (left: Self, right: Self) -> Bool {
            (left.noun, left.event) < (right.noun, right.event)
        }
    }

    package let name: Name
    /// The category of a matter, the rule of a meeting, the kind of an activity.
    package let kind: String
    package let day: Day
    package let place: PlacePath
    package let subject: Int64
    /// Tells the same event of one subject apart: the number of its record, or 0 for what stands
    /// by itself.
    package let sequence: Int64
    /// The body that leads or holds it.
    package let body: Body.ID?
    /// How many it counts where a figure asks for a sum: person-times, minutes.
    package let amount: Int64

    package init(
        _ name: Name, kind: String, day: Day, place: PlacePath, subject: Int64,
        sequence: Int64 = 0, body: Body.ID? = nil, amount: Int64 = 1
    ) {
        self.name = name
        self.kind = kind
        self.day = day
        self.place = place
        self.subject = subject
        self.sequence = sequence
        self.body = body
        self.amount = amount
    }

    package var month: Month { Month(of: day) }

    /// What has facts besides matters, with all that can happen to it.
    package enum Noun: String, Hashable, Sendable, CaseIterable {
        case meeting, activity, pairing, report, booking, sitting, line

        package var events: [String] {
            switch self {
            // How many were present; how many motions carried.
            case .meeting: ["held", "carried"]
            // Held; held under an agreement with a partner; person-times of helpers; people served
            // without a name; minutes of helpers.
            case .activity: ["held", "joint", "attended", "served", "minutes"]
            case .pairing: ["begun", "visited", "ended"]
            // Frozen; its numbers that were filled from the record; those that somebody typed.
            case .report: ["frozen", "filled", "typed"]
            // Rooms and slots that stand; people that they are for.
            case .booking: ["room", "slot", "people"]
            // Held; how many came.
            case .sitting: ["held", "served"]
            // A matter or an activity that belongs to a line of work.
            case .line: ["tagged"]
            }
        }
    }
}
