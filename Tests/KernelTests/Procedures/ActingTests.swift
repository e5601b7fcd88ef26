import Kernel
import Testing

@Suite struct ActingTests {
    @Test func aVerbIsGrantedUnderThePlaceOfItsPostAndInItsRealmOnly() {
        let verbs: Set<Verb> = [.read]
        func holding(_ reach: PlacePath, realm: Int64) -> Holding? {
            Errand.post(1, body: 1, verbs, reach: reach, realm: realm).holding
        }
        let here = Errand.here
        let realm = Realm.ID(1)
        #expect(holding(.root, realm: 1)?.grants(.read, at: here, in: realm) == true)
        #expect(holding(here, realm: 1)?.grants(.read, at: here, in: realm) == true)
        #expect(holding(Errand.elsewhere, realm: 1)?.grants(.read, at: here, in: realm) == false)
        #expect(holding(here, realm: 1)?.grants(.read, at: .root, in: realm) == false)
        #expect(holding(here, realm: 1)?.grants(.publish, at: here, in: realm) == false)
        // The same path in another realm grants nothing.
        #expect(holding(.root, realm: 2)?.grants(.read, at: here, in: realm) == false)
    }

    @Test func noPostOfAnotherRealmMayDoAnything() throws {
        let errand = try Errand()
        let all: Set<Verb> = [Errand.run, Errand.accept, .read]
        let stranger = Errand.post(7, body: 5, all, reach: .root, realm: 2)
        var matter = try errand.going()
        matter.taker = Person.ID(7)
        matter.assists = [Body.ID(5)]
        let situation = errand.situation(20)
        #expect(errand.procedure.available(for: matter, to: stranger, in: situation).isEmpty)
        #expect(!matter.admits(stranger, as: .anyone))
        #expect(!matter.includes(stranger, in: .parties))
        #expect(!matter.includes(stranger, in: .staff))
        #expect(!matter.includes(stranger, in: .office(Errand.accept)))
        #expect(matter.includes(stranger, in: .everyone))
    }

    @Test func theLeadActsEvenFromAnotherPlace() throws {
        let errand = try Errand()
        let matter = try errand.going()
        let lead = Errand.post(7, body: 5, [Errand.run], reach: Errand.elsewhere)
        #expect(matter.admits(lead, as: .lead(Errand.run)))
        #expect(!matter.admits(lead, as: .office(Errand.run)))
        #expect(!matter.admits(lead, as: .assist(Errand.run)))
        #expect(!matter.admits(lead, as: .lead(Errand.accept)))
    }

    @Test func aPartyReadsTheMatterAndANeighbourDoesNot() throws {
        let errand = try Errand()
        let matter = try errand.going()
        let party = Errand.post(7, body: 5, [.read], reach: Errand.elsewhere)
        let neighbour = Errand.post(8, body: 9, [.read], reach: Errand.elsewhere)
        let local = Errand.post(8, body: 9, [.read])
        #expect(matter.includes(party, in: .staff))
        #expect(!matter.includes(neighbour, in: .staff))
        #expect(matter.includes(local, in: .staff))
        #expect(!matter.includes(local, in: .parties))
        #expect(!matter.includes(.anyone, in: .reporter))
        #expect(!matter.includes(.reporter, in: .staff))
    }
}
