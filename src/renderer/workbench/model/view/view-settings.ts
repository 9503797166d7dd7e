import { z } from 'zod'
import { bands } from '../../../../shared/domain/dread.ts'
import { elementKinds } from '../../../../shared/domain/model.ts'

export const heats = ['off', 'findings', 'scores'] as const
export type Heat = (typeof heats)[number]
/** What kinds of data are asked for: each is what several facts say. */
export const dataClasses = ['personal', 'credentials', 'internal'] as const
export type DataClass = (typeof dataClasses)[number]
export const filterKinds = [...elementKinds, 'flow', 'boundary'] as const

const Filter = z.object({
  /** Technologies by id; each stands for all that have it as a parent, however far. */
  technologies: z.array(z.string()),
  data: z.array(z.enum(dataClasses)),
  bands: z.array(z.enum(bands)),
  kinds: z.array(z.enum(filterKinds)),
  scope: z.enum(['all', 'in', 'out']),
})
/** What is asked for: one of each list, and all lists. An empty list asks for nothing. */
export type Filter = z.infer<typeof Filter>

export const noFilter: Filter = { technologies: [], data: [], bands: [], kinds: [], scope: 'all' }

const ViewSettings = z.object({
  heat: z.enum(heats).catch('off'),
  /** How many flows away from the selection parts are still shown; 0 where all are. */
  focus: z.union([z.literal(0), z.literal(1), z.literal(2)]).catch(0),
  filter: Filter.catch(noFilter),
  legend: z.boolean().catch(false),
  minimap: z.boolean().catch(true),
  /** The model as a table below the diagram. */
  list: z.boolean().catch(false),
})
/** How one project's model is looked at. It changes nothing of the model and is no step to undo. */
export type ViewSettings = z.infer<typeof ViewSettings>

export const plainView: ViewSettings = { heat: 'off', focus: 0, filter: noFilter, legend: false, minimap: true, list: false }

export function isFiltering({ technologies, data, bands: wanted, kinds, scope }: Filter): boolean {
  return technologies.length + data.length + wanted.length + kinds.length > 0 || scope !== 'all'
}

const keyOf = (project: string) => `dreadnought.view.${project}`

/** What is remembered on this computer; the plain view where nothing is, or nothing that can be read. */
export function rememberedView(project: string, from: Pick<Storage, 'getItem'>): ViewSettings {
  try {
    return ViewSettings.catch(plainView).parse(JSON.parse(from.getItem(keyOf(project)) ?? 'null'))
  } catch {
    return plainView
  }
}

export function rememberView(project: string, settings: ViewSettings, into: Pick<Storage, 'setItem'>): void {
  try {
    into.setItem(keyOf(project), JSON.stringify(settings))
  } catch {
    // A full storage costs the memory of a view, not the work.
  }
}
