import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import Typography from '@mui/material/Typography'
import { type RefObject, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FindingState } from '../../../shared/domain/finding-state.ts'
import type { Analysis, Question } from '../../../shared/domain/finding.ts'
import { countModel, type Model } from '../../../shared/domain/model.ts'
import { FactPanel } from './FactPanel.tsx'
import { FindingList } from './findings/FindingList.tsx'
import { NotePanel } from './NotePanel.tsx'
import { PartInspector } from './PartInspector.tsx'
import { kindOf, type Part, partName } from './parts.ts'
import { QuestionList } from './findings/QuestionList.tsx'
import { sidePlace } from './side-place.ts'
import type { EditModel } from './useModelEdit.ts'
import type { FactDefinition, Technology } from './vocabulary.ts'

export interface InspectorProps {
  project: string
  model: Model
  parts: ReadonlyMap<string, Part>
  analysis: Analysis | null
  analysisFailed: boolean
  states: ReadonlyMap<string, FindingState>
  facts: readonly FactDefinition[]
  technologies: readonly Technology[]
  chosen: string | null
  /** A fact of the chosen part that somebody came for. */
  linkedFact: string | null
  finding: string | null
  edit: EditModel
  onChoose: (id: string | null) => void
  onFinding: (id: string | null) => void
  onDelete: () => void
  /** Opens the diagram of an element. */
  onEnter: (element: string) => void
}

/** The right side: the selected part, or the whole model with its questions and findings. */
export function Inspector({ place, ...props }: InspectorProps & { place: RefObject<HTMLElement | null> }) {
  const { t } = useTranslation('model')
  const found = props.chosen === null ? undefined : props.parts.get(props.chosen)
  const note = props.model.notes?.find(({ id }) => id === props.chosen)
  return (
    <Box
      component="aside"
      ref={place}
      aria-label={t('inspector.label')}
      // The first Escape goes back to the diagram, the next one lets go of the part.
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || props.chosen === null) return
        event.preventDefault()
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      }}
      sx={sidePlace}
    >
      {found ? <OfPart {...props} found={found} /> : note ? <NotePanel note={note} edit={props.edit} onClose={() => props.onChoose(null)} onDelete={props.onDelete} /> : <OfModel {...props} />}
    </Box>
  )
}

function OfPart({ found, ...props }: InspectorProps & { found: Part }) {
  const { t } = useTranslation('model')
  const { id, label } = found.part
  const [more, setMore] = useState(false)
  const { analysis } = props
  const asked = useMemo(() => new Set(analysis?.questions.filter(({ on }) => on === id).map(({ fact }) => fact)), [analysis, id])
  const findings = useMemo(() => analysis?.findings.filter((finding) => finding.evidence.includes(id) || finding.affected.includes(id)) ?? [], [analysis, id])
  return (
    <>
      <PartInspector project={props.project} found={found} model={props.model} parts={props.parts} technologies={props.technologies} edit={props.edit} onChoose={props.onChoose} onDelete={props.onDelete} onEnter={props.onEnter} />
      <Heading text={t('inspector.facts')} />
      <Box sx={{ px: 4, pb: 4 }}>
        <FactPanel
          key={id}
          wanted={props.linkedFact}
          asked={asked}
          more={more}
          onMore={setMore}
          kind={kindOf(found)}
          own={found.part.facts}
          resolved={props.analysis?.facts[id] ?? {}}
          definitions={props.facts}
          onAnswer={(definition, value) => props.edit(t('edit.fact', { fact: definition.label, label: label || t('unnamed') }), [{ type: 'set-fact', on: id, fact: definition.name, value }])}
        />
      </Box>
      <Heading text={t('inspector.findings')} count={findings.length} />
      {findings.length === 0 ? (
        <Typography sx={{ color: 'text.secondary', px: 4, py: 3 }}>{t('inspector.noFindings')}</Typography>
      ) : (
        <FindingList project={props.project} findings={findings} states={props.states} open={props.finding} parts={props.parts} definitions={props.facts} onOpen={props.onFinding} onChoose={props.onChoose} />
      )}
    </>
  )
}

function Heading({ text, count }: { text: string; count?: number }) {
  return (
    <Box sx={{ position: 'sticky', top: 0, zIndex: 1, display: 'flex', gap: 2, alignItems: 'center', px: 4, py: 2, borderTop: '1px solid', borderColor: 'divider', bgcolor: 'background.paper', mb: 1 }}>
      <Typography variant="h3" component="h3">
        {text}
      </Typography>
      {count ? <Typography sx={{ color: 'text.secondary' }}>{count}</Typography> : null}
    </Box>
  )
}

function OfModel(props: InspectorProps) {
  const { t } = useTranslation(['model', 'common'])
  const { model, analysis } = props
  const counts = countModel(model)
  const [chosenTab, setTab] = useState<'questions' | 'findings'>('findings')
  // A finding that was opened from elsewhere is shown, whatever was open before.
  const tab = props.finding !== null ? 'findings' : chosenTab
  const left = model.flows.length - counts.flows
  const labelOf = (id: string) => partName(id, props.parts, t)
  const answer = (question: Question, value: string) => {
    const definition = props.facts.find((candidate) => candidate.name === question.fact)
    props.edit(t('edit.fact', { fact: definition?.label ?? question.fact, label: labelOf(question.on) }), [{ type: 'set-fact', on: question.on, fact: question.fact, value }])
  }
  return (
    <>
      <Box sx={{ p: 4, pb: 2 }}>
        <Typography variant="h3" component="h2" sx={{ mb: 2 }}>
          {t('summary.title')}
        </Typography>
        <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr 1fr', gap: 2 }}>
          {(['elements', 'flows', 'boundaries'] as const).map((what) => (
            <Box key={what} data-count={what} sx={{ p: 2, borderRadius: '9px', bgcolor: 'background.default' }}>
              <Typography sx={{ fontSize: 20, fontWeight: 650, lineHeight: 1.2 }}>{counts[what].toLocaleString()}</Typography>
              <Typography variant="caption" sx={{ color: 'text.secondary' }}>
                {t(`summary.${what}`, { count: counts[what] })}
              </Typography>
            </Box>
          ))}
        </Box>
        {left > 0 ? (
          <Typography variant="caption" sx={{ display: 'block', color: 'warning.main', mt: 2 }}>
            {t('summary.notAnalysed', { count: left })}
          </Typography>
        ) : null}
      </Box>
      <Tabs value={tab} onChange={(_, value: unknown) => { setTab(value === 'questions' ? 'questions' : 'findings'); props.onFinding(null) }} variant="fullWidth" sx={{ position: 'sticky', top: 0, zIndex: 1, bgcolor: 'background.paper', borderBottom: '1px solid', borderColor: 'divider' }}>
        <Tab value="findings" label={`${t('finding.title')} ${analysis ? analysis.findings.length : ''}`} />
        <Tab value="questions" label={`${t('question.title')} ${analysis ? analysis.questions.length : ''}`} />
      </Tabs>
      {props.analysisFailed ? <Alert severity="error" sx={{ m: 4 }}>{t('summary.analysisFailed')}</Alert> : null}
      {!analysis && !props.analysisFailed ? (
        <Box role="status" aria-label={t('summary.analysing')} sx={{ p: 4 }}>
          <Skeleton height={48} />
          <Skeleton height={48} />
          <Skeleton height={48} />
        </Box>
      ) : null}
      {analysis && tab === 'questions' ? <QuestionList questions={analysis.questions} definitions={props.facts} labelOf={labelOf} onAnswer={answer} onShow={(question) => props.onChoose(question.on)} /> : null}
      {analysis && tab === 'findings' ? (
        analysis.findings.length === 0 ? (
          <Typography sx={{ color: 'text.secondary', px: 4, py: 3 }}>{t('finding.none')}</Typography>
        ) : (
          <FindingList project={props.project} findings={analysis.findings} states={props.states} open={props.finding} parts={props.parts} definitions={props.facts} onOpen={props.onFinding} onChoose={props.onChoose} />
        )
      ) : null}
    </>
  )
}
