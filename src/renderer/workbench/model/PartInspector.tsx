import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormControlLabel from '@mui/material/FormControlLabel'
import MenuItem from '@mui/material/MenuItem'
import Switch from '@mui/material/Switch'
import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import { ArrowLeftRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { type Boundary, type Element, elementKinds, type Flow, type Model } from '../../../shared/domain/model.ts'
import { AssetsField } from './AssetsField.tsx'
import { CommitField } from './CommitField.tsx'
import { DiagramField } from './diagrams/DiagramField.tsx'
import { PanelHead } from './PanelHead.tsx'
import { KindIcon } from './KindIcon.tsx'
import { inside, kindOf, type Part } from './parts.ts'
import { ScopeField } from './ScopeField.tsx'
import { TechnologyField } from './TechnologyField.tsx'
import type { EditModel } from './useModelEdit.ts'
import type { Technology } from './vocabulary.ts'

interface PartInspectorProps {
  project: string
  found: Part
  model: Model
  parts: ReadonlyMap<string, Part>
  technologies: readonly Technology[]
  edit: EditModel
  onChoose: (id: string | null) => void
  onDelete: () => void
  onEnter: (element: string) => void
}

/** What a part is: name, kind, technology, place, notes. Facts and findings follow below it. */
export function PartInspector({ project, found, model, parts, technologies, edit, onChoose, onDelete, onEnter }: PartInspectorProps) {
  const { t } = useTranslation('model')
  const kind = kindOf(found)
  const { id, label } = found.part
  const setLabel = (value: string) =>
    edit(t('edit.rename', { label: value }), [
      found.type === 'element' ? { type: 'update-element', id, set: { label: value } } : found.type === 'flow' ? { type: 'update-flow', id, set: { label: value } } : { type: 'update-boundary', id, set: { label: value } },
    ])
  const setNotes = (notes: string) =>
    edit(t('edit.notes', { label }), [
      found.type === 'element' ? { type: 'update-element', id, set: { notes } } : found.type === 'flow' ? { type: 'update-flow', id, set: { notes } } : { type: 'update-boundary', id, set: { notes } },
    ])
  return (
    <Box key={id} sx={{ display: 'grid', gap: 4, p: 4, pb: 3 }}>
      <PanelHead icon={<KindIcon kind={kind} />} name={t(`kind.${kind}`)} onDelete={onDelete} onClose={() => onChoose(null)} />
      <CommitField label={t('name.label')} value={label} onCommit={setLabel} maxLength={500} required={found.type !== 'flow'} />
      {found.type === 'element' ? <ElementFields element={found.part} technologies={technologies} edit={edit} /> : null}
      {found.type === 'flow' ? <FlowFields flow={found.part} parts={parts} edit={edit} onChoose={onChoose} /> : null}
      {found.type === 'boundary' ? <BoundaryFields boundary={found.part} edit={edit} /> : null}
      {found.type === 'flow' ? null : <ParentField found={found} model={model} edit={edit} />}
      {found.type === 'element' ? <DiagramField element={id} model={model} onEnter={onEnter} /> : null}
      {found.type === 'boundary' ? null : <AssetsField project={project} found={found} />}
      <ScopeField found={found} model={model} parts={parts} edit={edit} onChoose={onChoose} />
      <CommitField label={t('inspector.notes')} value={found.part.notes} onCommit={setNotes} maxLength={20_000} multiline />
    </Box>
  )
}

function ElementFields({ element, technologies, edit }: { element: Element; technologies: readonly Technology[]; edit: EditModel }) {
  const { t } = useTranslation('model')
  const { id, label } = element
  return (
    <>
      <ToggleButtonGroup exclusive size="small" fullWidth aria-label={t('inspector.kind')} value={element.kind}>
        {elementKinds.map((kind) => (
          <ToggleButton key={kind} value={kind} onClick={() => (kind === element.kind ? undefined : edit(t('edit.kind', { label }), [{ type: 'update-element', id, set: { kind } }]))} sx={{ gap: 1.5, px: 1, fontSize: 12, lineHeight: 1.2 }}>
            <KindIcon kind={kind} size={16} />
            {t(`toolbar.${kind}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <TechnologyField value={element.technology} technologies={technologies} onChange={(chosen) => edit(t('edit.technology', { label }), [{ type: 'update-element', id, set: { technology: chosen } }])} />
    </>
  )
}

function FlowFields({ flow, parts, edit, onChoose }: { flow: Flow; parts: ReadonlyMap<string, Part>; edit: EditModel; onChoose: (id: string) => void }) {
  const { t } = useTranslation('model')
  const { id, source, target, bidirectional } = flow
  const name = t('edit.direction', { label: flow.label || t('kind.flow') })
  const ends = [
    ['from', source],
    ['to', target],
  ] as const
  return (
    <Box>
      {ends.map(([end, at]) => (
        <Box key={end} sx={{ display: 'flex', alignItems: 'center', gap: 2, minHeight: 30 }}>
          <Typography variant="body2" sx={{ width: 44, color: 'text.secondary' }}>
            {t(`inspector.${end}`)}
          </Typography>
          {at === null ? (
            <Typography variant="body2">{t('freeEnd')}</Typography>
          ) : (
            <Button size="small" onClick={() => onChoose(at)} sx={{ minWidth: 0, px: 2, textAlign: 'left' }}>
              {parts.get(at)?.part.label || t('unnamed')}
            </Button>
          )}
        </Box>
      ))}
      <Box sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', mt: 1 }}>
        <FormControlLabel
          control={<Switch size="small" checked={bidirectional} onChange={(_, checked) => edit(name, [{ type: 'update-flow', id, set: { bidirectional: checked } }])} />}
          label={<Typography variant="body2">{t('inspector.bidirectional')}</Typography>}
          sx={{ ml: 0, gap: 1 }}
        />
        <Button size="small" color="inherit" startIcon={<ArrowLeftRight size={14} />} onClick={() => edit(name, [{ type: 'update-flow', id, set: { source: target, target: source } }])}>
          {t('inspector.reverse')}
        </Button>
      </Box>
    </Box>
  )
}

function BoundaryFields({ boundary, edit }: { boundary: Boundary; edit: EditModel }) {
  const { t } = useTranslation('model')
  return (
    <ToggleButtonGroup exclusive size="small" fullWidth aria-label={t('boundaryKind.label')} value={boundary.kind}>
      {(['box', 'line'] as const).map((kind) => (
        <ToggleButton key={kind} value={kind} onClick={() => (kind === boundary.kind ? undefined : edit(t('edit.kind', { label: boundary.label }), [{ type: 'update-boundary', id: boundary.id, set: { kind } }]))}>
          {t(`boundaryKind.${kind}`)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}

/** What a part is inside of: the way into and out of boundaries without a mouse. */
function ParentField({ found, model, edit }: { found: Exclude<Part, { type: 'flow' }>; model: Model; edit: EditModel }) {
  const { t } = useTranslation('model')
  const { id, label, parent, diagram } = found.part
  const own = inside(model, id)
  const containers = [...model.boundaries.filter((boundary) => boundary.kind === 'box'), ...model.elements.filter((element) => element.id === parent)]
  const choices = containers.filter((part) => part.id !== id && !own.has(part.id) && part.diagram === diagram)
  if (choices.length === 0) return null
  return (
    <TextField
      select
      label={t('inspector.parent')}
      value={parent ?? ''}
      onChange={(event) => {
        const to = event.target.value === '' ? null : event.target.value
        edit(t('edit.parent', { label }), [found.type === 'element' ? { type: 'update-element', id, set: { parent: to } } : { type: 'update-boundary', id, set: { parent: to } }])
      }}
      slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
    >
      <MenuItem value="">{t('inspector.outside')}</MenuItem>
      {choices.map((part) => (
        <MenuItem key={part.id} value={part.id}>
          {part.label || t('unnamed')}
        </MenuItem>
      ))}
    </TextField>
  )
}
