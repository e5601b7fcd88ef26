package import Actions
package import Kernel

extension Town {
    /// A request in the other realm, opened in the town's installation or in another that has it.
    package func requestInBoston(
        in other: Installation? = nil
    ) async throws -> OpenMatter.Receipt {
        let installation = other ?? self.installation
        guard let place = try await installation.places(in: boston).first else {
            throw Missing.place("a place of Boston")
        }
        return try await OpenMatter(
            realm: boston, procedure: "request", action: "report", acting: .anyone, channel: .web,
            form: AnswerForm(texts: [
                "account": ["A street light is out."],
                "category": ["publicWorks.streetLights"], "place": [place.id.description],
            ])
        ).run(in: installation)
    }

    /// A request of the resident at home, brought to a state by the usual hands: the property
    /// company leads, the dispatcher dispatches, the checker checks. Each step takes ten minutes.
    package func request(
        standing state: String, _ account: String = "单元门坏了，关不上。",
        category: String = "property.service"
    ) async throws -> Matter {
        var matter = try await resident.reports(account, category: category).matter
        for step in try Self.way(to: state) {
            clock.advance(minutes: 10)
            matter = try await take(step, matter)
        }
        guard matter.state == state else { throw Missing.wayTo(state) }
        return matter
    }

    private func take(_ step: Step, _ matter: Matter) async throws -> Matter {
        switch step.by {
        case "resident": return try await resident.does(step.action, matter, step.answers)
        default:
            var answers = step.answers
            if step.action == "merge" {
                answers["other"] = [
                    try await resident.reports("同一件事，邻居先报的。").matter.reference.description
                ]
            }
            return try await colleague(step.by).does(step.action, matter, answers)
        }
    }

    private struct Step {
        let by: String
        let action: String
        var answers: [String: [String]] = [:]
    }

    private static let checked: [Step] =
        handled + [
            Step(by: "property", action: "finish"), Step(by: "checker", action: "passCheck"),
        ]
    private static let handled: [Step] = dispatched + [Step(by: "property", action: "receive")]
    private static let dispatched: [Step] = accepted + [Step(by: "dispatcher", action: "dispatch")]
    private static let accepted = [Step(by: "dispatcher", action: "accept")]

    private static func way(to state: String) throws -> [Step] {
        switch state {
        case "submitted": []
        case "accepted": accepted
        case "dispatched": dispatched
        case "objected": dispatched + [Step(by: "property", action: "object")]
        case "handling": handled
        case "awaiting": handled + [Step(by: "property", action: "askReporter")]
        case "checking": handled + [Step(by: "property", action: "finish")]
        case "callingBack": checked
        case "solved": checked + [Step(by: "callback", action: "confirmSolved")]
        case "unsolved": checked + [Step(by: "supervisor", action: "closeUnsolved")]
        case "unconfirmed":
            checked
                + [
                    Step(by: "callback", action: "notReached"),
                    Step(by: "callback", action: "notReached"),
                    Step(by: "callback", action: "closeUnreached"),
                ]
        case "refused": [Step(by: "dispatcher", action: "refuse")]
        case "redirected": [Step(by: "dispatcher", action: "redirect")]
        case "merged": [Step(by: "dispatcher", action: "merge")]
        case "withdrawn": [Step(by: "resident", action: "withdraw")]
        default: throw Missing.wayTo(state)
        }
    }
}
