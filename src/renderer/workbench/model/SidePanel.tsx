import { useMemo } from 'react'
import { BulkPanel } from './BulkPanel.tsx'
import { Inspector } from './Inspector.tsx'
import { SelectionPanel } from './SelectionPanel.tsx'
import { useVocabulary } from './useVocabulary.ts'
import type { Workbench } from './useWorkbench.ts'

/** The right side: what is selected, or the whole model. */
export function SidePanel({ workbench }: { workbench: Workbench }) {
  const { parts, selected, chosen, linked, actions, goTo } = workbench
  const { facts, technologies } = useVocabulary()
  const some = useMemo(() => [...selected].flatMap((id) => parts.get(id) ?? []), [selected, parts])
  if (selected.size > 1)
    return (
      <SelectionPanel selected={selected} parts={parts} onChoose={goTo} onAlign={actions.align} onDistribute={actions.distribute} onDuplicate={actions.duplicate} onDelete={actions.remove}>
        <BulkPanel some={some} resolved={workbench.analysis?.facts ?? {}} definitions={facts} technologies={technologies} edit={workbench.edit} />
      </SelectionPanel>
    )
  return (
    <Inspector
      place={workbench.inspector}
      project={workbench.project}
      model={workbench.whole}
      parts={parts}
      analysis={workbench.analysis}
      analysisFailed={workbench.analysisFailed}
      states={workbench.states}
      facts={facts}
      technologies={technologies}
      chosen={chosen}
      linkedFact={chosen === linked.part ? linked.fact : null}
      finding={workbench.finding}
      edit={workbench.edit}
      onChoose={goTo}
      onFinding={workbench.openFinding}
      onDelete={actions.remove}
      onEnter={workbench.diagrams.enter}
    />
  )
}
