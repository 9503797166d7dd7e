import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { bands } from '../../../../shared/domain/dread.ts'
import { DecisionFilter, decisionFilters, Grouping, groupings, type RegisterFilter, type RegisterView } from '../../../../shared/domain/register-view.ts'
import type { ExportFormat } from '../../../../shared/domain/register.ts'
import { strideCategories } from '../../../../shared/domain/stride.ts'
import { SearchField } from '../../../ui/SearchField.tsx'
import { ColumnsMenu } from './ColumnsMenu.tsx'
import { ExportMenu } from '../export/ExportMenu.tsx'
import type { GridRow } from './grid-row.ts'
import { ViewsMenu } from './ViewsMenu.tsx'

const markers = ['all', 'plus', 'minus', 'none'] as const
const markerText = { plus: '+', minus: '–', none: '∅' } as const
const bandChoices: readonly RegisterFilter['band'][] = ['all', ...bands]
const strideChoices: readonly RegisterFilter['stride'][] = ['all', ...strideCategories]
const concernChoices = ['all', 'safety', 'privacy'] as const

interface RegisterToolbarProps {
  project: string
  rows: readonly GridRow[]
  view: RegisterView
  markerName: string
  treatmentLine: number | null
  searchField: RefObject<HTMLInputElement | null>
  onView: (view: RegisterView) => void
  onExport: (format: ExportFormat) => void
}

export function RegisterToolbar({ project, rows, view, markerName, treatmentLine, searchField, onView, onExport }: RegisterToolbarProps) {
  const { t } = useTranslation(['register', 'common', 'decisions'])
  const { filter } = view
  const set = (part: Partial<RegisterFilter>) => onView({ ...view, filter: { ...filter, ...part } })
  const field = { select: true, sx: { minWidth: 104 } } as const
  const decisionName = (name: DecisionFilter): string => {
    switch (name) {
      case 'all':
      case 'undecided':
      case 'mustTreat':
        return t(`filter.${name}`)
      case 'belowLine':
      case 'overdue':
      case 'unscored':
      case 'incomplete':
        return t(`decisions:filter.${name}`)
      default:
        return t(`response.${name}`)
    }
  }
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, flexWrap: 'wrap', px: 4, py: 2.5, borderBottom: '1px solid', borderColor: 'divider', bgcolor: 'background.paper' }}>
      <SearchField value={filter.search} label={t('search')} field={searchField} onSearch={(search) => set({ search })} sx={{ flex: '1 1 140px', maxWidth: 220 }} />
      <TextField {...field} label={t('filter.band')} value={filter.band} onChange={(event) => set({ band: bandChoices.find((band) => band === event.target.value) ?? 'all' })}>
        {bandChoices.map((band) => (
          <MenuItem key={band} value={band}>
            {band === 'all' ? t('filter.all') : t(`common:band.${band}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField {...field} label={t('decisions:filter.stride')} value={filter.stride} onChange={(event) => set({ stride: strideChoices.find((category) => category === event.target.value) ?? 'all' })}>
        {strideChoices.map((category) => (
          <MenuItem key={category} value={category}>
            {category === 'all' ? t('filter.all') : t(`common:stride.${category}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField {...field} label={t('filter.decision')} value={filter.decision} onChange={(event) => set({ decision: DecisionFilter.catch('all').parse(event.target.value) })}>
        {decisionFilters.map((name) => (
          <MenuItem key={name} value={name}>
            {decisionName(name)}
          </MenuItem>
        ))}
      </TextField>
      {rows.some((row) => row.threat.marker !== 'none') ? (
        <TextField {...field} label={markerName === '' ? t('filter.marker') : markerName} value={filter.marker} onChange={(event) => set({ marker: markers.find((name) => name === event.target.value) ?? 'all' })}>
          {markers.map((name) => (
            <MenuItem key={name} value={name}>
              {name === 'all' ? t('filter.all') : markerText[name]}
            </MenuItem>
          ))}
        </TextField>
      ) : null}
      {rows.some((row) => row.threat.concerns) ? (
        <TextField {...field} label={t('decisions:filter.concern')} value={filter.concern} onChange={(event) => set({ concern: concernChoices.find((name) => name === event.target.value) ?? 'all' })}>
          {concernChoices.map((name) => (
            <MenuItem key={name} value={name}>
              {name === 'all' ? t('filter.all') : t(`decisions:concern.${name}`)}
            </MenuItem>
          ))}
        </TextField>
      ) : null}
      <TextField {...field} label={t('decisions:group')} value={view.group} onChange={(event) => onView({ ...view, group: Grouping.catch('none').parse(event.target.value) })}>
        {groupings.map((name) => (
          <MenuItem key={name} value={name}>
            {t(`decisions:grouping.${name}`)}
          </MenuItem>
        ))}
      </TextField>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, ml: 'auto' }}>
        {treatmentLine === null ? null : (
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {t('treatmentLine', { line: treatmentLine })}
          </Typography>
        )}
        <ColumnsMenu chosen={view.columns} markerName={markerName} onChoose={(columns) => onView({ ...view, columns })} />
        <ViewsMenu project={project} view={view} onView={onView} />
        <ExportMenu hasThreats={rows.length > 0} onExport={onExport} />
      </Box>
    </Box>
  )
}
