import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import type { FindingState } from '../../../../shared/domain/finding-state.ts'
import { type Band, bands } from '../../../../shared/domain/dread.ts'
import type { Analysis } from '../../../../shared/domain/finding.ts'
import type { Model } from '../../../../shared/domain/model.ts'
import type { RegisterRow } from '../../../../shared/domain/register.ts'
import { outOfScope } from '../../../../shared/domain/scope.ts'
import { heatDark, heatLight } from '../../../ui/tokens.ts'
import { useApi } from '../../api.tsx'
import type { HeatLook } from '../graph/paint-look.ts'
import { usePalette } from '../usePalette.ts'
import { useVocabulary } from '../useVocabulary.ts'
import type { Technology } from '../vocabulary.ts'
import { type Known, matching } from './filter.ts'
import { neighbourhood } from './focus.ts'
import { bandsByStep, type HeatMark, heatOfFindings, heatOfScores } from './heat.ts'
import { isFiltering, noFilter, rememberedView, rememberView, type ViewSettings } from './view-settings.ts'

export interface ModelView {
  settings: ViewSettings
  set: (change: Partial<ViewSettings>) => void
  /** What is asked for, of the diagram; null where all is. */
  shown: ReadonlySet<string> | null
  /** What the filter alone leaves. */
  matches: ReadonlySet<string> | null
  /** How many of the diagram's parts is shown. */
  count: { shown: number; all: number }
  /** Looks of hot parts; null where heat is off. Empty where nothing is hot. */
  heat: ReadonlyMap<string, HeatLook> | null
  /** The four steps as they are painted now. */
  steps: readonly { fill: string; text: string }[]
  /** A filter, or the focus on a selection, hides something. */
  narrowed: boolean
  showAll: () => void
}

const noRows: RegisterRow[] = []

/** The worst open finding of every element and flow that one is about. */
function worstOf(analysis: Analysis, dismissed: ReadonlySet<string>): Map<string, Band> {
  const worst = new Map<string, Band>()
  for (const { id, affected, subjects, evidence, severity } of analysis.findings) {
    if (dismissed.has(id)) continue
    for (const part of [...affected, ...(subjects ?? evidence)]) {
      const before = worst.get(part)
      if (before === undefined || bands.indexOf(severity) < bands.indexOf(before)) worst.set(part, severity)
    }
  }
  return worst
}

function knownOf(analysis: Analysis | null, dismissed: ReadonlySet<string>, technologies: readonly Technology[]): Known {
  return { facts: analysis?.facts ?? {}, worst: analysis ? worstOf(analysis, dismissed) : new Map(), parentsOf: new Map(technologies.map(({ id, parents }) => [id, parents])) }
}

interface ViewOf {
  project: string
  /** One diagram. */
  model: Model
  selected: ReadonlySet<string>
  analysis: Analysis | null
  states: ReadonlyMap<string, FindingState>
}

/** How the model is looked at: heat, filter, focus, legend and minimap. */
export function useModelView({ project, model, selected, analysis, states }: ViewOf): ModelView {
  const api = useApi()
  const { technologies } = useVocabulary()
  const { severity, night } = usePalette()
  const [{ of, settings }, setSettings] = useState(() => ({ of: project, settings: rememberedView(project, localStorage) }))
  // Another project in the same place has a view of its own.
  if (of !== project) setSettings({ of: project, settings: rememberedView(project, localStorage) })
  const set = useCallback(
    (change: Partial<ViewSettings>) =>
      setSettings((before) => {
        const next = { ...before.settings, ...change }
        rememberView(before.of, next, localStorage)
        return { of: before.of, settings: next }
      }),
    [],
  )
  const { heat: heatBy, focus, filter } = settings
  const register = useQuery({ queryKey: ['register', project], queryFn: () => api.register.rows({ project }), enabled: heatBy === 'scores' })
  const rows = register.data ?? noRows

  const dismissed = useMemo(() => new Set([...states.values()].filter(({ state }) => state === 'dismissed').map(({ finding }) => finding)), [states])
  const known = useMemo(() => knownOf(analysis, dismissed, technologies), [analysis, dismissed, technologies])
  const matches = useMemo(() => matching(model, filter, known), [model, filter, known])
  const near = useMemo(() => (focus === 0 || selected.size === 0 ? null : neighbourhood(model, selected, focus)), [model, focus, selected])
  const shown = useMemo(() => (matches && near ? new Set([...matches].filter((id) => near.has(id))) : (matches ?? near)), [matches, near])
  const count = useMemo(() => {
    const all = [...model.elements, ...model.flows, ...model.boundaries]
    return { shown: shown ? all.filter(({ id }) => shown.has(id)).length : all.length, all: all.length }
  }, [model, shown])
  const marks = useMemo<ReadonlyMap<string, HeatMark> | null>(() => {
    if (heatBy === 'off') return null
    if (heatBy === 'scores') return heatOfScores(rows)
    const here = new Set(model.elements.map(({ id }) => id))
    return heatOfFindings((analysis?.findings ?? []).filter(({ affected }) => affected.some((id) => here.has(id))), dismissed, outOfScope(model))
  }, [heatBy, rows, model, analysis, dismissed])
  const steps = useMemo(() => (heatBy === 'scores' ? bandsByStep.map((band) => severity[band]) : night ? heatDark : heatLight), [heatBy, severity, night])
  const heat = useMemo(() => {
    if (!marks) return null
    return new Map([...marks].flatMap(([id, { step, figure }]): [string, HeatLook][] => {
      const look = steps[step - 1]
      return look ? [[id, { ...look, bars: step, figure }]] : []
    }))
  }, [marks, steps])
  const showAll = useCallback(() => set({ filter: noFilter, focus: 0 }), [set])
  return { settings, set, shown, matches, count, heat, steps, narrowed: isFiltering(filter) || near !== null, showAll }
}
