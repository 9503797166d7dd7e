import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { useTranslation } from 'react-i18next'
import { showKey } from '../shell/key-name.ts'
import { type Place, placeKeys, places } from './place.ts'

/** Goes from one place of the stage to another. */
export function PlaceSwitch({ place, counts, onPlace }: { place: Place; counts: Partial<Record<Place, number>>; onPlace: (place: Place) => void }) {
  const { t } = useTranslation('questions')
  return (
    <ToggleButtonGroup exclusive size="small" value={place} aria-label={t('places')} sx={{ flex: 'none', my: 2 }}>
      {places.map((name) => (
        <ToggleButton key={name} value={name} data-place={name} title={showKey(placeKeys[name])} onClick={() => onPlace(name)} sx={{ px: 3, py: 1, fontSize: 13, fontWeight: 600, textTransform: 'none', gap: 1.5 }}>
          {t(`place.${name}`)}
          {counts[name] === undefined ? null : <span>{counts[name]}</span>}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
