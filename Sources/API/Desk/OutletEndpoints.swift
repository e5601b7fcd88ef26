import Actions
import HTTPTypes
import Kernel
import Storage

// Where events are told outside, and what became of each delivery: for keys that keep settings.
extension DeskEndpoint {
    static let outletEndpoints: [DeskEndpoint] = [
        .whole(
            "/outlets", "listOutlets", "Where events are told", verb: .manage, of: Shapes.outlet
        ) { call in try await call.installation.outlets(of: call.realm) },
        .one(
            "/outlets/:id", "getOutlet", "One outlet; never the whole address to which it leads",
            verb: .manage, shape: Shapes.outletFile, tag: { "\"\($0.outlet.version)\"" }
        ) { call in try await call.outlet() },
        .list(
            "/outlets/:id/deliveries", "listDeliveries",
            "What was sent to an outlet, the newest first", verb: .manage,
            most: Installation.deliveriesShown, of: Shapes.outletDelivery
        ) { call in
            let limit = call.limit(Installation.deliveriesShown)
            let file = try await call.installation.outletFile(
                call.id("id"), before: try call.afterID(), in: call.realm)
            let shown = Array(file.deliveries.prefix(limit))
            let next = shown.count < file.deliveries.count ? shown.last?.id : file.next
            return Listing(shown, next: next?.description)
        },
        .act(
            "/outlets", "addOutlet",
            "Adds a place to which events are told from now on; of a webhook the answer has the "
                + "secret that its receiver needs, told once",
            verb: .manage,
            body: .named(
                "NewOutlet",
                .object(
                    [.text("kind", .choice(Outlet.Kind.allCases.map(\.rawValue)))] + wish)),
            shape: Shapes.madeOutlet, status: .created, isRepeatable: true,
            problems: [.conflict], location: { "/outlets/\($0.file.outlet.id)" }
        ) { call in
            let made = try await AddOutlet(
                realm: call.realm, holding: call.holding, kind: call.typed("kind"),
                wish: call.outletWish
            ).run(in: call.installation)
            return (try await call.outlet(made.outlet.id), made.secret)
        },
        .act(
            "/outlets/:id/change", "changeOutlet",
            "Says anew what an outlet is told; an address, secret or recipients that are left out "
                + "stay as they are",
            verb: .manage, body: .named("OutletWish", .object(wish)), shape: Shapes.outletFile,
            isConditional: true, tag: { "\"\($0.outlet.version)\"" }
        ) { call in
            let before = try await call.outlet().outlet
            try await ChangeOutlet(
                realm: call.realm, holding: call.holding, outlet: before.id,
                seen: try call.seen(now: before.version), wish: call.outletWish
            ).run(in: call.installation)
            return try await call.outlet()
        },
        .act(
            "/outlets/:id/state", "setOutletState",
            "Pauses an outlet, lets it go on, or ends it for good", verb: .manage,
            body: .named(
                "OutletState",
                .object([.text("state", .choice(Outlet.State.allCases.map(\.rawValue)))])),
            shape: Shapes.outletFile, problems: [.conflict]
        ) { call in
            guard let state = Outlet.State(rawValue: call.typed("state")) else {
                throw Problem(.notFound)
            }
            try await SetOutletState(
                realm: call.realm, holding: call.holding, outlet: try call.id("id"), state: state
            ).run(in: call.installation)
            return try await call.outlet()
        },
        .act(
            "/outlets/:id/secret", "renewOutletSecret",
            "Makes a new secret for a webhook, told once; for \(OutletTarget.oldSecretHours) hours "
                + "the old one signs beside it",
            verb: .manage, body: .nothingSaid, shape: Shapes.madeOutlet, problems: [.conflict]
        ) { call in
            let secret = try await RenewOutletSecret(
                realm: call.realm, holding: call.holding, outlet: try call.id("id")
            ).run(in: call.installation)
            return (try await call.outlet(), secret)
        },
        .act(
            "/outlets/:id/trial", "tryOutlet",
            "Sends a test at once; what came back is the newest "
                + "delivery", verb: .manage, body: .nothingSaid, shape: Shapes.outletFile,
            problems: [.conflict]
        ) { call in
            try await TryOutlet(
                realm: call.realm, holding: call.holding, outlet: try call.id("id")
            ).run(in: call.installation)
            return try await call.outlet()
        },
        .act(
            "/outlets/:id/replays", "replayDeliveries",
            "Sends again one delivery, or up to \(ReplayDeliveries.atOnceMax) of those that failed",
            verb: .manage,
            body: .named("Replay", .object([.maybe("delivery", .id, "One of them.")])),
            shape: Shapes.replayed, problems: [.conflict]
        ) { call in
            try await ReplayDeliveries(
                realm: call.realm, holding: call.holding, outlet: try call.id("id"),
                delivery: call.bodyID("delivery")
            ).run(in: call.installation)
        },
    ]

    private static let wish: [Schema.Property] = [
        .text("name", .line(Outlet.nameCharactersMax)),
        .maybe("language", .choice(Language.allCases.map(\.rawValue))),
        .init(
            "events",
            .list(
                .text(.choice(Event.Kind.told.map(\.rawValue))), most: Event.Kind.told.count)),
        .init(
            "procedures", .list(.text(.word), most: 100), isRequired: false,
            "Of these alone; of all unless said."),
        .maybe("place", .id, "At a place and below alone."),
        .init("hearsAll", .flag, isRequired: false, "Also what is not public."),
        .maybe("url", .line(OutletTarget.urlCharactersMax)),
        .maybe("secret", .line(OutletTarget.secretCharactersMax), "Of a robot that signs."),
        .maybe("recipients", .line(4_000), "Addresses, one a line, or a telephone."),
        .init(
            "texts", .map(.text(.line(OutletText.charactersMax))), isRequired: false,
            "Sentences of its own, by event."),
    ]
}

extension DeskCall {
    fileprivate func outlet(_ other: Outlet.ID? = nil) async throws -> OutletFile {
        try await installation.outletFile(try other ?? id("id"), in: realm)
    }

    fileprivate var outletWish: OutletWish {
        var wish = OutletWish()
        wish.name = typed("name")
        wish.language = typed("language")
        wish.events = texts("events")
        wish.procedures = texts("procedures")
        wish.place = typed("place")
        wish.hearsAll = flag("hearsAll")
        wish.url = typed("url")
        wish.secret = typed("secret")
        wish.recipients = typed("recipients")
        if case .object(let texts)? = body["texts"] {
            for (kind, said) in texts {
                if case .text(let text) = said { wish.texts[kind] = text }
            }
        }
        return wish
    }
}

extension Shapes {
    static let outlet = Shape<Outlet>(
        "Outlet",
        [
            .id("id") { $0.id }, .number("version") { outlet, _ in outlet.version },
            .text("kind", .choice(Outlet.Kind.allCases.map(\.rawValue))) { outlet, _ in
                outlet.kind.rawValue
            },
            .text("name") { outlet, _ in outlet.name },
            .text("state", .choice(Outlet.State.allCases.map(\.rawValue))) { outlet, _ in
                outlet.state.rawValue
            },
            .text("language", .choice(Language.allCases.map(\.rawValue))) { outlet, _ in
                outlet.language.rawValue
            },
            .texts("events") { outlet, _ in outlet.events.map(\.rawValue).sorted() },
            .texts("procedures", .word) { outlet, _ in outlet.procedures.sorted() },
            .maybeID("place") { $0.place }, .flag("hearsAll") { outlet, _ in outlet.hearsAll },
            Member("texts", .map(.text(.any))) { outlet, _ in
                let texts = outlet.texts.map { ($0.key.rawValue, JSON.text($0.value)) }
                return .object(texts.sorted { $0.0 < $1.0 })
            },
        ])

    static let outletFile = Shape<OutletFile>(
        "OutletFile",
        outlet.members { $0.outlet } + [
            .maybe("host") { file, _ in file.host },
            .number("recipients", about: "How many.") { file, _ in file.recipients },
            .flag("hasSecret") { file, _ in file.hasSecret },
            .maybeTime("oldSecretUntil") { $0.oldSecretUntil },
            .maybe("trouble", about: "Why nothing can be sent to it as things are set up.") {
                file, _ in file.trouble.map(Self.told)
            },
        ])

    static let madeOutlet = Shape<(file: OutletFile, secret: String?)>(
        "MadeOutlet",
        outletFile.members { $0.file } + [
            .maybe("secret", about: "Told once.") { made, _ in made.secret }
        ])

    static let outletDelivery = Shape<Delivery>(
        "OutletDelivery",
        [
            .id("id") { $0.id }, .text("event") { delivery, _ in delivery.event.rawValue },
            .text("subject") { delivery, _ in delivery.subject },
            .time("madeAt") { $0.madeAt },
            .text("state", .choice(Delivery.State.allCases.map(\.rawValue))) { delivery, _ in
                delivery.state.rawValue
            },
            .number("attempts") { delivery, _ in delivery.attempts },
            .maybeTime("nextAt") { $0.state == .waiting ? $0.nextAt : nil },
            .maybeTime("doneAt") { $0.doneAt },
            .maybe("answer", about: "What came back the last time.") { delivery, _ in
                delivery.answer.map(Self.told)
            },
        ])

    static let replayed = Shape<Int>(
        "Replayed", [.number("again", about: "How many begin again.") { count, _ in count }])

    private static func told(_ answer: Delivery.Answer) -> String {
        [answer.status.map { String($0) } ?? "", answer.word, answer.detail]
            .filter { !$0.isEmpty }.joined(separator: " ")
    }
}
