import Kernel
import Markup
import Storage

/// The address of the page of the lists, with its filters and where each list goes on.
struct ListsLink {
    var place: Place.ID?
    var category: Kernel.Category.ID?
    var after: [Procedure.Name: ListQuery.Cursor] = [:]

    init() {}

    init(_ query: SentForm) {
        place = query["place"].flatMap { Place.ID($0) }
        category = query["category"].flatMap { $0.isEmpty ? nil : $0 }
        for part in (query["after"] ?? "").split(separator: "~").prefix(8) {
            let pair = part.split(separator: ".", maxSplits: 1).map(String.init)
            guard pair.count == 2 else { continue }
            after[pair[0]] = ListQuery.Cursor(pair[1])
        }
    }

    /// Whether only a part of the lists is looked for.
    var isNarrowed: Bool { place != nil || category != nil }

    /// The next page of one list, the others staying where they are.
    func older(_ name: Procedure.Name, after cursor: ListQuery.Cursor) -> ListsLink {
        var next = self
        next.after[name] = cursor
        return next
    }

    private var cursors: String? {
        after.isEmpty
            ? nil
            : after.sorted { $0.key < $1.key }.map { "\($0.key).\($0.value.text)" }
                .joined(separator: "~")
    }

    var desk: Link {
        Link(
            "desk", "lists",
            query: ["place": place?.description, "category": category, "after": cursors])
    }

    func open(_ realm: Realm) -> Link { Link(realm.slug, "lists", query: ["after": cursors]) }
}

extension Procedure {
    /// Beyond so many days a clock of what is in common only says when it is looked at again.
    private static let lookAgainDays = 60

    /// Whether a matter hangs on a list in this state until somebody answers it, or holds until it
    /// is changed: its clock then only says when it is looked at again, and promises nothing to
    /// whoever reads it.
    func hangs(in state: State.ID) -> Bool {
        guard let state = self.state(state), state.isPublic, case .office? = state.owner else {
            return false
        }
        if door == .lists { return true }
        guard door == .commons, let limit = state.limit.flatMap(clock)?.limit else { return false }
        return limit.unit == .calendarDays && limit.amount > Self.lookAgainDays
    }
}

extension ListQuery.Cursor {
    /// As it stands in an address.
    var text: String { "\(isMatched ? 1 : 0).\(id)" }

    /// Reads such a text; nil for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: ".").map(String.init)
        guard parts.count == 2, ["0", "1"].contains(parts[0]), let id = Matter.ID(parts[1]) else {
            return nil
        }
        self.init(isMatched: parts[0] == "1", id: id)
    }
}

extension Link {
    static let newOffer = Link("desk", "offers", "new")
    static func newOffer(of procedure: Procedure.Name) -> Link {
        Link("desk", "offers", "new", query: ["procedure": procedure])
    }
    static let offers = Link("desk", "offers")
    static let lists = ListsLink().desk
    static func lists(_ realm: Realm) -> Link { ListsLink().open(realm) }
}
