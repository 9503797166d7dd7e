import { unsteered } from './plain-text.ts'
import { standingScore } from '../../shared/domain/threat.ts'
import type { Threat } from '../../shared/domain/threat.ts'
import { strideCategories } from '../../shared/domain/stride.ts'
import type { Stride } from '../../shared/domain/stride.ts'
import { strideNamed } from '../../shared/list/list-text.ts'
import { editStrideRow, parseStrideRow, plainStrideRow } from '../../shared/list/stride-row.ts'
import type { ListLayout } from './input.ts'

const plainPreamble =
  'Threats by STRIDE category. Each has a title, a description and a DREAD rating (1 to 10 each for Damage, Reproducibility, Exploitability, Affected users, Discoverability; sum shown).\n\n'

interface Section {
  stride: Stride
  heading: string
}
interface Placed {
  threat: Threat
  section: number
}

/**
 * The DREAD-rated list by STRIDE category. With the `layout` of an imported list: its text byte for byte where nothing
 * changed, and with only that changed which says something else now; new threats are written in the style of its rows.
 */
export function writeStrideList(given: Threat[], layout: ListLayout | null): string {
  const threats = given.map((threat) => ({ ...threat, displayId: unsteered(threat.displayId), title: unsteered(threat.title), description: unsteered(threat.description) }))
  const sections = sectionsFor(threats, layout)
  const placed = place(threats, sections)
  const gap = layout?.['gap'] ?? '\n\n'
  const sample = threats.map((threat) => threat.layout['stride-list']).find((body) => body !== undefined && isWhole(body)) ?? plainStrideRow
  let text = layout ? (layout['preamble'] ?? '') : plainPreamble
  sections.forEach(({ heading }, index) => {
    text += heading
    for (const { threat, section } of placed) {
      if (section !== index) continue
      const own = threat.layout['stride-list']
      text += rowText(threat, own ?? sample)
      text += isLast(threat, placed) ? endOf(threat, layout) : afterOf(threat, gap)
    }
  })
  return text
}

/** The sections of the list, then one for each category that it lacks and a threat needs. */
function sectionsFor(threats: Threat[], layout: ListLayout | null): Section[] {
  const sections: Section[] = []
  for (let index = 0; layout?.[`section.${String(index)}.heading`] !== undefined; index += 1) {
    const stride = strideNamed(layout[`section.${String(index)}.stride`] ?? '')
    if (stride) sections.push({ stride, heading: layout[`section.${String(index)}.heading`] ?? '' })
  }
  const style = sections[0]?.heading ?? '1. SPOOFING\n'
  const first = sections[0]?.stride ?? 'Spoofing'
  for (const stride of strideCategories) {
    if (sections.some((section) => section.stride === stride) || !threats.some((threat) => primary(threat) === stride)) continue
    sections.push({ stride, heading: headingLike(style, first, stride, sections.length + 1) })
  }
  return sections
}

function primary(threat: Threat): Stride {
  return threat.stride[0] ?? 'Spoofing'
}

/** A heading for `stride` in the way that `style`, a heading for `of`, is written. */
function headingLike(style: string, of: Stride, stride: Stride, number: number): string {
  const [line = ''] = style.split('\n')
  const ending = line.endsWith('\r') ? '\r\n' : '\n'
  const words = line.replace(/\r$/, '')
  const upper = words.includes(of.toUpperCase())
  const numbered = words.replace(/^(\s*(?:#+\s*)?)\d+/, (_whole, start: string) => `${start}${String(number)}`)
  const named = numbered.replace(new RegExp(of.replace(/ /g, '[ -]'), 'i'), upper ? stride.toUpperCase() : stride)
  return `${named}${ending}`
}

/** A threat stays in its section of the list while it has the category, else goes to the first section that has. */
function place(threats: Threat[], sections: Section[]): Placed[] {
  const placed = threats.map((threat) => {
    const own = Number(threat.layout['stride-list.section'] ?? -1)
    const section = sections[own]?.stride === primary(threat) ? own : sections.findIndex(({ stride }) => stride === primary(threat))
    return { threat, section }
  })
  return placed.sort((a, b) => a.section - b.section)
}

function isLast(threat: Threat, placed: Placed[]): boolean {
  return placed.at(-1)?.threat === threat
}

function afterOf(threat: Threat, gap: string): string {
  const after = threat.layout['stride-list.after']
  return after === undefined || !after.includes('\n') ? gap : after
}

/** A row without a rating ends its line even in a list that has no last line end: else it would read as one that was cut off. */
function endOf(threat: Threat, layout: ListLayout | null): string {
  const end = layout?.['end'] ?? '\n'
  return end === '' && standingScore(threat) === null ? '\n' : end
}

/** Whether a row has all parts, so that others can be written in its way. */
function isWhole(body: string): boolean {
  const row = parseStrideRow(body)
  return row?.spans.marker !== null && row?.spans.description !== null && row?.spans.total !== null && row !== null
}

function rowText(threat: Threat, body: string): string {
  const { displayId, title, marker, description } = threat
  return editStrideRow(body, { displayId, title, marker, description, values: standingScore(threat)?.values ?? null })
}
