import Kernel
import Planning
import SQL
import Storage

/// Everything that a proposal is made from, read in one snapshot.
struct MatchingGround: Sendable {
    let needs: [Matching.Need]
    let lines: [MatterLine]
    let helpers: [AidOffer]
    let holdings: [Person.ID: [Holding]]
    let names: [Person.ID: String]
    let loads: [Person.ID: Matching.Load]
    let places: [Place.ID: Place]
    let positions: [Place.ID: Position]
    let invitations: [Invitation]
    let now: Instant

    init(_ holding: Holding, _ book: Rulebook, at now: Instant, _ db: any Reader) throws {
        let realm = book.realm.id
        let waiting = try Inbox.waiting(
            in: book.profile.pools, under: holding.post.reach, in: realm,
            limit: Installation.matchedMax, db)
        let helpers = try AidOffers.under(.root, in: realm, on: book.day(of: now), db)
        let people = helpers.map(\.person)
        self.now = now
        lines = waiting.map(\.line)
        let positions = try Positions.of(
            Set(waiting.compactMap(\.path.ids.last) + helpers.map(\.place)).sorted(), db)
        needs = waiting.map {
            Matching.Need(
                matter: $0.line.id, category: $0.line.category, place: $0.path,
                verbs: book.profile.takingVerbs[$0.line.procedure] ?? [],
                language: $0.language, position: $0.path.ids.last.flatMap { positions[$0] })
        }
        self.positions = positions
        self.helpers = helpers
        holdings = try Posts.held(by: people, on: book.day(of: now), db).mapValues { posts in
            posts.compactMap { post in
                book.profile.role(post.role).map { Holding(post: post, verbs: $0.verbs) }
            }
        }
        names = try People.names(of: people, in: realm, db)
        loads = try Invitations.loads(
            of: people, takenSince: now.adding(fullDays: -AidOffer.loadDays),
            askedSince: now.adding(fullDays: -Invitation.standsDays), db)
        invitations = try Invitations.of(lines.map(\.id), db)
        let ids = Set(waiting.flatMap { $0.path.ids })
        places = Dictionary(
            try Places.find(ids: Array(ids), in: realm, db).map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first })
    }

    func propose(_ wish: MatchingWish) throws -> MatchingProposal {
        // Whoever is asked, or declined, is not proposed for it again.
        let standing = invitations.filter { $0.isStanding(at: now) }
        let asked = Set(standing.map(\.matter))
        let bars = wish.bars.union(
            invitations.map { Matching.Bar(matter: $0.matter, person: $0.person) })
        let open = self.needs.indices.filter { !asked.contains(self.needs[$0].matter) }
        let needs = open.map { self.needs[$0] }
        let options = Matching.options(
            needs: needs, helpers: helpers, holdings: holdings, loads: loads, positions: positions,
            bars: bars)
        let seats = Seats(helpers, loads)
        let pins = pins(wish, needs: needs, options: options, seats)
        let solved = try Assignment.solve(
            wanted: needs.map { _ in 1 }, capacity: seats.holders.map { _ in 1 },
            candidates: options.flatMap { option in
                seats.of[option.helper].enumerated().map { turn, seat in
                    Assignment.Candidate(
                        need: option.need, helper: seat,
                        cost: option.cost + turn * Matching.loadCost)
                }
            }, pinned: pins)
        let pinned = Set(pins)
        let matches = solved.pairs.map { pair in
            match(
                lines[open[pair.need]], needs[pair.need], helpers[seats.holders[pair.helper]],
                isPinned: pinned.contains(pair))
        }
        let optioned = Set(options.map(\.need))
        let offered = Set(helpers.flatMap(\.kinds))
        let gaps = solved.unmet.indices.filter { solved.unmet[$0] > 0 }.map { number in
            let gap: MatchingProposal.Gap =
                optioned.contains(number)
                ? .tooFew
                : offered.contains(needs[number].category) ? .nobodyIsFree : .nobodyOffers
            return (line: lines[open[number]], gap: gap)
        }
        return MatchingProposal(
            matches: matches, gaps: gaps, asked: questions(standing), helpers: helpers.count)
    }

    /// The pins that still can be: others are left out rather than stop the proposal.
    private func pins(
        _ wish: MatchingWish, needs: [Matching.Need], options: [Matching.Option], _ seats: Seats
    ) -> [Assignment.Pair] {
        let possible = Dictionary(
            options.map { option in
                let need = needs[option.need]
                let person = helpers[option.helper].person
                return (Matching.Bar(matter: need.matter, person: person), option)
            }, uniquingKeysWith: { first, _ in first })
        var left = seats.of
        var taken: Set<Int> = []
        return wish.pins.compactMap { pin in
            guard let option = possible[pin], let seat = left[option.helper].first,
                taken.insert(option.need).inserted
            else { return nil }
            left[option.helper].removeFirst()
            return Assignment.Pair(need: option.need, helper: seat)
        }
    }

    private func match(
        _ line: MatterLine, _ need: Matching.Need, _ helper: AidOffer, isPinned: Bool
    ) -> MatchingProposal.Match {
        let shared = need.place.shared(with: helper.placePath)
        let near = shared > 0 ? places[need.place.ids[shared - 1]] : nil
        return MatchingProposal.Match(
            line: line, person: helper.person, name: names[helper.person] ?? "",
            times: helper.times, near: near,
            metres: need.position.flatMap { here in positions[helper.place].map(here.metres) },
            language: need.language, load: loads[helper.person] ?? Matching.Load(),
            isPinned: isPinned)
    }

    private func questions(
        _ standing: [Invitation]
    ) -> [(line: MatterLine, name: String, at: Instant)] {
        let byID = Dictionary(
            lines.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return standing.compactMap { asked in
            byID[asked.matter].map {
                (line: $0, name: names[asked.person] ?? "", at: asked.at)
            }
        }
    }
}

/// What each can still take on, one seat a turn: every further turn costs as much as one more thing
/// on their hands, so that what is asked now is spread as well.
private struct Seats {
    /// The seats of each helper, and the helper of each seat.
    private(set) var of: [[Int]] = []
    private(set) var holders: [Int] = []

    init(_ helpers: [AidOffer], _ loads: [Person.ID: Matching.Load]) {
        for (number, helper) in helpers.enumerated() {
            let free = max(0, helper.most - (loads[helper.person]?.sum ?? 0))
            of.append(Array(holders.count..<holders.count + free))
            holders += repeatElement(number, count: free)
        }
    }
}
