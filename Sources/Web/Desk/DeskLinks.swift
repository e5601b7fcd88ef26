import Actions
import Kernel
import Markup
import Storage

extension Link {
    static let today = Link("desk", "today")
    static let news = Link("desk", "news")
    static let newsBell = Link("desk", "news", "bell")
    static let newsSeen = Link("desk", "news", "seen")
    static func deskSettings(saved: Bool = false) -> Link {
        Link("desk", "settings", query: ["saved": saved ? "yes" : nil])
    }
    static let bulk = Link("desk", "bulk")
    static func bulkResult(_ run: BulkRun.ID, back: String) -> Link {
        Link("desk", "bulk", run.description, query: ["back": back])
    }
    static let savedViews = Link("desk", "views")
    static func savedView(_ id: SavedView.ID) -> Link { Link("desk", "views", id.description) }
    static func savedViewRemoval(_ id: SavedView.ID) -> Link {
        Link("desk", "views", id.description, "removal")
    }
    static let newVisit = Link("desk", "visits", "new")
    static let visits = Link("desk", "visits")

    /// A matter with one of its actions opened.
    static func matter(_ reference: Reference, opening action: Procedure.Action.ID) -> Link {
        Link(
            ["desk", "matters", reference.description], query: ["action": action],
            fragment: "actions")
    }

    /// The same, with another matter named in it already.
    static func matter(
        _ reference: Reference, opening action: Procedure.Action.ID, naming other: Reference
    ) -> Link {
        Link(
            ["desk", "matters", reference.description],
            query: ["action": action, "other": other.description], fragment: "actions")
    }

    /// A matter after one of its actions was done.
    static func matter(_ reference: Reference, done action: Procedure.Action.ID) -> Link {
        Link("desk", "matters", reference.description, query: ["done": action])
    }
}

/// The address of an inbox with its filters.
struct InboxLink {
    var scope: InboxQuery.Scope = .mine
    var light: Kernel.Light?
    var procedure: Procedure.Name?
    var state: Procedure.State.ID?
    var category: Kernel.Category.ID?
    var place: Place.ID?
    var text: String?
    var saved: SavedView.ID?
    var after: InboxQuery.Cursor?

    var link: Link { Link("desk", query: items) }
    var fragment: Link { Link("desk", "inbox", query: items) }

    /// Whether anything but the view itself narrows the list.
    var isNarrowed: Bool {
        light != nil || procedure != nil || state != nil || category != nil || place != nil
            || text != nil
    }

    private var items: KeyValuePairs<String, String?> {
        [
            "view": scope == .mine && text == nil ? nil : scope.rawValue,
            "light": light?.rawValue, "procedure": procedure, "state": state, "category": category,
            "place": place?.description, "q": text, "saved": saved?.description,
            "after": after.map { "\($0.due.milliseconds).\($0.id)" },
        ]
    }

    init(scope: InboxQuery.Scope = .mine) {
        self.scope = scope
    }

    init(_ view: SavedView) {
        scope = view.scope
        light = view.light
        procedure = view.procedure
        category = view.category
        place = view.place
        text = view.text
        saved = view.id
    }

    /// Reads the filters of an address; what it does not understand it leaves out.
    init(_ query: SentForm) {
        func word(_ name: String) -> String? {
            query[name].flatMap { $0.contains("\0") ? nil : String($0.prefix(60)) }
        }
        text = word("q")
        scope =
            query["view"].flatMap(InboxQuery.Scope.init)
            ?? (text == nil ? .mine : .places)
        light = query["light"].flatMap(Kernel.Light.init)
        procedure = word("procedure")
        state = word("state")
        category = word("category")
        place = query["place"].flatMap { Place.ID($0) }
        saved = query["saved"].flatMap { SavedView.ID($0) }
        if let parts = query["after"]?.split(separator: "."), parts.count == 2,
            let due = Int64(parts[0]), let id = Matter.ID(String(parts[1]))
        {
            after = InboxQuery.Cursor(due: Instant(milliseconds: due), id: id)
        }
    }

    func with(_ change: (inout InboxLink) -> Void) -> InboxLink {
        var link = self
        link.after = nil
        change(&link)
        return link
    }

    /// The filters as hidden fields of a form that keeps them.
    func hidden(without left: Set<String> = []) -> HTML {
        let fields: [(String, String?)] = [
            ("view", scope.rawValue), ("light", light?.rawValue), ("procedure", procedure),
            ("state", state),
            ("category", category), ("place", place?.description), ("q", text),
        ]
        return HTML.each(fields.filter { !left.contains($0.0) }) { name, value in
            HTML.when(value) { hiddenField(name, value: $0) }
        }
    }
}
