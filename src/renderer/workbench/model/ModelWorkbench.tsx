import Box from '@mui/material/Box'
import { lazy, Suspense } from 'react'
import type { Model } from '../../../shared/domain/model.ts'
import { DiagramBar } from './diagrams/DiagramBar.tsx'
import { DiagramName } from './diagrams/DiagramName.tsx'
import { useBlueprints } from '../blueprints/useBlueprints.tsx'
import { EmptyModel } from './EmptyModel.tsx'
import { PartList } from './list/PartList.tsx'
import { ArrangeButton } from './layout/ArrangeButton.tsx'
import { ModelCanvas } from './ModelCanvas.tsx'
import { Outline } from './outline/Outline.tsx'
import { PartSearch } from './PartSearch.tsx'
import { SidePanel } from './SidePanel.tsx'
import { Toolbar } from './Toolbar.tsx'
import { useWorkbench, type WorkbenchProps } from './useWorkbench.ts'

/** The editor is large, and most never open it. */
const TextPane = lazy(async () => ({ default: (await import('./text/TextPane.tsx')).TextPane }))

function isEmpty({ elements, boundaries, flows, notes }: Model): boolean {
  return elements.length + boundaries.length + flows.length + (notes?.length ?? 0) === 0
}

/** The canvas with its toolbar, outline and inspector, and everything one can do there. */
export function ModelWorkbench(props: WorkbenchProps) {
  const workbench = useWorkbench(props)
  const blueprints = useBlueprints(workbench)
  const { whole, model, parts, chosen, connecting, outline, actions, goTo, diagrams } = workbench
  if (isEmpty(whole) && !workbench.drawing) {
    return (
      <>
        <EmptyModel onImport={actions.importFile} onDraw={() => actions.add('process')} onQuick={actions.quick} onTemplate={() => blueprints.open('templates')} />
        {blueprints.dialog}
      </>
    )
  }
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', height: '100%', minHeight: 0 }}>
      <Toolbar
        outlineOpen={outline}
        textOpen={workbench.asText}
        connecting={connecting !== null}
        canConnect={chosen !== null && parts.has(chosen) && parts.get(chosen)?.type !== 'flow'}
        quickOpen={workbench.quick}
        search={<PartSearch model={whole} parts={parts} diagramName={diagrams.nameOf} field={workbench.searchField} onFound={goTo} />}
        onOutline={actions.outline}
        listOpen={workbench.view.settings.list}
        onList={() => workbench.view.set({ list: !workbench.view.settings.list })}
        viewOpen={workbench.viewPanel}
        onView={() => workbench.setViewPanel(!workbench.viewPanel)}
        onText={actions.asText}
        onAdd={actions.add}
        onNote={actions.addNote}
        onQuick={actions.quick}
        onConnect={connecting === null ? actions.connect : () => workbench.setConnecting(null)}
        arrange={<ArrangeButton how={workbench.how} onArrange={workbench.arrange} />}
        onImport={actions.importFile}
        onStamp={() => blueprints.open('stamps')}
        onPicture={() => blueprints.open('picture')}
      />
      {whole.diagrams.length > 1 ? <DiagramBar diagrams={diagrams} onAdd={workbench.nameNew} onRename={workbench.setNaming} /> : null}
      {workbench.naming === null ? null : <DiagramName naming={workbench.naming} diagrams={diagrams} onClose={() => workbench.setNaming(null)} />}
      <Box sx={{ display: 'flex', flexDirection: { xs: 'column', md: 'row' }, flex: 1, minHeight: 0 }}>
        {outline ? <Outline workbench={workbench} /> : null}
        {workbench.asText && workbench.diagram !== null ? (
          <Suspense>
            <TextPane key={workbench.diagram} project={props.project} diagram={workbench.diagram} model={model} edit={workbench.edit} onClose={() => workbench.setAsText(false)} />
          </Suspense>
        ) : null}
        <Box sx={{ display: 'flex', flexDirection: 'column', flex: 1, minWidth: 0, minHeight: 0 }}>
          <ModelCanvas workbench={workbench} />
          {workbench.view.settings.list ? <PartList workbench={workbench} /> : null}
        </Box>
        <SidePanel workbench={workbench} />
      </Box>
      {blueprints.dialog}
    </Box>
  )
}
