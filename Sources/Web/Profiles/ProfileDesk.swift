import Actions
import Kernel
import Markup
import Profiles
import Storage

/// The profile of a realm at the desk: copied, edited, checked, compared, put into force on a day.
struct ProfileView {
    let title: String
    let detail: String
    let notes: [HTML]
    let parts: [(title: String, content: HTML)]
    let history: HTML
}

func profilePage(_ view: ProfileView) -> HTML {
    """
    \(deskHead(title: view.title, detail: view.detail))\(HTML.joined(view.notes))\
    <div class="story">\(HTML.each(view.parts) { panel($0.title, content: $0.content) })\
    \(view.history)</div>
    """
}

extension ProfileView {
    static var example: ProfileView {
        ProfileView(
            title: "模式", detail: "第 1 版在用", notes: [], parts: [("改一套", "<p>…</p>")],
            history: .empty)
    }
}

extension Site {
    /// The profile of a realm, edited by whoever manages it.
    static let profileRoutes: [Route] = [
        .get("/desk/profile", .post(.manage)) { try await profileReply($0) },
        .post("/desk/profile", .post(.manage)) { ask in
            try await changingProfile(ask) { realm, holding in
                try await StartProfileDraft(
                    realm: realm, holding: holding, origin: ask.form["origin"] ?? ""
                ).run(in: ask.installation)
            }
        },
        .get("/desk/profile/file", .post(.manage)) { try await profileFileReply($0) },
        .post("/desk/profile/file", .post(.manage), table: true, writeProfileFile),
        .post("/desk/profile/day", .post(.manage)) { ask in
            try await changingProfile(ask) { realm, holding in
                try await ScheduleProfile(
                    realm: realm, holding: holding, day: ask.form["day"] ?? ""
                ).run(in: ask.installation)
            }
        },
        .post("/desk/profile/withdrawal", .post(.manage)) { ask in
            try await changingProfile(ask) { realm, holding in
                try await DropProfileDraft(realm: realm, holding: holding)
                    .run(in: ask.installation)
            }
        },
    ]

    private static func profileReply(
        _ ask: Ask, refused: ActionError? = nil
    ) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let review = try await ask.installation.profileReview(in: frame.visit.realm)
        let history = try await ask.installation.profileHistory(in: frame.visit.realm)
        let view = ProfileParts(frame: frame, review: review, refused: refused).view(history)
        var reply = frame.page(view.title, current: .profile, content: profilePage(view))
        if let refused { reply.status = ask.failure(of: refused, frame.words).status }
        return reply
    }

    private static func changingProfile(
        _ ask: Ask, _ change: (Realm, Holding) async throws -> Void
    ) async throws -> Reply {
        let visit = try ask.visit
        do {
            try await change(visit.realm, visit.holding)
            return .see(.profile)
        } catch let error as ActionError where error.isOfForm {
            return try await profileReply(ask, refused: error)
        }
    }

    private static func profileFileReply(
        _ ask: Ask, refused: ActionError? = nil
    ) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        guard let review = try await ask.installation.profileReview(in: frame.visit.realm) else {
            throw ActionError.notFound
        }
        let path = ask.form["path"] ?? ask.query["path"] ?? ""
        let view = ProfileParts(frame: frame, review: review, refused: refused).file(path)
        var reply = frame.page(view.title, current: .profile, content: formPage(view))
        if let refused { reply.status = ask.failure(of: refused, frame.words).status }
        return reply
    }

    private static func writeProfileFile(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        do {
            try await EditProfileFile(
                realm: visit.realm, holding: visit.holding, path: ask.form["path"] ?? "",
                text: ask.form["text"] ?? ""
            ).run(in: ask.installation)
            return .see(.profile)
        } catch let error as ActionError where error.isOfForm {
            return try await profileFileReply(ask, refused: error)
        }
    }
}

extension Link {
    static let profile = Link("desk", "profile")
    static let profileDay = Link("desk", "profile", "day")
    static let profileWithdrawal = Link("desk", "profile", "withdrawal")

    static func profileFile(_ path: String?) -> Link {
        Link(["desk", "profile", "file"], query: ["path": path])
    }
}
