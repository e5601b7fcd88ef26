import Actions
import Kernel
import Markup
import Media

extension Site {
    static func matterPage(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let back = MatterReturn(
            action: ask.query["action"], done: ask.query["done"], other: ask.query["other"])
        return try await show(try await file(ask, frame), frame, back)
    }

    /// The story alone, for live updates.
    static func matterStory(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let view = try await frame.matter(try await file(ask, frame))
        return .page(Web.matterStory(view))
    }

    static func actOnMatter(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        let reference = try ask.reference()
        let action = try ask.parameter("action")
        var back = MatterReturn(action: action, sent: ask.form)
        let words = ask.words(of: visit.book)
        do {
            let sent = try await SameMatters(ask: ask).read(reference, action)
            if !sent.same.isEmpty {
                back.same = sent.same
                let frame = try await DeskFrame(ask)
                return try await show(
                    try await file(ask, frame), frame, back)
            }
            var form = sent.answers
            if form == nil {
                form = ask.form.answers(photographs: try await photographs(ask, of: reference))
            }
            try await ActOnMatter(
                realm: visit.realm, subject: .reference(reference), action: sent.action,
                acting: .holding(visit.holding), seen: ask.form["seen"].flatMap { Int($0) } ?? 0,
                form: form ?? AnswerForm(),
                sending: ask.form.sending()
            ).run(in: ask.installation)
            return .see(.matter(reference, done: sent.action))
        } catch ActionError.notFound {
            throw ActionError.notFound
        } catch let error as ActionError {
            if case .refused(.answers(let problems), _, _) = error { back.problems = problems }
            return try await refused(ask.failure(of: error, words), back, ask)
        } catch let problem as Photo.Problem {
            return try await refused(ask.failure(problem), back, ask)
        }
    }

    /// The photographs that came with a form, taken in only from those who may open the matter.
    private static func photographs(
        _ ask: Ask, of reference: Reference
    ) async throws -> [Photograph.ID] {
        if ask.form.files.isEmpty { return [] }
        let visit = try ask.visit
        guard
            try await ask.installation.file(
                of: reference, in: visit.realm, for: .holding(visit.holding)) != nil
        else { throw ActionError.notFound }
        return try await TakePhotographs(
            realm: visit.realm.id, uploads: ask.form.files, of: visit.person.id
        ).run(in: ask.installation)
    }

    /// The page again, with what was written and why it was not done.
    private static func refused(
        _ failure: Failure, _ back: MatterReturn, _ ask: Ask
    ) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        var back = back
        back.problem = alertMessage(failure.title, detail: "<p>\(failure.detail)</p>")
        var reply = try await show(try await file(ask, frame), frame, back)
        reply.status = failure.status
        return reply
    }

    static func readContact(_ ask: Ask) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let file = try await file(ask, frame)
        do {
            let contact = try await ReadContact(
                realm: frame.visit.realm, matter: file.matter.id, holding: frame.visit.holding,
                reason: ask.form["reason"] ?? ""
            ).run(in: ask.installation)
            return try await show(file, frame, MatterReturn(contact: contact))
        } catch let error as ActionError {
            return try await refused(
                ask.failure(of: error, frame.words), MatterReturn(), ask)
        }
    }

    static func eraseContact(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        let reference = try ask.reference()
        guard
            let file = try await ask.installation.file(
                of: reference, in: visit.realm, for: .holding(visit.holding))
        else { throw ActionError.notFound }
        try await EraseContact(
            realm: visit.realm, matter: file.matter.id, holding: visit.holding
        ).run(in: ask.installation)
        return .see(.matter(reference))
    }

    static func matterProof(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        guard
            let file = try await ask.installation.file(
                of: try ask.reference(), in: visit.realm, for: .holding(visit.holding))
        else { throw ActionError.notFound }
        let reference = file.matter.reference
        return .file(
            try ProofFile(
                reference: reference,
                proofs: try await ask.installation.proofs(of: file.matter.id)
            ).json,
            type: "application/json; charset=utf-8", name: "proof-\(reference).json")
    }

    private static func file(_ ask: Ask, _ frame: DeskFrame) async throws -> MatterFile {
        guard
            let file = try await ask.installation.file(
                of: try ask.reference(), in: frame.visit.realm, for: .holding(frame.visit.holding))
        else { throw ActionError.notFound }
        return file
    }

    private static func show(
        _ file: MatterFile, _ frame: DeskFrame, _ back: MatterReturn = MatterReturn()
    ) async throws -> Reply {
        let view = try await frame.matter(file, back: back)
        return frame.page(
            "\(file.matter.reference) \(view.title)", isLive: true,
            content: Web.matterPage(view))
    }
}
