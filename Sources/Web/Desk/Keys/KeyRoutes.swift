import Actions
import Kernel
import Markup

extension Link {
    static func programKeys(done: Bool = false) -> Link {
        Link("desk", "keys", query: ["done": done ? "yes" : nil])
    }
    static func programKeyRevocation(_ id: ProgramKey.ID) -> Link {
        Link("desk", "keys", id.description, "revocation")
    }
    static func accessKeys(before: ProgramKey.ID? = nil, done: Bool = false) -> Link {
        Link(
            "desk", "access-keys",
            query: ["before": before?.description, "done": done ? "yes" : nil])
    }
    static func accessKeyRevocation(_ id: AccessKey.ID) -> Link {
        Link("desk", "access-keys", id.description, "revocation")
    }
}

extension Site {
    /// Keys of programs, one's own; and those of other systems, for who manages the realm.
    static let keyRoutes: [Route] = [
        .get("/desk/keys", .desk) { try await DeskFrame($0).programKeysPage() },
        .post("/desk/keys", .desk, issueProgramKey),
        .post("/desk/keys/:key/revocation", .desk, revokeProgramKey),
        .get("/desk/access-keys", .post(.manage)) { try await DeskFrame($0).accessKeysPage() },
        .post("/desk/access-keys", .post(.manage), issueAccessKey),
        .post("/desk/access-keys/:key/revocation", .post(.manage), revokeAccessKey),
    ]

    private static func issueProgramKey(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        guard let post = ask.form["post"].flatMap({ Post.ID($0) }) else {
            throw ActionError.notFound
        }
        let scope = ask.form["scope"].flatMap(ProgramKey.Scope.init)
        return try await changing(
            "new", ask, page: { try await DeskFrame(ask).programKeysPage(back: $0) },
            {
                let issued = try await IssueProgramKey(
                    visit: visit, post: post, name: ask.form["name"] ?? "",
                    mayAct: scope == .act || scope == .settings, maySet: scope == .settings,
                    days: ask.form["days"].flatMap { Int($0.halfWidth) } ?? 0
                ).run(in: ask.installation)
                return try await DeskFrame(ask).programKeysPage(issued: issued.text)
            })
    }

    private static func revokeProgramKey(_ ask: Ask) async throws -> Reply {
        guard let key = ProgramKey.ID(try ask.parameter("key")) else {
            throw ActionError.notFound
        }
        let visit = try ask.visit
        try await RevokeProgramKey(visit: visit, key: key).run(in: ask.installation)
        let isOfAll = ask.form["list"] == "all" && visit.holding.verbs.contains(.manage)
        return .see(isOfAll ? .accessKeys(done: true) : .programKeys(done: true))
    }

    private static func issueAccessKey(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        return try await changing(
            "new", ask, page: { try await DeskFrame(ask).accessKeysPage(back: $0) },
            {
                let issued = try await IssueAccessKey(
                    realm: visit.realm, by: .holding(visit.holding), name: ask.form["name"] ?? "",
                    scopes: Set((ask.form.texts["scope"] ?? []).compactMap(AccessKey.Scope.init)),
                    channel: ask.form["channel"].flatMap(Matter.Channel.init) ?? .web,
                    days: ask.form["days"].flatMap { Int($0.halfWidth) } ?? 0
                ).run(in: ask.installation)
                return try await DeskFrame(ask).accessKeysPage(issued: issued.text)
            })
    }

    private static func revokeAccessKey(_ ask: Ask) async throws -> Reply {
        guard let key = AccessKey.ID(try ask.parameter("key")) else { throw ActionError.notFound }
        let visit = try ask.visit
        try await RevokeAccessKey(
            realm: visit.realm, by: .holding(visit.holding), key: key
        ).run(in: ask.installation)
        return .see(.accessKeys(done: true))
    }
}
