import Kernel
import SQL
import Storage

extension Installation {
    /// A page of facts with what their subjects are called: a statement for each noun.
    func evidence(
        _ facts: [Fact], in realm: Realm, at now: Instant, _ db: any Reader
    ) throws -> [EvidenceLine] {
        func ids<Noun>(_ noun: String, as type: Noun.Type) -> [Identifier<Noun>] {
            Set(facts.filter { $0.name.noun == noun }.map(\.subject)).sorted()
                .map { Identifier($0) }
        }
        let others = Set(Fact.Noun.allCases.map(\.rawValue))
        let tagged = Dictionary(
            try WorkLines.find(
                ids: ids(Fact.Noun.line.rawValue, as: WorkLine.self), in: realm.id, db
            ).map { ($0.id.rawValue, $0.subject) }, uniquingKeysWith: { first, _ in first })
        func ids(of kind: String) -> [Int64] {
            tagged.values.filter { $0.kind == kind }.map(\.number)
        }
        let matters = Set(
            facts.filter { !others.contains($0.name.noun) }.map(\.subject) + ids(of: "matter")
        ).sorted()
        let matterLines = try lines(
            of: matters.map { Matter.ID($0) }, in: realm, at: now, db)
        let meetings = try Meetings.titles(
            of: ids(Fact.Noun.meeting.rawValue, as: Meeting.self), db)
        let activities = try Activities.find(
            ids: ids(Fact.Noun.activity.rawValue, as: Activity.self)
                + ids(of: "activity").map { Activity.ID($0) }, in: realm.id, db)
        let sittings = try Sittings.find(
            ids: ids(Fact.Noun.sitting.rawValue, as: Sitting.self), in: realm.id, db)
        let bookings = try Bookings.find(
            ids: ids(Fact.Noun.booking.rawValue, as: Booking.self), in: realm.id, db)
        let places = Dictionary(
            try gazetteer.places(
                Array(Set(facts.compactMap(\.place.ids.last))), in: realm.id, at: now, db
            ).map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
        return facts.compactMap { fact in
            let subject: EvidenceLine.Subject? =
                switch Fact.Noun(rawValue: fact.name.noun) {
                case .meeting?:
                    meetings[Meeting.ID(fact.subject)].map {
                        .meeting(Meeting.ID(fact.subject), title: $0)
                    }
                case .activity?:
                    activities[Activity.ID(fact.subject)].map { .activity($0.id, title: $0.title) }
                case .pairing?: .pairing(Pairing.ID(fact.subject))
                case .report?: .report(Report.ID(fact.subject), layout: fact.kind)
                case .sitting?: sittings[Sitting.ID(fact.subject)].map { .sitting($0) }
                case .booking?: bookings[Booking.ID(fact.subject)].map { .booking($0) }
                case .line?:
                    switch tagged[fact.subject] {
                    case .matter(let id)?: matterLines[id].map { .matter($0) }
                    case .activity(let id)?:
                        activities[id].map { .activity($0.id, title: $0.title) }
                    case nil: nil
                    }
                case nil: matterLines[Matter.ID(fact.subject)].map { .matter($0) }
                }
            let place = fact.place.ids.last.flatMap { places[$0] }
            return subject.map {
                EvidenceLine(fact: fact, subject: $0, place: place ?? LocalName(zh: "", en: nil))
            }
        }
    }
}
