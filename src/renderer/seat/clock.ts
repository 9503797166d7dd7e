/** How far the room's clock is ahead of this device's, in milliseconds. Phones without a network drift by minutes. */
let ahead = 0

/** What a difference has to reach before it counts: the room tells whole seconds. In milliseconds. */
const smallest = 2000

/** The difference between two clocks, from what the room said between `asked` and `answered` (device time, milliseconds). */
export function clockDifference(said: number, asked: number, answered: number): number {
  // The room's seconds are cut off, so on average half of one has passed.
  const difference = said + 500 - (asked + answered) / 2
  return Number.isFinite(difference) && Math.abs(difference) >= smallest ? difference : 0
}

/** Learns the room's time from the page's own server. Where that fails, the device's clock has to do. */
export async function readRoomClock(): Promise<void> {
  try {
    const asked = Date.now()
    const answer = await fetch('/', { method: 'HEAD', cache: 'no-store' })
    ahead = clockDifference(Date.parse(answer.headers.get('date') ?? ''), asked, Date.now())
  } catch {
    // No answer, no better clock.
  }
}

/** Now by the room's clock, in milliseconds. */
export function roomNow(): number {
  return Date.now() + ahead
}
