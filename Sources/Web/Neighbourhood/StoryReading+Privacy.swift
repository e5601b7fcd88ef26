import Actions
import Kernel
import Markup
import Storage

extension StoryReading {
    /// What is held of the reporter, what for, and until when.
    func held() -> [String] {
        if file.held.isEmpty { return [words("story.held.none")] }
        return file.held.map { field in
            words(
                matter.endedAt == nil ? "story.held.open" : "story.held.until",
                [
                    "field": words("\(name).field.\(field.field)"),
                    "purpose": words("purpose.\(field.purpose)"),
                    "basis": words("basis.\(field.basis)"), "days": String(field.keepDays),
                    "day": matter.endedAt.map { ended in
                        times.day(here.book.day(of: ended).adding(days: field.keepDays))
                    } ?? "",
                ])
        }
    }

    func proofLines() -> [String] {
        let proved = file.sealedLines
        let waiting = file.story.count - proved.count
        if proved.isEmpty { return [words("story.proof.none")] }
        let sealed = words("story.proof.sealed", ["count": String(proved.count)])
        return waiting == 0
            ? [sealed] : [sealed, words("story.proof.waiting", ["count": String(waiting)])]
    }

    /// The digest of each seal over the story, whole: short ones cannot be compared with proof.
    func proofDigests() -> [(term: String, value: HTML)] {
        file.seals.map { seal in
            (
                term: words("story.proof.seal", ["number": String(seal.number)]),
                value: "<code>\(seal.digest.hex)</code>"
            )
        }
    }
}
