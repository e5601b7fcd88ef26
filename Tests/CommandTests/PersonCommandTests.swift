import Testing

@Suite struct PersonCommandTests {
    private func add(
        _ line: CommandLineFixture, signIn: String, place: String = "Roxbury",
        role: String = "reader", input: String = ""
    ) async -> CommandLineFixture.Outcome {
        await line.run(
            "person", "add", "Ana", "--sign-in", signIn, "--role", role, "--body",
            "Parks and Recreation Department", "--place", place, input: input)
    }

    @Test func aPersonIsAddedWithAPasswordThatIsShownOnceOrTypedIn() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            let made = await add(line, signIn: "ana")
            #expect(made.code == 0, "\(made.complaint)")
            #expect(made.output.contains("shown only now"))
            let typed = await add(line, signIn: "ben", input: "a long password")
            #expect(typed.code == 0)
            #expect(!typed.output.contains("a long password"))
            #expect(await line.run("person", "list").output.contains("ben"))
        }
    }

    @Test func whatCannotBeIsRefusedAndNamed() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            #expect(await add(line, signIn: "Ana!").complaint.contains("cannot be a sign-in"))
            _ = await add(line, signIn: "ben")
            #expect(await add(line, signIn: "ben").complaint.contains("signs in as “ben”"))
            #expect(await add(line, signIn: "ana", place: "Atlantis").code == 1)
            let role = await add(line, signIn: "ana", role: "king")
            #expect(role.complaint.contains("no role “king”"))
            let short = await add(line, signIn: "ana", input: "short")
            #expect(short.complaint.contains("needs at least 12"))
            #expect(!(await line.run("person", "list").output.contains("ana")))
        }
    }

    @Test func postsComeAndGo() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            _ = await add(line, signIn: "ana")
            let more = await line.run(
                "person", "post-add", "ana", "--role", "checker", "--body",
                "Parks and Recreation Department", "--place", "Boston/Roxbury")
            #expect(more.code == 0, "\(more.complaint)")
            #expect(await line.run("person", "post-end", "ana", "--role", "checker").code == 0)
            let again = await line.run("person", "post-end", "ana", "--role", "checker")
            #expect(again.complaint.contains("holds 0 posts checker"))
        }
    }

    @Test func oneTimePasswordsAreShownToBeScanned() async throws {
        try await withCommandLine { line in
            _ = await line.run("init", "--profile", "boston")
            _ = await add(line, signIn: "ana")
            let outcome = await line.run("person", "one-time", "ana")
            #expect(outcome.code == 0)
            #expect(outcome.output.hasPrefix("otpauth://totp/Linli:ana?secret="))
            #expect(outcome.output.contains("█"))
            #expect(await line.run("person", "one-time", "nobody").code == 1)
        }
    }
}
