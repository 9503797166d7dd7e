import type { Band } from '../../../../shared/domain/dread.ts'
import type { Finding } from '../../../../shared/domain/finding.ts'
import { bands } from '../../../../shared/domain/dread.ts'
import type { FindingState } from '../../../../shared/domain/finding-state.ts'
import type { SeverityLook } from '../../../ui/tokens.ts'

/** What a node's badge says: how many findings are about it, the worst of them, and whether any is certain. */
export interface Badge {
  count: number
  band: Band
  confirmed: boolean
}

/** Badges of elements by id. Dismissed findings do not count, and what is out of scope has none: what is found there is for its neighbour to mend. */
export function badgesOf(analysis: { findings: readonly Pick<Finding, 'id' | 'affected' | 'severity' | 'status'>[] }, states: readonly FindingState[], outOfScope: Pick<ReadonlyMap<string, unknown>, 'has'>): Map<string, Badge> {
  const dismissed = new Set(states.filter((state) => state.state === 'dismissed').map((state) => state.finding))
  const badges = new Map<string, Badge>()
  for (const finding of analysis.findings) {
    if (dismissed.has(finding.id)) continue
    for (const id of new Set(finding.affected)) {
      if (outOfScope.has(id)) continue
      const before = badges.get(id)
      const worse = !before || bands.indexOf(finding.severity) < bands.indexOf(before.band)
      badges.set(id, {
        count: (before?.count ?? 0) + 1,
        band: worse ? finding.severity : before.band,
        confirmed: before?.confirmed === true || finding.status === 'confirmed',
      })
    }
  }
  return badges
}

const barsOf: Record<Band, number> = { Critical: 4, High: 3, Medium: 2, Low: 1 }

/**
 * Draws a badge with its right end at `x` and its middle at `y`: one to four bars and the count. Filled where a finding is
 * confirmed, outlined where all are only possible, so that it reads without colour.
 */
export function drawBadge(context: CanvasRenderingContext2D, badge: Badge, look: SeverityLook, paper: { surface: string; text: string }, x: number, y: number, scale: number): void {
  drawMark(context, { text: badge.count > 99 ? '99+' : String(badge.count), bars: barsOf[badge.band], filled: badge.confirmed }, look, paper, x, y, scale)
}

/** One to four bars and a figure, with the right end at `x` and the middle at `y`. */
export function drawMark(context: CanvasRenderingContext2D, { text, bars, filled }: { text: string; bars: number; filled: boolean }, look: SeverityLook, paper: { surface: string; text: string }, x: number, y: number, scale: number): void {
  const height = 20 * scale
  const alpha = context.globalAlpha
  context.font = `700 ${12 * scale}px "Inter Variable", system-ui, sans-serif`
  const width = context.measureText(text).width + 30 * scale
  const left = x - width
  const top = y - height / 2
  context.beginPath()
  context.roundRect(left, top, width, height, 6 * scale)
  context.fillStyle = filled ? look.fill : paper.surface
  context.fill()
  context.lineWidth = 1.5 * scale
  context.strokeStyle = filled ? paper.surface : look.fill
  context.setLineDash(filled ? [] : [3 * scale, 2 * scale])
  context.stroke()
  context.setLineDash([])
  for (let bar = 1; bar <= 4; bar += 1) {
    const tall = (2 + bar * 2) * scale
    context.fillStyle = filled ? look.text : paper.text
    context.globalAlpha = bar <= bars ? alpha : alpha * 0.25
    context.fillRect(left + (6 + (bar - 1) * 4) * scale, top + height / 2 + 5 * scale - tall, 3 * scale, tall)
  }
  context.globalAlpha = alpha
  context.fillStyle = filled ? look.text : paper.text
  context.textBaseline = 'middle'
  context.fillText(text, left + 24 * scale, y + 0.5 * scale)
}
