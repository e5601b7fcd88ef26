import Actions
import Kernel
import Storage
import TestSupport
import Testing

/// Whatever is sent, the answer is one of the outcomes that the edge knows, and nothing is stored.
@Suite struct HostileInputTests {
    static let texts = [
        "\0", "灯\0坏了", String(repeating: "长", count: 2_001), String(repeating: "x", count: 10_001),
        "   ", "\n\t",
    ]

    @Test(arguments: texts)
    func anAccountThatCannotBeKeptIsRefused(_ account: String) async throws {
        try await withTown { town in
            let refused = await refusal { try await town.resident.reports(account) }
            guard case .answers(let problems)? = refused else {
                Issue.record("Not refused by its answers: \(String(describing: refused))")
                return
            }
            #expect(Set(problems.keys) == ["account"])
            let isEmpty = try await town.inboxIsEmpty()
            #expect(isEmpty)
        }
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "'; DROP TABLE matters; --", "{{template}} %s %n ${x}",
        "\u{202E}反向\u{202C}", "👨‍👩‍👧‍👦🏳️‍🌈", String(repeating: "é\u{301}", count: 900),
        "！！！", "\"\\\u{7F}\u{1B}[31m",
    ])
    func strangeWordsAreKeptAsTheyAre(_ account: String) async throws {
        try await withTown { town in
            let matter = try await town.resident.reports(account).matter
            #expect(try await town.matter(matter.id).account == account)
            #expect(!matter.title.isEmpty)
            #expect(matter.title.count <= 29)
        }
    }

    @Test(arguments: [
        ["place": "0"], ["place": "-1"], ["place": "abc"], ["place": "99999999999999999999"],
        ["place": ""], ["category": "nonsense"], ["category": "property"], ["category": ""],
        ["category": "property.service\0"], ["place": "1; SELECT 1"],
    ])
    func aPlaceAndACategoryMustBeOfTheRealm(_ answers: [String: String]) async throws {
        try await withTown { town in
            let refused = await refusal {
                try await town.resident.reports("灯坏了。", answers: answers.mapValues { [$0] })
            }
            guard case .answers(let problems)? = refused else {
                Issue.record("Not refused by its answers: \(String(describing: refused))")
                return
            }
            #expect(Set(problems.keys) == Set(answers.keys))
        }
    }

    @Test func aChoiceMustStandInItsList() async throws {
        try await withTown { town in
            let matter = try await town.request(standing: "submitted")
            let dispatcher = try await town.dispatcher
            let refused = await refusal {
                try await dispatcher.does(
                    "accept", matter, ["urgency": ["whenever"], "triage": [" ANSWER "]])
            }
            #expect(refused == .answers(["urgency": .notAChoice, "triage": .notAChoice]))
        }
    }

    @Test func aFieldThatIsNotAskedForIsLeftAside() async throws {
        try await withTown { town in
            let matter = try await town.resident.reports(
                "灯坏了。", answers: ["urgency": ["emergency"], "lead": ["1"], "state": ["solved"]]
            ).matter
            #expect(matter.urgency == "general")
            #expect(matter.lead == nil)
            #expect(matter.state == "submitted")
        }
    }

    @Test(arguments: ["", "nonsense", "request\0", "assistance"])
    func aProcedureThatIsNotThereOpensNothing(_ procedure: String) async throws {
        try await withTown { town in
            let outcome = await outcome {
                try await OpenMatter(
                    realm: town.realm, procedure: procedure, action: "report", acting: .anyone,
                    channel: .web, form: AnswerForm()
                ).run(in: town.installation)
            }
            #expect(outcome == "notFound")
        }
    }

    @Test func nobodyOpensWhatOnlyTheClockOpens() async throws {
        try await withTown { town in
            let place = try town.place(Resident.home).id.description
            for acting in [Acting.anyone, .reporter, try await town.dispatcher.acting] {
                let refused = await refusal {
                    try await OpenMatter(
                        realm: town.realm, procedure: "request", action: "import", acting: acting,
                        channel: .import,
                        form: AnswerForm(texts: ["place": [place], "category": ["other.other"]])
                    ).run(in: town.installation)
                }
                #expect(refused != nil)
            }
            let isEmpty = try await town.inboxIsEmpty()
            #expect(isEmpty)
        }
    }

    @Test(arguments: [
        "灯", "路灯", "\"", "*", "a AND", "NEAR(a b)", "'; --", "\0", "", "%", "(", "-x",
        String(repeating: "灯", count: 10_000), String(repeating: "\"", count: 500), "灯 OR 门",
        "col:umn", "^灯", "{灯}", "🏮",
    ])
    func anySearchAnswersWithoutAnError(_ text: String) async throws {
        try await withTown { town in
            _ = try await town.resident.reports("路灯不亮了。")
            let dispatcher = try await town.dispatcher
            for scope in InboxScope.allCases {
                var query = scope.query
                query.text = text
                _ = try await dispatcher.inbox(query)
            }
            _ = try await town.installation.similar(
                to: text, near: try town.place(Resident.home), category: nil,
                procedure: "request", in: town.realm)
        }
    }
}

extension Town {
    fileprivate func inboxIsEmpty() async throws -> Bool {
        try await dispatcher.inbox(InboxQuery(scope: .places)).lines.isEmpty
    }
}
