import Kernel
import Profiles
import Testing
import Web

/// Every verb that a procedure of the program asks for has a name that people can read.
struct VerbWordsTests {
    @Test(arguments: ProfileSource.builtInNames)
    func everyVerbOfAProcedureHasItsWords(_ name: String) throws {
        let profile = try ProfileSource(builtIn: name).load()
        let words = try SiteWords().texts
        for procedure in profile.procedures {
            let actors = procedure.actions.flatMap(\.by).compactMap { actor -> Verb? in
                if case .office(let verb) = actor { verb } else { nil }
            }
            let owners = procedure.states.compactMap { state -> Verb? in
                if case .office(let verb)? = state.owner { verb } else { nil }
            }
            for verb in Set(actors + owners) {
                for language in Language.allCases {
                    #expect(
                        words.has("verb.\(verb)", in: language),
                        "\(procedure.key.name): \(verb)")
                }
            }
        }
    }
}
