package import Actions
package import Kernel

/// Someone without an account, at home in building 1 of 半山尚小区.
package struct Resident: Sendable {
    package static let home = "半山尚小区1号楼"

    package let town: Town
    package let realm: Realm

    /// Someone in a realm of the town's installation.
    package init(town: Town, realm: Realm) {
        self.town = town
        self.realm = realm
    }

    /// Raises a request and keeps the receipt.
    package func reports(
        _ account: String, category: String = "property.service", at place: String = home,
        answers: [String: [String]] = [:]
    ) async throws -> Reported {
        let texts = [
            "account": [account], "category": [category],
            "place": [try town.place(place).id.description],
        ]
        let receipt = try await OpenMatter(
            realm: realm, procedure: "request", action: "report", acting: .anyone, channel: .web,
            form: AnswerForm(texts: texts.merging(answers) { _, given in given })
        ).run(in: town.installation)
        return Reported(receipt: receipt, matter: try await town.matter(receipt.id))
    }

    /// Does something as the one who raised the matter.
    @discardableResult
    package func does(
        _ action: String, _ matter: Matter, _ answers: [String: [String]] = [:], seen: Int? = nil
    ) async throws -> Matter {
        let texts = try await town.answers(
            to: action, on: matter, body: nil, in: realm, given: answers)
        let now = try await town.matter(matter.id)
        return try await ActOnMatter(
            realm: realm, matter: matter.id, action: action, acting: .reporter,
            seen: seen ?? now.version, form: AnswerForm(texts: texts)
        ).run(in: town.installation)
    }

    /// Looks the matter up with what stands on the receipt.
    package func tracks(
        _ reference: String, _ word: String, from address: String = "10.0.0.1"
    ) async throws -> Matter {
        try await TrackMatter(realm: realm, reference: reference, word: word, address: address)
            .run(in: town.installation)
    }

    /// What the tracking page shows.
    package func file(of matter: Matter) async throws -> MatterFile? {
        try await town.installation.file(of: matter.reference, in: realm, for: .reporter)
    }
}

/// A request that was raised, with the receipt that finds it again.
package struct Reported: Sendable {
    package let receipt: OpenMatter.Receipt
    package let matter: Matter
}
