package import Kernel

/// What `linli demo` plays beside its requests: invented matters of any procedure, step by step
/// (`demo-stories.yml`).
package struct DemoStories: Sendable {
    package let stories: [Story]

    package struct Story: Sendable {
        /// What its matter goes by; nil where only meetings or activities are told.
        package let procedure: Procedure.Name?
        /// By which answers of other stories name its matter, as `@key`.
        package let key: String?
        /// Minutes from the first step to now.
        package let minutesAgo: Int64
        package let steps: [Step]
    }

    package struct Step: Sendable {
        package let line: Int
        /// Minutes after the step before.
        package let minutesAfter: Int64
        /// A sign-in, or `resident`, `anyone` or `clock`.
        package let actor: String
        /// Which of the matters that it ordered, or where it ordered none opened, counted from 1;
        /// nil is the matter itself.
        package let child: Int?
        package let doing: Doing

        /// What is done to the matter; nil for anything else.
        package var action: Procedure.Action.ID? {
            if case .action(let action, _) = doing { action } else { nil }
        }
    }

    /// What is done: an action with its answers by field, a meeting called, the one called before
    /// held, or a line of a project's money.
    package enum Doing: Sendable {
        case action(Procedure.Action.ID, answers: [String: String])
        case call(Call)
        case hold(Held)
        case announce(Announced)
        case keepRoll(Roll)
        case money(Money)
        case pair(Paired)
    }

    /// A pairing that is proposed, accepted by its helper and consented to.
    package struct Paired: Sendable {
        package let kind: Pairing.Kind
        package let place: String
        package let need: Pairing.Need
        /// What is agreed.
        package let sentence: String
        /// Who helps, by sign-in; for a card, whoever speaks for the merchant.
        package let helper: String
        /// Before whom the consent is said, by sign-in.
        package let witness: String
        /// Of the one who is helped, invented.
        package let name: String
    }

    /// An activity that is announced.
    package struct Announced: Sendable {
        package let kind: String
        package let place: String
        package let title: String
        package let venue: String
        package let about: String
        /// Days until the activity, which starts at the same time of the day and takes two hours.
        package let inDays: Int
        /// The agreement under which it is held, as `@key`.
        package let under: String?
    }

    /// Who came to the activity that was announced before.
    package struct Roll: Sendable {
        /// Those who were served without a name: a number, or what fills a scenario.
        package let visitors: String
        /// Minutes of those who sign up and come, by their sign-ins.
        package let came: [String: Int]
    }

    /// A line of a project's money.
    package struct Money: Sendable {
        package let kind: FundLine.Kind
        package let source: FundSource
        /// In yuan, such as `1234.50`.
        package let amount: String
        package let words: String
    }

    package struct Call: Sendable {
        package let rule: MeetingRule.ID
        package let place: String
        package let title: String
        package let venue: String
        package let agenda: [String]
        /// Days until the meeting, which starts at the same time of the day.
        package let inDays: Int
    }

    package struct Held: Sendable {
        /// People counted; of a roll by names the first so many came.
        package let entitled: Int
        package let present: Int
        package let motion: String?
        package let inFavour: Int
        package let against: Int
        package let abstained: Int
        package let minutes: String
    }

    /// The stories of a profile; nil when it has none.
    ///
    /// - Throws: everything that is wrong with `demo-stories.yml`.
    package init?(of source: ProfileSource, for profile: Profile) throws(ProfileProblems) {
        guard let text = source.files["demo-stories.yml"] else { return nil }
        let findings = Findings()
        let root = YAMLFile.root(of: text, file: "demo-stories.yml", findings: findings)
        let record = root?.record(.thing("demonstration"), required: ["stories"])
        stories = (record?["stories"]?.items("stories") ?? []).compactMap {
            DemoStoryReader(profile).story($0)
        }
        guard !findings.hasErrors else { throw ProfileProblems(findings.problems) }
    }
}
