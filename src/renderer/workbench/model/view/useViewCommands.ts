import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Command, useCommands } from '../../shell/commands.tsx'
import type { ModelView } from './useModelView.ts'
import { heats, type ViewSettings } from './view-settings.ts'

const nextFocus = { 0: 1, 1: 2, 2: 0 } as const

/** The view by key, in the palette and under `?`. */
export function useViewCommands({ settings, set, narrowed, showAll }: ModelView, onPanel: () => void): void {
  const { t } = useTranslation('model')
  const { heat, focus, legend, minimap, list } = settings
  const commands = useMemo<Command[]>(() => {
    const change = (part: Partial<ViewSettings>) => () => set(part)
    return [
      { id: 'view-panel', label: t('view.open'), keys: ['v'], run: onPanel },
      { id: 'part-list', label: t(list ? 'list.close' : 'list.open'), keys: ['r'], run: change({ list: !list }) },
      { id: 'view-heat', label: t('view.nextHeat'), keys: ['h'], run: change({ heat: heats[(heats.indexOf(heat) + 1) % heats.length] ?? 'off' }) },
      ...heats.map((one) => ({ id: `view-heat-${one}`, label: `${t('view.heat')}: ${t(`view.heats.${one}`)}`, disabled: heat === one, run: change({ heat: one }) })),
      { id: 'view-focus', label: t('view.nextFocus'), keys: ['g'], run: change({ focus: nextFocus[focus] }) },
      { id: 'view-all', label: t('view.showAll'), disabled: !narrowed, run: showAll },
      { id: 'view-legend', label: t(legend ? 'view.hideLegend' : 'view.showLegend'), run: change({ legend: !legend }) },
      { id: 'view-minimap', label: t(minimap ? 'view.hideMinimap' : 'view.showMinimap'), run: change({ minimap: !minimap }) },
    ]
  }, [t, heat, focus, legend, minimap, list, narrowed, set, showAll, onPanel])
  useCommands(commands)
}
