import Actions
import HTTPTypes
import Kernel
import Markup

extension Site {
    /// What everyone may read and have a say in.
    static let boardRoutes: [Route] = [
        .get("/:realm/commons", .everyone) { try await $0.neighbourhood().commonsReply() },
        .get("/desk/commons", .post(.read), commonsDesk),
        .get("/:realm/boards/:procedure", .everyone) { try await $0.neighbourhood().boardReply() },
        .get("/:realm/matters/:reference", .everyone) {
            try await $0.neighbourhood().openMatterReply()
        },
        .post("/:realm/matters/:reference/:action", .everyone) {
            try await $0.neighbourhood().sayOnOpenMatter()
        },
    ]
}

extension Neighbourhood {
    func openMatterReply() async throws -> Reply {
        try await reply(
            try await openFile(), StoryState(done: ask.query["done"]), .ok)
    }

    /// Anyone's word on a public matter, counted by address so that one voice stays one.
    func sayOnOpenMatter() async throws -> Reply {
        let file = try await openFile()
        let action = try ask.parameter("action")
        var state = StoryState(refused: action, sent: ask.form)
        do {
            try await Limit.voices.count(subject: ask.address, in: installation)
            try await Limit.sameVoices.count(
                subject: "\(ask.address) \(file.matter.id) \(action)", in: installation)
            try await ActOnMatter(
                realm: realm, matter: file.matter.id, action: action, acting: .anyone, seen: nil,
                form: ask.form.answers(), sending: ask.form.sending()
            ).run(in: installation)
            return .see(.open(realm, file.matter.reference, done: action))
        } catch ActionError.refused(.answers(let problems), _, _) {
            state.problems = problems
            return try await reply(file, state, .unprocessableContent)
        } catch ActionError.notFound {
            throw ActionError.notFound
        } catch let error as ActionError {
            let failure = ask.failure(of: error, words)
            state.alert = failure.detail
            var refused = try await reply(try await openFile(), state, failure.status)
            if case .tooOften(let seconds) = error {
                refused.headers[.retryAfter] = String(seconds)
            }
            return refused
        }
    }

    private func openFile() async throws -> MatterFile {
        guard
            let file = try await installation.file(
                of: try ask.reference(), in: realm, for: .anyone)
        else { throw ActionError.notFound }
        return file
    }

    private func reply(
        _ file: MatterFile, _ state: StoryState, _ status: HTTPResponse.Status
    ) async throws -> Reply {
        let here = Neighbourhood(ask: ask, realm: realm, book: file.book)
        let meetings =
            file.hasMeetings ? try await installation.meetings(on: file.matter) : []
        let page = OpenMatterReading(
            here: here, file: file, state: state, meetings: meetings,
            funds: here.fundPanel(file),
            targets: try await TargetsReading(
                file: file, words: here.words, times: here.times, installation: installation,
                realm: realm
            ).panel()
        ).page()
        return try await self.page(
            page.title, at: .board(file.procedure.key.name), status: status,
            content: openMatterPage(page))
    }
}

extension Link {
    /// The page again, with a word about what was just said.
    static func open(
        _ realm: Realm, _ reference: Reference, done action: Procedure.Action.ID
    ) -> Link {
        Link(realm.slug, "matters", reference.description, query: ["done": action])
    }
}
