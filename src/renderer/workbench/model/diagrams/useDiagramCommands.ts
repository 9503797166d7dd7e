import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Command, useCommands } from '../../shell/commands.tsx'
import type { Diagrams } from './useDiagrams.ts'

/** So many diagrams are offered by name; with more, the outline has them. */
const mostNamed = 40

interface DiagramCommands {
  /** The chosen part, where it is an element. */
  element: string | null
  selected: ReadonlySet<string>
  onAdd: () => void
}

/** Offers what one can do with diagrams by key, in the palette and under `?`. */
export function useDiagramCommands(diagrams: Diagrams, { element, selected, onAdd }: DiagramCommands): void {
  const { t } = useTranslation('diagrams')
  const commands = useMemo<Command[]>(() => {
    const child = element === null ? undefined : diagrams.childOf.get(element)
    const several = diagrams.all.length > 1
    const others = diagrams.all.filter(({ id }) => id !== diagrams.open).slice(0, mostNamed)
    return [
      { id: 'enter-diagram', label: child ? t('enter') : t('enterNew'), keys: ['mod+enter'], disabled: element === null, run: () => { if (element !== null) diagrams.enter(element) } },
      { id: 'diagram-up', label: t('up'), keys: ['u'], disabled: diagrams.way.length < 2, run: diagrams.up },
      { id: 'next-diagram', label: t('next'), keys: ['alt+pagedown'], disabled: !several, run: () => diagrams.step(1) },
      { id: 'previous-diagram', label: t('previous'), keys: ['alt+pageup'], disabled: !several, run: () => diagrams.step(-1) },
      { id: 'add-diagram', label: t('add'), run: onAdd },
      ...others.map((diagram) => ({ id: `show-diagram-${diagram.id}`, label: t('show', { name: diagrams.nameOf(diagram) }), run: () => diagrams.show(diagram.id) })),
      ...(selected.size === 0 ? [] : others.map((diagram) => ({ id: `move-to-diagram-${diagram.id}`, label: t('moveTo', { name: diagrams.nameOf(diagram) }), run: () => diagrams.moveTo(diagram.id, selected) }))),
    ]
  }, [diagrams, element, selected, onAdd, t])
  useCommands(commands)
}
