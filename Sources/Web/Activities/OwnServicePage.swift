import Actions
import Kernel
import Markup
import Storage

/// One's own service: confirmed time, what one signed up for, and certificates of it. A record, not
/// a score: nobody else sees it, and nothing is ranked.
struct OwnServiceView {
    let title: String
    let lead: String
    let invitations: HTML
    let help: NavItem?
    let total: (words: String, value: String)
    let listTitle: String
    let lines: [[HTML]]
    let columns: [TableColumn]
    let none: (title: String, next: String)
    let pagerLabel: String
    let older: NavItem?
    let certificatesTitle: String
    let certificates: [NavItem]
    let form: HTML
}

extension OwnServiceView {
    static var example: OwnServiceView {
        OwnServiceView(
            title: "我的服务", lead: "只有自己看得到", invitations: .empty,
            help: NavItem("我能帮什么", Link("x")), total: ("已确认", "3 小时"), listTitle: "活动",
            lines: [["理花坛", "12月5日", "2 小时"]],
            columns: ["活动", "时间", "时长"].map { TableColumn($0) }, none: ("没有", "去报名"),
            pagerLabel: "更早", older: nil, certificatesTitle: "证明",
            certificates: [NavItem("lumibako-rotevani", Link("x"))], form: .empty)
    }
}

func ownServicePage(_ view: OwnServiceView) -> HTML {
    """
    \(deskHead(
        title: view.title, detail: view.lead,
        actions: HTML.when(view.help) { buttonLink($0.words, to: $0.link, icon: .hands) }))\
    <div class="two-columns"><div class="story">\(view.invitations)\
    <div class="figures">\(figureTile(view.total.words, value: view.total.value))</div>\
    \(view.lines.isEmpty
        ? emptyState(view.none.title, next: view.none.next)
        : dataTable(caption: view.listTitle, columns: view.columns, rows: view.lines))\
    \(pager(label: view.pagerLabel, newer: nil, older: view.older))</div>\
    <aside class="side" aria-label="\(view.certificatesTitle)">\
    \(panel(view.certificatesTitle, content: "\(view.form)\(certificateList(view))"))</aside></div>
    """
}

private func certificateList(_ view: OwnServiceView) -> HTML {
    HTML.when(
        !view.certificates.isEmpty,
        """
        <ul class="plain-list">\(HTML.each(view.certificates) {
            "<li><a href=\"\($0.link)\">\($0.words)</a></li>"
        })</ul>
        """)
}

extension Site {
    static func ownServiceReply(
        _ ask: Ask, refused: ActionError? = nil
    ) async throws -> Reply {
        let frame = try await DeskFrame(ask)
        let (words, times, visit) = (frame.words, frame.times, frame.visit)
        let own = try await ask.installation.ownService(
            of: visit.person.id, in: visit.realm,
            before: ask.query["before"].flatMap { Activity.ID($0) }, limit: 30)
        let invitations = try await ask.installation.invitations(
            of: visit.person.id, in: visit.realm)
        let thanked = try await ask.installation.commendations(
            of: visit.person.id, in: visit.realm)
        let helps = try await ask.installation.helper(visit.person.id) != nil
        let view = OwnServiceView(
            title: words("service.title"), lead: words("service.lead"),
            invitations: """
                \(frame.panel(of: invitations))\(frame.thanksPanel(thanked, refused))
                """,
            help: visit.book.profile.helpable(by: visit.holding).isEmpty && !helps
                ? nil : NavItem(words(helps ? "help.change" : "help.open"), .ownHelp),
            total: (words("service.total"), times.served(own.minutes)),
            listTitle: words("service.list"),
            lines: own.lines.map { times.line($0.signUp, $0.activity) },
            columns: ["activity", "when", "standing"].map {
                TableColumn(words("service.column.\($0)"))
            }, none: (words("service.none"), words("service.none.next")),
            pagerLabel: words("service.list"),
            older: own.older.map { NavItem(words("page.older"), .ownService(before: $0)) },
            certificatesTitle: words("service.certificates"),
            certificates: own.certificates.map { certificate in
                NavItem(
                    words(
                        "service.certificate",
                        [
                            "from": times.day(certificate.from),
                            "until": times.day(certificate.until),
                            "time": times.served(certificate.minutes),
                        ]), .certificate(certificate.code))
            }, form: frame.certificateForm(refused))
        var reply = frame.page(
            view.title, current: .ownService(), content: ownServicePage(view))
        if let refused { reply.status = ask.failure(of: refused, words).status }
        return reply
    }

    static func issueCertificate(_ ask: Ask) async throws -> Reply {
        let visit = try ask.visit
        do {
            var complaints: [String: ActionError.Complaint] = [:]
            func day(_ name: String) -> Day? {
                let day = try? Day(parsing: (ask.form[name] ?? "").trimmingCharacters())
                if day == nil { complaints[name] = .init("answer.notADay") }
                return day
            }
            let (from, until) = (day("from"), day("until"))
            guard let from, let until else { throw ActionError.invalid(complaints) }
            let certificate = try await IssueCertificate(
                realm: visit.realm, holding: visit.holding, from: from, until: until
            ).run(in: ask.installation)
            return .see(.certificate(certificate.code))
        } catch let error as ActionError where error.isOfForm {
            return try await ownServiceReply(ask, refused: error)
        }
    }
}

extension DeskFrame {
    /// What one is asked to help with: a look at it, or no, without a reason.
    fileprivate func panel(
        of invitations: [(invitation: Invitation, line: Storage.MatterLine)]
    ) -> HTML {
        if invitations.isEmpty { return .empty }
        let lines = HTML.each(invitations) { asked in
            """
            <div class="invitation"><p><strong>\(asked.line.title)</strong><br>\
            <span class="hint">\(words("category.\(asked.line.category)")) · \
            \(times.moment(asked.invitation.at))</span></p>\
            \(buttonRow([
                buttonLink(
                    words("invitations.open"), to: .matter(asked.line.reference), weight: .first,
                    icon: .hands),
                postForm(
                    to: .invitationRefusal(asked.invitation.id),
                    content: submitButton(words("invitations.decline"), weight: .quiet)),
            ]))</div>
            """
        }
        return Web.panel(
            words("invitations.title"),
            content: "<p class=\"hint\">\(words("invitations.lead"))</p>\(lines)")
    }

    fileprivate func certificateForm(_ refused: ActionError?) -> HTML {
        let complaints = refused.map(self.complaints) ?? [:]
        let today = Day(of: ask.now, in: times.zone)
        let yearBegins = (try? Day(year: today.year, month: 1, day: 1)) ?? today
        func field(_ name: String) -> Field {
            Field(name, label: words("service.field.\(name)"), problem: complaints[name])
        }
        return postForm(
            to: .certificates,
            content: """
                <p class="hint">\(words("service.certificate.lead"))</p><div class="form-pair">\
                \(dateField(field("from"), value: ask.form["from"] ?? yearBegins.description))\
                \(dateField(field("until"), value: ask.form["until"] ?? today.description))</div>\
                \(submitButton(words("service.certificate.make"), weight: .second, icon: .seal))
                """)
    }
}

extension Times {
    fileprivate func line(_ signUp: SignUp, _ activity: Activity) -> [HTML] {
        let standing =
            signUp.minutes.map { minutes in
                minutes == 0 ? words("activities.own.absent") : served(minutes)
            }
            ?? (activity.state == .cancelled
                ? words("activities.state.cancelled")
                : words("activities.standing.\(signUp.standing.rawValue)"))
        return [
            "<a href=\"\(Link.activity(activity.id))\">\(activity.title)</a>",
            "\(span(of: activity))", "\(standing)",
        ]
    }
}
