import Actions
import HTTPTypes
import Kernel
import Markup
import Media
import Storage

/// A report on its way in: danger first, then what is like it, then the record.
struct ReportSending {
    let here: Neighbourhood
    var state: ReportState

    private var form: SentForm { here.ask.form }
    private var words: Words { here.words }

    static func answer(_ ask: Ask) async throws -> Reply {
        let here = try await ask.neighbourhood()
        var state = ReportState(raising: try here.raising(), sent: ask.form, kept: .earlier(here))
        do {
            state.kept = try await state.kept.adding(here)
        } catch let error as Photo.Problem {
            state.photoProblem = words(of: error, here)
        } catch let error as ActionError {
            state.photoProblem = ask.failure(of: error, here.words).detail
        }
        return try await ReportSending(here: here, state: state).answer()
    }

    private static func words(of problem: Photo.Problem, _ here: Neighbourhood) -> String {
        here.words("photo.\(problem.key)", problem.gaps)
    }

    private func answer() async throws -> Reply {
        if let stopper = danger(), form["acknowledged"] == nil {
            return try await here.page(
                words("report.emergency", ["call": stopper.call]),
                content: emergencyPage(try here.emergencyPage(stopper, state)))
        }
        if state.photoProblem != nil { return try await back(.unprocessableContent) }
        let asks = state.raising.asksForSimilar && form["different"] == nil
        let similar = asks ? try await similarOnes() : []
        if !similar.isEmpty, form["same"] == nil {
            // What was stored already is similar to itself when the same form comes again.
            if let receipt = try await opening(joining: nil).earlier(in: here.installation) {
                return try here.showingReceipt(receipt, .see(.receipt(here.realm)))
            }
            return try await here.page(
                words("report.similar.title"), at: .report(state.raising.name),
                content: similarPage(try here.similarPage(similar, state)))
        }
        return try await store(joining: similar.first { $0.reference.description == form["same"] })
    }

    /// The number to call when the words or the kind of the matter say that someone is in danger.
    private func danger() -> Stopper? {
        let profile = here.book.profile
        let text = [form["account"], form["spot"]].compactMap(\.self).joined(separator: " ")
        if let stopper = profile.stopper(for: text.lowercased()) { return stopper }
        let call = form["category"].flatMap(profile.category)?.call
        return call.flatMap { number in profile.stoppers.first { $0.call == number } }
    }

    private func similarOnes() async throws -> [Storage.MatterLine] {
        guard let account = form["account"], let id = form["place"].flatMap({ Place.ID($0) }),
            let place = try await here.installation.place(id, in: here.realm)
        else { return [] }
        return try await here.installation.similar(
            to: account, near: place, category: form["category"],
            procedure: state.raising.name, in: here.realm)
    }

    private func store(joining other: Storage.MatterLine?) async throws -> Reply {
        do {
            let receipt = try await opening(joining: other).run(in: here.installation)
            return try here.showingReceipt(receipt, .see(.receipt(here.realm)))
        } catch ActionError.refused(.answers(let problems), _, _) {
            var refused = self
            refused.state.problems = problems
            return try await refused.back(.unprocessableContent)
        } catch let error as ActionError {
            let failure = here.ask.failure(of: error, words)
            var refused = self
            refused.state.alert = failure.detail
            var reply = try await refused.back(failure.status)
            if case .tooOften(let seconds) = error { reply.headers[.retryAfter] = String(seconds) }
            return reply
        }
    }

    private func opening(joining other: Storage.MatterLine?) async throws -> OpenMatter {
        // Those that came with this sending are among the kept ones once they were taken in.
        let photographs = max(state.kept.ids.count, keptBefore + form.files.count)
        return OpenMatter(
            realm: here.realm, procedure: state.raising.name, action: state.raising.action.id,
            acting: .anyone, channel: try await channel(), form: answers(joining: other),
            limit: Limit.Counted(.reports, of: here.ask.address),
            sending: Sending(texts: form.texts, photographs: photographs))
    }

    private var keptBefore: Int { KeptPhotographs.earlier(here).ids.count }

    /// The form again, with all that was written.
    private func back(_ status: HTTPResponse.Status) async throws -> Reply {
        try await here.page(
            words("\(state.raising.name).raise.title"), at: .report(state.raising.name),
            status: status,
            content: reportPage(try await here.reportPage(state)))
    }

    /// Says with the account which open matter the reporter holds to be the same, so that staff
    /// can put them together.
    private func answers(joining other: Storage.MatterLine?) -> AnswerForm {
        let sent = form.answers(photographs: state.kept.ids)
        guard let other, let account = form["account"] else { return sent }
        var texts = sent.texts
        texts["account"] = [
            account + "\n" + words("report.similar.remark", ["ref": other.reference.description])
        ]
        return AnswerForm(texts: texts, photographs: sent.photographs)
    }

    private func channel() async throws -> Matter.Channel {
        guard let word = form["poster"],
            let found = try await here.installation.place(poster: word),
            found.realm.id == here.realm.id
        else { return .web }
        return .code
    }
}
