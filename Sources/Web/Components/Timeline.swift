package import Markup

/// One thing that happened to a matter.
package struct TimelineEntry: Sendable {
    package enum Kind: String, Sendable {
        /// A state was reached.
        case step
        /// Someone said something to the resident.
        case reply
        /// Something only the desk may see; `visibilityWords` says so.
        case note
        /// The resident spoke.
        case resident
    }

    package let kind: Kind
    package let title: String
    package let who: String
    package let when: String
    package let whenISO: String
    package let text: String?
    package let visibilityWords: String?
    package let attachments: HTML

    package init(
        _ kind: Kind, title: String, who: String, when: String, whenISO: String,
        text: String? = nil, visibilityWords: String? = nil, attachments: HTML = .empty
    ) {
        self.kind = kind
        self.title = title
        self.who = who
        self.when = when
        self.whenISO = whenISO
        self.text = text
        self.visibilityWords = visibilityWords
        self.attachments = attachments
    }

    fileprivate var icon: Icon {
        switch kind {
        case .step: .check
        case .reply: .reply
        case .note: .hidden
        case .resident: .person
        }
    }
}

/// Where a matter stands now, and what will follow.
package struct TimelineNow: Sendable {
    package let title: String
    package let text: String
    package let badge: HTML
    package let following: [String]

    package init(title: String, text: String, badge: HTML, following: [String] = []) {
        self.title = title
        self.text = text
        self.badge = badge
        self.following = following
    }
}

/// The story of a matter from the first word to what is still to come.
package func timeline(label: String, _ entries: [TimelineEntry], now: TimelineNow? = nil) -> HTML {
    """
    <ol class="timeline" aria-label="\(label)">\(HTML.each(entries, timelineEntry))\
    \(HTML.when(now, timelineNow))</ol>
    """
}

private func timelineEntry(_ entry: TimelineEntry) -> HTML {
    """
    <li class="event event-\(entry.kind.rawValue)"><span class="event-mark">\(icon(entry.icon))\
    </span><div class="event-body"><p class="event-head"><strong>\(entry.title)</strong>\
    \(HTML.when(entry.visibilityWords) { chip($0, tone: .amber) })</p>\
    <p class="event-meta"><span>\(entry.who)</span><time datetime="\(entry.whenISO)">\(entry.when)\
    </time></p>\(HTML.when(entry.text) { "<p class=\"event-text\">\($0)</p>" })\
    \(entry.attachments)</div></li>
    """
}

private func timelineNow(_ now: TimelineNow) -> HTML {
    """
    <li class="event event-now" aria-current="step"><span class="event-mark">\(icon(.clock))</span>\
    <div class="event-body"><p class="event-head"><strong>\(now.title)</strong>\(now.badge)</p>\
    <p class="event-text">\(now.text)</p></div></li>\
    \(HTML.each(now.following, followingStage))
    """
}

/// A photograph on a timeline or a page, small, with a way to the whole.
package func photoThumbs(_ photos: [(small: Link, whole: Link, words: String)]) -> HTML {
    let rows = HTML.each(photos) { photo in
        """
        <li><a href="\(photo.whole)"><img src="\(photo.small)" alt="\(photo.words)" width="120" \
        height="90" loading="lazy"></a></li>
        """
    }
    return photos.isEmpty ? .empty : "<ul class=\"photo-thumbs\">\(rows)</ul>"
}

private func followingStage(_ words: String) -> HTML {
    """
    <li class="event event-next"><span class="event-mark"></span><div class="event-body">\
    <p class="event-head">\(words)</p></div></li>
    """
}
