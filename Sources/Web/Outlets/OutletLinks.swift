import Kernel
import Markup

extension Link {
    static let outlets = Link("desk", "outlets")

    static func newOutlet(_ kind: Outlet.Kind) -> Link {
        Link("desk", "outlets", "new", query: ["kind": kind.rawValue])
    }

    static func outlet(
        _ id: Outlet.ID, before: Delivery.ID? = nil, done: Bool = false
    ) -> Link {
        Link(
            "desk", "outlets", id.description,
            query: ["before": before?.description, "done": done ? "1" : nil])
    }

    static func outletAct(_ id: Outlet.ID, _ act: String) -> Link {
        Link("desk", "outlets", id.description, act)
    }
}
