import Actions
import Kernel
import Markup

/// The venues of a neighbourhood (阵地), with who sits there next.
struct VenuesPage {
    let title: String
    let lead: String
    let filtersLabel: String
    let filters: [NavItem]
    let venues: [VenueCard]
    let none: (title: String, next: String)
    let sittingsTitle: String
    let sittings: [SittingCard]
    let noSittings: String
    let own: NavItem
}

extension VenuesPage {
    static var example: VenuesPage {
        VenuesPage(
            title: "身边的阵地", lead: "坐坐、议事、学东西", filtersLabel: "按功能",
            filters: [NavItem("全部", Link("x"), isCurrent: true)], venues: [.example],
            none: ("没有", "看看别的"), sittingsTitle: "最近谁来坐班", sittings: [.example],
            noSittings: "眼下没有", own: NavItem("查我的预约", Link("x")))
    }
}

func venuesPage(_ page: VenuesPage) -> HTML {
    """
    <div class="venues-page"><header class="page-head"><h1>\(page.title)</h1>\
    <p class="lead">\(page.lead)</p></header>\
    \(buttonRow([buttonLink(page.own.words, to: page.own.link, icon: .search)]))\
    \(HTML.when(page.filters.count > 1, filterBar(label: page.filtersLabel, page.filters)))\
    \(page.venues.isEmpty
        ? emptyState(page.none.title, next: page.none.next)
        : venueCards(page.venues, heading: page.title))\
    <section aria-labelledby="sittings"><h2 id="sittings">\(page.sittingsTitle)</h2>\
    \(HTML.when(page.sittings.isEmpty, "<p class=\"hint\">\(page.noSittings)</p>"))\
    \(HTML.when(!page.sittings.isEmpty, """
        <div class="activity-row">\(HTML.each(page.sittings, sittingCard))</div>
        """))\
    </section></div>
    """
}

/// One venue as everyone reads it.
struct VenuePage {
    let title: String
    let badges: [HTML]
    let about: String
    let facts: [(term: String, value: HTML)]
    let functionsTitle: String
    let functions: [String]
    let weekTitle: String
    let week: [(day: String, hours: String, remark: String?, isToday: Bool)]
    let roomsTitle: String
    let rooms: [RoomCard]
    let noRooms: String
    let sittingsTitle: String
    let sittings: [SittingCard]
    let rules: (title: String, text: String)?
    /// What is done at its window.
    let services: (title: String, lines: [GuideLine])?
    let back: NavItem

    struct RoomCard: Sendable {
        let name: String
        let detail: String
        let terms: String
        let link: NavItem
    }
}

extension VenuePage {
    static var example: VenuePage {
        VenuePage(
            title: "岩岭邻里中心", badges: [chip("邻里中心")], about: "大家的客厅",
            facts: [("地点", "三号楼一层")], functionsTitle: "这里能办", functions: ["网格议事站"],
            weekTitle: "这一周", week: [("星期一 12月1日", "8:30–17:30", nil, true)],
            roomsTitle: "房间",
            rooms: [
                RoomCard(
                    name: "议事厅", detail: "30 人 · 投影", terms: "每次最多 3 小时",
                    link: NavItem("看空档、预约", Link("x")))
            ], noRooms: "没有房间", sittingsTitle: "谁来坐班", sittings: [.example],
            rules: ("使用约定", "用完还原"), services: ("窗口能办", [.example]), back: NavItem("全部", Link("x")))
    }
}

func venuePage(_ page: VenuePage) -> HTML {
    let functions = HTML.each(page.functions) { "<li>\(icon(.check))\($0)</li>" }
    let week = HTML.each(page.week) { day in
        """
        <div\(attribute: "class", day.isToday ? "venue-today" : nil)><dt>\(day.day)</dt>\
        <dd>\(day.hours)\(HTML.when(day.remark) { "<small>\($0)</small>" })</dd></div>
        """
    }
    let rooms = HTML.each(page.rooms) { room in
        """
        <article class="panel room-card"><h3>\(room.name)</h3><p>\(room.detail)</p>\
        <p class="hint">\(room.terms)</p>\(buttonLink(
            room.link.words, to: room.link.link, icon: .calendar))</article>
        """
    }
    return readingColumn(
        title: page.title, lead: page.about, above: "<p class=\"badges\">\(page.badges)</p>",
        content: """
            <div class="story"><section class="panel">\(definitionList(page.facts))</section>\
            \(HTML.when(
                !page.functions.isEmpty,
                panel(page.functionsTitle, content: "<ul class=\"functions\">\(functions)</ul>")))\
            \(panel(page.weekTitle, content: "<dl class=\"venue-week\">\(week)</dl>"))\
            <h2>\(page.roomsTitle)</h2>\(HTML.when(page.rooms.isEmpty, """
                <p class="hint">\(page.noRooms)</p>
                """))\
            \(HTML.when(!page.rooms.isEmpty, "<div class=\"room-cards\">\(rooms)</div>"))\
            \(HTML.when(!page.sittings.isEmpty, """
                <h2>\(page.sittingsTitle)</h2>\
                <div class="activity-row">\(HTML.each(page.sittings, sittingCard))</div>
                """))\
            \(HTML.when(page.services) { services in
                panel(services.title, content: guideList(services.lines))
            })\
            \(HTML.when(page.rules) { rules in
                panel(rules.title, content: "<p class=\"event-text\">\(rules.text)</p>")
            })\
            \(buttonRow([buttonLink(page.back.words, to: page.back.link, icon: .back)]))</div>
            """)
}

extension Neighbourhood {
    func venuesReply() async throws -> Reply {
        let list = try await installation.venues(in: realm)
        let declared = book.profile.venues?.functions ?? []
        let used = declared.filter { function in
            list.venues.contains { $0.functions.contains(function) }
        }
        let asked = ask.query["function"].flatMap { used.contains($0) ? $0 : nil }
        let shown = list.venues.filter { asked.map($0.functions.contains) ?? true }
        let page = VenuesPage(
            title: words("venues.public.title"), lead: words("venues.public.lead"),
            filtersLabel: words("venues.filter"),
            filters: [
                NavItem(words("venues.all"), .publicVenues(realm), isCurrent: asked == nil)
            ]
                + used.map {
                    NavItem(
                        words("venueFunction.\($0)"), .publicVenues(realm, function: $0),
                        isCurrent: $0 == asked)
                },
            venues: shown.map { times.card(of: $0, in: list, link: .publicVenue(realm, $0.id)) },
            none: (words("venues.none"), words("venues.none.next")),
            sittingsTitle: words("sittings.next"),
            sittings: list.sittings.map {
                times.card(of: $0, link: .publicSitting(realm, $0.sitting.id))
            }, noSittings: words("sittings.none"),
            own: NavItem(words("bookings.own"), .bookings(realm)))
        return try await self.page(page.title, at: .venues, content: venuesPage(page))
    }

    func venueReply() async throws -> Reply {
        guard let id = Venue.ID(try ask.parameter("id")),
            let file = try await installation.venueFile(id, in: realm)
        else { throw ActionError.notFound }
        let today = book.day(of: ask.now)
        let rooms = file.rooms.filter { $0.state == .open }
        let page = VenuePage(
            title: words.name(file.venue.name), badges: times.badges(of: file),
            about: file.venue.about, facts: facts(of: file),
            functionsTitle: words("venues.functions"),
            functions: file.venue.functions.map { words("venueFunction.\($0)") },
            weekTitle: words("venues.week"),
            week: file.week.map { open in
                (
                    times.dayName(open.day), times.hours(open.spans), times.reason(open),
                    open.day == today
                )
            }, roomsTitle: words("venues.rooms"),
            rooms: rooms.map { room in
                VenuePage.RoomCard(
                    name: words.name(room.name), detail: times.detail(of: room),
                    terms: times.terms(of: room),
                    link: NavItem(
                        words(
                            room.access == .everyone ? "venues.room.book" : "venues.room.look"),
                        .publicRoom(realm, room.id)))
            }, noRooms: words("venues.rooms.none"), sittingsTitle: words("sittings.here"),
            sittings: file.sittings.filter { $0.sitting.state == .open }.map {
                times.card(of: $0, link: .publicSitting(realm, $0.sitting.id))
            },
            rules: file.venue.rules.isEmpty
                ? nil : (words("venues.rules"), file.venue.rules),
            services: services(of: file, on: today),
            back: NavItem(words("venues.all"), .publicVenues(realm)))
        return try await self.page(page.title, at: .venues, content: venuePage(page))
    }

    private func services(
        of file: VenueFile, on today: Day
    ) -> (title: String, lines: [GuideLine])? {
        if file.guides.isEmpty { return nil }
        return (
            words("venues.window"),
            file.guides.map { guide in
                GuideLine(
                    title: words.name(guide.title), link: .publicGuide(realm, guide.id),
                    detail: words("guides.kind.\(guide.kind.rawValue)"),
                    stale: guide.isStale(on: today) ? words("guides.stale") : nil)
            }
        )
    }

    private func facts(of file: VenueFile) -> [(term: String, value: HTML)] {
        var facts: [(term: String, value: HTML)] = [
            (words("venues.field.spot"), "\(file.venue.spot)"),
            (words("venues.field.place"), "\(placeName(file.placeLine))"),
        ]
        if let body = file.body {
            facts.append((words("venues.field.body"), "\(words.name(body.name)) \(phone(body))"))
        }
        if let number = file.venue.phone, let link = Link(telephone: number) {
            facts.append(
                (words("venues.field.phone"), "<a class=\"phone\" href=\"\(link)\">\(number)</a>"))
        }
        if let canteen = file.canteen {
            let said = words(
                "canteens.public.said",
                [
                    "price": Yuan.text(fen: canteen.priceFen),
                    "own": Yuan.text(fen: canteen.priceFen - canteen.subsidyFen),
                ])
            facts.append((words("canteens.public.price"), "\(said)"))
        }
        if !file.venue.quiet.isEmpty {
            facts.append((words("venues.field.quiet"), "\(times.hours(file.venue.quiet))"))
        }
        return facts
    }
}

extension Times {
    func badges(of file: VenueFile) -> [HTML] {
        let now = openNow(file.week.first)
        return [
            chip(words("venueModel.\(file.venue.model)"), tone: .jade),
            chip(now.words, tone: now.isOpen ? .jade : .plain, icon: .clock),
        ]
    }

    /// `30 人 · 投影、白板`
    func detail(of room: Room) -> String {
        [words("rooms.capacity", ["count": String(room.capacity)]), room.has]
            .filter { !$0.isEmpty }.joined(separator: " · ")
    }

    /// The rules of a room in a sentence.
    func terms(of room: Room) -> String {
        if room.access == .posts { return words("rooms.terms.posts") }
        return words(
            "rooms.terms",
            [
                "time": served(Int64(room.minutesMax)), "times": String(room.perDay),
                "days": String(room.aheadDays),
            ]) + words(room.allowsSound ? "rooms.terms.sound" : "rooms.terms.noSound")
    }
}
