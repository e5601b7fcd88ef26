import Actions
import HTTPTypes
import Kernel
import Logging
import Markup
import Media
import Secrets
import Storage

/// What the edge tells: one of six outcomes, in words that say what to do.
struct Failure {
    let status: HTTPResponse.Status
    let title: String
    let detail: String
}

extension Site {
    /// Answers an error with a page; what is internal goes to the operator's log alone.
    func failure(_ error: any Error, of ask: Ask, _ route: Route) -> Reply {
        let failure = ask.failure(error)
        if failure.status.code >= 500 {
            // The declared address: the one that was asked may hold what only the asker knows.
            ask.log.error("\(route.method.rawValue) \(route.path): \(error)")
        }
        let back = ask.visitor == nil ? Link() : Link.desk
        var reply = Reply.page(
            ask.plain(
                failure.title,
                back: NavItem(ask.words(ask.visitor == nil ? "page.home" : "page.desk"), back),
                content: alertMessage(failure.detail)), status: failure.status)
        if case ActionError.tooOften(let seconds) = error {
            reply.headers[.retryAfter] = String(seconds)
        }
        return reply
    }
}

extension Ask {
    /// The one place where errors become status and words.
    func failure(_ error: any Error) -> Failure {
        switch error {
        case let error as ActionError: failure(of: error, words)
        case let error as FormRefusal: failure(of: error)
        case is SentForm.Problem: told(.badRequest, "failure.malformed")
        case let error as Photo.Problem:
            told(.unprocessableContent, "photo.\(error.key)", error.gaps)
        case is Missing: told(.notFound, "failure.notFound")
        case is Workbench.Problem:
            told(.serviceUnavailable, "failure.busy")
        default: storeFailure(error)
        }
    }

    /// What a page can do without: where its rows cannot be read, because a part of the file is
    /// damaged, the rest of the page is drawn all the same and the operator is told.
    func dispensable<T>(_ standIn: T, _ read: () async throws -> T) async throws -> T {
        do {
            return try await read()
        } catch {
            guard case .unavailable? = StoreTrouble(error) else { throw error }
            log.error("A part of the page was left out: \(error)")
            return standIn
        }
    }

    private func storeFailure(_ error: any Error) -> Failure {
        switch StoreTrouble(error) {
        case .busy: told(.serviceUnavailable, "failure.busy")
        case .unavailable: told(.serviceUnavailable, "failure.unavailable")
        case .inDoubt: told(.serviceUnavailable, "failure.inDoubt")
        case nil: told(.internalServerError, "failure.internal")
        }
    }

    func failure(of error: ActionError, _ words: Words) -> Failure {
        switch error {
        case .notFound: told(.notFound, "failure.notFound")
        case .forbidden: told(.forbidden, "failure.forbidden")
        case .conflict: told(.conflict, "refusal.changedMeanwhile")
        case .tooOften(let seconds):
            told(.tooManyRequests, "failure.tooOften", ["minutes": String((seconds + 59) / 60)])
        case .meeting(let refusal):
            Failure(
                status: .unprocessableContent, title: words("failure.refused.title"),
                detail: sentence(refusal, words))
        case .implausible: told(.unprocessableContent, "failure.implausible")
        case .invalid(let complaints):
            Failure(
                status: .unprocessableContent, title: words("failure.invalid.title"),
                detail: complaints.sorted { $0.key < $1.key }
                    .map { words.trouble($0.value).words }.joined(separator: " "))
        case .refused(let refusal, let state, let procedure):
            Failure(
                status: refusal.status, title: words("failure.refused.title"),
                detail: words.sentence(refusal, state: state, procedure: procedure ?? ""))
        }
    }

    private func failure(of error: FormRefusal) -> Failure {
        switch error {
        case .otherSite: told(.forbidden, "failure.otherSite")
        case .tooLarge(let most):
            told(.contentTooLarge, "failure.tooLarge", ["max": String(most / 1_048_576 + 1)])
        case .otherType: told(.unsupportedMediaType, "failure.otherType")
        case .noRoom: told(.serviceUnavailable, "failure.busy")
        case .cutOff: told(.badRequest, "failure.malformed")
        }
    }

    private func told(
        _ status: HTTPResponse.Status, _ key: String, _ gaps: [String: String] = [:]
    ) -> Failure {
        Failure(status: status, title: words(key + ".title"), detail: words(key, gaps))
    }
}

extension Refusal {
    /// The status of a refusal: not allowed, in conflict with what happened, or not acceptable.
    var status: HTTPResponse.Status {
        switch self {
        case .notYours: .forbidden
        case .unknownAction: .notFound
        case .moved, .changedMeanwhile, .taken, .usedUp: .conflict
        case .answers, .guardFailed, .childrenMax: .unprocessableContent
        }
    }
}

extension Words {
    /// A refusal as a sentence that says what happened and what to do.
    func sentence(
        _ refusal: Refusal, state: Procedure.State.ID?, procedure: Procedure.Name
    ) -> String {
        switch refusal {
        case .unknownAction: self("refusal.unknownAction")
        case .moved(let to): self("refusal.moved", ["state": self("\(procedure).state.\(to)")])
        case .changedMeanwhile: self("refusal.changedMeanwhile")
        case .notYours: self("refusal.notYours")
        case .answers(let problems):
            problems.sorted { $0.key < $1.key }.map {
                self("\(procedure).field.\($0.key)") + self("page.colon")
                    + sentence($0.value)
            }.joined(separator: " ")
        case .guardFailed(let rule): sentence(rule, procedure)
        case .usedUp(_, let most): self("refusal.usedUp", ["atMost": String(most)])
        case .taken: self("refusal.taken")
        case .childrenMax(let most): self("refusal.childrenMax", ["max": String(most)])
        }
    }

    func sentence(_ problem: Answers.Problem) -> String {
        switch problem {
        case .missing: self("answer.missing")
        case .tooLong(let most, let count):
            self("answer.tooLong", ["max": String(most), "count": String(count)])
        case .notAChoice: self("answer.notAChoice")
        case .outOfRange(let range):
            self(
                "answer.outOfRange",
                ["min": String(range.lowerBound), "max": String(range.upperBound)])
        case .notANumber: self("answer.notANumber")
        case .notAPhone: self("answer.notAPhone")
        case .notADay: self("answer.notADay")
        case .dayOutOfRange(let days):
            self(
                "answer.dayOutOfRange",
                ["first": "\(days.lowerBound)", "last": "\(days.upperBound)"])
        case .tooMany(let most): self("answer.tooMany", ["max": String(most)])
        case .wrongKind: self("answer.wrongKind")
        case .isOtherThan(let kind):
            self("answer.isOtherThan", ["kind": self("\(kind).name")])
        case .hasEnded: self("answer.hasEnded")
        case .isThisOne: self("answer.isThisOne")
        case .isLinked: self("answer.isLinked")
        case .isNotLinked: self("answer.isNotLinked")
        case .takesNoChildren: self("answer.takesNoChildren")
        case .personal(let found): sentence(found)
        }
    }

    func sentence(_ rule: Procedure.Guard, _ procedure: Procedure.Name) -> String {
        switch rule {
        case .otherPersonThan: self("guard.otherPersonThan")
        case .otherBodyThan: self("guard.otherBodyThan")
        case .childrenEnded: self("guard.childrenEnded")
        case .led: self("guard.led")
        case .asked(let kind):
            self("guard.asked", ["petition": self("petition.\(kind.rawValue)")])
        case .notAsked(let kind):
            self("guard.notAsked", ["petition": self("petition.\(kind.rawValue)")])
        case .suspended: self("guard.suspended")
        case .running: self("guard.running")
        case .elapsed(let clock):
            self("guard.elapsed", ["clock": self("\(procedure).clock.\(clock)")])
        case .notElapsed(let clock):
            self("guard.notElapsed", ["clock": self("\(procedure).clock.\(clock)")])
        case .happened(let action, let times):
            self(
                "guard.happened",
                ["action": self("\(procedure).action.\(action)"), "times": String(times)])
        case .notHappened(let action, let times):
            self(
                "guard.notHappened",
                ["action": self("\(procedure).action.\(action)"), "times": String(times)])
        case .endedWithin(let days): self("guard.endedWithin", ["days": String(days)])
        case .firstReceiverAfter(_, let times):
            self("guard.firstReceiverAfter", ["times": String(times)])
        case .otherMatterOpen: self("guard.otherMatterOpen")
        case .consented: self("guard.consented")
        case .notConsented: self("guard.notConsented")
        case .allAnswered(let asked, let answer):
            self(
                "guard.allAnswered",
                [
                    "asked": self("\(procedure).action.\(asked)"),
                    "answer": self("\(procedure).action.\(answer)"),
                ])
        case .met: self("guard.met")
        case .carried: self("guard.carried")
        case .notCarried: self("guard.notCarried")
        case .linked(let kind): self("guard.linked", ["kind": self("\(kind).name")])
        case .linkedEnded(let kind): self("guard.linkedEnded", ["kind": self("\(kind).name")])
        case .about(let wanted): self("guard.about", ["categories": names(of: wanted)])
        case .notAbout(let others): self("guard.notAbout", ["categories": names(of: others)])
        }
    }
}

extension Words {
    private func names(of categories: [Kernel.Category.ID]) -> String {
        categories.map { self("category.\($0)") }.joined(separator: self("page.comma"))
    }
}

extension Photo.Problem {
    var key: String {
        switch self {
        case .empty: "empty"
        case .tooLarge: "tooLarge"
        case .tooManyPixels: "tooManyPixels"
        case .notAPhoto: "notAPhoto"
        case .damaged: "damaged"
        }
    }

    var gaps: [String: String] {
        switch self {
        case .tooLarge(_, let most): ["max": String(most / 1_048_576)]
        case .tooManyPixels(_, _, let most): ["max": String(most / 1_000_000)]
        case .empty, .notAPhoto, .damaged: [:]
        }
    }
}
