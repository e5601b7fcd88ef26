import Kernel
import Profiles
import SQL
import Storage

extension Founding {
    /// How things are done, as the realm starts with it.
    func store(_ entries: [Setting.GuideEntry], _ db: any Writer) throws {
        if entries.isEmpty { return }
        let venues = Dictionary(
            try Venues.all(in: realm.id, db).map { ($0.name.zh, $0.id) },
            uniquingKeysWith: { first, _ in first })
        for entry in entries {
            guard let place = places[entry.place], let body = bodies[entry.body] else { continue }
            try Guides.insert(
                Guide(
                    id: installation.newID(), realm: realm.id, place: place.id,
                    placePath: place.path, kind: entry.kind, category: entry.category,
                    title: entry.title, text: entry.text, bring: entry.bring,
                    source: entry.source, body: body,
                    reviewOn: today.adding(days: entry.reviewInDays),
                    reviewedOn: today.adding(days: min(entry.reviewInDays, 0) - 1),
                    windows: entry.windows.compactMap { venues[$0] }), db)
        }
    }

    /// What is known of a place, with its day and its source.
    func store(_ entry: Setting.FactEntry, _ db: any Writer) throws {
        guard let place = places[entry.place] else { return }
        try PlaceFacts.keep(
            PlaceFact(
                id: installation.newID(), realm: realm.id, place: place.id, kind: entry.kind,
                said: entry.said, isRough: entry.isRough, asOf: entry.asOf,
                source: entry.source, post: nil, at: now), db)
    }
}
