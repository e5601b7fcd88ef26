import Kernel
import Markup
import Storage

extension Link {
    static func reports(before: Report.ID? = nil) -> Link {
        Link("desk", "reports", query: ["before": before?.description])
    }

    static func report(_ id: Report.ID) -> Link { Link("desk", "reports", id.description) }

    static func reportPart(_ id: Report.ID, _ part: String) -> Link {
        Link("desk", "reports", id.description, part)
    }

    /// A report as a file: `xlsx`, `csv`, or, once it is sealed, `html` and `json`.
    static func reportFile(_ id: Report.ID, _ format: String) -> Link {
        Link(["desk", "reports", id.description, "file"], query: ["format": format])
    }
}
