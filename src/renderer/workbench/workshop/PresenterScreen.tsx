import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { PresenterView } from '../../../shared/domain/workshop.ts'
import { PresenterLobby } from './PresenterLobby.tsx'
import { PresenterThreat } from './PresenterThreat.tsx'
import { ProgressRing } from './ProgressRing.tsx'
import { usePresented } from './useWorkshop.ts'

function Footer({ view }: { view: PresenterView }) {
  const { t } = useTranslation('workshop')
  const { all, settled } = view.items
  return (
    <Box component="footer" sx={{ display: 'flex', alignItems: 'center', gap: 6, px: 12, py: 5, borderTop: '1px solid', borderColor: 'divider', fontSize: 24, color: 'text.secondary' }}>
      <Box component="span" sx={{ fontWeight: 650, color: 'text.primary', flex: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>{view.name}</Box>
      <span>{t('presenter.joined', { count: view.seats.connected })}</span>
      <Box component="span" sx={{ display: 'flex', gap: 4, alignItems: 'center' }}>
        <Box aria-hidden sx={{ width: 200, height: 10, borderRadius: 5, bgcolor: 'divider', overflow: 'hidden' }}><Box sx={{ height: '100%', bgcolor: 'text.primary' }} style={{ width: `${all === 0 ? 0 : (settled / all) * 100}%` }} /></Box>
        {t('presenter.settledOf', { settled, all })}
      </Box>
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
  const { items } = view
  if (view.phase === 'lobby') return <PresenterLobby view={view} />
  if (view.phase === 'closed') return <Still title={t('presenter.closed')} text={t('presenter.closedText', { ...items })} />
  if (view.phase === 'paused') return <Still title={t('presenter.paused')} text={view.name} />
  if (view.presented) return <PresenterThreat presented={view.presented} all={items.all} />
  if (view.ballot.asked > 0) return <Ballot view={view} />
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
