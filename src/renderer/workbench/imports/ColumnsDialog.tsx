import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RegisterTable } from '../../../shared/domain/import.ts'
import { columnFields, type ColumnMapping } from '../../../shared/list/register-columns.ts'

/** What each column of a register is, with its first rows, before anything of it is imported. */
export function ColumnsDialog({ name, table, onImport, onCancel }: { name: string; table: RegisterTable; onImport: (mapping: ColumnMapping) => void; onCancel: () => void }) {
  const { t } = useTranslation('columns')
  const { t: common } = useTranslation('common')
  const [mapping, setMapping] = useState<ColumnMapping>(table.mapping)
  const fields = Object.values(mapping)
  const fits = fields.includes('title') || fields.includes('description')
  function choose(column: string, value: string) {
    const field = columnFields.find((known) => known === value)
    // A field belongs to one column: the one that had it keeps its text with the row.
    const others = Object.fromEntries(Object.entries(mapping).filter(([other, theirs]) => other !== column && (theirs !== field || field === 'left-out')))
    setMapping(field ? { ...others, [column]: field } : others)
  }
  return (
    <Dialog open fullWidth maxWidth="lg" onClose={onCancel}>
      <DialogTitle>{t('title', { name })}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 4, alignContent: 'start' }}>
        <Typography sx={{ color: 'text.secondary' }}>{t('text', { count: table.count })}</Typography>
        <Box sx={{ overflow: 'auto', maxHeight: '60vh', border: '1px solid', borderColor: 'divider', borderRadius: '10px' }}>
          <Box component="table" sx={{ borderCollapse: 'collapse', '& th, & td': { p: 2, textAlign: 'left', verticalAlign: 'top', borderBottom: '1px solid', borderColor: 'divider' } }}>
            <Box component="thead" sx={{ position: 'sticky', top: 0, zIndex: 1, bgcolor: 'background.paper' }}>
              <tr>
                {table.columns.map((column) => (
                  <Box component="th" key={column} scope="col" sx={{ minWidth: 180, fontWeight: 600 }}>
                    <Typography component="div" variant="subtitle2" noWrap title={column} sx={{ maxWidth: 240, mb: 2 }}>
                      {column}
                    </Typography>
                    <TextField
                      select
                      size="small"
                      fullWidth
                      value={mapping[column] ?? ''}
                      onChange={(event) => choose(column, event.target.value)}
                      slotProps={{ select: { displayEmpty: true, SelectDisplayProps: { 'aria-label': t('column', { column }) } } }}
                    >
                      <MenuItem value="">
                        <em>{t('keep')}</em>
                      </MenuItem>
                      {columnFields.map((field) => (
                        <MenuItem key={field} value={field}>
                          {t(`field.${field}`)}
                        </MenuItem>
                      ))}
                    </TextField>
                  </Box>
                ))}
              </tr>
            </Box>
            <tbody>
              {table.rows.map((cells, row) => (
                <tr key={row}>
                  {table.columns.map((column, index) => (
                    <Box component="td" key={column} sx={{ color: mapping[column] === undefined ? 'text.secondary' : 'text.primary' }}>
                      <Box sx={{ maxWidth: 260, maxHeight: 60, overflow: 'hidden', overflowWrap: 'anywhere' }}>{cells[index]}</Box>
                    </Box>
                  ))}
                </tr>
              ))}
            </tbody>
          </Box>
        </Box>
        {fits ? null : <Alert severity="info">{t('needTitle')}</Alert>}
      </DialogContent>
      <DialogActions>
        <Button onClick={onCancel}>{common('cancel')}</Button>
        <Button variant="contained" autoFocus disabled={!fits} onClick={() => onImport(mapping)}>
          {t('import')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
