/// How many acceptance rows the analysis of each of the seven places has: `SY-1` to `SY-30`, ….
enum RowCounts {
    static let all: [(code: String, count: Int)] = [
        ("SY", 30), ("MS", 23), ("BG", 29), ("JC", 22), ("HF", 20), ("CC", 30), ("HM", 25),
    ]
}
