/// A duty roster (值班表): who is there for a place, shift by shift. It is of a body, stands for a
/// post with an office telephone, and says nothing of where anybody is.
package struct Roster: Hashable, Sendable {
    package typealias ID = Identifier<Roster>

    package let id: ID
    package let realm: Realm.ID
    package let body: Body.ID
    package let place: Place.ID
    package let placePath: PlacePath
    package let openedOn: Day

    package var title: String
    /// What there is to do, and where one finds whoever is on duty.
    package var about: String
    /// The telephone of the post, never of a person; nil where there is none.
    package var phone: String?
    /// The shifts of a day, one after the other.
    package var spans: [DutySpan]
    /// Who takes turns, in their order.
    package var turn: [DutyHolder]
    /// Whether somebody is on duty on days off, too.
    package var onDaysOff: Bool
    /// Whether everyone may read it: posts and bodies, and the office telephone.
    package var isPublic: Bool
    /// The last day, where it is for a time; an emergency's roster always has one.
    package var until: Day?
    /// The first day on which it is no more.
    package var endedOn: Day?
    /// Counts changes: whoever acts names the version that they saw.
    package var version: Int

    package static let titleCharactersMax = 24
    package static let aboutCharactersMax = 200
    package static let reasonCharactersMax = 120
    package static let spansMax = 4
    package static let turnMax = 40
    /// How many rosters a realm may have at one time.
    package static let openMax = 120
    /// How many months ahead shifts are set down.
    package static let monthsAheadMax = 3

    package init(
        id: ID, realm: Realm.ID, body: Body.ID, place: Place.ID, placePath: PlacePath,
        openedOn: Day, title: String, about: String, phone: String?, spans: [DutySpan],
        turn: [DutyHolder] = [], onDaysOff: Bool, isPublic: Bool, until: Day? = nil,
        endedOn: Day? = nil, version: Int = 1
    ) {
        self.id = id
        self.realm = realm
        self.body = body
        self.place = place
        self.placePath = placePath
        self.openedOn = openedOn
        self.title = title
        self.about = about
        self.phone = phone
        self.spans = spans
        self.turn = turn
        self.onDaysOff = onDaysOff
        self.isPublic = isPublic
        self.until = until
        self.endedOn = endedOn
        self.version = version
    }

    /// Whether it holds on a day.
    package func stands(on day: Day) -> Bool {
        openedOn <= day && (until.map { day <= $0 } ?? true) && (endedOn.map { day < $0 } ?? true)
    }

    /// Whether a telephone number is somebody's own: a mobile number of the mainland (11 digits
    /// that begin with 1). Such a number never stands on a roster.
    package static func isOwn(phone: String) -> Bool {
        var digits = phone.filter(\.isNumber)
        if digits.hasPrefix("86"), digits.count == 13 { digits.removeFirst(2) }
        return digits.count == 11 && digits.hasPrefix("1")
    }
}

/// Who takes a turn: a post, which a person holds, or a body, which sends whom it likes.
package enum DutyHolder: Hashable, Sendable {
    case post(Post.ID)
    case body(Body.ID)

    package var post: Post.ID? { if case .post(let id) = self { id } else { nil } }
    package var body: Body.ID? { if case .body(let id) = self { id } else { nil } }

    /// As a form names it, such as `post-17`.
    package var description: String {
        switch self {
        case .post(let id): "post-\(id)"
        case .body(let id): "body-\(id)"
        }
    }

    package init?(parsing text: String) {
        if text.hasPrefix("post-"), let id = Post.ID(String(text.dropFirst(5))) {
            self = .post(id)
        } else if text.hasPrefix("body-"), let id = Body.ID(String(text.dropFirst(5))) {
            self = .body(id)
        } else {
            return nil
        }
    }
}
