/// Finds in a text what must not stand where everyone reads it: numbers of identity cards, bank
/// cards and mobile phones, the door behind which somebody lives, and the name that stands with
/// one of them.
///
/// 个人信息保护法第二十五条 asks the separate consent of each person before anything of theirs is
/// made public. A text is searched before it hangs, and whoever wrote it reads where something was
/// found and how it reads when it is covered. What has no form of its own, such as a name in the
/// middle of a sentence, no search finds: that is what the second person is for.
package enum PersonalData {
    package enum Kind: String, CaseIterable, Sendable {
        /// Eighteen signs with a birthday and a right check digit (GB 11643-1999); or called one.
        case citizenNumber
        /// Sixteen to nineteen digits that pass Luhn's test (GB/T 15694.1); or called one.
        case bankCard
        /// Eleven digits from 13 to 19, with or without +86.
        case mobilePhone
        /// 3栋2单元501: a household, not a building.
        case room
        /// A name right before one of the others.
        case name
    }

    package struct Finding: Hashable, Sendable {
        package let kind: Kind
        /// Where it stands, counted in characters from 0.
        package let range: Range<Int>
        package let text: String
        /// The same with its signs covered, as long as before: `138****0000`, `3栋2单元***`, `张*`.
        package let covered: String
        /// In which line it stands, and at which character of that line, both counted from 1.
        package let line: Int
        package let column: Int
    }

    /// Everything found, in the order of the text; no two overlap.
    package static func findings(in text: String) -> [Finding] {
        let glyphs = Glyphs(text)
        guard glyphs.hasDigits else { return [] }
        var found = glyphs.numbers()
        found += glyphs.rooms(beside: found)
        found += glyphs.names(before: found)
        return glyphs.findings(found.sorted { $0.range.lowerBound < $1.range.lowerBound })
    }

    /// The text with everything that was found covered; as long as before, and nothing is found in
    /// it any more.
    package static func covered(_ text: String) -> String {
        var text = text
        // What was covered may have stood between two halves of another number. Each round covers
        // a digit at least, so this comes to an end.
        while true {
            let found = findings(in: text)
            if found.isEmpty { return text }
            var characters = Array(text)
            for finding in found {
                characters.replaceSubrange(finding.range, with: Array(finding.covered))
            }
            text = String(characters)
        }
    }

    /// Something found, with the signs that are covered.
    struct Hit: Equatable {
        let kind: Kind
        let range: Range<Int>
        /// The positions of the signs that are covered, within the range.
        let hidden: [Int]
    }

    /// The characters of a text with the digit that each stands for.
    struct Glyphs {
        let characters: [Character]
        /// 0 to 9; nil where it is none. Full-width and Chinese digits count.
        let digits: [Int?]

        init(_ text: String) {
            characters = Array(text)
            digits = characters.map(Self.digit)
        }

        /// Whether two neighbours are digits of one number: 李四138… is a name and a number.
        func areOfOneNumber(_ one: Int, _ other: Int) -> Bool {
            digits[one] != nil && digits[other] != nil
                && Self.isHan(characters[one]) == Self.isHan(characters[other])
        }

        static func isHan(_ character: Character) -> Bool {
            let scalars = character.unicodeScalars
            return scalars.count == 1
                && scalars.allSatisfy { $0 == "〇" || (0x4E00...0x9FFF).contains($0.value) }
        }

        var hasDigits: Bool { digits.contains { $0 != nil } }

        private static func digit(_ character: Character) -> Int? {
            if let ascii = character.asciiValue {
                return (0x30...0x39).contains(ascii) ? Int(ascii) - 0x30 : nil
            }
            if character == "幺" { return 1 }
            guard let value = character.wholeNumberValue, (0...9).contains(value) else {
                return nil
            }
            return value
        }

        /// What the hits are to whoever wrote the text: where each stands, and how it is covered.
        func findings(_ hits: [Hit]) -> [Finding] {
            var found: [Finding] = []
            var (line, lineStart, at) = (1, 0, 0)
            for hit in hits {
                while at < hit.range.lowerBound {
                    if characters[at].isNewline { (line, lineStart) = (line + 1, at + 1) }
                    at += 1
                }
                var covered = Array(characters[hit.range])
                for place in hit.hidden { covered[place - hit.range.lowerBound] = "*" }
                found.append(
                    Finding(
                        kind: hit.kind, range: hit.range,
                        text: String(characters[hit.range]), covered: String(covered), line: line,
                        column: hit.range.lowerBound - lineStart + 1))
            }
            return found
        }
    }
}
