package import Foundation

/// How tickets come from another system, such as the centre of a hotline, and how their state goes
/// back (工单对接): what it calls things, and what that means here. Declared by the profile.
package struct Exchange: Hashable, Sendable {
    package typealias Name = String

    package let id: Name
    package let name: LocalName
    package let files: FileForm
    package let times: TimeForm
    /// The zone whose wall clock its times show.
    package let zone: TimeZone
    package let procedure: Procedure.Name
    /// The opening of it by which tickets come in; one that only the clock may do.
    package let opening: Procedure.Action.ID
    package let channel: Matter.Channel
    /// Where the list of tickets stands in what is sent, as a JSON Pointer (RFC 6901).
    package let list: String
    package let ticket: TicketForm
    package let back: ReturnForm
    /// Where tickets are fetched; nil where the centre brings them.
    package let pull: Pull?
    /// Where answers are brought; nil where the centre fetches them.
    package let push: String?

    /// How its files are written.
    package enum FileForm: Hashable, Sendable {
        case csv(separator: UInt8)
        /// One list, or a ticket a line.
        case json
    }

    /// How its times are written.
    package enum TimeForm: String, CaseIterable, Sendable {
        case wall = "yyyy-MM-dd HH:mm:ss"
        case iso8601
    }

    package struct Pull: Hashable, Sendable {
        /// With `{cursor}` where the cursor goes.
        package let address: String
        package let minutes: Int
        /// Where the next cursor stands in the answer, as a JSON Pointer.
        package let next: String

        package init(address: String, minutes: Int, next: String) {
            self.address = address
            self.minutes = minutes
            self.next = next
        }
    }

    /// How tickets may come in: nobody was at a counter.
    package static let channels: [Matter.Channel] = [.hotline, .import]

    /// Days for which what could not be taken is kept, and what goes back can be fetched.
    package static let keptDays = 90
    package static let countMax = 20
    package static let minutesRange = 1...1_440

    package init(
        id: Name, name: LocalName, files: FileForm, times: TimeForm, zone: TimeZone,
        procedure: Procedure.Name, opening: Procedure.Action.ID, channel: Matter.Channel,
        list: String, ticket: TicketForm, back: ReturnForm, pull: Pull?, push: String?
    ) {
        self.id = id
        self.name = name
        self.files = files
        self.times = times
        self.zone = zone
        self.procedure = procedure
        self.opening = opening
        self.channel = channel
        self.list = list
        self.ticket = ticket
        self.back = back
        self.pull = pull
        self.push = push
    }
}

extension Exchange {
    /// What the centre calls the parts of a ticket: columns of a table, members or JSON Pointers of
    /// an object.
    package struct TicketForm: Hashable, Sendable {
        package let number: String
        package let opened: String?
        package let due: String?
        /// The clock whose deadline `due` becomes.
        package let clock: Procedure.ClockRule.ID?
        package let title: String?
        package let account: [String]
        package let address: String?
        package let reporter: String?
        package let phone: String?
        /// To `open`, or `ended` for what needs nothing any more.
        package let status: WordMap
        package let category: WordMap
        /// To names or codes of places.
        package let place: WordMap
        /// Where a ticket is that says no place that is known; nil for the whole realm.
        package let elsewhere: String?
        /// To `yes` where the reporter must stay unknown to whoever handles it.
        package let confidential: WordMap
        /// What the reporter does with words that come later, and when the centre takes it back.
        package let words: Procedure.Action.ID?
        package let withdrawal: Procedure.Action.ID?

        package static let open = "open"
        package static let ended = "ended"

        package init(
            number: String, opened: String?, due: String?, clock: Procedure.ClockRule.ID?,
            title: String?, account: [String], address: String?, reporter: String?,
            phone: String?, status: WordMap, category: WordMap, place: WordMap,
            elsewhere: String?, confidential: WordMap, words: Procedure.Action.ID?,
            withdrawal: Procedure.Action.ID?
        ) {
            self.number = number
            self.opened = opened
            self.due = due
            self.clock = clock
            self.title = title
            self.account = account
            self.address = address
            self.reporter = reporter
            self.phone = phone
            self.status = status
            self.category = category
            self.place = place
            self.elsewhere = elsewhere
            self.confidential = confidential
            self.words = words
            self.withdrawal = withdrawal
        }

        /// Everything of a ticket that is read; nothing else is kept.
        package var sources: [String] {
            let single = [number, opened, due, title, address, reporter, phone].compactMap(\.self)
            let mapped = [status, category, place, confidential].flatMap(\.columns)
            return Array(Set(single + account + mapped)).sorted()
        }
    }

    /// How what goes back is written.
    package struct ReturnForm: Hashable, Sendable {
        /// What can be said of one step, by the name that the centre has for it.
        package enum Fact: String, CaseIterable, Sendable {
            case id, number, reference, at, status, state, message, result, ended
        }

        /// The centre's word for each state; the state's own name where there is none.
        package let states: [Procedure.State.ID: String]
        /// In the order of the columns.
        package let names: [Named]

        package struct Named: Hashable, Sendable {
            package let fact: Fact
            package let name: String

            package init(fact: Fact, name: String) {
                self.fact = fact
                self.name = name
            }
        }

        package init(states: [Procedure.State.ID: String], names: [Named]) {
            self.states = states
            self.names = names
        }

        /// Everything by its own name.
        package static let plain = ReturnForm(
            states: [:], names: Fact.allCases.map { Named(fact: $0, name: $0.rawValue) })
    }
}
