import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Command, useCommands } from '../shell/commands.tsx'
import { type NewKind, newKinds } from './parts.ts'

const keyOfKind: Record<NewKind, string> = { process: 'p', 'data-store': 's', 'external-entity': 'e', boundary: 'b' }

export interface ModelActions {
  add: (kind: NewKind) => void
  connect: () => void
  confirmConnect: () => void
  rename: () => void
  remove: () => void
  walk: (step: 1 | -1) => void
  stepBack: () => void
  arrange: () => void
  fit: () => void
  zoom: (factor: number) => void
  search: () => void
  outline: () => void
  importFile: () => void
}

/** Offers the stage's actions by key, in the palette and under `?`. */
export function useModelCommands(actions: ModelActions, state: { chosen: boolean; connecting: boolean; canGoBack: boolean }): void {
  const { t } = useTranslation(['model', 'common'])
  const { chosen, connecting, canGoBack } = state
  const commands = useMemo<Command[]>(
    () => [
      ...newKinds.map((kind) => ({ id: `add-${kind}`, label: t('toolbar.add', { kind: t(`kind.${kind}`) }), keys: [keyOfKind[kind]], run: () => actions.add(kind) })),
      { id: 'connect', label: t('toolbar.connectHelp'), keys: ['c', 'w'], disabled: !chosen, run: actions.connect },
      { id: 'confirm-connect', label: t('toolbar.connect'), keys: ['enter'], disabled: !connecting, run: actions.confirmConnect },
      { id: 'rename-part', label: t('command.rename'), keys: ['f2'], disabled: !chosen, run: actions.rename },
      { id: 'delete-part', label: t('command.delete'), keys: ['delete', 'backspace'], disabled: !chosen, run: actions.remove },
      { id: 'next-part', label: t('command.next'), keys: ['j', 'arrowdown'], run: () => actions.walk(1) },
      { id: 'previous-part', label: t('command.previous'), keys: ['k', 'arrowup'], run: () => actions.walk(-1) },
      { id: 'step-back', label: t('command.clear'), keys: ['escape'], disabled: !canGoBack, run: actions.stepBack },
      { id: 'arrange', label: t('toolbar.arrange'), keys: ['l'], run: actions.arrange },
      { id: 'fit', label: t('toolbar.fit'), keys: ['f', '0'], run: actions.fit },
      { id: 'zoom-in', label: t('toolbar.zoomIn'), keys: ['+', '='], run: () => actions.zoom(1.3) },
      { id: 'zoom-out', label: t('toolbar.zoomOut'), keys: ['-'], run: () => actions.zoom(1 / 1.3) },
      { id: 'search-parts', label: t('toolbar.search'), keys: ['/'], run: actions.search },
      { id: 'outline', label: t('toolbar.outline'), keys: ['o'], run: actions.outline },
      { id: 'import-here', label: t('common:import.into'), keys: ['i'], run: actions.importFile },
    ],
    [t, actions, chosen, connecting, canGoBack],
  )
  useCommands(commands)
}
