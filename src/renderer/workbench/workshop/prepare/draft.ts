import { z } from 'zod'
import { defaultWorkshopSettings, type FacilitatorView, WorkshopSettings } from '../../../../shared/domain/workshop.ts'
import { agendaOrders } from './agenda.ts'

/** What somebody has chosen so far for the next workshop of a project. */
export const Draft = z.object({
  /** Empty for the default one. */
  name: z.string().max(200),
  order: z.enum(agendaOrders),
  /** Ids in the order made by hand; empty until something was moved. */
  hand: z.array(z.string()),
  /** Ids that were taken out. */
  left: z.array(z.string()),
  settings: WorkshopSettings,
  practise: z.boolean(),
})
export type Draft = z.infer<typeof Draft>

/** Nothing chosen: everything, by STRIDE, as a silent ballot, without practice. */
export const freshDraft: Draft = { name: '', order: 'stride', hand: [], left: [], settings: defaultWorkshopSettings, practise: false }

/** A fresh draft with what the project's last workshop was held with. Its tables are kept, its slices are not. */
export function draftLike(last: Pick<FacilitatorView, 'settings' | 'items'>): Draft {
  const tables = last.settings.tables.map((table) => ({ ...table, items: [] }))
  return { ...freshDraft, settings: { ...last.settings, tables }, practise: last.items.some((item) => item.practice) }
}

const keyOf = (project: string): string => `dreadnought.prepare.${project}`

/** The draft that was left on this computer; null where there is none, or none of this version. */
export function rememberedDraft(project: string): Draft | null {
  const text = localStorage.getItem(keyOf(project))
  if (text === null) return null
  try {
    return Draft.parse(JSON.parse(text))
  } catch {
    return null
  }
}

export function rememberDraft(project: string, draft: Draft): void {
  localStorage.setItem(keyOf(project), JSON.stringify(draft))
}

export function forgetDraft(project: string): void {
  localStorage.removeItem(keyOf(project))
}
