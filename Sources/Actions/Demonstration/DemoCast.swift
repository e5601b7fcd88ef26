import Kernel
import Profiles
import SQL
import Storage

/// The invented people of a demonstration, each with the posts that they really hold.
struct DemoCast: Sendable {
    let holdings: [String: [Holding]]

    init(
        signIns: Set<String>, book: Rulebook, on day: Day, _ db: any Reader
    ) throws {
        var holdings: [String: [Holding]] = [:]
        for signIn in signIns {
            guard let person = try People.find(signIn: signIn, db), person.realm == book.realm.id
            else { throw PlayDemonstration.Problem.nobody(signIn) }
            holdings[signIn] = try Posts.held(by: person.id, on: day, db).compactMap { post in
                book.profile.role(post.role).map { Holding(post: post, verbs: $0.verbs) }
            }
        }
        self.holdings = holdings
    }

    private init(holdings: [String: [Holding]]) { self.holdings = holdings }

    func with(_ others: DemoCast) -> DemoCast {
        DemoCast(holdings: holdings.merging(others.holdings) { known, _ in known })
    }

    /// The first of a person's posts that grants one of these verbs.
    func holding(of signIn: String, granting verbs: Set<Verb>) throws -> Holding {
        guard let found = holdings[signIn]?.first(where: { !$0.verbs.isDisjoint(with: verbs) })
        else { throw PlayDemonstration.Problem.nobody(signIn) }
        return found
    }

    /// The first post over a place, by sign-in, that grants a verb, of anybody but one person.
    func holding(
        granting verb: Verb, at place: Place, otherThan person: Person.ID? = nil
    ) -> Holding? {
        holdings.sorted { $0.key < $1.key }.flatMap(\.value).first {
            $0.grants(verb, at: place.path, in: place.realm) && $0.post.person != person
        }
    }
}
