import Kernel

/// A feed (RFC 4287): entries with the newest first.
struct AtomFeed {
    struct Entry {
        /// Stays the same whatever is changed of it.
        let id: String
        let title: String
        let updated: Instant
        let published: Instant
        let summary: String
        let link: String
        let category: String?
    }

    let id: String
    let title: String
    let language: String
    let author: String
    let selfLink: String
    let pageLink: String
    /// Where there is no entry: when the feed was asked for.
    let now: Instant
    let entries: [Entry]

    var bytes: [UInt8] {
        let updated = entries.map(\.updated).max() ?? now
        return XMLTree(
            "feed", ["xmlns": "http://www.w3.org/2005/Atom", "xml:lang": language],
            [
                XMLTree("id", id), XMLTree("title", title),
                XMLTree("updated", updated.iso8601),
                XMLTree("link", ["rel": "self", "type": Self.type, "href": selfLink]),
                XMLTree("link", ["rel": "alternate", "type": "text/html", "href": pageLink]),
                XMLTree("author", [:], [XMLTree("name", author)]),
            ] + entries.map(Self.tree)
        ).bytes
    }

    static let type = "application/atom+xml"

    private static func tree(_ entry: Entry) -> XMLTree {
        XMLTree(
            "entry", [:],
            [
                XMLTree("id", entry.id), XMLTree("title", entry.title),
                XMLTree("updated", entry.updated.iso8601),
                XMLTree("published", entry.published.iso8601),
                XMLTree("link", ["rel": "alternate", "type": "text/html", "href": entry.link]),
                XMLTree("summary", entry.summary),
            ] + (entry.category.map { [XMLTree("category", ["term": $0])] } ?? []))
    }
}
