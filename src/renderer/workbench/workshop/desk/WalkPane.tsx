import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import { ArrowLeft, ArrowRight, Check, MonitorUp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { StrideBadge } from '../../../ui/StrideBadge.tsx'
import { KindIcon } from '../../model/KindIcon.tsx'
import { groupOf } from '../agenda.ts'
import { KeyButton } from '../KeyButton.tsx'
import { DeskPicture } from './DeskPicture.tsx'
import type { Desk } from './useDesk.ts'
import { WalkQuestions } from './WalkQuestions.tsx'

/** Threats that the room's answers made certain; no score is shown, because numbers anchor. */
function Found({ desk }: { desk: Desk }) {
  const { t } = useTranslation(['desk', 'common'])
  const { found, add, leaveOut } = desk.walk
  if (found.length === 0) return null
  return (
    <Box component="section" aria-label={t('walk.found')} data-found sx={{ px: 4, py: 3, borderRadius: '12px', border: '2px solid', borderColor: 'primary.main', bgcolor: 'background.paper' }}>
      <Typography variant="h3" component="h2" sx={{ mb: 1 }}>{t('walk.found')} <Box component="span" sx={{ color: 'text.secondary', fontWeight: 500 }}>{found.length}</Box></Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, maxHeight: 220, overflow: 'auto' }}>
        {found.map((finding, place) => (
          <Box key={finding.id} component="li" sx={{ display: 'flex', alignItems: 'center', gap: 2, py: 1 }}>
            {finding.stride.slice(0, 1).map((category) => <StrideBadge key={category} category={category} label={t(`common:stride.${category}`)} />)}
            <Typography sx={{ flex: 1, minWidth: 0, fontWeight: place === 0 ? 600 : 400 }}>{finding.title}</Typography>
            {place === 0 ? (
              <>
                <KeyButton keyName="↵" variant="contained" onClick={() => add(finding)} sx={{ flex: 'none' }}>{t('walk.addButton')}</KeyButton>
                <KeyButton keyName="⌫" color="inherit" onClick={() => leaveOut(finding)} sx={{ flex: 'none' }}>{t('walk.leaveButton')}</KeyButton>
              </>
            ) : (
              <>
                <Button variant="outlined" onClick={() => add(finding)} sx={{ flex: 'none' }}>{t('walk.addButton')}</Button>
                <Button color="inherit" onClick={() => leaveOut(finding)} sx={{ flex: 'none' }}>{t('walk.leaveButton')}</Button>
              </>
            )}
          </Box>
        ))}
      </Box>
    </Box>
  )
}

function ThreatsHere({ desk }: { desk: Desk }) {
  const { t } = useTranslation(['desk', 'workshop'])
  const { threatsHere, end } = desk.walk
  return (
    <Box component="section" aria-label={t('walk.threats')}>
      <Typography variant="h3" component="h2" sx={{ mb: 1 }}>{t('walk.threats')}</Typography>
      {threatsHere.length === 0 ? <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('walk.noThreats')}</Typography> : null}
      {threatsHere.map((item) => (
        <Button
          key={item.id}
          color="inherit"
          onClick={() => {
            desk.actions.select(item.id)
            end()
          }}
          sx={{ display: 'flex', width: '100%', justifyContent: 'flex-start', gap: 2, textAlign: 'left', px: 2, mx: -2, fontWeight: 500 }}
        >
          <b>{item.threat.displayId}</b>
          <Typography component="span" noWrap sx={{ flex: 1, fontSize: 13.5 }}>{item.threat.title}</Typography>
          {groupOf(item) === 'settled' ? <Check size={14} aria-label={t('workshop:group.settled')} /> : null}
        </Button>
      ))}
    </Box>
  )
}

/** The walk through the model: one element, its surroundings, its open questions, its threats. The projector shows the same element. */
export function WalkPane({ desk }: { desk: Desk }) {
  const { t } = useTranslation(['desk', 'common'])
  const { walk, view } = desk
  const { element, position, all } = walk
  return (
    <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column' }} data-walk={element?.key ?? ''}>
      <Box sx={{ flex: 1, minHeight: 0, overflow: 'auto', p: 6, display: 'grid', gridAutoRows: 'max-content', gridTemplateColumns: 'minmax(0, 1fr)', gap: 5, alignContent: 'start' }}>
        <Box component="header">
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mb: 1, color: 'text.secondary' }}>
            <Typography sx={{ fontWeight: 600 }}>{t('walk.title')}</Typography>
            <Typography>{t('walk.position', { position, all })}</Typography>
            <Typography variant="body2" sx={{ display: 'inline-flex', gap: 1, alignItems: 'center', color: 'primary.main', ml: 'auto', fontWeight: 600 }}><MonitorUp size={14} aria-hidden />{t('walk.presented')}</Typography>
          </Box>
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 3 }}>
            {element ? <Box sx={{ display: 'inline-flex', color: 'text.secondary' }}><KindIcon kind={element.kind} /></Box> : null}
            <Typography variant="h1" sx={{ flex: 1, minWidth: 0 }}>{element ? element.label || element.key : t('walk.gone')}</Typography>
            <IconButton aria-label={t('walk.previous')} title={`${t('walk.previous')} (←)`} disabled={position <= 1} onClick={() => walk.step(-1)}><ArrowLeft size={18} /></IconButton>
            <IconButton aria-label={t('walk.next')} title={`${t('walk.next')} (→)`} disabled={position >= all} onClick={() => walk.step(1)}><ArrowRight size={18} /></IconButton>
            <KeyButton keyName="W" variant="outlined" onClick={walk.end}>{t('walk.end')}</KeyButton>
          </Box>
        </Box>
        <Found desk={desk} />
        {view.walk === null ? null : <DeskPicture project={desk.project} parts={[view.walk]} choice={desk.picture} height={230} />}
        <WalkQuestions desk={desk} />
        <ThreatsHere desk={desk} />
      </Box>
    </Box>
  )
}
