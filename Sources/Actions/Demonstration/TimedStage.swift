import Kernel

/// Something of a demonstration that is played step by step, each when its time has come.
protocol TimedStage {
    associatedtype Step

    /// What is still to be played, in the order of time.
    var waiting: [Step] { get set }

    func time(of step: Step) -> Instant
    /// The line of the script and the action, for a message.
    func told(_ step: Step) -> (line: Int, action: String)
    mutating func play(_ step: Step) async throws
}

extension TimedStage {
    /// Plays what comes before an instant; `turn` sets the clock to the time of each step.
    mutating func play(until end: Instant, turn: (Instant) -> Void) async throws {
        while let step = waiting.first, time(of: step) <= end {
            waiting.removeFirst()
            turn(time(of: step))
            do {
                try await play(step)
            } catch let problem as PlayDemonstration.Problem {
                throw problem
            } catch {
                let (line, action) = told(step)
                throw PlayDemonstration.Problem.step(
                    line: line, action: action, reason: "\(error)")
            }
        }
    }
}
