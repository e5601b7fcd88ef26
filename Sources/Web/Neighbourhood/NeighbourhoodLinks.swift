import Kernel
import Markup

extension Link {
    /// One wide category on the page of who handles what.
    static func who(_ realm: Realm, category: String) -> Link {
        Link([realm.slug, "who"], fragment: "about-\(category)")
    }

    /// The story again, with a word about what was just done.
    static func story(
        _ realm: Realm, _ reference: Reference, done action: Procedure.Action.ID
    ) -> Link {
        Link(realm.slug, "track", reference.description, query: ["done": action])
    }

    static func proof(_ realm: Realm, _ reference: Reference) -> Link {
        Link(realm.slug, "track", reference.description, "proof")
    }

    /// Makes this device forget which matters it follows.
    static func forgetting(_ realm: Realm) -> Link { Link(realm.slug, "forget") }
}
