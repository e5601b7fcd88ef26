import Actions
import Kernel
import Markup
import NIOCore
import Storage

extension Site {
    /// The desk: inbox, matters, and what its tools need.
    static let deskRoutes: [Route] = [
        .get("/desk", .signedIn, deskHome),
        .get("/desk/inbox", .desk, inboxFragment),
        .get("/desk/live", .desk, liveEvents),
        .post("/desk/post", .signedIn, switchPost),
        .get("/desk/matters/new", .post(.enter), newMatterForm),
        .post("/desk/matters", .post(.enter), photographs: true, enterMatter),
        .get("/desk/offers/new", .post(.offer), newMatterForm),
        .post("/desk/offers", .post(.offer), photographs: true, enterMatter),
        .get("/desk/matters/:reference", .desk, matterPage),
        .get("/desk/matters/:reference/story", .desk, matterStory),
        .post(
            "/desk/matters/:reference/actions/:action", .desk, photographs: true,
            actOnMatter),
        .post("/desk/matters/:reference/contact", .desk, readContact),
        .post("/desk/matters/:reference/contact/erasure", .post(.readContact), eraseContact),
        .get("/desk/matters/:reference/proof", .desk, matterProof),
        .get("/desk/photographs/:id", .post(.read), deskPhotograph),
        .get("/desk/posters", .post(.read), postersPage),
        .get("/desk/posters/:place", .post(.read), wallPosterPage),
    ]

    private static func deskHome(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        if let detour = unfinished(visit) { return detour }
        guard visit.hasInbox else {
            // Whoever is only invited to meetings finds them on the public page.
            let isInvited = visit.holding.verbs.contains(.attend)
            return .see(isInvited ? .publicMeetings(visit.realm) : .people())
        }
        let frame = try await DeskFrame(ask)
        let filters = InboxLink(ask.query)
        let view = try await frame.inbox(filters)
        let saved = frame.own?.views.first { $0.id == filters.saved }
        return frame.page(
            view.title,
            current: (saved.map(InboxLink.init) ?? InboxLink(scope: filters.scope)).link,
            search: filters.text ?? "", isLive: true, content: inboxPage(view))
    }

    private static func inboxFragment(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        return .page(Web.inboxList(try await frame.inboxList(InboxLink(ask.query))))
    }

    private static func switchPost(_ ask: Ask) async throws -> Reply {
        guard let post = ask.form["post"].flatMap({ Post.ID($0) }) else {
            throw ActionError.notFound
        }
        try await SwitchPost(visit: try ask.visit, post: post).run(in: ask.installation)
        return .see(ask.form["back"].flatMap { Link(path: $0) } ?? .desk)
    }

    private static func deskPhotograph(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        guard let id = Photograph.ID(try ask.parameter("id")),
            let image = try await ask.installation.photograph(
                id, in: visit.realm, small: ask.query["small"] != nil),
            let owner = image.matter,
            let matter = try await ask.installation.matter(owner, in: visit.realm),
            try await ask.installation.file(
                of: matter.reference, in: visit.realm, for: .holding(visit.holding)
            )?.shownPhotographs.contains(id) ?? false
        else { throw ActionError.notFound }
        return .file(image.bytes, type: "image/jpeg", cache: "private, max-age=3600")
    }
}
