/// A table that somebody sent: what its columns are, what is made of them, and what came of it.
///
/// It waits a day, sealed; nothing of it is written anywhere else before it is accepted. Columns
/// that must not be kept are gone before anything is stored.
package struct SheetImport: Hashable, Sendable {
    package typealias ID = Identifier<SheetImport>

    package let id: ID
    package let realm: Realm.ID
    package let noun: SheetNoun
    package let state: State
    /// Who sent it; nil at the command line.
    package let post: Post.ID?
    package let sentAt: Instant
    package let encoding: String
    /// Rows below the header.
    package let rows: Int
    /// How many of them were gone through.
    package let taken: Int
    package let counts: Counts
    /// Cells in which a number of an identity or bank card was found, and emptied.
    package let emptied: Int
    package let acceptedAt: Instant?
    /// For which post the program goes on with it behind the pages; nil where it does not.
    package let worker: Post.ID?
    package let undoing: Undoing
    package private(set) var columns: [Column]
    /// Values that hold for all rows, by field.
    package private(set) var forAll: [String: String]
    package let version: Int

    package enum State: String, Sendable {
        /// It can be mapped, looked at, accepted or dropped.
        case waiting
        /// It was accepted, and not all rows are gone through yet.
        case taking
        case taken
        /// It is being taken back.
        case undoing
        /// All of it was taken back.
        case undone
        /// Nobody accepted it.
        case dropped
    }

    package struct Counts: Hashable, Sendable {
        package var created = 0
        package var changed = 0
        package var same = 0
        package var leftOut = 0

        package init(created: Int = 0, changed: Int = 0, same: Int = 0, leftOut: Int = 0) {
            self.created = created
            self.changed = changed
            self.same = same
            self.leftOut = leftOut
        }
    }

    /// How far taking it back came, at the last time it was asked for.
    package struct Undoing: Hashable, Sendable {
        /// Of what it made, the last before this number comes next; nil where it is not under way.
        package let before: Int?
        package let undone: Int
        /// Things that stayed because something was built upon them.
        package let standing: Int

        package init(before: Int? = nil, undone: Int = 0, standing: Int = 0) {
            self.before = before
            self.undone = undone
            self.standing = standing
        }
    }

    package struct Column: Hashable, Sendable {
        /// Counted from 0, as the table has it.
        package let index: Int
        package let header: String
        package let use: Use

        package enum Use: Hashable, Sendable {
            case field(String)
            case leftAside
            /// Not kept at all, for a reason that is a word of `columns.yml`.
            case forbidden(String)
        }

        package init(index: Int, header: String, use: Use) {
            self.index = index
            self.header = header
            self.use = use
        }
    }

    package static let waitingHours = 24
    package static let undoDays = 30
    package static let headerCharactersMax = 60
    package static let valueCharactersMax = 200

    package init(
        id: ID, realm: Realm.ID, noun: SheetNoun, state: State, post: Post.ID?, sentAt: Instant,
        encoding: String, rows: Int, taken: Int = 0, counts: Counts = Counts(), emptied: Int = 0,
        acceptedAt: Instant? = nil, worker: Post.ID? = nil, undoing: Undoing = Undoing(),
        columns: [Column], forAll: [String: String] = [:], version: Int = 1
    ) {
        self.id = id
        self.realm = realm
        self.noun = noun
        self.state = state
        self.post = post
        self.sentAt = sentAt
        self.encoding = encoding
        self.rows = rows
        self.taken = taken
        self.counts = counts
        self.emptied = emptied
        self.acceptedAt = acceptedAt
        self.worker = worker
        self.undoing = undoing
        self.columns = columns
        self.forAll = forAll
        self.version = version
    }

    /// The same with what its columns become.
    package func mapped(_ columns: [Column], forAll: [String: String]) -> SheetImport {
        var mapped = self
        mapped.columns = columns
        mapped.forAll = forAll
        return mapped
    }

    /// Which column becomes a field.
    package func column(of field: String) -> Int? {
        columns.first { $0.use == .field(field) }?.index
    }

    /// Whether it still waits.
    package func waits(at now: Instant) -> Bool {
        state == .waiting && now < sentAt.adding(milliseconds: Int64(Self.waitingHours) * 3_600_000)
    }

    /// Whether taking it back may be asked for.
    package func mayBeUndone(at now: Instant) -> Bool {
        guard state == .taken || state == .taking, let acceptedAt else { return false }
        return now < acceptedAt.adding(fullDays: Self.undoDays)
    }

    /// What an accepted table did to one thing.
    package struct Item: Hashable, Sendable {
        package let ordinal: Int
        /// The row of the table.
        package let row: Int
        package let kind: Kind
        package let subject: Int64
        /// What stood there before, where something was changed.
        package let before: String?
        package let after: String?
        package let undoneAt: Instant?

        package enum Kind: String, Sendable {
            case person, post, place, body, fact, matter
            /// The telephone of a body that was there.
            case bodyPhone
            /// The code of a place that was there.
            case placeCode
        }

        package init(
            ordinal: Int, row: Int, kind: Kind, subject: Int64, before: String? = nil,
            after: String? = nil, undoneAt: Instant? = nil
        ) {
            self.ordinal = ordinal
            self.row = row
            self.kind = kind
            self.subject = subject
            self.before = before
            self.after = after
            self.undoneAt = undoneAt
        }
    }
}
