extension PersonalData.Glyphs {
    /// Digits that follow each other without anything between.
    private typealias Run = Range<Int>

    /// What may stand between the groups of one number.
    private static let separators: Set<Character> = [
        " ", "\u{3000}", "\u{A0}", "\u{200B}", "\u{FEFF}", "-", "－", "–", "—", "‑", ".", "·",
    ]
    private static let gapMax = 2
    private static let digitsMax = 23

    /// Numbers of identity cards, bank cards and mobile phones, from the left.
    func numbers() -> [PersonalData.Hit] {
        let runs = runs()
        var found: [PersonalData.Hit] = []
        var first = 0
        while first < runs.count {
            if let (hit, last) = number(from: first, runs) {
                found.append(hit)
                first = last
            }
            first += 1
        }
        return found
    }

    private func runs() -> [Run] {
        var found: [Run] = []
        var at = 0
        while at < digits.count {
            let start = at
            at += 1
            guard digits[start] != nil else { continue }
            while at < digits.count, areOfOneNumber(at - 1, at) { at += 1 }
            found.append(start..<at)
        }
        return found
    }

    /// The shortest number that begins with a run, alone or with those after it; of a card, which
    /// has no one length, the longest.
    private func number(from first: Int, _ runs: [Run]) -> (hit: PersonalData.Hit, last: Int)? {
        var groups: [Run] = []
        var found: (hit: PersonalData.Hit, last: Int)?
        for last in first..<runs.count {
            if let before = groups.last, !areJoined(before, runs[last]) { break }
            groups.append(runs[last])
            if groups.reduce(0, { $0 + $1.count }) > Self.digitsMax { break }
            guard let hit = hit(groups), found == nil || hit.kind == .bankCard else { continue }
            found = (hit, last)
            if hit.kind != .bankCard { break }
        }
        return found
    }

    private func areJoined(_ one: Run, _ other: Run) -> Bool {
        let gap = one.upperBound..<other.lowerBound
        return gap.count <= Self.gapMax
            && gap.allSatisfy { Self.separators.contains(characters[$0]) }
    }

    private func hit(_ groups: [Run]) -> PersonalData.Hit? {
        let places = groups.flatMap { Array($0) }
        let number = places.compactMap { digits[$0] }
        let sizes = groups.map(\.count)
        if let places = mobile(places, number, sizes) {
            return hit(.mobilePhone, places, hidden: places.dropFirst(3).dropLast(4))
        }
        if let places = identity(places, number, sizes) {
            return hit(.citizenNumber, places, hidden: places.dropFirst(3).dropLast(4))
        }
        if isBankCard(places, number, sizes) {
            return hit(.bankCard, places, hidden: places.dropLast(4))
        }
        return nil
    }

    private func hit(
        _ kind: PersonalData.Kind, _ places: [Int], hidden: some Sequence<Int>
    ) -> PersonalData.Hit {
        PersonalData.Hit(
            kind: kind, range: places[0]..<places[places.count - 1] + 1, hidden: Array(hidden))
    }

    /// The places of the eleven digits, without the country's code.
    private func mobile(_ places: [Int], _ number: [Int], _ sizes: [Int]) -> [Int]? {
        let codes = [[], [8, 6], [0, 0, 8, 6]]
        for code in codes where number.count == code.count + 11 && number.starts(with: code) {
            let own = number.dropFirst(code.count)
            guard own.first == 1, own.dropFirst().first.map({ $0 >= 3 }) == true else { continue }
            let isApart = sizes.first == code.count
            let groups = isApart ? Array(sizes.dropFirst()) : sizes
            if groups.allSatisfy({ $0 >= 3 }) || groups.allSatisfy({ $0 == 1 }) {
                return Array(places.dropFirst(code.count))
            }
        }
        return nil
    }

    /// The places of the eighteen signs of an identity number; the last may be an X.
    private func identity(_ places: [Int], _ number: [Int], _ sizes: [Int]) -> [Int]? {
        guard isGrouped(sizes) else { return nil }
        var places = places
        var last = number.last
        if number.count == 17, let x = sign(after: places), "XxＸｘ×".contains(x) {
            places.append(places[16] + 1)
            last = 10
        } else if number.count != 18 {
            return nil
        }
        guard let last,
            isCalled(["身份证", "证件号", "公民身份", "identity", "id number"], places)
                || IdentityNumber.isPlausible(Array(number.prefix(17)), check: last)
        else { return nil }
        return places
    }

    private func isBankCard(_ places: [Int], _ number: [Int], _ sizes: [Int]) -> Bool {
        guard (16...19).contains(number.count), isGrouped(sizes) else { return false }
        if isCalled(["卡号", "银行卡", "card"], places) { return true }
        return [3, 4, 5, 6, 9].contains(number[0]) && Luhn.passes(number)
    }

    /// Whether the groups could be those of one long number: none of single digits, or only such.
    private func isGrouped(_ sizes: [Int]) -> Bool {
        sizes.allSatisfy { $0 == 1 } || (sizes.count <= 6 && sizes.allSatisfy { $0 >= 2 })
    }

    private func sign(after places: [Int]) -> Character? {
        let next = places[places.count - 1] + 1
        return next < characters.count ? characters[next] : nil
    }

    /// Whether the text calls the number by such a word right before it: then it is one, whether or
    /// not its check digit is right, so that a slip of the pen publishes nothing.
    private func isCalled(_ words: [String], _ places: [Int]) -> Bool {
        let before = String(characters[max(0, places[0] - 12)..<places[0]]).lowercased()
        return words.contains { before.contains($0) }
    }
}

/// The check of an identity number, GB 11643-1999 (ISO 7064 MOD 11-2).
enum IdentityNumber {
    private static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    /// The first two digits of the codes of provinces, GB/T 2260.
    private static let provinces: Set<Int> = [
        11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51,
        52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83,
    ]

    /// - Parameters:
    ///   - digits: the first seventeen.
    ///   - check: the last, 10 for an X.
    static func isPlausible(_ digits: [Int], check: Int) -> Bool {
        guard digits.count == 17, provinces.contains(digits[0] * 10 + digits[1]) else {
            return false
        }
        let year = digits[6...9].reduce(0) { $0 * 10 + $1 }
        guard (1880...2199).contains(year),
            (try? Day(
                year: year, month: digits[10] * 10 + digits[11],
                day: digits[12] * 10 + digits[13])) != nil
        else { return false }
        let sum = zip(digits, weights).reduce(0) { $0 + $1.0 * $1.1 }
        return (sum + check) % 11 == 1
    }
}

/// Luhn's test of card numbers, ISO/IEC 7812-1.
enum Luhn {
    static func passes(_ digits: [Int]) -> Bool {
        let sum = digits.reversed().enumerated().reduce(0) { sum, entry in
            let doubled = entry.offset % 2 == 1 ? entry.element * 2 : entry.element
            return sum + (doubled > 9 ? doubled - 9 : doubled)
        }
        return sum % 10 == 0
    }
}
