import Kernel
import Markup

extension Link {
    static let grids = Link("desk", "grids")

    static func gridPlan(_ id: GridPlan.ID, done: Bool = false) -> Link {
        Link("desk", "grids", id.description, query: ["done": done ? "1" : nil])
    }

    /// The grids of a plan for a spreadsheet.
    static func gridTable(_ id: GridPlan.ID) -> Link {
        Link("desk", "grids", id.description, "table")
    }

    /// What is done with a plan: `content`, `approval` or `withdrawal`.
    static func gridPlanChange(_ id: GridPlan.ID, _ what: String) -> Link {
        Link("desk", "grids", id.description, what)
    }
}
