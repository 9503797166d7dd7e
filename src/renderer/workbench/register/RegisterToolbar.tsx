import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import Typography from '@mui/material/Typography'
import { Group } from 'lucide-react'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { bands } from '../../../shared/domain/dread.ts'
import type { ExportFormat, RegisterRow } from '../../../shared/domain/register.ts'
import { SearchField } from '../../ui/SearchField.tsx'
import { ExportMenu } from './ExportMenu.tsx'
import type { RegisterFilter } from './register-table.ts'

const decisions = ['all', 'undecided', 'mustTreat'] as const
const markers = ['all', 'plus', 'minus', 'none'] as const
const markerText = { plus: '+', minus: '–', none: '∅' } as const
const bandChoices: readonly RegisterFilter['band'][] = ['all', ...bands]

interface RegisterToolbarProps {
  rows: readonly RegisterRow[]
  filter: RegisterFilter
  grouped: boolean
  markerName: string
  treatmentLine: number | null
  searchField: RefObject<HTMLInputElement | null>
  onFilter: (filter: RegisterFilter) => void
  onGrouped: (grouped: boolean) => void
  onExport: (format: ExportFormat) => void
}

export function RegisterToolbar({ rows, filter, grouped, markerName, treatmentLine, searchField, onFilter, onGrouped, onExport }: RegisterToolbarProps) {
  const { t } = useTranslation(['register', 'common'])
  const field = { select: true, sx: { minWidth: 130 } } as const
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, flexWrap: 'wrap', px: 4, py: 2.5, borderBottom: '1px solid', borderColor: 'divider', bgcolor: 'background.paper' }}>
      <SearchField value={filter.search} label={t('search')} field={searchField} onSearch={(search) => onFilter({ ...filter, search })} sx={{ width: 240 }} />
      <TextField {...field} label={t('filter.band')} value={filter.band ?? 'all'} onChange={(event) => onFilter({ ...filter, band: bandChoices.find((band) => band === event.target.value) ?? 'all' })}>
        {bandChoices.map((band) => (
          <MenuItem key={band} value={band ?? ''}>
            {band === 'all' || band === null ? t('filter.all') : t(`common:band.${band}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField {...field} label={t('filter.decision')} value={filter.decision} onChange={(event) => onFilter({ ...filter, decision: decisions.find((name) => name === event.target.value) ?? 'all' })}>
        {decisions.map((name) => (
          <MenuItem key={name} value={name}>
            {t(`filter.${name}`)}
          </MenuItem>
        ))}
      </TextField>
      {rows.some((row) => row.threat.marker !== 'none') ? (
        <TextField {...field} label={markerName === '' ? t('filter.marker') : markerName} value={filter.marker} onChange={(event) => onFilter({ ...filter, marker: markers.find((name) => name === event.target.value) ?? 'all' })}>
          {markers.map((name) => (
            <MenuItem key={name} value={name}>
              {name === 'all' ? t('filter.all') : markerText[name]}
            </MenuItem>
          ))}
        </TextField>
      ) : null}
      <ToggleButton size="small" value="grouped" selected={grouped} onChange={() => onGrouped(!grouped)} sx={{ gap: 2, height: 36 }}>
        <Group size={15} />
        {t('groupBy')}
      </ToggleButton>
      <Box sx={{ flex: 1 }} />
      {treatmentLine === null ? null : (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {t('treatmentLine', { line: treatmentLine })}
        </Typography>
      )}
      <ExportMenu hasThreats={rows.length > 0} onExport={onExport} />
    </Box>
  )
}
