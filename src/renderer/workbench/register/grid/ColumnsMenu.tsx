import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { Columns3 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type GridColumn, gridColumns } from '../../../../shared/domain/register-view.ts'
import { useColumnName } from './useColumnName.ts'

/** Which columns the grid shows; the id always stands. */
export function ColumnsMenu({ chosen, markerName, onChoose }: { chosen: readonly GridColumn[]; markerName: string; onChoose: (columns: GridColumn[]) => void }) {
  const { t } = useTranslation('decisions')
  const nameOf = useColumnName(markerName)
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  return (
    <>
      <Button variant="outlined" startIcon={<Columns3 size={15} />} aria-haspopup="menu" onClick={(event) => setAnchor(event.currentTarget)}>
        {t('columns')}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)} slotProps={{ paper: { sx: { maxHeight: 460 } } }}>
        {gridColumns.map((column) => {
          const shown = chosen.includes(column)
          return (
            <MenuItem key={column} dense role="menuitemcheckbox" aria-checked={shown} disabled={column === 'id'} onClick={() => onChoose(gridColumns.filter((one) => (one === column ? !shown : chosen.includes(one))))}>
              <Checkbox size="small" checked={shown} tabIndex={-1} disableRipple sx={{ p: 0, mr: 2 }} aria-hidden />
              {nameOf(column)}
            </MenuItem>
          )
        })}
      </Menu>
    </>
  )
}
