package import Kernel

extension Town {
    /// A publication of 半山尚小区, written by the community and brought to a state.
    package func publication(
        _ stream: String = "residents", standing state: String = "hanging",
        account: String = "停车收入九千六百元。"
    ) async throws -> Matter {
        let community = try await community
        var matter = try await community.opens(
            "publication", "draft",
            [
                "category": ["publication.\(stream)"], "audience": ["owners"],
                "title": ["三季度公共收益"], "account": [account],
                "place": [try place("半山尚小区").id.description],
            ])
        if state == "drafting" { return matter }
        matter = try await community.does("submit", matter)
        if state == "waiting" { return matter }
        return try await secretary.does(
            stream == "residents" ? "releaseResidents" : "release", matter,
            ["days": ["7"], "fullDays": ["15"]])
    }
}
