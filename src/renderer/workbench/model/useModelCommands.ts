import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Command, useCommands } from '../shell/commands.tsx'
import { type Alignment, alignments, type Direction, directions } from './align.ts'
import { type Way, ways } from './neighbours.ts'
import { type NewKind, newKinds } from './parts.ts'

const keyOfKind: Record<NewKind, string> = { process: 'p', 'data-store': 's', 'external-entity': 'e', boundary: 'b' }

export interface ModelActions {
  add: (kind: NewKind | 'line') => void
  addNote: () => void
  /** A flow from the chosen part to what is named. */
  flow: () => void
  /** A flow from the chosen part to what is clicked or walked to. */
  connect: () => void
  confirmConnect: () => void
  quick: () => void
  rename: () => void
  remove: () => void
  walk: (step: 1 | -1) => void
  towards: (way: Way) => void
  nudge: (way: Way) => void
  /** The next flow of the chosen part. */
  flowAround: (step: 1 | -1) => void
  mark: () => void
  selectAll: () => void
  duplicate: () => void
  /** Puts what is selected out of scope, or all of it in scope again. */
  scope: () => void
  align: (how: Alignment) => void
  distribute: (direction: Direction) => void
  /** To the fields of the chosen part, or to its facts. */
  inspect: (what: 'fields' | 'facts') => void
  stepBack: () => void
  arrange: () => void
  fit: () => void
  zoom: (factor: number) => void
  search: () => void
  outline: () => void
  /** Shows the diagram as text beside it, or no longer. */
  asText: () => void
  importFile: () => void
}

/** Offers the stage's actions by key, in the palette and under `?`. */
export function useModelCommands(actions: ModelActions, state: { chosen: boolean; several: boolean; connecting: boolean; canGoBack: boolean }): void {
  const { t } = useTranslation(['model', 'common', 'part'])
  const { chosen, several, connecting, canGoBack } = state
  const commands = useMemo<Command[]>(
    () => [
      { id: 'quick-entry', label: t('quick.command'), keys: ['q'], run: actions.quick },
      ...newKinds.map((kind) => ({ id: `add-${kind}`, label: t('toolbar.add', { kind: t(`kind.${kind}`) }), keys: [keyOfKind[kind]], run: () => actions.add(kind) })),
      { id: 'add-line', label: t('toolbar.addLine'), keys: ['x'], run: () => actions.add('line') },
      { id: 'add-note', label: t('toolbar.addNote'), keys: ['n'], run: actions.addNote },
      { id: 'flow', label: t('command.flow'), keys: ['f'], disabled: !chosen, run: actions.flow },
      { id: 'connect', label: t('toolbar.connectHelp'), keys: ['c', 'w'], disabled: !chosen, run: actions.connect },
      { id: 'confirm-connect', label: t('toolbar.connect'), keys: ['enter'], disabled: !connecting, run: actions.confirmConnect },
      { id: 'rename-part', label: t('command.rename'), keys: ['enter', 'f2'], disabled: !chosen || connecting, leavesControls: true, run: actions.rename },
      { id: 'inspect-fields', label: t('command.fields'), keys: ['d'], disabled: !chosen, run: () => actions.inspect('fields') },
      { id: 'inspect-facts', label: t('command.facts'), keys: ['a'], disabled: !chosen, run: () => actions.inspect('facts') },
      { id: 'delete-part', label: t('command.delete'), keys: ['delete', 'backspace'], disabled: !chosen, run: actions.remove },
      { id: 'duplicate-part', label: t('command.duplicate'), keys: ['mod+d'], disabled: !chosen, run: actions.duplicate },
      { id: 'scope-part', label: t('part:scope.command'), keys: ['z'], disabled: !chosen, run: actions.scope },
      ...ways.map((way) => ({ id: `towards-${way}`, label: t(`command.towards.${way}`), keys: [`arrow${way}`], run: () => actions.towards(way) })),
      { id: 'next-flow', label: t('command.nextFlow'), keys: ['.'], disabled: !chosen, run: () => actions.flowAround(1) },
      { id: 'previous-flow', label: t('command.previousFlow'), keys: [','], disabled: !chosen, run: () => actions.flowAround(-1) },
      { id: 'next-part', label: t('command.next'), keys: ['j'], run: () => actions.walk(1) },
      { id: 'previous-part', label: t('command.previous'), keys: ['k'], run: () => actions.walk(-1) },
      { id: 'mark-part', label: t('command.mark'), keys: ['m'], disabled: !chosen, run: actions.mark },
      { id: 'select-all', label: t('command.selectAll'), keys: ['mod+a'], run: actions.selectAll },
      ...ways.map((way) => ({ id: `nudge-${way}`, label: t(`command.nudge.${way}`), keys: [`shift+arrow${way}`], disabled: !chosen, run: () => actions.nudge(way) })),
      ...alignments.map((how) => ({ id: `align-${how}`, label: t(`align.${how}`), disabled: !several, run: () => actions.align(how) })),
      ...directions.map((direction) => ({ id: `distribute-${direction}`, label: t(`distribute.${direction}`), disabled: !several, run: () => actions.distribute(direction) })),
      { id: 'step-back', label: t('command.clear'), keys: ['escape'], disabled: !canGoBack, run: actions.stepBack },
      { id: 'arrange', label: t('toolbar.arrange'), keys: ['l'], run: actions.arrange },
      { id: 'fit', label: t('toolbar.fit'), keys: ['0'], run: actions.fit },
      { id: 'zoom-in', label: t('toolbar.zoomIn'), keys: ['+', '='], run: () => actions.zoom(1.3) },
      { id: 'zoom-out', label: t('toolbar.zoomOut'), keys: ['-'], run: () => actions.zoom(1 / 1.3) },
      { id: 'search-parts', label: t('toolbar.search'), keys: ['/'], run: actions.search },
      { id: 'outline', label: t('toolbar.outline'), keys: ['o'], run: actions.outline },
      { id: 'as-text', label: t('text.command'), keys: ['t'], run: actions.asText },
      { id: 'import-here', label: t('common:import.into'), keys: ['i'], run: actions.importFile },
    ],
    [t, actions, chosen, several, connecting, canGoBack],
  )
  useCommands(commands)
}
