import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { Plus, Rows3, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { v7 } from 'uuid'
import type { WorkshopTable } from '../../../../shared/domain/workshop.ts'
import { NumberField } from './NumberField.tsx'
import { fittedTables, slicedTables } from './slices.ts'

/** A room has no more; a table of eight for more than four hundred people. */
const mostTables = 60

interface Props {
  tables: readonly WorkshopTable[]
  agenda: readonly string[]
  onTables: (tables: WorkshopTable[]) => void
}

/** Names the tables and slices the agenda among them; which threat is where is changed in the agenda itself. */
export function TableSettings({ tables, agenda, onTables }: Props) {
  const { t } = useTranslation('prepare')
  const most = Math.max(2, Math.min(mostTables, agenda.length))
  const empty = tables.some((table) => table.items.length === 0)

  function make(count: number) {
    const next = Array.from({ length: count }, (_, place) => tables[place] ?? { id: v7(), name: t('tables.name', { number: place + 1 }), items: [] })
    onTables(slicedTables(next, agenda))
  }
  function remove(id: string) {
    onTables(fittedTables(tables.filter((table) => table.id !== id), agenda))
  }

  return (
    <Box component="section" aria-label={t('tables.title')} sx={{ mb: 6, p: 4, borderRadius: '10px', border: '1px solid', borderColor: 'divider', bgcolor: 'background.paper', display: 'grid', gap: 3 }}>
      <Box sx={{ display: 'flex', gap: 3, alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography variant="h3" sx={{ flex: 1 }}>{t('tables.title')}</Typography>
        <NumberField shownLabel label={t('tables.count')} value={tables.length} min={2} max={most} step={1} width={110} onValue={(count) => count !== null && make(count)} />
        <Button variant="outlined" startIcon={<Rows3 size={15} />} onClick={() => onTables(slicedTables(tables, agenda))}>{t('tables.slice')}</Button>
      </Box>
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>{t('tables.help')}</Typography>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))', gap: 2 }}>
        {tables.map((table, place) => (
          <Box key={table.id} data-table={table.name} sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
            <TextField
              value={table.name}
              error={table.name.trim() === ''}
              onChange={(event) => onTables(tables.map((other) => (other.id === table.id ? { ...other, name: event.target.value } : other)))}
              slotProps={{ htmlInput: { maxLength: 100, 'aria-label': t('tables.nameOf', { number: place + 1 }) } }}
              sx={{ flex: 1 }}
            />
            <Typography variant="body2" noWrap sx={{ width: 78, color: table.items.length === 0 ? 'error.main' : 'text.secondary', fontWeight: table.items.length === 0 ? 650 : 400 }}>
              {t('tables.threats', { count: table.items.length })}
            </Typography>
            <IconButton size="small" aria-label={t('tables.remove', { name: table.name })} disabled={tables.length <= 2} onClick={() => remove(table.id)}><X size={15} /></IconButton>
          </Box>
        ))}
        <Button color="inherit" startIcon={<Plus size={15} />} disabled={tables.length >= most} onClick={() => make(tables.length + 1)} sx={{ justifySelf: 'start', color: 'text.secondary' }}>{t('tables.add')}</Button>
      </Box>
      {empty ? <Typography variant="body2" role="alert" sx={{ color: 'error.main' }}>{t(agenda.length < tables.length ? 'tables.tooMany' : 'tables.empty')}</Typography> : null}
    </Box>
  )
}
