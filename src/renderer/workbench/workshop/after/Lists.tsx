import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { SquareCheck, Square } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { WorkshopReport } from '../../../../shared/domain/workshop-report.ts'
import { figure, outcomeOf } from './figures.ts'
import { RemarkList } from './RemarkList.tsx'
import { useDuration } from './useDuration.ts'
import { useNames } from './useNames.ts'

function Card({ title, name, children }: { title: string; name: string; children: ReactNode }) {
  return (
    <Box component="section" data-list={name} sx={{ borderRadius: '12px', border: '1px solid', borderColor: 'divider', bgcolor: 'background.paper', px: 5, py: 4, minWidth: 0 }}>
      <Typography variant="h2" sx={{ mb: 3 }}>{title}</Typography>
      {children}
    </Box>
  )
}

const plain = { listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 3 } as const

function Quiet({ children }: { children: ReactNode }) {
  return <Typography variant="body2" component="div" sx={{ color: 'text.secondary' }}>{children}</Typography>
}

export function NotSettledCard({ report }: { report: WorkshopReport }) {
  const { t } = useTranslation('after')
  const open = report.items.filter(({ phase }) => phase !== 'settled')
  return (
    <Card name="parked" title={t('list.parked')}>
      {open.length === 0 ? <Quiet>{t('list.parkedNone')}</Quiet> : null}
      <Box component="ul" sx={plain}>
        {open.map((item) => (
          <Box component="li" key={item.id} sx={{ overflowWrap: 'anywhere' }}>
            <b>{item.displayId}</b> {item.title}
            <Quiet>{t(`threats.outcome.${outcomeOf(item)}`)}{item.note === '' ? '' : `: ${item.note}`}</Quiet>
          </Box>
        ))}
      </Box>
    </Card>
  )
}

export function ActionsCard({ report }: { report: WorkshopReport }) {
  const { t, i18n } = useTranslation('after')
  const day = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeZone: 'UTC' })
  const displayIds = new Map(report.items.map(({ id, displayId }) => [id, displayId]))
  return (
    <Card name="actions" title={t('list.actions')}>
      {report.actions.length === 0 ? <Quiet>{t('list.actionsNone')}</Quiet> : null}
      <Box component="ul" sx={plain}>
        {report.actions.map((action) => {
          const Check = action.done ? SquareCheck : Square
          const owner = action.erased ? t('list.ownerErased') : action.owner === '' ? t('list.noOwner') : action.owner
          const about = [owner, action.due === null ? '' : t('list.due', { date: day.format(new Date(action.due)) }), action.item === null ? '' : (displayIds.get(action.item) ?? ''), action.done ? t('list.done') : '']
          return (
            <Box component="li" key={action.id} sx={{ display: 'grid', gridTemplateColumns: '18px minmax(0, 1fr)', gap: 2, overflowWrap: 'anywhere' }}>
              <Check size={16} aria-hidden style={{ marginTop: 2 }} />
              <div>
                {action.text}
                <Quiet>{about.filter((text) => text !== '').join(' · ')}</Quiet>
              </div>
            </Box>
          )
        })}
      </Box>
    </Card>
  )
}

export function PeopleCard({ report }: { report: WorkshopReport }) {
  const { t, i18n } = useTranslation(['after', 'workshop'])
  const nameOf = useNames(report)
  const hour = new Intl.DateTimeFormat(i18n.language, { timeStyle: 'short' })
  const { attendance, leads } = report
  const via = (['own-device', 'hot-seat', 'grid', 'paper', 'scribe', 'file'] as const).flatMap((way) => (attendance.via[way] === undefined ? [] : `${t(`workshop:item.via.${way}`)} ${attendance.via[way]}`))
  const leader = (lead: (typeof leads)[number]) => (lead.by === 'host' ? t('people.host') : lead.seat === null ? t('people.coFacilitator') : nameOf(lead.seat))
  return (
    <Card name="people" title={t('people.title')}>
      <div>{t('people.joined', { count: attendance.joined })}</div>
      {via.length > 0 ? <Quiet>{t('people.via')}: {via.join(', ')}</Quiet> : null}
      {leads.length > 1 ? <Quiet>{t('people.leads')} {leads.map((lead) => t('people.leadFrom', { who: leader(lead), at: hour.format(new Date(lead.at)) })).join(', ')}</Quiet> : null}
      {attendance.seats.length > 0 ? (
        <Box component="details" sx={{ mt: 2, '& > summary': { cursor: 'pointer', color: 'text.secondary', fontWeight: 600, fontSize: 13 } }}>
          <summary>{t('people.seats')}</summary>
          <Box component="ul" sx={{ ...plain, gap: 1.5, mt: 2 }}>
            {attendance.seats.map((seat) => (
              <Box component="li" key={seat.id} sx={{ overflowWrap: 'anywhere' }}>
                {nameOf(seat.id)}
                <Box component="span" sx={{ color: 'text.secondary', fontSize: 13 }}>{['', seat.role ?? '', seat.table ?? '', t('people.votedOn', { count: seat.votedOn }), seat.removed ? t('people.removed') : ''].filter((text, index) => index === 0 || text !== '').join(' · ')}</Box>
              </Box>
            ))}
          </Box>
        </Box>
      ) : null}
    </Card>
  )
}

export function RemarksCard({ report }: { report: WorkshopReport }) {
  const { t } = useTranslation('after')
  const nameOf = useNames(report)
  if (report.remarks.length === 0) return null
  return <Card name="remarks" title={t('list.remarks')}><RemarkList remarks={report.remarks} nameOf={nameOf} /></Card>
}

export function PracticeCard({ report }: { report: WorkshopReport }) {
  const { t } = useTranslation(['after', 'common'])
  const duration = useDuration()
  const { practice } = report
  if (!practice) return null
  return (
    <Card name="practice" title={t('practice.title')}>
      <div>{t('practice.line', { title: practice.title, count: practice.rounds, time: duration(practice.discussedMs) })}</div>
      <Quiet>{practice.factors.map(({ factor, median, reference }) => t('practice.said', { factor: t(`common:dread.${factor}`), median: figure(median), reference })).join(', ')}</Quiet>
    </Card>
  )
}
