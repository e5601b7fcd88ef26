import Kernel
import Markup
import Storage

/// The address of figures: at which place, for which months.
struct FiguresLink: Hashable {
    var place: Place.ID?
    var period: Period
    /// Only the figures of one's own duty, or of one line of work; nil shows all.
    var view: String?

    init(place: Place.ID?, period: Period, view: String? = nil) {
        self.place = place
        self.period = period
        self.view = view
    }

    /// What an address asks for; without a word of it the year of `today` until now.
    init(_ query: SentForm, today: Day) {
        place = query["place"].flatMap { Place.ID($0) }
        period =
            query["period"].flatMap { Period(parsing: $0) }
            ?? Period(.year, with: Month(of: today))
        view = query["view"]
    }

    var desk: Link {
        Link(
            "desk", "figures",
            query: [
                "place": place?.description, "period": period.description, "view": view,
            ])
    }

    /// The places directly under it, beside each other.
    var beside: Link {
        Link(
            "desk", "figures", "places",
            query: [
                "place": place?.description, "period": period.description, "view": view,
            ])
    }

    func figure(_ id: Figure.ID, after cursor: FactCursor? = nil) -> Link {
        Link(
            "desk", "figures", id,
            query: [
                "place": place?.description, "period": period.description, "after": cursor?.text,
            ])
    }

    func open(_ realm: Realm) -> Link {
        Link(realm.slug, "figures", query: ["period": period.description])
    }

    func at(_ place: Place.ID) -> FiguresLink { FiguresLink(place: place, period: period) }
    func over(_ period: Period) -> FiguresLink {
        FiguresLink(place: place, period: period, view: view)
    }

    /// The same place and time, all figures or some.
    func seeing(_ view: String?) -> FiguresLink {
        FiguresLink(place: place, period: period, view: view)
    }
}

extension Link {
    static let figures = Link("desk", "figures")
    static let placesBeside = Link("desk", "figures", "places")

    static func figures(_ realm: Realm) -> Link { Link(realm.slug, "figures") }
}
