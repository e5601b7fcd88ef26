import Kernel
import Testing

@Suite struct WrittenDayTests {
    @Test(
        arguments: [
            "2024-03-05", "2024/3/5", "2024.3.5", "2024年3月5日", "20240305", "２０２４年３月５日",
            "2024-03-05 14:30", "2024年03月05日 上午", "2024-3-5T00:00:00", "2024 3 5",
        ])
    func datesAsPeopleWriteThem(_ text: String) throws {
        let day = try Day(year: 2024, month: 3, day: 5)
        #expect(Day(written: text) == day)
    }

    @Test(
        arguments: [
            "", "3月5日", "5/3/2024", "2024", "2024-3", "2024-13-01", "2024-02-30", "20241301",
            "三月五日", "2024-3-5-6", "45356", "x2024-03-05", "99999999999",
        ])
    func whatIsNoDateIsNotGuessedAt(_ text: String) {
        #expect(Day(written: text) == nil)
    }
}
