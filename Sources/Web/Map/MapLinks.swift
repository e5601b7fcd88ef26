import Kernel
import Markup

extension Link {
    /// The map that everyone sees.
    static func map(_ realm: Realm, _ asked: MapView.Asked = .init(), part: Bool = false) -> Link {
        Link(
            part ? [realm.slug, "map", "part"] : [realm.slug, "map"], query: asked.items)
    }

    /// The map at the desk.
    static func deskMap(_ asked: MapView.Asked = .init(), part: Bool = false) -> Link {
        Link(part ? ["desk", "map", "part"] : ["desk", "map"], query: asked.items)
    }
}
