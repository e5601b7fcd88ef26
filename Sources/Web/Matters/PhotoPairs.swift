import Actions
import Kernel
import Markup
import Storage

/// A place before something was done and after it, photograph beside photograph.
struct PhotoPairs {
    struct Picture {
        let link: Link
        /// What it shows, for those who do not see it.
        let words: String
        /// `改造前 · 11月3日`
        let caption: String
    }

    let title: String
    let pairs: [(before: Picture?, after: Picture?)]
    /// What stands where one side has no photograph yet.
    let missing: (before: String, after: String)
}

func photoPairs(_ view: PhotoPairs) -> HTML {
    let rows = HTML.each(view.pairs) { pair in
        """
        <div class="photo-pair">\(picture(pair.before, view.missing.before))\
        \(picture(pair.after, view.missing.after))</div>
        """
    }
    return """
        <section class="photo-pairs" aria-labelledby="pairs">\
        <h2 id="pairs" class="panel-title">\(view.title)</h2>\(rows)</section>
        """
}

private func picture(_ picture: PhotoPairs.Picture?, _ missing: String) -> HTML {
    guard let picture else { return "<p class=\"photo-missing\">\(missing)</p>" }
    return """
        <figure><a href="\(picture.link)"><img src="\(picture.link)" alt="\(picture.words)" \
        width="480" height="360" loading="lazy"></a>\
        <figcaption>\(picture.caption)</figcaption></figure>
        """
}

extension PhotoPairs {
    static var example: PhotoPairs {
        let before = Picture(link: Link("a"), words: "东门路面，改造前，11月3日", caption: "改造前 · 11月3日")
        return PhotoPairs(
            title: "改造前后", pairs: [(before, nil)], missing: ("没有改造前的照片", "完工后补上"))
    }
}

extension StoryLines {
    /// The fields of a procedure whose photographs stand beside each other.
    private static let sides = (before: "before", after: "after")

    /// Photographs from before and after, one pair after the other, each with its day; nothing for
    /// procedures that ask for none, and before the first is there.
    func pairs() -> HTML {
        let (before, after) = (pictures(of: Self.sides.before), pictures(of: Self.sides.after))
        let count = max(before.count, after.count)
        if count == 0 { return .empty }
        func one(_ side: [PhotoPairs.Picture], _ index: Int) -> PhotoPairs.Picture? {
            side.indices.contains(index) ? side[index] : nil
        }
        return photoPairs(
            PhotoPairs(
                title: words("pairs.title"),
                pairs: (0..<count).map { (one(before, $0), one(after, $0)) },
                missing: (words("pairs.noBefore"), words("pairs.noAfter"))))
    }

    /// What one side shows: the photographs that were taken last for it.
    private func pictures(of side: String) -> [PhotoPairs.Picture] {
        let taken = file.story.last { line in
            if case .list(let list)? = answer(side, in: line) { !list.isEmpty } else { false }
        }
        guard let taken, case .list(let list)? = answer(side, in: taken) else { return [] }
        let day = times.day(Day(of: taken.at, in: times.zone))
        let name = file.shows(.title) ? file.matter.title : ""
        return list.enumerated().compactMap { index, item in
            guard case .text(let id) = item else { return nil }
            let gaps = [
                "side": words("pairs.\(side)"), "day": day, "name": name,
                "number": String(index + 1),
            ]
            return PhotoPairs.Picture(
                link: photograph(id, false), words: words("pairs.alt", gaps),
                caption: words("pairs.caption", gaps))
        }
    }

    private func answer(_ field: String, in line: Stories.Line) -> Payload? {
        visibleAnswers(of: line).first { $0.0.id == field && $0.0.type == .photos }?.1
    }
}
