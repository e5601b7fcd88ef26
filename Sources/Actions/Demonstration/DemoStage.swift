import Kernel
import Profiles
import SQL
import Storage

/// Where the script is played: who acts, and which request has become which matter.
struct DemoStage: Sendable {
    let realm: Realm
    let installation: Installation
    let script: DemoScript
    let cast: DemoCast
    let words: RealmWords
    let catalogue: Catalogue
    private var receipts: [Int: OpenMatter.Receipt] = [:]

    init(
        realm: Realm, installation: Installation, script: DemoScript, cast: DemoCast,
        words: RealmWords, catalogue: Catalogue
    ) {
        self.realm = realm
        self.installation = installation
        self.script = script
        self.cast = cast
        self.words = words
        self.catalogue = catalogue
    }

    mutating func play(_ plan: DemoPlan, number: Int, step index: Int) async throws {
        let step = plan.steps[index]
        do {
            let acting = try acting(step, in: plan.request)
            let form = AnswerForm(texts: try await answers(to: step.action, plan.request))
            guard let receipt = receipts[number] else {
                receipts[number] = try await OpenMatter(
                    realm: realm, procedure: "request", action: step.action, acting: acting,
                    channel: plan.request.entered == nil ? .web : .phone, form: form
                ).run(in: installation)
                return
            }
            try await ActOnMatter(
                realm: realm, matter: receipt.id, action: step.action, acting: acting, seen: nil,
                form: form
            ).run(in: installation)
        } catch let problem as PlayDemonstration.Problem {
            throw problem
        } catch {
            throw PlayDemonstration.Problem.step(
                line: plan.request.line, action: step.action, reason: "\(error)")
        }
    }

    // MARK: - Who

    private func acting(
        _ step: DemoPath.Step, in request: DemoScript.Request
    ) throws -> Acting {
        func post(_ signIn: String, _ verbs: Verb...) throws -> Acting {
            .holding(try cast.holding(of: signIn, granting: Set(verbs)))
        }
        switch step.actor {
        case .resident: return step.action == "report" ? .anyone : .reporter
        case .clerk: return try post(request.entered ?? request.acceptedBy, .enter)
        case .dispatcher: return try post(request.acceptedBy, Verb("dispatch"))
        case .handler: return try post(request.handledBy ?? "", Verb("handle"))
        case .checker: return try post("checker", Verb("check"))
        case .caller: return try post("callback", Verb("callBack"))
        case .supervisor: return try post("supervisor", Verb("supervise"), Verb("approve"))
        }
    }

    // MARK: - What they say

    private func answers(
        to action: Procedure.Action.ID, _ request: DemoScript.Request
    ) async throws -> [String: [String]] {
        let message = script.words[action] ?? ""
        switch action {
        case "report", "enter": return try opening(request)
        case "accept":
            let urgency = words.categories[request.category]?.urgency ?? "general"
            return [
                "title": [request.title], "category": [request.category], "urgency": [urgency],
                "triage": [request.outcome == .answered ? "answer" : "onSite"],
                "message": [message],
            ]
        case "dispatch": return ["lead": [try lead(of: request)], "instruction": [message]]
        case "merge": return ["other": [merged(of: request)], "message": [message]]
        case "object": return ["clause": [try await clause(request)], "reason": [message]]
        case "finish":
            return [
                "result": [request.outcome == .unsolved ? "cannot" : "solved"],
                "message": [request.result ?? message],
            ]
        default: return Self.plain(action, message)
        }
    }

    /// The answers that are the same for every request.
    private static func plain(_ action: String, _ message: String) -> [String: [String]] {
        var answers = ["message", "reason", "finding", "words", "instruction"].reduce(
            into: [String: [String]]()
        ) { $0[$1] = [message] }
        switch action {
        case "refuse":
            answers["ground"] = ["otherLegalWay"]
            answers["rightChannel"] = ["court"]
        case "redirect": answers["rightChannel"] = ["hotline12345"]
        case "contact": answers["contactWay"] = ["phone"]
        case "askExtension": answers["days"] = ["5"]
        case "confirmSolved": answers["satisfaction"] = ["satisfied"]
        case "stillUnsolved": answers["satisfaction"] = ["dissatisfied"]
        case "notReached": answers["attempt"] = ["noAnswer"]
        case "closeUnsolved": answers["unsolvedGround"] = ["needsFunds"]
        case "supervise": answers["supervision"] = ["street"]
        default: break
        }
        return answers
    }

    private func opening(_ request: DemoScript.Request) throws -> [String: [String]] {
        var answers = [
            "category": [request.category], "account": [request.account],
            "place": [try place(of: request).id.description],
        ]
        if let spot = request.spot { answers["spot"] = [spot] }
        if let phone = request.phone { answers["reporterPhone"] = [phone] }
        if request.entered != nil { answers["onBehalf"] = ["phone"] }
        return answers
    }

    private func place(of request: DemoScript.Request) throws -> Place {
        guard let place = words.places[request.place] else {
            throw PlayDemonstration.Problem.noPlace(request.place, line: request.line)
        }
        return place
    }

    /// The handler's own body, or whom the catalogue names.
    private func lead(of request: DemoScript.Request) throws -> String {
        if let handler = request.handledBy {
            return try cast.holding(of: handler, granting: [Verb("handle")]).post.body.description
        }
        let routing = catalogue.route(
            place: try place(of: request).path, category: request.category)
        return routing.chosen?.lead.description ?? ""
    }

    /// The request that the script merges it into, by its title.
    private func merged(of request: DemoScript.Request) -> String {
        let other = script.requests.firstIndex { $0.title == request.mergedInto }
        return other.flatMap { receipts[$0]?.reference.description } ?? ""
    }

    /// A clause of the handler's duty list that says that the task is not theirs.
    private func clause(_ request: DemoScript.Request) async throws -> String {
        let body = try cast.holding(of: request.handledBy ?? "", granting: [Verb("handle")]).post
            .body
        let clauses = try await installation.clauses(of: body)
        return clauses.first { $0.stance == .notOurs }?.id.description ?? ""
    }
}
