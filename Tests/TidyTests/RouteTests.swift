import Foundation
import Testing

/// Every address that the program answers says who may ask.
@Suite struct RouteTests {
    private struct Declared {
        let place: String
        let method: String
        let path: String
        let access: String
    }

    /// Routes as the lists in `Sources/Web` declare them.
    private static func routes() throws -> [Declared] {
        let pattern =
            /(?m)^\s*\.(get|post)\(\s*"(\/[^"]*)"(?:,\s*(\.\w+(?:\([^)]*\))?))?/
        return try SourceTree.target("Web").flatMap { file in
            file.text.matches(of: pattern).map { match in
                Declared(
                    place: file.path, method: String(match.1), path: String(match.2),
                    access: match.3.map(String.init) ?? "")
            }
        }
    }

    @Test func everyRouteNamesWhoMayAsk() throws {
        let routes = try Self.routes()
        #expect(routes.count >= 25, "Only \(routes.count) routes were found.")
        let wrong = routes.filter { route in
            !(route.access == ".everyone" || route.access == ".signedIn"
                || route.access == ".desk" || route.access.hasPrefix(".post("))
        }.map { "\($0.place): \($0.method) \($0.path) names “\($0.access)”" }
        #expect(wrong.isEmpty, "\(list(wrong))")
    }

    @Test func everythingAtTheDeskAsksForASignIn() throws {
        let open = try Self.routes().filter {
            ($0.path == "/desk" || $0.path.hasPrefix("/desk/")) && $0.access == ".everyone"
        }.map { "\($0.place): \($0.method) \($0.path)" }
        #expect(open.isEmpty, "\(list(open))")
    }

    @Test func noAddressIsDeclaredTwice() throws {
        let names = try Self.routes().map { "\($0.method) \($0.path)" }
        let twice = Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }.keys
        #expect(twice.isEmpty, "\(twice.sorted())")
    }

    /// Addresses are nouns: what is done is said by the method.
    @Test func noAddressIsAVerb() throws {
        let verbs: Set = ["create", "update", "delete", "edit", "add", "remove", "get", "set"]
        let wrong = try Self.routes().filter { route in
            route.path.split(separator: "/").contains { verbs.contains(String($0)) }
        }.map(\.path)
        #expect(wrong.isEmpty, "\(list(wrong))")
    }
}
