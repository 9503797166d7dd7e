import Box from '@mui/material/Box'
import FormControlLabel from '@mui/material/FormControlLabel'
import Radio from '@mui/material/Radio'
import RadioGroup from '@mui/material/RadioGroup'
import Switch from '@mui/material/Switch'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { RoomNetwork, RoomNetworkSettings } from '../../../../shared/domain/room.ts'

function Line({ value, label, detail, muted }: { value: string; label: string; detail: string; muted: boolean }) {
  return (
    <FormControlLabel
      value={value}
      control={<Radio size="small" />}
      sx={{ opacity: muted ? 0.75 : 1 }}
      label={
        <Box component="span" sx={{ display: 'flex', gap: 3, alignItems: 'baseline', flexWrap: 'wrap' }}>
          <Typography component="span" sx={{ fontWeight: 600 }}>{label}</Typography>
          <Typography component="span" variant="body2" sx={{ color: 'text.secondary' }}>{detail}</Typography>
        </Box>
      }
    />
  )
}

/** Which of the machine's addresses people are sent to. */
export function AddressChoice({ network, onChoose }: { network: RoomNetwork; onChoose: (settings: RoomNetworkSettings) => void }) {
  const { t } = useTranslation('network')
  const { settings, cards } = network
  const choose = (value: string) => onChoose({ ...settings, shown: value === '' ? null : value, onlyShown: settings.onlyShown && cards.some(({ address }) => address === value) })
  return (
    <Box>
      <Typography variant="h3" id="shown-address" sx={{ mb: 1 }}>{t('address.title')}</Typography>
      {cards.length === 0 ? <Typography sx={{ color: 'text.secondary' }}>{t('address.none')}</Typography> : null}
      <RadioGroup aria-labelledby="shown-address" value={settings.shown ?? ''} onChange={(_event, value) => choose(value)}>
        <Line value="" label={t('address.likeliest')} detail={t('address.likeliestText')} muted={false} />
        {cards.map(({ address, name, kind }) => (
          <Line key={address} value={address} label={address} detail={`${t(`card.${kind}`)} (${name})`} muted={kind === 'virtual' || kind === 'vpn'} />
        ))}
        {settings.names.map((name) => <Line key={name} value={name} label={name} detail={t('address.added')} muted={false} />)}
      </RadioGroup>
      <FormControlLabel
        control={<Switch size="small" checked={settings.onlyShown} disabled={!cards.some(({ address }) => address === settings.shown)} onChange={(event) => onChoose({ ...settings, onlyShown: event.target.checked })} />}
        label={t('address.only')}
        sx={{ mt: 2 }}
      />
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('address.onlyText')}</Typography>
    </Box>
  )
}
