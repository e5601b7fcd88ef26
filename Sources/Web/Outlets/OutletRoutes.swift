import Actions
import Kernel
import Markup

extension Site {
    /// Where events are told outside, kept by whoever manages the realm.
    static let outletRoutes: [Route] = [
        .get("/desk/outlets", .post(.manage)) { try await DeskFrame($0).outletsPage() },
        .get("/desk/outlets/new", .post(.manage)) { ask in
            try await DeskFrame(ask).newOutletPage(ask.query["kind"] ?? "")
        },
        .post("/desk/outlets", .post(.manage), addOutlet),
        .get("/desk/outlets/:id", .post(.manage)) { try await outletPage($0) },
        .post("/desk/outlets/:id/change", .post(.manage)) { ask in
            try await keepOutlet("change", ask) { visit, id in
                try await ChangeOutlet(
                    realm: visit.realm, holding: visit.holding, outlet: id,
                    seen: ask.form["seen"].flatMap { Int($0) } ?? 0, wish: ask.form.outletWish
                ).run(in: ask.installation)
            }
        },
        .post("/desk/outlets/:id/state", .post(.manage)) { ask in
            try await keepOutlet("state", ask) { visit, id in
                guard let state = Outlet.State(rawValue: ask.form["state"] ?? "") else {
                    throw ActionError.notFound
                }
                try await SetOutletState(
                    realm: visit.realm, holding: visit.holding, outlet: id, state: state
                ).run(in: ask.installation)
            }
        },
        .post("/desk/outlets/:id/secret", .post(.manage)) { ask in
            let visit = try ask.visit
            guard let id = Outlet.ID(try ask.parameter("id")) else { throw ActionError.notFound }
            let secret = try await RenewOutletSecret(
                realm: visit.realm, holding: visit.holding, outlet: id
            ).run(in: ask.installation)
            return try await outletPage(ask, secret: secret)
        },
        .post("/desk/outlets/:id/trial", .post(.manage)) { ask in
            try await keepOutlet("trial", ask) { visit, id in
                try await TryOutlet(realm: visit.realm, holding: visit.holding, outlet: id)
                    .run(in: ask.installation)
            }
        },
        .post("/desk/outlets/:id/replays", .post(.manage)) { ask in
            try await keepOutlet("replays", ask) { visit, id in
                try await ReplayDeliveries(
                    realm: visit.realm, holding: visit.holding, outlet: id,
                    delivery: ask.form["delivery"].flatMap { Delivery.ID($0) }
                ).run(in: ask.installation)
            }
        },
    ]

    private static func addOutlet(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        let kind = ask.form["kind"] ?? ""
        return try await changing(
            "new", ask, page: { try await DeskFrame(ask).newOutletPage(kind, back: $0) },
            {
                let made = try await AddOutlet(
                    realm: visit.realm, holding: visit.holding, kind: kind,
                    wish: ask.form.outletWish
                ).run(in: ask.installation)
                guard let secret = made.secret else {
                    return .see(.outlet(made.outlet.id, done: true))
                }
                let file = try await ask.installation.outletFile(
                    made.outlet.id, in: visit.realm)
                return try await DeskFrame(ask).outletPage(file, secret: secret)
            })
    }

    private static func outletPage(
        _ ask: Ask, secret: String? = nil, back: FormReturn? = nil
    ) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        guard let id = Outlet.ID(try ask.parameter("id")) else { throw ActionError.notFound }
        let file = try await ask.installation.outletFile(
            id, before: ask.query["before"].flatMap { Delivery.ID($0) }, in: frame.visit.realm)
        return try await frame.outletPage(file, secret: secret, back: back)
    }

    private static func keepOutlet(
        _ form: String, _ ask: Ask, _ work: (Visit, Outlet.ID) async throws -> Void
    ) async throws -> Reply {
        let visit = try ask.visit
        guard let id = Outlet.ID(try ask.parameter("id")) else { throw ActionError.notFound }
        return try await changing(form, ask, page: { try await outletPage(ask, back: $0) }) {
            try await work(visit, id)
            return .see(.outlet(id, done: true))
        }
    }
}

extension SentForm {
    var outletWish: OutletWish {
        var wish = OutletWish()
        wish.name = self["name"] ?? ""
        wish.language = self["language"] ?? ""
        wish.events = texts["events"] ?? []
        wish.procedures = texts["procedures"] ?? []
        wish.place = self["place"] ?? ""
        wish.hearsAll = self["hearsAll"] != nil
        wish.url = self["url"] ?? ""
        wish.secret = self["secret"] ?? ""
        wish.recipients = self["recipients"] ?? ""
        for kind in Event.Kind.told {
            wish.texts[kind.rawValue] = texts[OutletWish.field(of: kind)]?.first
        }
        return wish
    }
}
