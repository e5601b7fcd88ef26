package import Markup

/// The drawings that stand beside words. Each is our own, on a grid of 24, one line thick.
package enum Icon: Int, Sendable, CaseIterable {
    case speak, search, people, bell, inbox, clock, check, camera, phone, arrow, print, keys
    case map, list, person, globe, letters, moon, seal, home, plus, flag, shield, hands, leaf
    case warning, hidden, reply, back, more, pin, leave
    case ear, table, vote, tool, star, tree, calendar, bars

    var path: HTML {
        switch self {
        case .speak: "<path d=\"M4 5h16v11h-8l-5 4v-4H4z\"/><path d=\"M8 9h8M8 12.5h5\"/>"
        case .search: "<circle cx=\"10.5\" cy=\"10.5\" r=\"6\"/><path d=\"m15 15 5.5 5.5\"/>"
        case .people:
            """
            <circle cx="9" cy="8" r="3.5"/><path d="M2.5 20c.4-4 3-6 6.5-6s6.1 2 6.5 6"/>\
            <path d="M15.5 4.8a3.4 3.4 0 0 1 0 6.4M17.5 14.3c2.3.7 3.7 2.6 4 5.7"/>
            """
        case .bell:
            "<path d=\"M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15z\"/><path d=\"M10 21h4M12 3v2\"/>"
        case .inbox: "<path d=\"M4 13 6.5 5h11L20 13v6H4z\"/><path d=\"M4 13h5l1 2.5h4l1-2.5h5\"/>"
        case .clock: "<circle cx=\"12\" cy=\"12\" r=\"8.5\"/><path d=\"M12 7v5.3l3.4 2\"/>"
        case .check: "<path d=\"m4.5 12.5 5 5 10-11\"/>"
        case .camera:
            """
            <path d="M3.5 7.5h4l1.5-2.5h6l1.5 2.5h4v12h-17z"/><circle cx="12" cy="13" \
            r="3.6"/>
            """
        case .phone:
            """
            <path d="M7.5 3.5 10 8 8 10c1 2.4 3.4 4.8 6 6l2-2 4.5 2.5c0 2.4-1.4 4-3.6 4C9.6 20.5 \
            3.5 14 3.5 7c0-2 1.7-3.5 4-3.5z"/>
            """
        case .arrow: "<path d=\"M5 12h14M13.5 6.5 19 12l-5.5 5.5\"/>"
        case .back: "<path d=\"M19 12H5M10.5 6.5 5 12l5.5 5.5\"/>"
        case .print:
            "<path d=\"M7 8V3.5h10V8M7 17H3.5V8h17v9H17\"/><path d=\"M7 14h10v6.5H7z\"/>"
        case .keys:
            "<path d=\"M3 6.5h18v11H3z\"/><path d=\"M6.5 10h1M10 10h1M13.5 10h1M17 10h.5M8 14h8\"/>"
        case .map:
            "<path d=\"m3.5 6 5.5-2 6 2 5.5-2v14L15 20l-6-2-5.5 2z\"/><path d=\"M9 4v14M15 6v14\"/>"
        case .list: "<path d=\"M9 6h11M9 12h11M9 18h11M4 6h1.5M4 12h1.5M4 18h1.5\"/>"
        case .person:
            """
            <circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.5-4.5 3.5-7 7.5-7s7 2.5 \
            7.5 7"/>
            """
        case .globe:
            """
            <circle cx="12" cy="12" r="8.5"/><path d="M3.5 12h17M12 3.5c3 2.5 3.8 5.3 3.8 8.5\
            s-.8 6-3.8 8.5c-3-2.5-3.8-5.3-3.8-8.5s.8-6 3.8-8.5z"/>
            """
        case .letters:
            """
            <path d="m2.5 19 5.5-14 5.5 14M4.5 14.5h7"/><path d="m14.5 19 3.5-9 3.5 \
            9M15.7 16h4.6"/>
            """
        case .moon: "<path d=\"M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z\"/>"
        case .seal:
            """
            <rect x="4" y="4" width="16" height="16" rx="2.5"/><path d="M8 8h8M8 12h8M12 \
            8v8M8 16h8"/>
            """
        case .home: "<path d=\"m3 11.5 9-7.5 9 7.5M5.5 9.5V20h13V9.5\"/><path d=\"M10 20v-6h4v6\"/>"
        case .plus: "<path d=\"M12 5v14M5 12h14\"/>"
        case .flag: "<path d=\"M6 21V4M6 4.5h12l-2.5 4 2.5 4H6\"/>"
        case .shield:
            """
            <path d="M12 3.5 19.5 6v6c0 4.3-3 7-7.5 8.5C7.5 19 4.5 16.3 4.5 \
            12V6z"/><path d="m8.5 12 2.5 2.5 4.5-5"/>
            """
        case .hands:
            """
            <path d="M2.5 7.5h4l3 2 2.5-2h4l5.5 0M2.5 16h3l5 4 8-6.5"/><path d="m9.5 \
            9.5-1.5 3c1.5 1 3 .5 4-1l6 5.5"/>
            """
        case .leaf:
            """
            <path d="M5 19C4 10 9 5 20 4c0 11-4 16-12 15"/><path d="M4 21c2.5-5 5.5-8.5 \
            10-11"/>
            """
        case .warning: "<path d=\"M12 4 21.5 20h-19z\"/><path d=\"M12 10v5M12 17.3v.4\"/>"
        case .hidden:
            """
            <path d="M2.5 12C5 8 8.3 6 12 6s7 2 9.5 6c-2.5 4-5.8 6-9.5 \
            6s-7-2-9.5-6z"/><path d="M4 20 20 4"/>
            """
        case .reply: "<path d=\"M9.5 5 4 10.5 9.5 16\"/><path d=\"M4 10.5h9c4 0 7 2.5 7 8.5\"/>"
        case .more: "<path d=\"M5 12h.5M11.8 12h.5M18.5 12h.5\"/>"
        case .pin:
            """
            <path d="M12 21c-4.5-5-6.5-8-6.5-11a6.5 6.5 0 0 1 13 0c0 3-2 6-6.5 \
            11z"/><circle cx="12" cy="10" r="2.3"/>
            """
        case .calendar: "<path d=\"M4 6h16v14H4z\"/><path d=\"M4 10.5h16M8 3.5V8M16 3.5V8\"/>"
        case .bars: "<path d=\"M5 20v-8h3v8M10.5 20V4h3v16M16 20v-5h3v5M3.5 20h17\"/>"
        case .ear:
            """
            <path d="M7 10a5 5 0 0 1 10 0c0 4-3.5 4-3.5 7a3 3 0 0 1-5.5 1.5"/>\
            <path d="M9.5 10.5a2.5 2.5 0 0 1 5 0"/>
            """
        case .table:
            """
            <ellipse cx="12" cy="12.5" rx="5" ry="3"/><circle cx="12" cy="5.5" r="2"/>\
            <circle cx="12" cy="19.5" r="2"/><circle cx="4" cy="12.5" r="2"/>\
            <circle cx="20" cy="12.5" r="2"/>
            """
        case .vote:
            """
            <path d="M4 12h16v8H4z"/><path d="M8 15h8"/>\
            <path d="M8 12V4h8v8M10.5 7.5l1.2 1.2 2-2.4"/>
            """
        case .tool:
            """
            <path d="M14.5 6.5a4 4 0 0 1 5-2l-2.7 2.7.4 2 2 .4 2.3-2.6a4 4 0 0 1-5 5L9 \
            20a2.1 2.1 0 0 1-3-3l8-8a4 4 0 0 1 .5-2.5z"/>
            """
        case .star:
            """
            <path d="m12 3.5 2.6 5.4 5.9.8-4.3 4.1 1.1 5.9-5.3-2.9-5.3 2.9 \
            1.1-5.9-4.3-4.1 5.9-.8z"/>
            """
        case .tree:
            """
            <path d="M9 3.5h6v5H9zM3 15.5h6v5H3zM15 15.5h6v5h-6z"/><path d="M12 8.5V12M6 \
            15.5V12h12v3.5"/>
            """
        case .leave: "<path d=\"M13 4H5v16h8M10 12h11M17 7.5l4 4.5-4 4.5\"/>"
        }
    }
}

/// The drawing of an icon. It is hidden from screen readers: the words beside it say the same.
package func icon(_ icon: Icon, large isLarge: Bool = false) -> HTML {
    (isLarge ? largeIcons : icons)[icon.rawValue]
}

private let icons = Icon.allCases.map { drawing(of: $0, isLarge: false) }
private let largeIcons = Icon.allCases.map { drawing(of: $0, isLarge: true) }

private func drawing(of icon: Icon, isLarge: Bool) -> HTML {
    """
    <svg class="icon\(HTML.when(isLarge, " icon-large"))" viewBox="0 0 24 24" width="24" \
    height="24" aria-hidden="true" focusable="false">\(icon.path)</svg>
    """
}
