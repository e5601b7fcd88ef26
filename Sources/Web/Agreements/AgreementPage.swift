import Actions
import Kernel
import Markup
import Storage

/// An agreement as both sides read it: what is owed, and what was done.
struct AgreementView {
    let title: String
    let badges: [HTML]
    let facts: [(term: String, value: HTML)]
    let owedTitle: String
    let owed: HTML
    let doneTitle: String
    let figures: [HTML]
    let projects: HTML
    /// What the service is measured by, with what was reached.
    let targets: HTML
    let activitiesTitle: String
    let activities: [ActivityCard]
    let none: (title: String, next: String)
    let older: NavItem?
    let tools: [HTML]
    let toolsTitle: String
}

func agreementPage(_ view: AgreementView) -> HTML {
    storyAndActions(
        story: """
            \(matterHead(title: view.title, badges: view.badges, facts: view.facts))\
            \(panel(view.owedTitle, content: view.owed))\
            \(panel(view.doneTitle, content: "\(figureRow(view.figures))\(view.projects)"))\
            \(view.targets)\
            <h2>\(view.activitiesTitle)</h2>\
            \(view.activities.isEmpty
                ? emptyState(view.none.title, next: view.none.next)
                : activityCards(view.activities))\
            \(pager(label: view.activitiesTitle, newer: nil, older: view.older))
            """,
        actions: panel(view.toolsTitle, content: buttonRow(view.tools)),
        actionsLabel: view.toolsTitle)
}

extension AgreementView {
    static var example: AgreementView {
        AgreementView(
            title: "与车城实验小学共建协议", badges: [chip("执行中", tone: .jade)],
            facts: [("单位", "车城实验小学")], owedTitle: "约定", owed: "<p>出图书。</p>",
            doneTitle: "做了什么", figures: [figureTile("办了", value: "2")], projects: .empty,
            targets: .empty,
            activitiesTitle: "活动", activities: [.example], none: ("没有", "办一场"), older: nil,
            tools: [], toolsTitle: "可以做的")
    }
}

extension DeskFrame {
    func view(of agreement: AgreementFile) async throws -> AgreementView {
        let file = agreement.file
        let targets = try await TargetsReading(
            file: file, words: words, times: times, installation: ask.installation,
            realm: visit.realm
        ).panel()
        let matter = file.matter
        let mayOrganise = visit.holding.grants(
            .organise, at: matter.placePath, in: visit.realm.id)
        let isInForce = visit.book.profile.agreementStates.contains(matter.state)
        let toActivity = buttonLink(
            words("agreements.hold"), to: .newActivity(under: matter.reference), weight: .first,
            icon: .plus)
        return AgreementView(
            title: matter.title,
            badges: [
                chip(
                    words("agreement.state.\(matter.state)"),
                    tone: matter.state == "running" ? .jade : .amber)
            ], facts: facts(of: agreement), owedTitle: words("agreements.owed"),
            owed: owed(file), doneTitle: words("agreements.done"),
            figures: figures(agreement.counts).map {
                figureTile($0.words, value: $0.value, detail: $0.detail)
            }, projects: projects(file), targets: targets,
            activitiesTitle: words("activities.title"),
            activities: agreement.activities.map { activity in
                times.card(
                    of: activity, agreement.signedUp[activity.id],
                    link: .activity(activity.id))
            },
            none: (words("agreements.activities.none"), words("agreements.activities.none.next")),
            older: agreement.older.map {
                NavItem(words("activities.older"), .agreement(matter.reference, after: $0))
            },
            tools: [
                HTML.when(mayOrganise && isInForce, toActivity),
                buttonLink(
                    words("agreements.story"), to: .matter(matter.reference), icon: .list),
            ], toolsTitle: words("matter.actions"))
    }

    private func facts(of agreement: AgreementFile) -> [(term: String, value: HTML)] {
        let file = agreement.file
        var facts: [(term: String, value: HTML)] = [
            (words("matter.reference"), "\(file.matter.reference.description)")
        ]
        if let unit = file.matter.lead.flatMap({ file.bodies[$0] }) {
            facts.append((words("agreement.field.lead"), "\(words.name(unit.name))"))
        }
        facts.append((words("agreement.field.team"), team(agreement)))
        if let signed = file.lastDay(of: "signedOn") {
            facts.append((words("agreement.field.signedOn"), "\(times.day(signed))"))
        }
        if let until = file.lastDay(of: "until") {
            facts.append((words("agreement.field.until"), "\(lastDay(until))"))
        }
        let appraised = file.story.last { $0.payload?["answers"]?["verdict"] != nil }
        if case .text(let verdict)? = appraised?.payload?["answers"]?["verdict"] {
            facts.append(
                (
                    words("agreement.field.verdict"),
                    "\(words("agreement.field.verdict.\(verdict)"))"
                ))
        }
        return facts
    }

    private func team(_ agreement: AgreementFile) -> HTML {
        guard let (body, members) = agreement.team else {
            return "\(words("agreements.team.none"))"
        }
        return """
            \(words.name(body.name)) · \
            \(words("agreements.team.members", ["count": String(members)]))
            """
    }

    /// The last day, and how many days are left of it.
    private func lastDay(_ day: Day) -> String {
        let left = day.ordinal - Day(of: ask.now, in: times.zone).ordinal
        let key = left < 0 ? "agreements.until.over" : "agreements.until.left"
        return times.day(day) + words("page.comma") + words(key, ["days": String(abs(left))])
    }

    private func owed(_ file: MatterFile) -> HTML {
        let needs = file.linked.filter { $0.procedure == "need" }
        return """
            <div class="prose">\(paragraphs(
                file.matter.account.split(separator: "\n").map(String.init)))</div>\
            \(HTML.when(!needs.isEmpty, """
                <h3>\(words("agreements.needs"))</h3>\
                \(matterList(label: words("agreements.needs"), needs.map(line)))
                """))
            """
    }

    private func projects(_ file: MatterFile) -> HTML {
        let projects = file.linked.filter { $0.procedure == "project" }
        let title = words("agreements.projects")
        return projects.isEmpty
            ? "<p class=\"hint\">\(words("agreements.projects.none"))</p>"
            : "<h3>\(title)</h3>\(matterList(label: title, projects.map(line)))"
    }

    /// On the page of an agreement's matter: what was done under it, in short, and the way there.
    func agreementPanel(_ file: MatterFile) async throws -> HTML {
        guard file.procedure.key.name == Agreements.procedure,
            let agreement = try await ask.installation.agreementFile(
                of: file.matter.reference, in: visit.realm, for: file.acting)
        else { return .empty }
        return panel(
            words("agreements.done"),
            content: """
                \(definitionList(
                    figures(agreement.counts).map { ($0.words, "\($0.value)") }))\
                \(buttonLink(
                    words("agreements.open"), to: .agreement(file.matter.reference),
                    icon: .arrow))
                """)
    }
}
