package import Actions
package import Kernel

extension Town {
    /// Volunteer of 岩岭社区.
    package var volunteer: Colleague { get async throws { try await colleague("volunteer") } }
    /// Volunteer of the partner units, who may take orders of the whole street.
    package var otherVolunteer: Colleague {
        get async throws { try await colleague("volunteer2") }
    }

    /// An order of the resident at home, brought to a state by the usual hands: the secretary
    /// issues it, the volunteer of 岩岭社区 takes it on. Each step takes ten minutes.
    package func order(
        standing state: String, _ account: String = Resident.secretWish
    ) async throws -> Matter {
        var matter = try await resident.orders(account)
        let way = ["asked", "pooled", "taken", "served", "done"]
        guard let end = way.firstIndex(of: state) else { throw Missing.wayTo(state) }
        for step in way[...end].dropFirst() {
            clock.advance(minutes: 10)
            switch step {
            case "pooled": matter = try await secretary.issues(matter)
            case "taken": matter = try await volunteer.takes(matter)
            case "served": matter = try await volunteer.does("serve", matter)
            default: matter = try await resident.does("confirm", matter)
            }
        }
        return matter
    }
}

extension Resident {
    /// What nobody but the branch and the taker may read, each in words that stand nowhere else.
    package static let secretWish = "卧室灯泡不亮，柜子后面够不着。"
    package static let secretSpot = "丙单元90917"
    package static let secretPhone = "13800007777"
    package static let secretName = "演示·点单人"

    /// Asks for a favour, with a door, a name and a number.
    package func orders(
        _ account: String = secretWish, category: String = "wish.repair", at place: String = home
    ) async throws -> Matter {
        let receipt = try await raises(
            "order", "ask",
            [
                "account": [account], "category": [category], "spot": [Self.secretSpot],
                "place": [try town.place(place).id.description],
                "reporterName": [Self.secretName], "reporterPhone": [Self.secretPhone],
            ])
        return try await town.matter(receipt.id)
    }

    /// Raises a matter of any procedure, without an account.
    package func raises(
        _ procedure: String, _ action: String, _ answers: [String: [String]]
    ) async throws -> OpenMatter.Receipt {
        try await OpenMatter(
            realm: realm, procedure: procedure, action: action, acting: .anyone, channel: .web,
            form: AnswerForm(texts: answers)
        ).run(in: town.installation)
    }

    /// Says something to a matter as anyone at all.
    @discardableResult
    package func says(
        _ action: String, to matter: Matter, _ answers: [String: [String]] = [:]
    ) async throws -> Matter {
        let texts = try await town.answers(
            to: action, on: matter, body: nil, in: realm, given: answers)
        return try await ActOnMatter(
            realm: realm, matter: matter.id, action: action, acting: .anyone, seen: nil,
            form: AnswerForm(texts: texts)
        ).run(in: town.installation)
    }

    /// The page of a matter as everyone may read it; nil when there is none.
    package func openFile(of matter: Matter) async throws -> MatterFile? {
        try await town.installation.file(of: matter.reference, in: realm, for: .anyone)
    }
}

extension Colleague {
    /// Issues an order in words of the branch's own, which give nobody away.
    package func issues(_ matter: Matter, value: Int = 0) async throws -> Matter {
        try await does(
            "issue", matter,
            ["title": ["换两个灯泡"], "wanted": ["请带梯子。"], "value": [String(value)]])
    }

    package func takes(_ matter: Matter) async throws -> Matter {
        try await does("take", matter, ["introduction": ["志愿者小林"]])
    }
}
