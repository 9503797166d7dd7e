import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import Typography from '@mui/material/Typography'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReportItem, WorkshopReport } from '../../../../shared/domain/workshop-report.ts'
import { StrideBadge } from '../../../ui/StrideBadge.tsx'
import { useCommands } from '../../shell/commands.tsx'
import { ScoreStrip } from '../ScoreStrip.tsx'
import { figure, halves, outcomeOf, revealedRounds } from './figures.ts'
import { RemarkList } from './RemarkList.tsx'
import { RoundDetail } from './RoundDetail.tsx'
import { SpreadGlyph } from './SpreadGlyph.tsx'
import { useDuration } from './useDuration.ts'
import { useNames } from './useNames.ts'

type NameOf = (seat: string | null) => string

function Outcome({ item }: { item: ReportItem }) {
  const { t } = useTranslation('after')
  const outcome = outcomeOf(item)
  return (
    <Box sx={{ textAlign: 'right', minWidth: 76 }}>
      <Box data-report-total sx={{ fontSize: 20, fontWeight: 700, lineHeight: 1.2 }}>{item.phase === 'settled' ? item.settled?.total : '–'}</Box>
      <Box sx={{ fontSize: 12, color: outcome === 'rule' ? 'text.secondary' : 'text.primary', fontWeight: outcome === 'rule' ? 400 : 650 }}>{t(`threats.outcome.${outcome}`)}</Box>
    </Box>
  )
}

/** How long it was talked about, as a bar beside the longest. */
function TimeBar({ ms, most }: { ms: number; most: number }) {
  return (
    <Box aria-hidden sx={{ width: 84, height: 5, borderRadius: '3px', bgcolor: 'divider', overflow: 'hidden' }}>
      <Box sx={{ height: '100%', bgcolor: 'text.secondary' }} style={{ width: `${most === 0 ? 0 : (ms / most) * 100}%` }} />
    </Box>
  )
}

function Named({ name, text }: { name: string; text: string }) {
  if (text === '') return null
  return (
    <Box sx={{ overflowWrap: 'anywhere' }}>
      <Typography variant="subtitle2" component="h3" sx={{ color: 'text.secondary' }}>{name}</Typography>
      <Typography sx={{ whiteSpace: 'pre-line' }}>{text}</Typography>
    </Box>
  )
}

function Detail({ item, nameOf }: { item: ReportItem; nameOf: NameOf }) {
  const { t } = useTranslation(['after', 'common'])
  const exact = halves(item).map(([factor, value]) => `${t(`common:dreadShort.${factor}`)} ${figure(value)}`)
  return (
    <Box sx={{ display: 'grid', gap: 5, px: 5, pt: 1, pb: 5 }}>
      {item.settled ? (
        <Box sx={{ display: 'flex', gap: 4, alignItems: 'center', flexWrap: 'wrap' }}>
          <ScoreStrip values={item.settled.values} />
          {exact.length > 0 ? <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('settled.medians', { values: exact.join(', ') })}</Typography> : null}
        </Box>
      ) : null}
      <Named name={t('settled.rationale')} text={item.settled?.rationale ?? ''} />
      <Named name={t('settled.dissent')} text={item.settled?.dissent ?? ''} />
      <Named name={t('settled.note')} text={item.note} />
      {item.rounds.map((round) => <RoundDetail key={round.number} round={round} nameOf={nameOf} />)}
      {item.remarks.length > 0 ? <RemarkList remarks={item.remarks} nameOf={nameOf} /> : null}
    </Box>
  )
}

function Row({ item, most, open, onToggle, nameOf }: { item: ReportItem; most: number; open: boolean; onToggle: () => void; nameOf: NameOf }) {
  const { t } = useTranslation(['after', 'common'])
  const duration = useDuration()
  const revealed = revealedRounds(item)
  const about = [t('threats.rounds', { count: revealed.length }), item.discussedMs > 0 ? t('threats.discussed', { time: duration(item.discussedMs) }) : '', item.openMs > 0 ? t('threats.open', { time: duration(item.openMs) }) : ''].filter((text) => text !== '').join(' · ')
  const Chevron = open ? ChevronDown : ChevronRight
  return (
    <Box component="li" sx={{ borderTop: '1px solid', borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}>
      <ButtonBase data-report-item={item.displayId} aria-expanded={open} onClick={onToggle} sx={{ width: '100%', display: 'grid', gridTemplateColumns: { xs: '18px minmax(0, 1fr) auto', md: '18px minmax(0, 1fr) 84px 130px auto' }, gap: 4, alignItems: 'center', textAlign: 'left', px: 4, py: 2.5, '&:hover': { bgcolor: 'action.hover' } }}>
        <Chevron size={16} aria-hidden />
        <Box sx={{ minWidth: 0 }}>
          <Box sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
            <Box component="span" sx={{ fontWeight: 700, whiteSpace: 'nowrap' }}>{item.displayId}</Box>
            {item.stride.map((category) => <StrideBadge key={category} category={category} label={t(`common:stride.${category}`)} />)}
            <Typography component="span" sx={{ fontWeight: 600, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: { xs: 'normal', md: 'nowrap' } }}>{item.title}</Typography>
          </Box>
          <Typography component="div" variant="body2" sx={{ color: 'text.secondary' }}>{about}{revealed.some(({ erased }) => erased) ? ` · ${t('threats.erased')}` : ''}</Typography>
        </Box>
        <Box sx={{ display: { xs: 'none', md: 'block' } }}><TimeBar ms={item.discussedMs} most={most} /></Box>
        <Box sx={{ display: { xs: 'none', md: 'block' } }}><SpreadGlyph item={item} /></Box>
        <Outcome item={item} />
      </ButtonBase>
      {open ? <Detail item={item} nameOf={nameOf} /> : null}
    </Box>
  )
}

function focusRow(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-report-item]')]
  const at = rows.findIndex((row) => row === document.activeElement)
  rows[at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + by))]?.focus()
}

/** Every threat on a line, with its rounds one level down. */
export function ThreatRows({ report }: { report: WorkshopReport }) {
  const { t } = useTranslation('after')
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const nameOf = useNames(report)
  const most = Math.max(0, ...report.items.map(({ discussedMs }) => discussedMs))
  useCommands(
    useMemo(
      () => [
        { id: 'report-next', label: t('threats.next'), keys: ['j', 'arrowdown'], run: () => focusRow(1) },
        { id: 'report-previous', label: t('threats.previous'), keys: ['k', 'arrowup'], run: () => focusRow(-1) },
      ],
      [t],
    ),
  )
  const toggle = (id: string) => setOpen((now) => new Set(now.has(id) ? [...now].filter((one) => one !== id) : [...now, id]))
  return (
    <Box component="section">
      <Typography variant="h2">{t('threats.title')}</Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 3 }}>{t('threats.text')}</Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, borderRadius: '12px', border: '1px solid', borderColor: 'divider', bgcolor: 'background.paper', overflow: 'hidden' }}>
        {report.items.map((item) => <Row key={item.id} item={item} most={most} open={open.has(item.id)} onToggle={() => toggle(item.id)} nameOf={nameOf} />)}
      </Box>
    </Box>
  )
}
