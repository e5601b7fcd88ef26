import Kernel
import Markup
import Storage

// Every address of ours is made here, so that none is typed by hand.

extension Link {
    static func front(_ realm: Realm) -> Link { Link(realm.slug) }

    static func report(
        _ realm: Realm, place: Place.ID? = nil, category: Kernel.Category.ID? = nil,
        poster: String? = nil
    ) -> Link {
        Link(
            realm.slug, "report",
            query: ["place": place?.description, "category": category, "poster": poster])
    }

    /// Where matters of a procedure are raised.
    static func report(_ realm: Realm, procedure: Procedure.Name) -> Link {
        procedure == Raising.usual ? report(realm) : Link(realm.slug, "raise", procedure)
    }

    /// The matters of a procedure that everyone may read.
    static func board(_ realm: Realm, _ procedure: Procedure.Name) -> Link {
        Link(realm.slug, "boards", procedure)
    }

    /// A matter that everyone may read.
    static func open(_ realm: Realm, _ reference: Reference) -> Link {
        Link(realm.slug, "matters", reference.description)
    }

    static func openAction(
        _ realm: Realm, _ reference: Reference, _ action: Procedure.Action.ID
    ) -> Link {
        Link(realm.slug, "matters", reference.description, action)
    }

    static func similar(_ realm: Realm) -> Link { Link(realm.slug, "similar") }
    static func receipt(_ realm: Realm) -> Link { Link(realm.slug, "receipt") }
    static func track(_ realm: Realm) -> Link { Link(realm.slug, "track") }

    static func story(_ realm: Realm, _ reference: Reference) -> Link {
        Link(realm.slug, "track", reference.description)
    }

    static func storyAction(
        _ realm: Realm, _ reference: Reference, _ action: Procedure.Action.ID
    ) -> Link {
        Link(realm.slug, "track", reference.description, action)
    }

    static func who(_ realm: Realm, place: Place.ID? = nil) -> Link {
        Link(realm.slug, "who", query: ["place": place?.description])
    }

    static func notices(_ realm: Realm) -> Link { Link(realm.slug, "notices") }
    static func notice(_ realm: Realm, _ id: String) -> Link {
        Link([realm.slug, "notices"], fragment: "notice-\(id)")
    }
    static func yourData(_ realm: Realm) -> Link { Link(realm.slug, "your-data") }
    static func poster(_ word: String) -> Link { Link("at", word) }

    static func photograph(_ realm: Realm, _ id: String, small: Bool) -> Link {
        Link(realm.slug, "photographs", id, query: ["small": small ? "1" : nil])
    }

    static let seals = Link("seals")
    static let style = Link("style")

    static func language(_ language: Language, back: String) -> Link {
        Link("language", language.rawValue, query: ["back": back])
    }

    static let desk = Link("desk")
    static let deskLive = Link("desk", "live")
    static let deskPost = Link("desk", "post")
    static let newMatter = Link("desk", "matters", "new")
    static func newMatter(
        of procedure: Procedure.Name, opening: Procedure.Action.ID? = nil
    ) -> Link {
        Link("desk", "matters", "new", query: ["procedure": procedure, "opening": opening])
    }
    static let matters = Link("desk", "matters")

    static func matter(_ reference: Reference) -> Link {
        Link("desk", "matters", reference.description)
    }

    static func matterStory(_ reference: Reference) -> Link {
        Link("desk", "matters", reference.description, "story")
    }

    static func matterAction(_ reference: Reference, _ action: Procedure.Action.ID) -> Link {
        Link("desk", "matters", reference.description, "actions", action)
    }

    static func contact(_ reference: Reference) -> Link {
        Link("desk", "matters", reference.description, "contact")
    }

    static func contactErasure(_ reference: Reference) -> Link {
        Link("desk", "matters", reference.description, "contact", "erasure")
    }

    static func proof(_ reference: Reference) -> Link {
        Link("desk", "matters", reference.description, "proof")
    }

    static func deskPhotograph(_ id: String, small: Bool) -> Link {
        Link("desk", "photographs", id, query: ["small": small ? "1" : nil])
    }

    static let deskNotices = Link("desk", "notices")
    static func noticeEnd(_ notice: Notice.ID) -> Link {
        Link("desk", "notices", notice.description, "end")
    }
    static let posters = Link("desk", "posters")
    static func wallPoster(_ place: Place.ID) -> Link {
        Link("desk", "posters", place.description)
    }
    static func people(after: String? = nil) -> Link {
        Link("desk", "people", query: ["after": after])
    }
}
