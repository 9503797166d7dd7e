import { type Body, bodyGap, type Spot } from './stress.ts'

/** So often neighbours push each other before everything is drawn a little larger. */
const patience = 12
const mostRounds = 400

/** Moves bodies as little as it takes until none is nearer to another than `bodyGap`; `spots` are their middles and change in place. */
export function spreadApart(bodies: readonly Body[], spots: Spot[]): void {
  for (let round = 1; round <= mostRounds; round += 1) {
    if (!pushAll(bodies, spots)) return
    if (round % patience === 0) for (const spot of spots) [spot.x, spot.y] = [spot.x * 1.12, spot.y * 1.12]
  }
  inRows(bodies, spots)
}

/** One push between each two that are too near; false where there were none. */
function pushAll(bodies: readonly Body[], spots: readonly Spot[]): boolean {
  const order = spots.map((_, index) => index).sort((a, b) => leftOf(a) - leftOf(b))
  const widest = bodies.reduce((most, { width }) => Math.max(most, width), 0) + bodyGap
  let pushed = false
  function leftOf(index: number): number {
    return (spots[index]?.x ?? 0) - (bodies[index]?.width ?? 0) / 2
  }
  for (let at = 0; at < order.length; at += 1) {
    const a = order[at] ?? 0
    const [one, bodyA] = [spots[a], bodies[a]]
    if (!one || !bodyA) continue
    for (let next = at + 1; next < order.length; next += 1) {
      const b = order[next] ?? 0
      const [other, bodyB] = [spots[b], bodies[b]]
      if (!other || !bodyB) continue
      // Pushes of this round may have moved the left edges a little; none by more than a width.
      if (other.x - bodyB.width / 2 - (one.x + bodyA.width / 2) > widest) break
      const [dx, dy] = [other.x - one.x, other.y - one.y]
      const overX = (bodyA.width + bodyB.width) / 2 + bodyGap - Math.abs(dx)
      const overY = (bodyA.height + bodyB.height) / 2 + bodyGap - Math.abs(dy)
      if (overX <= 0.01 || overY <= 0.01) continue
      pushed = true
      if (overX < overY) {
        const by = ((dx < 0 ? -1 : 1) * (overX + 0.5)) / 2
        one.x -= by
        other.x += by
      } else {
        const by = ((dy < 0 ? -1 : 1) * (overY + 0.5)) / 2
        one.y -= by
        other.y += by
      }
    }
  }
  return pushed
}

/** Bodies in rows, where nothing else helps: as wide as they are high, in the order of their places. */
export function inRows(bodies: readonly Body[], spots: Spot[]): void {
  const order = spots.map((_, index) => index).sort((a, b) => (spots[a]?.y ?? 0) - (spots[b]?.y ?? 0) || (spots[a]?.x ?? 0) - (spots[b]?.x ?? 0))
  const area = bodies.reduce((sum, { width, height }) => sum + (width + bodyGap) * (height + bodyGap), 0)
  const widest = bodies.reduce((most, { width }) => Math.max(most, width), 0)
  const line = Math.max(widest, Math.sqrt(area * 1.6))
  let [x, y, high] = [0, 0, 0]
  for (const index of order) {
    const [body, spot] = [bodies[index], spots[index]]
    if (!body || !spot) continue
    if (x > 0 && x + body.width > line) [x, y, high] = [0, y + high + bodyGap, 0]
    spot.x = x + body.width / 2
    spot.y = y + body.height / 2
    x += body.width + bodyGap
    high = Math.max(high, body.height)
  }
}
