import Actions
import Kernel
import Markup
import Storage

extension DeskFrame {
    /// The tools of a post, under a few words each.
    func tools(_ current: Link?) -> [(title: String, items: [NavItem])] {
        let verbs = visit.holding.verbs
        var groups: [(title: String, items: [NavItem])] = []
        func group(_ key: String) { groups.append((words(key), [])) }
        func add(_ key: String, _ link: Link, _ icon: Icon, if holds: Bool) {
            guard holds else { return }
            groups[groups.count - 1].items.append(
                NavItem(words(key), link, icon: icon, isCurrent: current == link))
        }

        group("desk.tools.enter")
        add("desk.tool.new", .newMatter, .plus, if: verbs.contains(.enter))
        add(
            "desk.tool.offer", .newOffer, .plus,
            if: verbs.contains(.offer) && !verbs.contains(.enter))
        add(
            "desk.tool.exchanges", .exchanges, .list,
            if: verbs.contains(.enter) && !visit.book.profile.exchanges.isEmpty)
        add("visits.plan", .newVisit, .home, if: mayPlanVisits)
        add("desk.tool.diary", .diary(), .calendar, if: true)
        add("rosters.title", .rosters(), .clock, if: !visit.book.profile.activityKinds.isEmpty)

        group("desk.tools.together")
        add(
            "desk.tool.meetings", .meetings(), .hands,
            if: verbs.contains(.read) && !visit.book.profile.meetingRules.isEmpty)
        add(
            "desk.tool.alliances", .alliances, .star,
            if: !visit.book.profile.allianceKinds.isEmpty)
        add(
            "desk.tool.activities", .activities(), .leaf,
            if: !visit.book.profile.activityKinds.isEmpty)
        add("venues.title", .venues(), .home, if: visit.book.profile.venues != nil)
        add(
            "commons.title", .deskCommons, .home,
            if: verbs.contains(.read) && !visit.book.profile.procedures(behind: .commons).isEmpty)
        add("desk.tool.notices", .deskNotices, .bell, if: verbs.contains(.publish))
        add("thanks.title", .deskThanks(), .star, if: verbs.contains(.publish))
        add(
            "desk.tool.appraisals", .appraisals, .flag,
            if: verbs.contains(.read) && visit.book.profile.appraisal != nil)

        group("desk.tools.people")
        add("desk.tool.pairings", .pairings(), .people, if: true)
        add("desk.tool.matching", .matching, .people, if: verbs.contains(.invite))
        add(
            "desk.tool.registration", .registration(), .flag,
            if: !visit.book.profile.handbookKinds.isEmpty)

        group("desk.tools.know")
        add("overview.title", .overview(), .list, if: true)
        add("desk.tool.map", .deskMap(), .map, if: verbs.contains(.read))
        add("guides.title", .guides(), .search, if: true)
        add(
            "lists.title", .lists, .list,
            if: verbs.contains(.read) && !visit.book.profile.procedures(behind: .lists).isEmpty)
        add(
            "lines.title", .workLines(), .flag,
            if: verbs.contains(.read) && !visit.book.profile.lines.isEmpty)
        add("agreements.title", .agreements(), .seal, if: seesAgreements)
        add("funds.sources", .funds, .list, if: verbs.contains(.read) && hasFunds)
        add(
            "desk.tool.figures", .figures, .table,
            if: verbs.contains(.read) && !visit.book.profile.figures.isEmpty)
        add(
            "desk.tool.reports", .reports(), .print,
            if: verbs.contains(.read) && !visit.book.profile.reports.isEmpty)

        group("desk.tools.keep")
        add("desk.tool.catalogue", .catalogue(), .flag, if: verbs.contains(.read))
        add("desk.tool.procedure", .procedures, .map, if: verbs.contains(.read))
        add("desk.tool.calendar", .calendar, .clock, if: verbs.contains(.read))
        add("desk.tool.calendar.local", .localCalendar, .clock, if: verbs.contains(.manage))
        add("desk.tool.posters", .posters, .pin, if: verbs.contains(.read))
        add("desk.tool.places", .places(), .map, if: verbs.contains(.readPlaces))
        add(
            "desk.tool.grids", .grids, .table,
            if: verbs.contains(.readPlaces) && !visit.book.profile.gridKinds.isEmpty)
        add("desk.tool.bodies", .bodies(), .tree, if: verbs.contains(.readPlaces))
        add(
            "imports.title", .imports, .inbox,
            if: !SheetNoun.open(to: verbs, in: visit.book.profile).isEmpty)
        add("desk.tool.records", .records, .seal, if: verbs.contains(.readRecords))
        add("desk.tool.profile", .profile, .tool, if: verbs.contains(.manage))
        add("desk.tool.outlets", .outlets, .speak, if: verbs.contains(.manage))
        add("desk.tool.people", .people(), .people, if: verbs.contains(.manage))
        add("keys.title", .accessKeys(), .seal, if: verbs.contains(.manage))
        return groups.filter { !$0.items.isEmpty }
    }
}
