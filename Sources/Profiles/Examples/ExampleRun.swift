package import Kernel

/// Runs worked examples over the pure rules of a profile.
package struct ExampleRun: Sendable {
    package let profile: Profile
    package let timekeeper: Timekeeper

    package init(profile: Profile, timekeeper: Timekeeper) {
        self.profile = profile
        self.timekeeper = timekeeper
    }

    /// What came out otherwise than the example says; empty when all is as written. The run ends
    /// with the first step that goes wrong, since the later ones build on it.
    package func failures(of example: Example) -> [ProfileProblem] {
        guard let procedure = profile.procedure(example.procedure) else { return [] }
        var play = Play(
            example: example, procedure: procedure, profile: profile, keeper: timekeeper)
        for step in example.steps {
            let failures = play.take(step)
            if !failures.isEmpty { return failures }
        }
        return []
    }
}
