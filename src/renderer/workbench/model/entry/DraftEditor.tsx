import Box from '@mui/material/Box'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Tooltip from '@mui/material/Tooltip'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { asKind, type Draft } from './drafts.ts'
import type { Graph } from '../graph/graph.ts'
import { KindIcon } from '../KindIcon.tsx'
import { LabelEditor } from '../LabelEditor.tsx'
import { newKinds } from '../parts.ts'

/** Calls back whenever parts may stand elsewhere on the screen. */
export function followView(graph: Graph): (moved: () => void) => () => void {
  return (moved) => {
    graph.cy.on('viewport resize', moved)
    return () => {
      graph.cy.off('viewport resize', moved)
    }
  }
}

interface DraftEditorProps {
  draft: Draft
  graph: Graph
  onName: (name: string) => void
  onDraft: (draft: Draft) => void
  onCancel: () => void
}

/** The name of what is being drawn or renamed, typed where it stands. */
export function DraftEditor({ draft, graph, onName, onDraft, onCancel }: DraftEditorProps) {
  const { t } = useTranslation('model')
  const at = useCallback(() => {
    if (draft.type === 'rename') return graph.screenBox(draft.id)
    if (draft.type === 'part' || draft.type === 'note') return graph.toScreen({ x: draft.box.x + draft.box.width / 2, y: draft.box.y + draft.box.height / 2 })
    const [from, to] = [graph.screenBox(draft.source), graph.screenBox(draft.target)]
    if (!from) return null
    return to ? { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 } : { x: from.x, y: from.y + from.height / 2 + 34 }
  }, [draft, graph])
  const follow = useCallback((moved: () => void) => followView(graph)(moved), [graph])
  const label = { rename: t('name.rename'), part: t('name.new'), flow: t('name.flow'), note: t('note.label') }[draft.type]
  const initial = draft.type === 'rename' ? draft.label : draft.type === 'note' ? draft.text : ''
  return (
    <LabelEditor at={at} follow={follow} label={label} initial={initial} multiline={draft.type === 'note'} round={draft.type === 'part' && draft.kind === 'process'} onName={onName} onCancel={onCancel}>
      {draft.type === 'part' && draft.choice ? (
        <Box sx={{ position: 'absolute', top: '100%', left: '50%', transform: 'translateX(-50%)', mt: 2, bgcolor: 'background.paper', borderRadius: '8px', boxShadow: '0 6px 24px rgb(0 0 0 / 0.16)' }}>
          <ToggleButtonGroup exclusive size="small" value={draft.kind} aria-label={t('inspector.kind')}>
            {newKinds.map((kind) => (
              <Tooltip key={kind} title={t(`kind.${kind}`)}>
                {/* The field keeps the focus: whoever chooses goes on typing. */}
                <ToggleButton value={kind} aria-label={t(`kind.${kind}`)} tabIndex={-1} onMouseDown={(event) => event.preventDefault()} onClick={() => onDraft(asKind(draft, kind))}>
                  <KindIcon kind={kind} size={17} />
                </ToggleButton>
              </Tooltip>
            ))}
          </ToggleButtonGroup>
        </Box>
      ) : null}
    </LabelEditor>
  )
}
