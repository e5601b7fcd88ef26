import Actions
package import Kernel

extension Town {
    /// The person of a partner unit who offers what it has.
    package var liaison: Colleague { get async throws { try await colleague("liaison") } }

    /// A need of the resident at home, on the list under words of the community's own.
    package func need(_ title: String = "白天有人照看老人的地方") async throws -> Matter {
        let receipt = try await resident.raises(
            "need", "raise",
            [
                "account": ["白天家里没人，老人没处去。"], "category": ["need.care"],
                "spot": [Resident.secretSpot],
                "place": [try place(Resident.home).id.description],
                "reporterPhone": [Resident.secretPhone],
            ])
        return try await community.does(
            "verify", try await matter(receipt.id), ["title": [title], "wanted": ["工作日白天。"]])
    }

    /// A resource that the partner unit offered, on the list.
    package func resource(_ title: String = "每周两个下午的活动室") async throws -> Matter {
        let offered = try await liaison.opens(
            "resource", "offer",
            [
                "title": [title], "category": ["resource.venue"], "amount": ["2"],
                "unit": ["个下午"], "lead": [try body("partner-hospital").id.description],
            ])
        return try await community.does("list", offered)
    }

    /// A project that the community plans.
    package func project(_ title: String = "老人日间照看") async throws -> Matter {
        try await community.opens(
            "project", "plan",
            [
                "title": [title], "category": ["project.care"],
                "lead": [try body("yanling-committee").id.description],
            ])
    }
}

extension Colleague {
    /// Opens a matter of any procedure at the estate of the cast.
    package func opens(
        _ procedure: String, _ action: String, _ answers: [String: [String]]
    ) async throws -> Matter {
        let given = [
            "account": ["\(procedure)：写明了。"],
            "place": [try town.place("半山尚小区").id.description],
        ]
        let receipt = try await OpenMatter(
            realm: realm, procedure: procedure, action: action, acting: acting, channel: .counter,
            form: AnswerForm(texts: given.merging(answers) { _, own in own })
        ).run(in: town.installation)
        return try await town.matter(receipt.id)
    }

    /// Names another matter in an action, such as one that links it.
    @discardableResult
    package func does(
        _ action: String, _ matter: Matter, naming field: String, _ other: Matter
    ) async throws -> Matter {
        try await does(action, matter, [field: [other.reference.description]])
    }
}
