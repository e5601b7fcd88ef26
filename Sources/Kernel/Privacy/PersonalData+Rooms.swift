extension PersonalData.Glyphs {
    /// The doors of households: 3栋2单元501, 3号楼501室, 3-2-501, unit 2, room 501. A building, a
    /// stairwell or a floor is nobody's alone and stays.
    func rooms(beside numbers: [PersonalData.Hit]) -> [PersonalData.Hit] {
        var found: [PersonalData.Hit] = []
        var at = 0
        while at < characters.count {
            guard let hit = room(at: at) else {
                at += 1
                continue
            }
            if !numbers.contains(where: { $0.range.overlaps(hit.range) }) { found.append(hit) }
            at = hit.range.upperBound
        }
        return found
    }

    private func room(at start: Int) -> PersonalData.Hit? {
        guard start == 0 || !isPart(start - 1, of: start) else { return nil }
        return inStairwell(start) ?? inBuilding(start) ?? inThreeNumbers(start) ?? inEnglish(start)
    }

    /// Whether the sign is a letter, or a digit of the same number as its neighbour.
    private func isPart(_ at: Int, of neighbour: Int) -> Bool {
        areOfOneNumber(at, neighbour) || (characters[at].isASCII && characters[at].isLetter)
    }

    /// `[3栋]2单元[5楼]501[室]`
    private func inStairwell(_ start: Int) -> PersonalData.Hit? {
        var at = start
        if let building = building(at) { at = skipped(building) }
        guard let unit = label(at), let after = literal(["单元", "門洞", "门洞"], unit) else {
            return nil
        }
        at = skipped(after)
        if let floor = label(at), let past = literal(["楼", "层"], floor) { at = skipped(past) }
        return door(start, at, needsWord: false)
    }

    /// `3栋501室`: without the stairwell it takes the word, for 3号楼120户 is a number of households.
    private func inBuilding(_ start: Int) -> PersonalData.Hit? {
        guard let building = building(start) else { return nil }
        return door(start, skipped(building), needsWord: true)
    }

    /// `3-2-501`, which is no year, no date and no longer chain.
    private func inThreeNumbers(_ start: Int) -> PersonalData.Hit? {
        guard start == 0 || !"-－/".contains(characters[start - 1]) else { return nil }
        var at = start
        for most in [3, 2] {
            let end = run(at)
            guard end > at, end - at <= most, end < characters.count,
                "-－".contains(characters[end])
            else { return nil }
            at = end + 1
        }
        let end = run(at)
        guard (3...4).contains(end - at), !(1900...2100).contains(value(at..<end)),
            end == characters.count || !"-－/.:：".contains(characters[end]),
            isRoomNumber(at..<end)
        else { return nil }
        return hit(start, at..<end)
    }

    /// `unit 2, room 501`
    private func inEnglish(_ start: Int) -> PersonalData.Hit? {
        guard let word = literal(["unit", "building", "block"], start) else { return nil }
        let number = skipped(word)
        let end = run(number)
        guard end > number, end - number <= 3 else { return nil }
        guard let room = literal(["room", "flat", "apartment", "apt", "no.", "#"], skipped(end))
        else { return nil }
        return door(start, skipped(room), needsWord: false)
    }

    /// The end of `3栋`, `12号楼`, `A座`.
    private func building(_ start: Int) -> Int? {
        label(start).flatMap { literal(["栋", "幢", "号楼", "座", "#楼", "#"], $0) }
    }

    /// The end of one to three digits, or of one letter.
    private func label(_ start: Int) -> Int? {
        let end = run(start)
        if end > start { return end - start <= 3 ? end : nil }
        guard start < characters.count, characters[start].isASCII, characters[start].isLetter,
            start + 1 == characters.count || !isPart(start + 1, of: start)
        else { return nil }
        return start + 1
    }

    private func door(_ start: Int, _ at: Int, needsWord: Bool) -> PersonalData.Hit? {
        let end = run(at)
        guard (3...4).contains(end - at), isRoomNumber(at..<end) else { return nil }
        let next = skipped(end)
        if needsWord, literal(["室", "房"], next) == nil { return nil }
        if next < characters.count, "年月日元户人个米平".contains(characters[next]) { return nil }
        if literal(["号楼"], next) != nil { return nil }
        return hit(start, at..<end)
    }

    /// Whether the last two digits number one of a few doors on a floor.
    private func isRoomNumber(_ range: Range<Int>) -> Bool {
        let value = value(range)
        return (1...40).contains(value % 100) && value >= 100
    }

    private func hit(_ start: Int, _ room: Range<Int>) -> PersonalData.Hit {
        PersonalData.Hit(kind: .room, range: start..<room.upperBound, hidden: Array(room))
    }

    private func value(_ range: Range<Int>) -> Int {
        range.reduce(0) { $0 * 10 + (digits[$1] ?? 0) }
    }

    /// Where the digits end that begin here; here where there are none.
    private func run(_ start: Int) -> Int {
        var at = start
        guard at < digits.count, digits[at] != nil else { return start }
        at += 1
        while at < digits.count, at - start < 9, areOfOneNumber(at - 1, at) { at += 1 }
        return at
    }

    private func skipped(_ start: Int) -> Int {
        var at = start
        while at < characters.count, at - start < 3, " \u{3000},，、-－的".contains(characters[at]) {
            at += 1
        }
        return at
    }

    /// The end of the first of the words that stands here.
    private func literal(_ words: [String], _ start: Int) -> Int? {
        for word in words {
            let end = start + word.count
            guard end <= characters.count else { continue }
            if String(characters[start..<end]).lowercased() == word { return end }
        }
        return nil
    }
}
