import Kernel

/// Reads what a profile declares of venues: models, functions, and who may sit there.
struct VenueWords {
    let rules: VenueRules
    /// The texts that it needs, with where.
    let needs: [(key: String, at: Passage)]

    private static let lists = ["models", "functions", "sittings"]

    init?(_ passage: Passage) {
        guard
            let record = passage.record(
                "venues", required: Self.lists, optional: ["confidential"])
        else { return nil }
        let words = Self.lists.map {
            ProfileHeader.words(record, $0, .thing("wordOf", of: .said($0)))
        }
        let sittings = words[2].map(\.text)
        let confidential = (record["confidential"]?.items("confidential") ?? [])
            .compactMap { $0.word(.thing("oneOfSittings"), among: sittings) }
        rules = VenueRules(
            models: words[0].map(\.text), functions: words[1].map(\.text), sittings: sittings,
            confidential: confidential)
        needs = zip(["venueModel", "venueFunction", "sittingKind"], words).flatMap { key, words in
            words.map { ("\(key).\($0.text)", $0.at) }
        }
        for (word, most) in zip(words, [40, Venue.functionsMax, 40]) where word.count > most {
            passage.problem("venueWordsMax", ["count": .number(word.count), "most": .number(most)])
        }
    }
}
