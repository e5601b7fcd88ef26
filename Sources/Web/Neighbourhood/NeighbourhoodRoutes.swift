import Actions
import Kernel
import Markup

extension Site {
    /// What residents reach: nobody signs in, and only a receipt opens a story.
    static let neighbourhoodRoutes: [Route] = [
        .get("/:realm", .everyone) { ask in
            let here = try await ask.neighbourhood()
            return try await here.page(
                here.words.name(here.realm.name), at: .front, content: here.drawnFront())
        },
        .get("/:realm/report", .everyone, reportForm),
        .post("/:realm/report", .everyone, photographs: true, ReportSending.answer),
        .get("/:realm/raise/:procedure", .everyone, reportForm),
        .post("/:realm/raise/:procedure", .everyone, photographs: true, ReportSending.answer),
        .get("/:realm/similar", .everyone) { ask in
            .page(try await ask.neighbourhood().similarFragment())
        },
        .get("/:realm/receipt", .everyone) { try await $0.neighbourhood().receiptReply() },
        .get("/:realm/track", .everyone) { try await $0.neighbourhood().trackReply() },
        .post("/:realm/track", .everyone) { try await $0.neighbourhood().openStory() },
        .post("/:realm/forget", .everyone) { try await $0.neighbourhood().forget() },
        .get("/:realm/track/:reference", .everyone) {
            try await $0.neighbourhood().storyReply()
        },
        .get("/:realm/track/:reference/proof", .everyone) {
            try await $0.neighbourhood().proofReply()
        },
        .post("/:realm/track/:reference/:action", .everyone, photographs: true) {
            try await $0.neighbourhood().actOnStory()
        },
        .get("/:realm/photographs/:id", .everyone) {
            try await $0.neighbourhood().photographReply()
        },
        .get("/:realm/who", .everyone) { ask in
            let here = try await ask.neighbourhood()
            let page = try await here.whoPage()
            return try await here.page(page.title, at: .who, content: whoPage(page))
        },
        .get("/:realm/notices", .everyone) { ask in
            let here = try await ask.neighbourhood()
            let page = try await here.noticesPage()
            return try await here.page(page.title, at: .notices, content: noticesPage(page))
        },
        .get("/:realm/your-data", .everyone) { ask in
            let here = try await ask.neighbourhood()
            let page = try here.yourDataPage()
            return try await here.page(page.title, content: yourDataPage(page))
        },
        .get("/at/:word", .everyone) { ask in
            let word = try ask.parameter("word")
            guard let found = try await ask.installation.place(poster: word) else {
                throw ActionError.notFound
            }
            return .see(.report(found.realm, poster: word))
        },
        .get("/seals", .everyone) { try await $0.sealsReply() },
    ]

    /// The empty form, with what the address names already chosen.
    private static func reportForm(_ ask: Ask) async throws -> Reply {
        let here = try await ask.neighbourhood()
        let raising = try here.raising()
        var state = ReportState(raising: raising, category: ask.query["category"])
        if let id = ask.query["place"].flatMap({ Place.ID($0) }) {
            state.place = try await ask.installation.place(id, in: here.realm)
        }
        if let word = ask.query["poster"],
            let found = try await ask.installation.place(poster: word),
            found.realm.id == here.realm.id
        {
            state.place = found.place
            state.poster = word
        }
        let page = try await here.reportPage(state)
        return try await here.page(
            page.title, at: .report(raising.name), content: reportPage(page))
    }
}
