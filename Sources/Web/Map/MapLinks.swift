import Kernel
import Markup

extension Link {
    /// The map that everyone sees.
    static func map(_ realm: Realm, _ asked: MapView.Asked = .init(), part: Bool = false) -> Link {
        let items = asked.items
        return Link(
            part ? [realm.slug, "map", "part"] : [realm.slug, "map"],
            query: ["z": items.zoom, "at": items.at, "off": items.off, "place": items.place])
    }

    /// The map at the desk.
    static func deskMap(_ asked: MapView.Asked = .init(), part: Bool = false) -> Link {
        let items = asked.items
        return Link(
            part ? ["desk", "map", "part"] : ["desk", "map"],
            query: ["z": items.zoom, "at": items.at, "off": items.off, "place": items.place])
    }
}
