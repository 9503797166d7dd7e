import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { CircleCheckBig, Presentation, SearchX, Workflow } from 'lucide-react'
import { type ReactNode, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Question } from '../../../../shared/domain/finding.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { spoken } from '../../../ui/spoken.ts'
import { useApi } from '../../api.tsx'
import { openWindow } from '../../open-window.ts'
import { questionText } from '../../phrases.ts'
import { type Command, useCommands } from '../../shell/commands.tsx'
import { LoadFailure } from '../../shell/LoadFailure.tsx'
import { stagePath } from '../../shell/stages.ts'
import { FactGroupDetail } from './FactGroupDetail.tsx'
import { answerOfKey, filterQuestions, noQuestionFilter, questionKey, type QuestionRow, questionRows } from './question-rows.ts'
import { QuestionBar } from './QuestionBar.tsx'
import { QuestionDetail } from './QuestionDetail.tsx'
import { QuestionRows } from './QuestionRows.tsx'
import { SettledCurve } from './SettledCurve.tsx'
import { useCurrent } from './useCurrent.ts'
import { usePassed } from './usePassed.ts'
import { useQuestions } from './useQuestions.ts'

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9']

/** What is unknown, in the order in which answers settle most; answered by keys, put to the room, taken back. */
export function QuestionsView({ project, lead }: { project: string; lead: ReactNode }) {
  const { t } = useTranslation(['questions', 'common'])
  const api = useApi()
  const data = useQuestions(project)
  const { passed, setPassed } = usePassed(project)
  const [filter, setFilter] = useState(noQuestionFilter)
  const [grouped, setGrouped] = useState(false)
  const [exceptions, setExceptions] = useState<ReadonlySet<string>>(new Set())
  const filterField = useRef<HTMLInputElement>(null)
  const rows = useMemo(
    () => questionRows(filterQuestions(data.questions, filter, data.model, data.findings), passed, grouped),
    [data.questions, data.model, data.findings, filter, passed, grouped],
  )
  const ids = useMemo(() => rows.map(({ id }) => id), [rows])
  const current = useCurrent(ids)
  const row = rows[current.current]
  const asking = data.asked !== null

  const show = (index: number) => {
    current.go(index)
    setExceptions(new Set())
    follow(rows[index])
  }
  /** While the room is asked, the projector goes along. */
  const follow = (next: QuestionRow | undefined) => {
    if (asking && next?.questions.length === 1) data.ask({ on: next.questions[0].on, fact: next.questions[0].fact })
  }
  const goOn = (from: QuestionRow) => {
    const at = rows.indexOf(from)
    current.leave()
    setExceptions(new Set())
    const next = rows[at + 1] ?? rows[at - 1]
    if (next && !next.passed) follow(next)
    else if (asking) data.ask(null)
  }
  const answer = (of: QuestionRow, questions: readonly Question[], value: string) => {
    if (questions.length === 0) return
    data.answer(questions, value)
    if (questions.length === of.questions.length) goOn(of)
  }
  const pass = () => {
    if (!row) return
    setPassed(row.questions.map(questionKey), !row.passed)
    if (!row.passed) goOn(row)
  }
  const ask = () => {
    if (row?.questions.length !== 1) return
    const { on, fact } = row.questions[0]
    data.ask(data.asked && questionKey(data.asked) === questionKey({ on, fact }) ? null : { on, fact })
  }
  const byKey = (key: string | undefined) => {
    const value = row && key !== undefined ? answerOfKey(row.questions[0].answers, key) : null
    if (row && value !== null) answer(row, row.questions.filter((question) => !exceptions.has(questionKey(question))), value)
  }
  const openProjector = () => void openWindow(api, `/ask/${project}`)
  const can = (key: string) => row !== undefined && answerOfKey(row.questions[0].answers, key) !== null
  const commands: Command[] = [
    { id: 'yes', label: t('do.yes'), keys: ['y'], disabled: !can('y'), run: () => byKey('y') },
    { id: 'no', label: t('do.no'), keys: ['n'], disabled: !can('n'), run: () => byKey('n') },
    { id: 'nth', label: t('do.nth'), keys: digits, disabled: !can('1'), run: (pressed) => byKey(pressed) },
    { id: 'pass', label: t('do.pass'), keys: ['?'], disabled: !row, run: pass },
    { id: 'next', label: t('do.next'), keys: ['j', 'arrowdown'], run: () => show(Math.min(rows.length - 1, current.current + 1)) },
    { id: 'previous', label: t('do.previous'), keys: ['k', 'arrowup'], run: () => show(Math.max(0, current.current - 1)) },
    { id: 'ask', label: t('do.ask'), keys: ['r'], disabled: row?.questions.length !== 1, run: ask },
    { id: 'projector', label: t('do.projector'), keys: ['mod+p'], run: openProjector },
    { id: 'stop-asking', label: t('do.stop'), keys: ['escape'], disabled: !asking, run: () => data.ask(null) },
    { id: 'group', label: t('do.group'), keys: ['g'], run: () => setGrouped(!grouped) },
    { id: 'filter', label: t('do.filter'), keys: ['/'], run: () => filterField.current?.focus() },
  ]
  useCommands(commands)

  if (data.analysis.isError) return <LoadFailure error={data.analysis.error} onRetry={() => void data.analysis.refetch()} />
  if (!data.analysis.isSuccess) return null
  const nothing = data.questions.length === 0
  return (
    <Box sx={{ display: 'grid', height: '100%', gridTemplateColumns: 'minmax(340px, 460px) minmax(0, 1fr)', gridTemplateRows: 'auto minmax(0, 1fr)' }}>
      <Box sx={{ gridColumn: '1 / -1', display: 'flex', alignItems: 'center', gap: 4, px: 4, minHeight: 56, borderBottom: '1px solid', borderColor: 'divider', bgcolor: 'background.paper' }}>
        {lead}
        <SettledCurve questions={data.questions} />
        <Box sx={{ flex: 1 }} />
        {asking ? (
          <Button color="inherit" onClick={() => data.ask(null)}>{t('stop')}</Button>
        ) : null}
        <Button variant="outlined" startIcon={<Presentation size={15} />} onClick={openProjector} sx={{ flex: 'none' }}>{t('projector')}</Button>
      </Box>
      {nothing ? (
        <Box sx={{ gridColumn: '1 / -1' }}>
          <Nothing project={project} drawn={data.model.elements.length > 0} />
        </Box>
      ) : (
        <>
          <Box sx={{ display: 'grid', gridTemplateRows: 'auto minmax(0, 1fr)', borderRight: '1px solid', borderColor: 'divider', bgcolor: 'background.paper', minHeight: 0 }}>
            <QuestionBar data={data} filter={filter} grouped={grouped} field={filterField} onFilter={setFilter} onGrouped={setGrouped} />
            <QuestionRows rows={rows} current={current.current} data={data} onCurrent={show} />
          </Box>
          <Box sx={{ overflow: 'auto', minHeight: 0 }}>
            <Typography role="status" sx={spoken}>{row ? questionText(data.definitionOf(row.fact), row.questions.length === 1 ? (data.labels.get(row.questions[0].on) ?? '') : '…') : ''}</Typography>
            {!row ? (
              <EmptyState icon={<SearchX size={26} />} title={t('noMatch.title')} text={t('noMatch.text')} />
            ) : row.questions.length === 1 ? (
              <QuestionDetail project={project} row={row} next={rows[current.current + 1]?.questions[0] ?? null} data={data} onAnswer={(value) => answer(row, row.questions, value)} onPass={pass} onAsk={ask} />
            ) : (
              <FactGroupDetail
                row={row}
                data={data}
                exceptions={exceptions}
                onExcept={(key) => setExceptions(exceptions.has(key) ? new Set([...exceptions].filter((other) => other !== key)) : new Set([...exceptions, key]))}
                onAnswer={(questions, value) => answer(row, questions, value)}
                onKey={byKey}
                onPass={pass}
              />
            )}
          </Box>
        </>
      )}
    </Box>
  )
}

function Nothing({ project, drawn }: { project: string; drawn: boolean }) {
  const { t } = useTranslation('questions')
  const which = drawn ? 'nothing' : 'noModel'
  return (
    <EmptyState
      icon={drawn ? <CircleCheckBig size={26} /> : <Workflow size={26} />}
      title={t(`${which}.title`)}
      text={t(`${which}.text`)}
      actions={drawn ? null : <Button variant="contained" component={Link} href={stagePath(project, 'model')}>{t('noModel.action')}</Button>}
    />
  )
}
