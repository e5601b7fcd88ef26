import Kernel
import Markup

extension Link {
    static func publicGuides(_ realm: Realm) -> Link { Link(realm.slug, "guides") }

    static func publicGuide(_ realm: Realm, _ id: Guide.ID) -> Link {
        Link(realm.slug, "guides", id.description)
    }

    static func publicOverview(_ realm: Realm, place: Place.ID? = nil) -> Link {
        Link(realm.slug, "overview", query: ["place": place?.description])
    }

    static func guides(done: Bool = false) -> Link {
        Link("desk", "guides", query: ["done": done ? "1" : nil])
    }

    static let newGuide = Link("desk", "guides", "new")

    static func guide(_ id: Guide.ID, done: Bool = false) -> Link {
        Link("desk", "guides", id.description, query: ["done": done ? "1" : nil])
    }

    static func guideAct(_ id: Guide.ID, _ act: String) -> Link {
        Link("desk", "guides", id.description, act)
    }

    static func overview(
        _ view: OverviewView = .all, place: Place.ID? = nil, line: String? = nil,
        done: Bool = false
    ) -> Link {
        Link(
            "desk", "overview",
            query: [
                "view": view == .all ? nil : view.rawValue, "place": place?.description,
                "line": line, "done": done ? "1" : nil,
            ])
    }

    static func overviewPaper(_ view: OverviewView, place: Place.ID?, line: String?) -> Link {
        Link(
            "desk", "overview", "paper",
            query: [
                "view": view == .all ? nil : view.rawValue, "place": place?.description,
                "line": line,
            ])
    }

    static let overviewFacts = Link("desk", "overview", "facts")
}

/// How a page that knows everything is looked at (全面清、归口清、按片清、责任清).
enum OverviewView: String, CaseIterable, Sendable {
    case all, line, area, duty
}
