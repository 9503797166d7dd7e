import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { PresenterView } from '../../../../shared/domain/workshop.ts'
import { PresenterLobby } from './PresenterLobby.tsx'
import { PresenterPoll } from './PresenterPoll.tsx'
import { PresenterQuestion, useAsked } from './PresenterQuestion.tsx'
import { PresenterThreat } from './PresenterThreat.tsx'
import { PresenterWalk } from './PresenterWalk.tsx'
import { QrCode, spacedCode, useRoomAddress } from '../JoinCard.tsx'
import { ProgressRing } from '../ProgressRing.tsx'
import { RoomClock } from '../RoomClock.tsx'
import { usePresented } from '../useWorkshop.ts'

function Footer({ view }: { view: PresenterView }) {
  const { t } = useTranslation('workshop')
  const { all, settled } = view.items
  return (
    <Box component="footer" sx={{ display: 'flex', alignItems: 'center', gap: 6, px: 12, py: 3, minHeight: 84, borderTop: '1px solid', borderColor: 'divider', fontSize: 24, color: 'text.secondary' }}>
      <Box component="span" sx={{ fontWeight: 650, color: 'text.primary', flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{view.name}</Box>
      {view.timer ? <RoomClock timer={view.timer} size={28} /> : null}
      <span>{t('presenter.joined', { count: view.seats.connected })}</span>
      <Box component="span" sx={{ display: 'flex', gap: 4, alignItems: 'center' }}>
        <Box aria-hidden sx={{ width: 200, height: 10, borderRadius: 5, bgcolor: 'divider', overflow: 'hidden' }}><Box sx={{ height: '100%', bgcolor: 'text.primary' }} style={{ width: `${all === 0 ? 0 : (settled / all) * 100}%` }} /></Box>
        {t('presenter.settledOf', { settled, all })}
      </Box>
      {view.phase === 'closed' ? null : <LateJoin view={view} />}
    </Box>
  )
}

/** For those who come later. */
function LateJoin({ view }: { view: PresenterView }) {
  const { room } = useRoomAddress(view.project, view.id)
  const url = room?.urls[0]
  if (!room || room.locked || url === undefined) return null
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 3 }}>
      <Box component="span" sx={{ fontWeight: 700, color: 'text.primary' }}>{spacedCode(room.code)}</Box>
      <QrCode svg={room.qrSvg} url={url} size={72} />
    </Box>
  )
}

function Tables({ tables }: { tables: PresenterView['tables'] }) {
  const { t } = useTranslation('workshop')
  return (
    <Box component="ul" sx={{ m: 0, mt: 8, p: 0, listStyle: 'none', display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(280px, 1fr))', gap: 4 }}>
      {tables.map((table) => (
        <Box key={table.name} component="li" sx={{ p: 4, borderRadius: '12px', border: '1px solid', borderColor: 'divider', bgcolor: 'background.paper', fontSize: 24 }}>
          <b>{table.name}</b>
          <Box sx={{ color: 'text.secondary' }}>
            {table.asked > 0 ? t('presenter.voted', { done: table.done, asked: table.asked }) : t('presenter.tableRevealed', { revealed: table.revealed, items: table.items })}
          </Box>
        </Box>
      ))}
    </Box>
  )
}

function Ballot({ view }: { view: PresenterView }) {
  const { t } = useTranslation('workshop')
  const { done, asked } = view.ballot
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'auto minmax(0, 1fr)', gap: 16, alignItems: 'center', alignContent: 'center', height: '100%', maxWidth: 1200, mx: 'auto' }}>
      <ProgressRing done={done} asked={asked} size={300} label={t('presenter.progress', { percent: asked === 0 ? 0 : Math.round((done / asked) * 100) })} />
      <Box>
        <Typography component="h1" sx={{ fontSize: 68, fontWeight: 700, letterSpacing: '-0.025em', lineHeight: 1.05, mb: 4 }}>{t('presenter.ballot')}</Typography>
        <Typography sx={{ fontSize: 30, color: 'text.secondary', mb: 6 }}>{t('presenter.ballotText')}</Typography>
        <Typography role="status" sx={{ fontSize: 34, fontWeight: 650 }}>{t('presenter.ballotDone', { done, asked })}</Typography>
        {view.tables.length > 0 ? <Tables tables={view.tables} /> : null}
      </Box>
    </Box>
  )
}

function Still({ title, text }: { title: string; text: string }) {
  return (
    <Box sx={{ display: 'grid', placeContent: 'center', textAlign: 'center', height: '100%', gap: 4 }}>
      <Typography component="h1" sx={{ fontSize: 76, fontWeight: 700, letterSpacing: '-0.025em' }}>{title}</Typography>
      <Typography sx={{ fontSize: 32, color: 'text.secondary' }}>{text}</Typography>
    </Box>
  )
}

function Content({ view }: { view: PresenterView }) {
  const { t } = useTranslation('workshop')
  const { items, poll } = view
  const asked = useAsked(view.project)
  if (view.phase === 'lobby') return <PresenterLobby view={view} />
  if (view.phase === 'closed' && !poll?.counts) return <Still title={t('presenter.closed')} text={t('presenter.closedText', { ...items })} />
  if (poll && (poll.phase === 'open' || view.phase === 'closed')) return <PresenterPoll poll={poll} />
  if (view.phase === 'paused') return <Still title={t('presenter.paused')} text={view.name} />
  if (asked) return <PresenterQuestion project={view.project} question={asked} />
  if (view.walk !== null) return <PresenterWalk project={view.project} element={view.walk} />
  if (view.presented) return <PresenterThreat project={view.project} presented={view.presented} all={items.all} />
  if (view.ballot.asked > 0) return <Ballot view={view} />
  if (poll?.counts) return <PresenterPoll poll={poll} />
  return <Still title={t('presenter.waiting')} text={t('presenter.settledOf', { settled: items.settled, all: items.all })} />
}

/** The projector's page: large type, and nothing that a seat may not know, because the server sends nothing else. */
export function PresenterScreen({ workshop }: { workshop: string }) {
  const { t } = useTranslation('workshop')
  const { view } = usePresented(workshop)
  const title = view ? `${t('presenter.title')}: ${view.name}` : t('presenter.title')
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column', bgcolor: 'background.default', color: 'text.primary' }}>
      <Box component="main" sx={{ flex: 1, minHeight: 0, overflow: 'hidden', px: 12, pt: 10, pb: 6 }}>{view ? <Content view={view} /> : null}</Box>
      {view && view.phase !== 'lobby' ? <Footer view={view} /> : null}
    </Box>
  )
}
