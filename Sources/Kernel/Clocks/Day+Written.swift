extension Day {
    /// A date as people write it in tables: 2024-03-05, 2024/3/5, 2024.3.5, 2024年3月5日, 20240305,
    /// in full-width digits too, with a time of day behind it or not.
    ///
    /// What has no year, or its year at the end, is not guessed at.
    package init?(written text: String) {
        let plain = text.halfWidth
        var numbers: [(value: Int, digits: Int)] = []
        var signs = ""
        for character in plain {
            if let digit = character.asciiValue.flatMap({ (48...57).contains($0) ? $0 - 48 : nil })
            {
                if signs.isEmpty, let last = numbers.last, last.digits < 9 {
                    numbers[numbers.count - 1] = (last.value * 10 + Int(digit), last.digits + 1)
                } else if numbers.count < 3 {
                    numbers.append((Int(digit), 1))
                } else {
                    break
                }
                signs = ""
            } else {
                if numbers.count == 3, !character.isWhitespace, character != "日",
                    character != "T", character != "号"
                {
                    return nil
                }
                if numbers.count == 3 || numbers.first?.digits == 8 { break }
                signs.append(character)
                guard signs.count <= 2,
                    signs.allSatisfy({ "-/.年月\u{2013} ".contains($0) })
                else { return nil }
            }
        }
        let whole = numbers.first?.value ?? 0
        let parts: (year: Int, month: Int, day: Int)
        if numbers.count == 1, numbers[0].digits == 8 {
            parts = (whole / 10_000, whole / 100 % 100, whole % 100)
        } else {
            guard numbers.count == 3, numbers[0].digits == 4, numbers[1].digits <= 2,
                numbers[2].digits <= 2
            else { return nil }
            parts = (whole, numbers[1].value, numbers[2].value)
        }
        do {
            try self.init(year: parts.year, month: parts.month, day: parts.day)
        } catch {
            return nil
        }
    }
}
