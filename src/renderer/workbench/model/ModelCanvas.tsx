import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { emptyModel, hasParts, type Model } from '../../../shared/domain/model.ts'
import { ChosenSpoken } from './ChosenSpoken.tsx'
import { EmptyDiagram } from './diagrams/EmptyDiagram.tsx'
import { DraftEditor } from './entry/DraftEditor.tsx'
import { FlowPrompt } from './entry/FlowPrompt.tsx'
import { QuickEntry } from './entry/QuickEntry.tsx'
import { GraphView } from './graph/GraphView.tsx'
import { Handles } from './graph/Handles.tsx'
import { LayoutNotice } from './layout/LayoutNotice.tsx'
import { ZoomButtons } from './Toolbar.tsx'
import { useDrawing } from './useDrawing.ts'
import { draftOf } from './useModelActions.ts'
import type { Workbench } from './useWorkbench.ts'
import { Legend } from './view/Legend.tsx'
import { Minimap } from './view/Minimap.tsx'
import { ShownNotice } from './view/ShownNotice.tsx'
import { ViewPanel } from './view/ViewPanel.tsx'

function isBare(model: Model): boolean {
  return !hasParts(model) && !model.notes?.length
}

/** The diagram with all that stands above it: what is typed, the notices, the corner's buttons. */
export function ModelCanvas({ workbench }: { workbench: Workbench }) {
  const { model, parts, diagram, badges, evidence, ready, placed, layout, edit, actions, view, diagrams } = workbench
  const { chosen, selected, choose, connecting, setConnecting, draft, setDraft, flowFrom, setFlowFrom, quick, setQuick, viewPanel, setViewPanel } = workbench
  // The lint takes what has a ref in it for one itself.
  const { canvas, graph, setGraph, adding } = workbench
  const drawing = useDrawing(workbench)
  return (
    <Box ref={canvas} aria-busy={!ready} sx={{ position: 'relative', flex: 1, minWidth: 0, minHeight: 0, overflow: 'hidden' }}>
      <GraphView
        model={ready ? model : emptyModel}
        placed={placed}
        badges={badges}
        chosen={chosen}
        evidence={evidence}
        shown={view.shown}
        heat={view.heat}
        connectingFrom={connecting}
        onChoose={(id) => choose(id, adding.current)}
        onOpen={(id) => setDraft(draftOf(id, model, parts))}
        onEnter={diagrams.enter}
        onMoved={drawing.move}
        onGraph={setGraph}
      />
      {isBare(model) && !draft && diagrams.all.length > 1 ? <EmptyDiagram name={diagrams.all.filter(({ id }) => id === diagram).map(diagrams.nameOf).join('')} child={diagrams.way.length > 1} /> : null}
      {graph && !draft && flowFrom === null ? <Handles graph={graph} model={model} parts={parts} chosen={selected.size === 1 ? chosen : null} edit={edit} onConnect={setConnecting} onDraft={setDraft} /> : null}
      {layout.since === null ? null : <LayoutNotice since={layout.since} share={layout.share} count={model.elements.length + model.boundaries.length} onCancel={layout.cancel} />}
      {connecting === null ? null : <ConnectingNotice from={parts.get(connecting)?.part.label ?? ''} onCancel={() => setConnecting(null)} />}
      {draft && graph ? <DraftEditor key={draft.type === 'part' ? 'part' : JSON.stringify(draft)} draft={draft} graph={graph} onName={drawing.finishDraft} onDraft={setDraft} onCancel={() => setDraft(null)} /> : null}
      {flowFrom !== null && graph ? <FlowPrompt key={flowFrom} from={flowFrom} graph={graph} model={model} parts={parts} onEnd={(end) => drawing.endFlow(flowFrom, end)} onCancel={() => setFlowFrom(null)} /> : null}
      {quick && diagram !== null ? <QuickEntry model={model} diagram={diagram} onClose={() => setQuick(false)} onAdd={drawing.addLines} /> : null}
      {graph && ready && view.settings.minimap ? <Minimap graph={graph} model={model} placed={placed} shown={view.shown} heat={view.heat} /> : null}
      {view.settings.legend ? <Legend model={model} badges={badges} view={view} /> : null}
      <ShownNotice view={view} />
      {viewPanel ? <ViewPanel model={model} view={view} onClose={() => setViewPanel(false)} /> : null}
      <ZoomButtons onZoom={actions.zoom} onFit={actions.fit} />
      <ChosenSpoken chosen={chosen} several={selected.size} model={model} parts={parts} />
    </Box>
  )
}

function ConnectingNotice({ from, onCancel }: { from: string; onCancel: () => void }) {
  const { t } = useTranslation(['model', 'common'])
  return (
    <Paper role="status" variant="outlined" sx={{ position: 'absolute', top: 12, left: '50%', transform: 'translateX(-50%)', zIndex: 3, display: 'flex', alignItems: 'center', gap: 3, pl: 4, pr: 2, py: 1.5, maxWidth: '90%' }}>
      <Typography variant="body2">{t('connecting', { from: from || t('unnamed') })}</Typography>
      <Button onClick={onCancel} aria-label={t('stopConnecting')}>
        {t('common:cancel')}
      </Button>
    </Paper>
  )
}
